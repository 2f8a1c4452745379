"""Places among the words of a question, and which areas they are today."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from cotmoc.search.core.vocabulary import Vocabulary

_LONGEST = 6
#: Words before a name that say it is a place, so that one syllable is enough.
TYPES = frozenset("xa phuong tinh huyen quan tp pho tran khau thon ban cang dao bien".split())  # noqa: SIM905
#: Words before a place that are no part of its name: ở, tại, quê, trú (as in cư trú).
LEADING = frozenset("o tai que tru".split())  # noqa: SIM905
# How near what was typed must be to the words of a name, how many words each may stand for, and how many in all.
_NEAR_ENOUGH, _MOST_NEAR, _MOST_TRIED, _LONGEST_SLIPPED = 0.75, 6, 200, 4
# What may go on must be as long as this, or have a word before its last; more names than these are no beginning of one.
_MOST_BEGUN, _MOST_LOOKED, _BEGUN = 12, 200, 0.7
# An area of today that carries on less than this share of a former one is not meant by its name.
_LEAST_SHARE = 0.25
# One word alone may begin a place behind as many words as a name has.
_WHOLE_NAME, _LEAST_ALONE, _BEGUN_ALONE = 3, 3, 0.4


@dataclass(frozen=True, slots=True)
class AreaColumns:
    """What is known of areas, by their ids, in arrays int64 of one length; 0 stands for none.

    `area` ascending; `parent` above it; `today` what carries it on; `commune` and `province` of that.
    """

    area: NDArray[np.int64]
    parent: NDArray[np.int64]
    today: NDArray[np.int64]
    commune: NDArray[np.int64]
    province: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """Words `start` to `end` of a question as a place.

    `names` are the folded names it may be, the likeliest first; `named` the ids of the areas that bear them; `inside`
    (float32) says by id of an area how much it counts as in it: 1 where it lies in it, less where it carries on only
    part of it today, 0 outside; `nearness` how near the words are to the name, 1 the same.
    """

    start: int
    end: int
    names: tuple[str, ...]
    named: NDArray[np.int64]
    inside: NDArray[np.float32]
    nearness: float = 1.0
    is_local: bool = False

    @property
    def name(self) -> str:
        """The likeliest name."""
        return self.names[0]

    def holds(self, areas: NDArray[np.int32]) -> NDArray[np.float32]:
        """How much the areas of some ids (0: not known) count as in the place, as `inside` says."""
        known = np.minimum(areas, len(self.inside) - 1)
        return np.where(areas == known, self.inside[known], np.float32(0.0))


class Places:
    """The names of areas, folded, with the ids of those that bear them.

    `home`: the id of the area of this installation; of a name that begins several, those in it are meant.
    """

    def __init__(
        self, names: Mapping[str, frozenset[int]], columns: AreaColumns, home: int = 0
    ) -> None:
        self._names = names
        self._columns = columns
        self._numbered: dict[str, set[int]] = {}
        for name, ids in names.items():
            head, _, tail = name.rpartition(" ")
            if head and tail.isdigit():
                self._numbered.setdefault(head, set()).update(ids)
        self._ordered = sorted({*names, *self._numbered})
        words = sorted({word for name in self._ordered for word in name.split()})
        self._vocabulary = Vocabulary(words, np.ones(len(words), np.int64))
        self._home = self._within(np.array([home], np.int64)) if home else np.zeros(1, np.float32)
        self._inside: dict[tuple[str, ...], NDArray[np.float32]] = {}

    def in_question(self, words: Sequence[str]) -> list[PlaceAsked]:
        """The runs of words that may be a place, with any slip; of a run that is a name of one, only that.

        One word alone is a place only behind a word for its kind: Hà and Sơn are also names of people. The last run
        may be a beginning, for it is still being typed. Words before it that say that a place follows belong to it, or
        not: hải quan Móng Cái.
        """
        found = []
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                names, nearness = self._meant(words, start, start + size)
                if names:
                    for first in _starts(words, start, size):
                        found.append(self._place(first, start + size, names, nearness))
        return found

    def _meant(self, words: Sequence[str], start: int, end: int) -> tuple[tuple[str, ...], float]:
        """The names that a run of words may stand for, alike near, and how near; () for none."""
        run = words[start:end]
        name = " ".join(run)
        if len(run) == 1 and not (start and words[start - 1] in TYPES):
            return self._begun_alone(name, start, len(words))
        if name in self._names or name in self._numbered:
            return (name,), 1.0
        if 1 < len(run) <= _LONGEST_SLIPPED:
            slipped = sorted(self._slipped(run), reverse=True)
            if slipped:
                best = slipped[0][0]
                return tuple(name for near, name in slipped if near == best), best
        if end == len(words) and len(name) > 3:
            return self._begun(name), _BEGUN
        return (), 0.0

    def _begun_alone(self, word: str, start: int, typed: int) -> tuple[tuple[str, ...], float]:
        """Places at home of several words that the last word begins, where a whole name stands before it."""
        if start < _WHOLE_NAME or start + 1 < typed or len(word) < _LEAST_ALONE:
            return (), 0.0
        begun = tuple(each for each in self._begun(word) if " " in each)
        is_home = any(self._is_home(self._ids(each)) for each in begun)
        return (begun, _BEGUN_ALONE) if is_home else ((), 0.0)

    def _slipped(self, run: Sequence[str]) -> Iterator[tuple[float, str]]:
        near = [
            [each for each in self._vocabulary.near(word) if each.nearness >= _NEAR_ENOUGH][
                :_MOST_NEAR
            ]
            for word in run
        ]
        for chosen in islice(product(*near), _MOST_TRIED):
            name = " ".join(self._vocabulary.words[each.word] for each in chosen)
            if name in self._names or name in self._numbered:
                yield min(each.nearness for each in chosen), name

    def _begun(self, name: str) -> tuple[str, ...]:
        """The names that begin so: those at home, else all; () for more than anybody would want."""
        at = bisect_left(self._ordered, name)
        end = bisect_left(self._ordered, name + "\uffff")
        begun = self._ordered[at : min(end, at + _MOST_LOOKED)]
        if len(self._home) > 1:
            begun = [each for each in begun if self._is_home(self._ids(each))] or begun
        return tuple(begun) if len(begun) <= _MOST_BEGUN else ()

    def _ids(self, name: str) -> NDArray[np.int64]:
        ids = self._names.get(name, frozenset()) | self._numbered.get(name, set())
        return np.array(sorted(ids), np.int64)

    def _is_home(self, ids: NDArray[np.int64]) -> bool:
        inside = ids[ids < len(self._home)]
        return bool((self._home[inside] > 0).any())

    def _place(self, start: int, end: int, names: tuple[str, ...], nearness: float) -> PlaceAsked:
        named = np.unique(np.concatenate([self._ids(name) for name in names]))
        inside = self._inside.get(names)
        if inside is None:
            inside = self._inside[names] = self._within(named)
        return PlaceAsked(start, end, names, named, inside, nearness, self._is_home(named))

    def _within(self, named: NDArray[np.int64]) -> NDArray[np.float32]:
        """By id of area: 1 for those named (Móng Cái, its numbered wards), what lies in them, and what those of today
        carry on; for an area of today that carries on some of them its share, if it is no small one."""
        known = self._columns
        below = np.isin(known.area, named) | np.isin(known.parent, named)
        below |= np.isin(known.province, named)
        stands = known.today == known.area
        meant = known.area[below & stands]
        below |= np.isin(known.today, meant) | np.isin(known.commune, meant)
        inside = np.zeros(int(known.area[-1]) + 1 if len(known.area) else 1, np.float32)
        inside[known.area[below]] = 1.0
        for today, share in self._carried_on(below, stands):
            carried = (known.area == today) | (stands & (known.commune == today))
            ids = known.area[carried]
            inside[ids] = np.maximum(inside[ids], np.float32(share))
        inside[0] = 0.0
        return inside

    def _carried_on(
        self, below: NDArray[np.bool_], stands: NDArray[np.bool_]
    ) -> Iterator[tuple[int, float]]:
        """Areas of today that carry on some former areas that are `below`, and which share of theirs these are."""
        today, former = self._columns.today, ~stands
        successors = np.unique(today[below & former])
        for successor in successors[successors > 0].tolist():
            own = former & (today == successor)
            share = float((own & below).sum() / own.sum())
            if share >= _LEAST_SHARE:
                yield successor, share


def _starts(words: Sequence[str], start: int, size: int) -> Iterator[int]:
    """Where a place whose name starts at a word may start, the words before it that belong to it first."""
    first = start - (start > 0 and words[start - 1] in TYPES)
    first -= first > 0 and words[first - 1] in LEADING
    yield first
    if first < start and size > 1:
        yield start
