"""Synthetic parties as the demonstration's clerks write them down: another set of errors than `benchmarks.party_data`.

People of two provinces, a third of them stated two or three times: carefully, in a hurry, or with one or two mistakes
of the demonstration's own list, each as likely.
"""

from __future__ import annotations

from datetime import date
from random import Random

import numpy as np
import pyarrow as pa

from benchmarks.party_data import Synthetic
from cotmoc.demonstration.core.noise import WrittenPerson, hurried_copy, noisy_copy, write_person
from cotmoc.demonstration.core.people import Person, make_person
from cotmoc.demonstration.core.places import DIEN_BIEN, QUANG_NINH

ON = date(2026, 3, 1)
#: How likely a person is stated a second time, and a third time.
AGAIN = (0.33, 0.25)
_SEXES = {"Nam": 1, "Nữ": 2}


def clerks(count: int, seed: int = 11) -> Synthetic:
    """At least so many statements about persons, in an order that says nothing."""
    chance = Random(seed)
    rows: list[tuple[WrittenPerson, Person, int]] = []
    number = 0
    while len(rows) < count:
        person = make_person(chance, chance.choice((QUANG_NINH, DIEN_BIEN)))
        written = write_person(person, ON)
        times = 1 + (chance.random() < AGAIN[0]) * (1 + (chance.random() < AGAIN[1]))
        rows += [(_stated(chance, written), person, number) for _ in range(times)]
        number += 1
    chance.shuffle(rows)
    return _columns(rows)


def _stated(chance: Random, written: WrittenPerson) -> WrittenPerson:
    way = chance.random()
    if way < 0.4:
        return written
    return hurried_copy(chance, written) if way < 0.7 else noisy_copy(chance, written)


def _columns(rows: list[tuple[WrittenPerson, Person, int]]) -> Synthetic:
    homes = [
        person.home if written.residence and person.home else None for written, person, _ in rows
    ]
    return Synthetic(
        names=pa.array([written.name for written, _, _ in rows], pa.string()),
        births=np.array([_birth(written.birth) for written, _, _ in rows], dtype=np.int64),
        sexes=np.array([_SEXES.get(written.sex, 0) for written, _, _ in rows], dtype=np.int64),
        documents=pa.array([written.identity for written, _, _ in rows], pa.string()),
        areas=pa.array(
            [f"{home.province_now}/{home.now}" if home else "" for home in homes], pa.string()
        ),
        regions=pa.array([home.province_now if home else "" for home in homes], pa.string()),
        truth=np.array([number for _, _, number in rows], dtype=np.int64),
    )


def _birth(written: str) -> int:
    parts = [int(part) for part in written.split("/") if part]
    if not parts:
        return 0
    if len(parts) == 1:
        return parts[0] * 10_000
    day, month, year = parts
    return year * 10_000 + month * 100 + day if month <= 12 else year * 10_000
