"""An address as written, cut into words: what introduces a name, what separates names, what names no area."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import MARKED_TYPES, TYPES, marked
from cotmoc.normalise.text import clean, fold

# How one word is parted from the next.
JOINED, SPACE, DOT, DASH, HARD = range(5)

_LETTERS = [chr(code) for code in (*range(0x41, 0x1B5), *range(0x1EA0, 0x1EFA))]
_UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
_LOWER = "".join(letter for letter in _LETTERS if letter.islower())
_WORD = re.compile(r"([^\W\d_]+|\d+)([\W_]*)")
_CAMEL = re.compile(rf"(?<=[{_LOWER}][{_LOWER}])(?=[{_UPPER}][{_LOWER}])")
_BREAKS = re.compile(r"[\n\r\t;|]+")
# A letter of the VNI keyboard left inside a word: Ha3i, So7n.
_VNI = re.compile(r"(?<=[aeiouydAEIOUYD])[1-9](?=[a-z])|(?<=[a-z][1-9][a-z])[1-9]\b")
_LONG_WORD = 3


class Type(NamedTuple):
    """A type in front of a name: folded, and the kinds of areas that bear it."""

    name: str
    kinds: frozenset[AreaKind]


class Word(NamedTuple):
    """One word: for look-up, in lower case with its tone last, and whether it was written without any marks."""

    folded: str
    marked: str
    plain: bool


class Run(NamedTuple):
    """Words between separators, types and words like "thôn": where one or more names stand.

    `use` is that of the word in front ("" for none, or what `words.csv` says of it); `first` is where that stands.
    """

    start: int
    end: int
    type: Type | None
    use: str
    first: int


class Words(NamedTuple):
    """An address cut into words, of equal number in `folded`, `marked`, `plain`, `after` and `types`.

    `types` holds the type that introduces the name beginning at a word; `closed` has a bit for every word where no name
    of an area can begin, because it is a number or of the name of a street or hamlet.
    """

    folded: tuple[str, ...]
    marked: tuple[str, ...]
    plain: tuple[bool, ...]
    after: tuple[int, ...]
    types: dict[int, Type]
    closed: int
    runs: tuple[Run, ...]


class _WordMemory(dict[str, Word]):
    """The words met, as they are looked up; there are some ten thousand, and as many misspelled."""

    def __missing__(self, written: str) -> Word:
        if len(self) >= WORDS_KEPT:
            self.clear()
        word = self[written] = _word(written)
        return word


def _word(written: str) -> Word:
    if written.isdigit():
        number = written.lstrip("0") or "0"
        return Word(number, number, True)
    return Word(syllable_key(fold(written)), marked(written), written.isascii())


WORDS_KEPT = 65_536
#: A word as it is looked up: `Hoà` and `Hòa` alike, `Lí` and `Lý` alike, numbers without leading zeros.
word_of = _WordMemory().__getitem__


def syllable_key(folded: str) -> str:
    """A folded syllable with `y` for the vowel of `Lý`, `Kỳ`, `Quý` written as `i`, as both are in use.

    >>> syllable_key("ly"), syllable_key("quy"), syllable_key("thuy"), syllable_key("y")
    ('li', 'qui', 'thuy', 'y')
    """
    if folded.endswith("y") and (folded[:-1] in _BEFORE_Y or folded == "quy"):
        return folded[:-1] + "i"
    return folded


_BEFORE_Y = frozenset(("h", "k", "l", "m", "s", "t", "v"))


def syllables(name: str) -> list[str]:
    """The words of a name as they are looked up.

    >>> syllables("Phường 04"), syllables("Lý Hòa")
    (['phuong', '4'], ['li', 'hoa'])
    """
    return [word_of(word).folded for word, _ in _WORD.findall(name)]


@lru_cache(maxsize=4_096)
def _gap(text: str) -> int:
    if not text:
        return JOINED
    if any(c in ',;:/|()[]{}"“”\\=' for c in text):
        return HARD
    if any(c in "-–—_" for c in text):
        return DASH
    return DOT if "." in text else SPACE


def _uses() -> Iterator[tuple[str, str]]:
    text = (files("cotmoc.areas") / "data" / "words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        yield row["word"], row["use"]


class Opening(NamedTuple):
    """A word or words that say what follows: a type of areas, or the use of `words.csv`."""

    words: tuple[str, ...]
    marked: str
    type: Type | None
    use: str


_ABROAD = frozenset({AreaKind.PROVINCE, AreaKind.DISTRICT})


def _openings() -> dict[str, tuple[Opening, ...]]:
    """By their first word, those of more words first."""
    found: dict[str, list[Opening]] = {}
    for folded, (name, kinds) in TYPES.items():
        written = MARKED_TYPES.get(folded, "")
        words = tuple(syllables(folded))
        # Provinces and districts of other countries are zones.
        abroad = {AreaKind.ZONE} if _ABROAD & set(kinds) else set()
        opening = Opening(words, marked(written), Type(name, frozenset({*kinds, *abroad})), "")
        found.setdefault(words[0], []).append(opening)
    for written, use in _uses():
        words = tuple(syllables(written))
        found.setdefault(words[0], []).append(Opening(words, marked(written), None, use))
    return {
        first: tuple(sorted(some, key=lambda o: -len(o.words))) for first, some in found.items()
    }


_OPENINGS = _openings()
#: Uses that hold for words in front of a part of the address only.
_AT_FRONT = frozenset({"street", "place", "other"})


def cut(text: str, *, is_last: bool = True, type_: Type | None = None) -> Words:
    """The words of an address or a part of one; `is_last` when no part follows. Never fails.

    `type_` is that of a name at the front which has none of its own, as in a column for provinces.

    >>> words = cut("Số 12, thôn Pò Hèn, xã Hải Sơn, TP.Móng Cái")
    >>> [" ".join(words.folded[r.start : r.end]) for r in words.runs if r.type]
    ['hai son', 'mong cai']
    """
    pairs = _WORD.findall(_prepared(text))
    if not pairs:
        return Words((), (), (), (), {}, 0, ())
    written, gaps = zip(*pairs, strict=True)
    folded, marks, plain = zip(*map(word_of, written), strict=True)
    after = list(map(_gap, gaps))
    if DOT in after:
        # A full stop ends a sentence, and abbreviates short words only.
        for at, kind in enumerate(after):
            if kind == DOT and len(written[at]) > _LONG_WORD and gaps[at][-1] == " ":
                after[at] = HARD
    after[-1] = HARD
    words = _with_runs(folded, marks, plain, tuple(after), is_last=is_last)
    return words if type_ is None else _typed(words, type_)


def _typed(words: Words, type_: Type) -> Words:
    first = words.runs[0] if words.runs else None
    if first is None or first.first or first.type is not None or first.use:
        return words
    runs = (first._replace(type=type_), *words.runs[1:])
    return words._replace(runs=runs, types={**words.types, first.start: type_}, closed=0)


def _prepared(text: str) -> str:
    if "\n" in text or ";" in text or "|" in text or "\t" in text or "\r" in text:
        text = _BREAKS.sub(", ", text)
    text = clean(text)
    if " " not in text or not text.isupper():
        text = _CAMEL.sub(" ", text)
    return _VNI.sub("", text)


def _with_runs(
    folded: tuple[str, ...],
    marks: tuple[str, ...],
    plain: tuple[bool, ...],
    after: tuple[int, ...],
    *,
    is_last: bool,
) -> Words:
    types: dict[int, Type] = {}
    closed = 0
    runs: list[Run] = []
    start, first, type_, use = 0, 0, None, ""
    at, count = 0, len(folded)
    while at < count:
        openings = _OPENINGS.get(folded[at])
        opening = None
        if openings is not None:
            opening = _opening(openings, folded, marks, plain, at)
            # A syllable like "hồ" or "cầu" inside a name opens nothing.
            if (
                opening is not None
                and opening.use in _AT_FRONT
                and not (at == start and use)
                and at
                and after[at - 1] != HARD
                and not folded[at - 1].isdigit()
            ):
                opening = None
        if opening is not None:
            if at > start:
                runs.append(Run(start, at, type_, use, first))
            first = at
            at += len(opening.words)
            closed |= bits(first + 1, at)
            start, type_, use = at, opening.type, opening.use
            if after[at - 1] == HARD:
                start, first, type_, use = at, at, None, ""
            elif type_ is not None:
                types[at] = type_
            continue
        at += 1
        if after[at - 1] == HARD:
            runs.append(Run(start, at, type_, use, first))
            start, first, type_, use = at, at, None, ""
    for run in runs:
        if run.type is None and (run.use or folded[run.start].isdigit()):
            closed |= _closed(run, folded, is_last=is_last and run.end == count)
    return Words(folded, marks, plain, after, types, closed, tuple(runs))


def bits(start: int, end: int) -> int:
    """A bit for each word from one on, up to another: 6 for the second and the third.

    >>> bits(1, 3)
    6
    """
    return (1 << end) - (1 << start)


def _opening(
    openings: tuple[Opening, ...],
    folded: tuple[str, ...],
    marks: tuple[str, ...],
    plain: tuple[bool, ...],
    at: int,
) -> Opening | None:
    """What opens here; marks tell a type from a like syllable (Phường, Phượng)."""
    for opening in openings:
        size = len(opening.words)
        if size > 1:
            if folded[at : at + size] != opening.words:
                continue
            if (
                opening.marked
                and not all(plain[at : at + size])
                and " ".join(marks[at : at + size]) != opening.marked
            ):
                continue
        elif opening.marked and not plain[at] and marks[at] != opening.marked:
            continue
        return opening
    return None


def _closed(run: Run, folded: tuple[str, ...], *, is_last: bool) -> int:
    """The words of a run, as bits, where no name of an area can begin.

    Behind the number of a quarter a name may begin at once. The name of a street or hamlet ends with its run; in the
    last run that has no separator left, one word of it is taken for the name.
    """
    if run.use in ("other", "country"):
        return 0
    at = run.start
    if run.use == "number" or (run.use == "place" and folded[at].isdigit()):
        while at < run.end and (folded[at].isdigit() or len(folded[at]) == 1):
            at += 1
        return bits(run.start, at)
    return bits(at, at + 1 if is_last else run.end)


def is_opening(folded: str) -> bool:
    """True for a folded word that introduces a name, or is the first of several that do."""
    return folded in _OPENINGS
