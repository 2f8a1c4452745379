"""Reads what stands in the cell of a name: one person or organisation, several, or none."""

from __future__ import annotations

import re
from dataclasses import replace

from cotmoc.normalise.names.beside import Separated, separate, without_beside
from cotmoc.normalise.names.lists import LAST_FAMILIES
from cotmoc.normalise.names.organisations import read_organisation
from cotmoc.normalise.names.persons import is_unmarked, names_same, take_apart
from cotmoc.normalise.names.plain import plain_name, usual_name
from cotmoc.normalise.names.several import split_names
from cotmoc.normalise.names.titles import is_placeholder, without_marks_of_lists, without_titles
from cotmoc.normalise.names.tokens import Tokens, tokenise, with_vietnamese_d, without_signs
from cotmoc.normalise.names.values import CHANGES, Name, OrganisationName, PersonName, Tradition
from cotmoc.normalise.names.words import CHANGED_CODES, Word, read_word, read_words
from cotmoc.normalise.readings import Problem, Reading, warning
from cotmoc.normalise.telex import undo_typing
from cotmoc.normalise.text import clean
from cotmoc.normalise.text_repair import repair_text

_NOTHING: Reading[Name] = Reading(None)
# A number behind the word for a document, or one of 9 or 12 digits alone: that of an identity card.
_DOCUMENT = re.compile(
    r"\b(?:cccd|cmnd|cmt|căn cước|hộ chiếu|hc|passport)\b[^\d;,]{0,20}?([A-Z]{0,2}\d[\d .]{5,16}\d)"
    r"|(?<![\d:] )(?<!\d)(\d{12}|\d{9})(?!\d)",
    re.I,
)
_MRZ = re.compile(r"(?:P[A-Z<][A-Z]{3})?([A-Z]+(?:<[A-Z]+)*)<<([A-Z]+(?:<[A-Z]+)*)<*")


def read_name(written: str) -> Reading[Name]:
    """The person or organisation that a cell names; None when it names nobody ("không rõ").

    Nothing is invented: missing marks stay missing, initials stay initials, an unknown word stays as it is. What was
    changed stands in the value's `changes`. Warnings say what a reader must look at: `name.font_repaired`,
    `name.typing_undone`, `name.order_assumed` and, where the cell names several (`read_names`), `name.several`.

    >>> name = read_name("Bị can NGUYỄN VĂN ĐỨC (tức Đức Béo, SN 1985)").value
    >>> name.full, name.family, name.given, name.aliases, name.birth_year
    ('Nguyễn Văn Đức', 'Nguyễn', 'Đức', ('Đức Béo',), 1985)
    >>> read_name("CTCP Sao Biển").value.legal_form, read_name("chưa rõ danh tính").value
    ('co_phan', None)
    """
    simple = plain_name(written) or usual_name(written)
    if simple is not None:
        return Reading(simple)
    first, *more = split_names(written)
    reading = _read(first)
    if more and reading.value is not None:
        return Reading(reading.value, (*reading.problems, warning("name.several", written)))
    return reading


def read_names(written: str) -> list[Reading[Name]]:
    """The persons and organisations that a cell names, in their order; those who are not named are left out.

    >>> [reading.value.full for reading in read_names("1. Giàng A Dế (SN 1990); 2. Mùa A Chứ và đồng bọn")]
    ['Giàng A Dế', 'Mùa A Chứ']
    """
    simple = plain_name(written) or usual_name(written)
    if simple is not None:
        return [Reading(simple)]
    readings = [_read(part) for part in split_names(written)]
    return [reading for reading in readings if reading.value is not None]


def looks_like_name(value: str) -> bool:
    """True for what by itself is plainly a person's name: of three words and more, or of two with a frequent family.

    >>> looks_like_name("Lê Thị Hoa"), looks_like_name("1. Bùi Nam (SN 1985)"), looks_like_name("Hà Nội")
    (True, True, False)
    """
    name = plain_name(value) or usual_name(value)
    if name is None or not any(c.isupper() for c in value):
        return False
    return bool(name.middle) or name.family.lower() in LAST_FAMILIES


