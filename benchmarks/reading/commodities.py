"""Goods as they are written, held against the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.reading.collection import Collection, Row
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.codes.matching import match_code

#: What stands around the name of goods in a register's cell.
_BEFORE = ("", "lô ", "số ", "khoảng ", "tổng ", "hàng ", "thùng ", "gói ")
_AFTER = ("", " các loại", " cũ", " không rõ nguồn gốc", " giấu trong xe", " nhập lậu", " (mới)")


def _read(row: Row) -> Mapping[str, str]:
    reading = match_code(COMMODITIES, row["written"])
    several = [
        problem.params["codes"].replace(", ", " + ")
        for problem in reading.problems
        if problem.code in {"code.several", "code.ambiguous"}
    ]
    codes = reading.value or (several[0] if several else "")
    return {"code": " + ".join(sorted(codes.split(" + ")))}


def _values(count: int) -> Sequence[str]:
    """Texts of one cell: a quantity, a name of the catalogue as one clerk or another writes it, and an addition."""
    chance = Random(count)
    names = [
        name.lstrip("=~")
        for code in COMMODITIES
        for name in (code.label_vi, code.label_en, *code.synonyms)
    ]
    return [
        f"{number + 1} {chance.choice(_BEFORE)}{_written(chance, chance.choice(names))}"
        f"{chance.choice(_AFTER)}"
        for number in range(count)
    ]


def _written(chance: Random, name: str) -> str:
    return chance.choice((name, name, name.upper(), name.capitalize()))


def _work(values: Sequence[str]) -> None:
    for value in values:
        match_code(COMMODITIES, value)


COLLECTION = Collection(
    name="commodities",
    read=_read,
    expected=("code",),
    values=_values,
    work=_work,
    floor=0.975,
    at_least=50_000,
)
