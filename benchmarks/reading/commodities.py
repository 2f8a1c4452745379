"""Goods as they are written, held against the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from random import Random

from benchmarks.reading.codes import read_code, written_names
from benchmarks.reading.collection import Collection
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.codes.matching import match_code

#: What stands around the name of goods in a register's cell.
_BEFORE = ("", "lô ", "số ", "khoảng ", "tổng ", "hàng ", "thùng ", "gói ")
_AFTER = ("", " các loại", " cũ", " không rõ nguồn gốc", " giấu trong xe", " nhập lậu", " (mới)")


def _values(count: int) -> Sequence[str]:
    """Texts of one cell: a quantity, a name of the catalogue as one clerk or another writes it, and an addition."""
    chance = Random(count)
    names = written_names(COMMODITIES, chance)
    return [
        f"{number + 1} {chance.choice(_BEFORE)}{next(names)}{chance.choice(_AFTER)}"
        for number in range(count)
    ]


def _work(values: Sequence[str]) -> None:
    for value in values:
        match_code(COMMODITIES, value)


COLLECTION = Collection(
    name="commodities",
    read=partial(read_code, COMMODITIES),
    expected=("code",),
    values=_values,
    work=_work,
    floor=0.975,
    at_least=50_000,
)
