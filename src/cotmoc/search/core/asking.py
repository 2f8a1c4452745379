"""What was typed into the box, taken apart: words, years, days, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cotmoc.normalise.identifiers import document_key
from cotmoc.normalise.identifiers.phones import national_digits
from cotmoc.normalise.telex import undo_typing
from cotmoc.normalise.text import clean, fold

#: Characters that are read; what follows is left out, and said to be.
MOST_TYPED = 200
MOST_NUMBERS = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
# Said before a year of birth; they name nobody.
_BORN = re.compile(r"\b(?:năm sinh|nam sinh|sinh năm|sinh nam|sinh|sn|ns|born)\b(?=\W*\d)", re.I)
_LEAST_DIGITS = 3
# Telephone numbers are held as they are dialled within the country.
_CALLING_CODE = re.compile(r"(?<!\w)(?:\+|00)84[\s.()-]*(?:0(?=\d))?(?=\d)")
# Letters that may stand apart from a plate's or vessel's digits: QN 1234 TS.
_SERIES = re.compile(r"[^\W\d_]{1,3}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: `words` folded and `marked` in lower case as typed, of one length; years; a day; numbers.

    The day, whose year is among the years, is one of birth or one on which something happened. `numbers` are letters
    and digits in upper case; telephone numbers begin with 0. `was_cut`: more was typed than is read.
    """

    text: str
    words: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    day: date | None = None
    is_born: bool = False
    numbers: tuple[str, ...] = ()
    was_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing can be looked for: no word, no number, or a single letter."""
        if self.numbers or self.years:
            return False
        return sum(map(len, self.words)) < 2


def read_question(typed: str) -> Asked:
    """The question that a text asks. Never fails; of long texts the beginning is read.

    >>> asked = read_question("Nguyeenx Vawn A 1985 mong cai")
    >>> asked.words, asked.years
    (('nguyen', 'van', 'a', 'mong', 'cai'), (1985,))
    >>> read_question("14C-123.45").numbers, read_question("QN 1234 TS").numbers[:1]
    (('14C12345',), ('QN1234TS',))
    """
    # What is cut off is not even cleaned: somebody may paste a book.
    text = clean(typed[: MOST_TYPED * 4])
    was_cut = len(text) > MOST_TYPED or len(typed) > MOST_TYPED * 4
    text, born = _BORN.subn(" ", undo_typing(text[:MOST_TYPED]))
    day, rest = _day(text)
    chunks = _CALLING_CODE.sub("0", rest).split()
    years = [int(chunk) for chunk in chunks if _is_year(chunk)]
    if day:
        years.insert(0, day.year)
    marked = [word for chunk in chunks if not _is_number(chunk) for word in _words(chunk)]
    return Asked(
        text=text,
        words=tuple(fold(word) for word in marked),
        marked=tuple(marked),
        years=tuple(dict.fromkeys(years)),
        day=day,
        is_born=bool(born),
        numbers=_numbers(chunks),
        was_cut=was_cut,
    )


def _day(text: str) -> tuple[date | None, str]:
    found = _DAY.search(text)
    if found is None:
        return None, text
    day, month, year = map(int, found.groups())
    try:
        meant = date(year, month, day)
    except ValueError:
        return None, text
    return meant, text[: found.start()] + " " + text[found.end() :]


def _is_year(chunk: str) -> bool:
    is_four = len(chunk) == 4 and chunk.isascii() and chunk.isdecimal()
    return is_four and _FIRST_YEAR <= int(chunk) <= _LAST_YEAR


def _is_number(chunk: str) -> bool:
    return sum(character.isdecimal() for character in chunk) >= _LEAST_DIGITS


def _words(chunk: str) -> list[str]:
    """The words of a chunk in lower case, each of which folds to one word."""
    lowered = re.sub(r"[\W_]+", " ", chunk.lower())
    return [word for word in lowered.split() if fold(word) and " " not in fold(word)]


def _numbers(chunks: list[str]) -> tuple[str, ...]:
    """The numbers in the chunks: those written apart joined, then each alone; a year only where it stands alone."""
    found: list[str] = []
    at = 0
    while at < len(chunks):
        end = at
        while end < len(chunks) and any(map(str.isdecimal, chunks[end])):
            end += 1
        if end == at:
            at += 1
            continue
        found += _joined(chunks, at, end)
        at = end
    alone = len(chunks) == 1
    keys = [national_digits(key) or key for key in map(document_key, found)]
    kept = [key for key in keys if _is_number(key) and (alone or not _is_year(key))]
    return tuple(dict.fromkeys(kept))[:MOST_NUMBERS]


def _joined(chunks: list[str], start: int, end: int) -> list[str]:
    run = "".join(chunks[start:end])
    before = chunks[start - 1] if start and _SERIES.fullmatch(chunks[start - 1]) else ""
    after = chunks[end] if end < len(chunks) and _SERIES.fullmatch(chunks[end]) else ""
    with_series = [before + run + after, before + run] if before or after else []
    return [*with_series, run, *chunks[start:end]]
