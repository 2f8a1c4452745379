"""Offences as they are written, held against the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.reading.collection import Collection, Row
from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.normalise.codes.matching import match_code

#: What stands around the name of an offence in a register's cell.
_BEFORE = ("", "Tội ", "hành vi ", "bắt quả tang ", "khởi tố ", "phát hiện ")
_AFTER = ("", " tại khu vực biên giới", " (BLHS)", " có tổ chức", " tại mốc 1369")


def _read(row: Row) -> Mapping[str, str]:
    reading = match_code(OFFENCES, row["written"])
    several = [
        problem.params["codes"].replace(", ", " + ")
        for problem in reading.problems
        if problem.code in {"code.several", "code.ambiguous"}
    ]
    codes = reading.value or (several[0] if several else "")
    return {"code": " + ".join(sorted(codes.split(" + ")))}


def _values(count: int) -> Sequence[str]:
    """Texts of one cell: an offence as one clerk or another writes it with what stands around it, or an article."""
    chance = Random(count)
    names = [
        name.lstrip("=~")
        for code in OFFENCES
        for name in (code.label_vi, code.label_en, *code.synonyms)
    ]
    return [
        f"Điều {chance.randint(150, 350)} BLHS, vụ {number}"
        if number % 5 == 0
        else f"{chance.choice(_BEFORE)}{_written(chance, chance.choice(names))}"
        f"{chance.choice(_AFTER)}, vụ {number}"
        for number in range(count)
    ]


def _written(chance: Random, name: str) -> str:
    return chance.choice((name, name, name.upper(), name.capitalize()))


def _work(values: Sequence[str]) -> None:
    for value in values:
        match_code(OFFENCES, value)


COLLECTION = Collection(
    name="offences",
    read=_read,
    expected=("code",),
    values=_values,
    work=_work,
    floor=0.98,
    at_least=20_000,
)
