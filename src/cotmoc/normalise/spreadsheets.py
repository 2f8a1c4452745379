"""Texts that a spreadsheet shows and never computes."""

from __future__ import annotations

#: Characters with which a spreadsheet begins a formula, or hides one behind white space.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet could take for the beginning of a formula.

    `as_it_was` gives the text back exactly. Source: OWASP, "CSV Injection". Numbers are values of their own and never
    pass through here.

    >>> harmless("=HYPERLINK(1)"), harmless("Móng Cái")
    ("'=HYPERLINK(1)", 'Móng Cái')
    """
    return f"'{text}" if _is_dangerous(text) else text


def as_it_was(text: str) -> str:
    """The text before `harmless`; one that never passed through it stays as it is.

    >>> as_it_was("'=HYPERLINK(1)"), as_it_was("'tis")
    ('=HYPERLINK(1)', "'tis")
    """
    return text[1:] if text.startswith("'") and _is_dangerous(text) else text


def _is_dangerous(text: str) -> bool:
    # Behind an apostrophe, too: else one that is written could not be told from ours.
    return text.lstrip(" '").startswith(_DANGEROUS)
