"""Rows as the text that PostgreSQL's COPY takes: built once, by whatever process has the values."""

from __future__ import annotations

from collections.abc import Sequence

NULL = "\\N"


def copy_line(values: Sequence[object]) -> str:
    """The line of COPY's text format for one row, with its end. None is NULL; lists of texts are arrays.

    Source: PostgreSQL's manual, COPY, "Text Format".

    >>> copy_line((7, "a\\tb", None, ["x", 'y"z'], True))
    '7\\ta\\\\tb\\t\\\\N\\t{"x","y\\\\\\\\"z"}\\tTrue\\n'
    """
    line = "\t".join(map(_text, values))
    # Most lines hold nothing to be escaped: then there are no backslashes but those of NULL, and no tabs but between.
    if (
        line.count("\\") == values.count(None)
        and line.count("\t") == len(values) - 1
        and "\n" not in line
        and "\r" not in line
    ):
        return f"{line}\n"
    return "\t".join(map(copy_value, values)) + "\n"


def copy_value(value: object) -> str:
    """One value of a line: texts with what would end them escaped, all else as it is written."""
    return NULL if value is None else _escaped(_text(value))


def _text(value: object) -> str:
    """The value before anything in it is escaped."""
    if isinstance(value, str):
        return value
    if value is None:
        return NULL
    if isinstance(value, list):
        return "{" + ",".join(map(_quoted, value)) + "}"
    return str(value)


def _escaped(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if text.isprintable():
        return text
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _quoted(text: str) -> str:
    """An element of an array."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
