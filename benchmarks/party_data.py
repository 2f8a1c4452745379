"""Synthetic Vietnamese parties: persons, and noisy copies of some of them.

Family names have their published shares; middle and given names fall off as such names do (`party_names.tsv`). Four of
five records are persons of their own, the fifth a copy of one of them with the errors that copying by hand and by ear
makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cotmoc.demonstration.core.slips import other_digit, plain
from cotmoc.demonstration.core.stocks import NameStock, Stock, stock_of
from cotmoc.demonstration.core.tables import read_rows

IntArray = NDArray[np.int64]
COPIES = 0.2
#: How likely each error is in a copy.
ERRORS = {
    "marks_lost": 0.30,
    "middle_dropped": 0.15,
    "birth_swapped": 0.08,
    "birth_year_only": 0.15,
    "digit_wrong": 0.12,
    "moved": 0.20,
}
#: How likely a record states a number, and how many communes there are.
NUMBERED, COMMUNES, REGIONS = 0.7, 400, 34
#: How likely a person has no middle name.
MIDDLELESS = 0.03
_NONE = Stock(("",), (0.0,))


@dataclass(frozen=True)
class Synthetic:
    """The records as columns; `truth` int64 (n,), the same number for records of one person."""

    names: pa.Array
    births: IntArray
    sexes: IntArray
    documents: pa.Array
    areas: pa.Array
    regions: pa.Array
    truth: IntArray

    def as_table(self) -> pa.Table:
        """The records as engines read them, without the truth."""
        return pa.table(
            {
                "unique_id": np.arange(len(self.truth)),
                "name": self.names,
                "birth": self.births,
                "sex": self.sexes,
                "document": self.documents,
                "commune": self.areas,
                "province": self.regions,
            }
        )


def synthetic(count: int, seed: int = 11) -> Synthetic:
    """So many records, four fifths of them persons of their own, in an order that says nothing."""
    chance = np.random.default_rng(seed)
    persons = round(count * (1 - COPIES))
    original = np.concatenate([np.arange(persons), chance.integers(0, persons, count - persons)])
    order = chance.permutation(count)
    is_copy = (np.arange(count) >= persons)[order]
    truth = original[order]
    people = _People(persons, chance)
    hit = {error: is_copy & (chance.random(count) < share) for error, share in ERRORS.items()}
    names = people.names(truth, hit["middle_dropped"])
    folded = np.array([plain(name) for name in names.dictionary.to_pylist()], dtype=object)
    written = np.array(names.dictionary.to_pylist(), dtype=object)
    places = names.indices.to_numpy()
    shown = np.where(hit["marks_lost"], folded[places], written[places])
    areas = np.where(hit["moved"], chance.integers(0, COMMUNES, count), people.areas[truth])
    return Synthetic(
        names=pa.array(shown.tolist(), pa.string()),
        births=_births(people.births[truth], hit),
        sexes=people.sexes[truth],
        documents=_documents(people.documents[truth], hit["digit_wrong"], chance),
        areas=pa.array([f"c{area}" for area in range(COMMUNES)]).take(pa.array(areas)),
        regions=pa.array([f"p{region}" for region in range(REGIONS)]).take(
            pa.array(areas % REGIONS)
        ),
        truth=truth,
    )


@cache
def _names(sex: str) -> NameStock:
    rows = read_rows(Path(__file__).with_name("party_names.tsv"))
    givens = stock_of(rows, f"given_{sex}").words
    return NameStock(
        families=stock_of(rows, "family"),
        middles=stock_of(rows, f"middle_{sex}", whole=True),
        givens=Stock(givens, tuple(1 / (place + 12) for place in range(len(givens)))),
    )


class _People:
    """Persons of their own, as columns."""

    def __init__(self, count: int, chance: np.random.Generator):
        self.sexes = chance.integers(1, 3, count)
        is_male = self.sexes == 1
        men, women = _names("male"), _names("female")
        self._family = men.families.draw(chance, count)
        self._middle = 1 + _either(is_male, men.middles, women.middles, chance)
        self._middle[chance.random(count) < MIDDLELESS] = 0
        self._given = _either(is_male, men.givens, women.givens, chance)
        self._stock = NameStock(
            men.families, _both(_NONE, men.middles, women.middles), _both(men.givens, women.givens)
        )
        days = chance.integers(0, 60 * 365, count).astype("timedelta64[D]")
        born = np.datetime64("1948-01-01") + days
        year = born.astype("datetime64[Y]").astype(np.int64) + 1970
        month = born.astype("datetime64[M]").astype(np.int64) % 12 + 1
        day = (born - born.astype("datetime64[M]")).astype(np.int64) + 1
        self.births = year * 10_000 + month * 100 + day
        communes = np.arange(COMMUNES)
        self.areas = chance.choice(COMMUNES, count, p=_normed(1 / (communes + 20.0)))
        province = self.areas % REGIONS + 1
        century = np.where(year < 2000, 0, 2) + (self.sexes - 1)
        start = (province * 1_000 + century * 100 + year % 100).astype(np.int64)
        self.documents = start * 1_000_000 + chance.integers(0, 1_000_000, count)

    def names(self, rows: IntArray, dropped: NDArray[np.bool_]) -> pa.DictionaryArray:
        """The names of the rows, some without their middle names."""
        middle = np.where(dropped, 0, self._middle[rows])
        codes = self._stock.codes(self._family[rows], middle, self._given[rows])
        distinct, place = np.unique(codes, return_inverse=True)
        return pa.DictionaryArray.from_arrays(
            pa.array(place), pa.array(self._stock.written(distinct))
        )


def _both(*stocks: Stock) -> Stock:
    words = [word for stock in stocks for word in stock.words]
    return Stock(tuple(words), tuple(share for stock in stocks for share in stock.shares))


def _either(
    is_first: NDArray[np.bool_], first: Stock, second: Stock, chance: np.random.Generator
) -> IntArray:
    """Places in the two stocks put together: of the first where `is_first`, else of the second."""
    count = len(is_first)
    of_first, of_second = first.draw(chance, count), second.draw(chance, count)
    return np.where(is_first, of_first, of_second + len(first.words))


def _births(births: IntArray, hit: dict[str, NDArray[np.bool_]]) -> IntArray:
    year, month, day = births // 10_000, births // 100 % 100, births % 100
    swapped = hit["birth_swapped"] & (day <= 12)
    births = np.where(swapped, year * 10_000 + day * 100 + month, births)
    return np.where(hit["birth_year_only"], year * 10_000, births)


def _documents(
    numbers: IntArray, wrong: NDArray[np.bool_], chance: np.random.Generator
) -> pa.Array:
    """Twelve digits each; with a wrong one where the copy has one; none where it was not noted."""
    from_end = chance.integers(0, 12, len(numbers))
    more = chance.integers(1, 10, len(numbers))
    noted = chance.random(len(numbers)) < NUMBERED
    texts = [f"{number:012d}" for number in numbers.tolist()]
    for row in np.flatnonzero(wrong).tolist():
        texts[row] = other_digit(texts[row], 11 - int(from_end[row]), int(more[row]))
    return pa.array(texts, pa.string(), mask=~noted)


def _normed(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    normed: NDArray[np.float64] = shares / shares.sum()
    return normed