def _read(written: str) -> Reading[Name]:
    changes: set[str] = set()
    problems: list[Problem] = []
    text = _in_unicode(written, changes, problems)
    if is_placeholder(text):
        return _NOTHING
    listed = without_marks_of_lists(text)
    passport = _MRZ.fullmatch(listed)
    name = f"{passport[1]} {passport[2]}".replace("<", " ") if passport else listed
    if name != written:
        changes |= {"cleaned"} if name != text or clean(written) != written else set()
    if is_placeholder(name):
        return _NOTHING
    alone, beside = without_beside(name)
    organisation = read_organisation(alone)
    if organisation is not None:
        return _organisation(organisation, beside, changes, problems)
    reading = _person(name, changes, problems)
    value = reading.value
    if isinstance(value, PersonName) and not value.changes and value.full != written:
        return Reading(replace(value, changes=("cleaned",)), reading.problems)
    return reading


def _in_unicode(written: str, changes: set[str], problems: list[Problem]) -> str:
    """The text cleaned, its old font and undone keys put right, which is noted."""
    repaired = repair_text(written)
    if repaired.fonts:
        changes.add("font")
        problems.append(
            warning(
                "name.font_repaired", written, font=repaired.fonts[-1].value, text=repaired.text
            )
        )
    cleaned = clean(repaired.text)
    text = with_vietnamese_d(cleaned)
    if text != cleaned:
        changes.add("cleaned")
    typed = undo_typing(text)
    if typed != text:
        changes.add("typing")
        problems.append(warning("name.typing_undone", written, text=typed))
    return typed


def _organisation(
    value: OrganisationName, beside: str, changes: set[str], problems: list[Problem]
) -> Reading[Name]:
    changes |= set(value.changes) | ({"beside"} if beside else set())
    return Reading(replace(value, beside=beside, changes=_ordered(changes)), tuple(problems))


def _person(text: str, changes: set[str], problems: list[Problem]) -> Reading[Name]:
    untitled = without_titles(text)
    found = separate(untitled, names_same)
    name, signs = without_signs(found.name.strip(" ,"))
    name_alone = without_titles(name)
    found = replace(found, name=name_alone, beside=(*found.beside, *signs))
    if is_placeholder(found.name):
        return _NOTHING
    if name_alone != name or untitled != text:
        changes.add("title")
    tokens = tokenise(found.name)
    changes |= tokens.changes
    words = read_words(tokens.words)
    parts = take_apart(words)
    if parts.assumed:
        changes.add("order")
        problems.append(warning("name.order_assumed", text, text=parts.full))
    # "V.A" behind a family name: the last letter is the given name's.
    initials = parts.given.split(".") if tokens.initials and parts.given.count(".") else []
    value = _value(found, tokens, words, changes)
    return Reading(
        replace(
            value,
            full=parts.full,
            family="" if tokens.letters else parts.family,
            middle="" if tokens.letters else " ".join((parts.middle, *initials[:-1])).strip(),
            given="" if tokens.letters else (initials or [parts.given])[-1],
            tradition=parts.tradition,
            unmarked=parts.tradition is Tradition.FAMILY_FIRST and is_unmarked(words, parts.family),
        ),
        tuple(problems),
    )


def _value(found: Separated, tokens: Tokens, words: list[Word], changes: set[str]) -> PersonName:
    for word in words:
        changes.update(CHANGED_CODES[word.changed])
    aliases = tuple(
        " ".join(read_word(piece).text for piece in each.split()) for each in found.aliases
    )
    changes |= {"alias"} if aliases else set()
    changes |= {"birth"} if found.birth_year else set()
    changes |= {"beside"} if found.beside else set()
    beside = "; ".join(found.beside)
    document = _DOCUMENT.search(beside)
    return PersonName(
        full="",
        aliases=aliases,
        initials=tokens.initials,
        birth_year=found.birth_year,
        birth_written=found.birth_written,
        beside=beside,
        changes=_ordered(changes),
        document=(document[1] or document[2]).strip() if document else "",
    )


def _ordered(changes: set[str]) -> tuple[str, ...]:
    if not changes:
        return ()
    return tuple(code for code in CHANGES if code in changes)
