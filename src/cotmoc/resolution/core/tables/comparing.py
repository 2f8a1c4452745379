"""At which level two values of a column come out: each pair of distinct values is compared once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from cotmoc.resolution.core.tables.columns import Column, Columns
from cotmoc.resolution.core.tables.kinds import LEVELS

IntArray = NDArray[np.int64]
Strings = Sequence[str]
Levels = NDArray[np.int64]
#: How alike the letters of names are (Jaro and Winkler, 0 to 1) that come out as near, and as alike.
_NEAR, _ALIKE = 0.92, 0.8
#: A word of fewer letters in common says nothing.
_LONG_WORD = 4


def level(kind: str, name: str) -> int:
    """The number of a level of a kind, from 1.

    >>> level("date", "near")
    2
    """
    return LEVELS[kind].index(name) + 1


def compare(columns: Columns, left: IntArray, right: IntArray) -> IntArray:
    """The levels of pairs of rows, int64 (k, C), from 1; 0 where one of both says nothing."""
    levels = np.stack(
        [_of_column(column, left, right) for column in columns.columns], axis=1
    ).astype(np.int64)
    _exchange(columns, left, right, levels)
    return levels


def _of_column(column: Column, left: IntArray, right: IntArray) -> Levels:
    one, other = column.codes[left], column.codes[right]
    levels = np.where(one == other, 1, len(LEVELS[column.kind])).astype(np.int64)
    levels[(one == 0) | (other == 0)] = 0
    rest = np.flatnonzero(levels > 1)
    if column.kind != "category" and len(rest):
        low, high = np.minimum(one[rest], other[rest]), np.maximum(one[rest], other[rest])
        keys, places = np.unique(low * np.int64(len(column.texts)) + high, return_inverse=True)
        count = np.int64(len(column.texts))
        texts = column.texts
        lows = [texts[place] for place in (keys // count).tolist()]
        highs = [texts[place] for place in (keys % count).tolist()]
        levels[rest] = _UNEQUAL[column.kind](column.kind, lows, highs)[places]
    return levels


def _exchange(columns: Columns, left: IntArray, right: IntArray, levels: IntArray) -> None:
    """Given name and surname in each other's column come out as exchanged, both."""
    given, surname = columns.of_kind("given"), columns.of_kind("surname")
    if not given or not surname:
        return
    first, second = given[0].codes, surname[0].codes
    crossed = (first[left] == second[right]) & (second[left] == first[right]) & (first[left] > 0)
    crossed &= (second[left] > 0) & (first[left] != second[left])
    for column in (given[0], surname[0]):
        levels[crossed, columns.columns.index(column)] = level(column.kind, "exchanged")


def _alike(one: Strings, other: Strings) -> NDArray[np.float32]:
    return cpdist(one, other, scorer=JaroWinkler.similarity, dtype=np.float32)


def _edits(one: Strings, other: Strings) -> NDArray[np.int32]:
    return cpdist(one, other, scorer=OSA.distance, dtype=np.int32, score_cutoff=3)


def _chosen(kind: str, *choices: tuple[str, NDArray[np.bool_]]) -> Levels:
    """The first level of which the condition holds, else different."""
    conditions = [holds for _, holds in choices]
    numbers = [level(kind, name) for name, _ in choices]
    return np.select(conditions, numbers, level(kind, "different")).astype(np.int64)


def _of_pairs(tell: Callable[[str, str], bool], one: Strings, other: Strings) -> NDArray[np.bool_]:
    return np.fromiter(map(tell, one, other), dtype=bool, count=len(one))


def _name_part(kind: str, one: Strings, other: Strings) -> Levels:
    alike = _alike(one, other)
    near = (alike >= _NEAR) | (_edits(one, other) <= 1) & _long(one, other)
    return _chosen(
        kind,
        ("near", near),
        ("initial", _of_pairs(_is_initial, one, other)),
        ("alike", alike >= _ALIKE),
    )


def _long(one: Strings, other: Strings) -> NDArray[np.bool_]:
    return _of_pairs(lambda a, b: min(len(a), len(b)) >= _LONG_WORD, one, other)


def _is_initial(one: str, other: str) -> bool:
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) == 1 and long.startswith(short)


def _full_name(kind: str, one: Strings, other: Strings) -> Levels:
    ordered = [" ".join(sorted(text.split())) for text in one]
    reordered = [" ".join(sorted(text.split())) for text in other]
    alike = np.maximum(_alike(one, other), _alike(ordered, reordered))
    return _chosen(
        kind,
        ("exchanged", np.array(ordered) == np.array(reordered)),
        ("near", (alike >= _NEAR) | (_edits(one, other) <= 1)),
        ("part", _of_pairs(_is_part, one, other)),
        ("alike", alike >= _ALIKE),
    )


def _is_part(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return min(len(first), len(second)) > 1 and (first <= second or second <= first)


def _date(kind: str, one: Strings, other: Strings) -> Levels:
    swapped = _of_pairs(lambda a, b: a[:4] == b[:4] and a[4:] == b[6:] + b[4:6], one, other)
    near = (_edits(one, other) <= 1) & _of_pairs(lambda a, b: len(a) == len(b) == 8, one, other)
    same_year = _of_pairs(lambda a, b: a[:4] == b[:4], one, other)
    month = _of_pairs(lambda a, b: a[4:] == b[4:] or a[:6] == b[:6], one, other)
    whole = _of_pairs(lambda a, b: len(a) == len(b) == 8, one, other)
    return _chosen(
        kind,
        ("swapped", swapped & whole),
        ("near", near),
        ("month", month & whole),
        ("year", same_year),
    )


def _number(kind: str, one: Strings, other: Strings) -> Levels:
    edits = _edits(one, other)
    return _chosen(kind, ("near", edits <= 1), ("alike", edits <= 2))


def _code(kind: str, one: Strings, other: Strings) -> Levels:
    start = _of_pairs(lambda a, b: _outward(a) == _outward(b), one, other)
    return _chosen(kind, ("near", _edits(one, other) <= 1), ("start", start))


def _outward(code: str) -> str:
    """The part of a postcode that names the district: all but the last three, two of a number."""
    return code[:2] if code.isdigit() else code[:-3]


def _text(kind: str, one: Strings, other: Strings) -> Levels:
    near = (_alike(one, other) >= _NEAR) | (_edits(one, other) <= 1)
    return _chosen(kind, ("near", near), ("part", _of_pairs(_share_word, one, other)))


def _share_word(one: str, other: str) -> bool:
    return any(len(word) >= _LONG_WORD for word in set(one.split()) & set(other.split()))


def _email(kind: str, one: Strings, other: Strings) -> Levels:
    user = _of_pairs(lambda a, b: a.partition("@")[0] == b.partition("@")[0], one, other)
    return _chosen(kind, ("near", _edits(one, other) <= 2), ("user", user))


_UNEQUAL: dict[str, Callable[[str, Strings, Strings], Levels]] = {
    "given": _name_part,
    "surname": _name_part,
    "name": _full_name,
    "date": _date,
    "number": _number,
    "code": _code,
    "text": _text,
    "email": _email,
}
