"""Offences as they are written, held against the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from random import Random

from benchmarks.reading.codes import read_code, written_names
from benchmarks.reading.collection import Collection
from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.normalise.codes.matching import match_code

#: What stands around the name of an offence in a register's cell.
_BEFORE = ("", "Tội ", "hành vi ", "bắt quả tang ", "khởi tố ", "phát hiện ")
_AFTER = ("", " tại khu vực biên giới", " (BLHS)", " có tổ chức", " tại mốc 1369")


def _values(count: int) -> Sequence[str]:
    """Texts of one cell: an offence as one clerk or another writes it with what stands around it, or an article."""
    chance = Random(count)
    names = written_names(OFFENCES, chance)
    return [
        f"Điều {chance.randint(150, 350)} BLHS, vụ {number}"
        if number % 5 == 0
        else f"{chance.choice(_BEFORE)}{next(names)}{chance.choice(_AFTER)}, vụ {number}"
        for number in range(count)
    ]


def _work(values: Sequence[str]) -> None:
    for value in values:
        match_code(OFFENCES, value)


COLLECTION = Collection(
    name="offences",
    read=partial(read_code, OFFENCES),
    expected=("code",),
    values=_values,
    work=_work,
    floor=0.98,
    at_least=20_000,
)
