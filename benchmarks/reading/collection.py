"""Written collections of values with their true reading, and how well and how fast they are read."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent
PARTS = ("tune", "held")
_NOT_EXPECTED = frozenset({"part", "note"})

Row = Mapping[str, str]


@dataclass(frozen=True)
class Collection:
    """One collection, and the normaliser that is held against it.

    - `name`: of the file `<name>.tsv` beside this module, and in the tables.
    - `read`: a row of the file (columns by name) -> what was understood, by the names of the expected columns. A row is
      right when every expected column is equal as text; "" stands for nothing understood.
    - `expected`: the columns that hold the truth.
    - `values`: `count` distinct texts such as the normaliser meets, for the speed; made, not read from the collection.
    - `work`: reads all of them, one after the other, and gives nothing back. The clock runs for this alone.
    - `floor`: the share of the collection that is read right, 0..1; a test holds it, and it only goes up.
    - `at_least`: values a second that the product promises on one core.
    """

    name: str
    read: Callable[[Row], Mapping[str, str]]
    expected: tuple[str, ...]
    values: Callable[[int], Sequence[str]]
    work: Callable[[Sequence[str]], object]
    floor: float
    at_least: int = 100_000

    @property
    def rows(self) -> list[Row]:
        """The rows of the collection, in the order of the file."""
        with (FOLDER / f"{self.name}.tsv").open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def collections() -> list[Collection]:
    """Every collection of this folder, by name."""
    names = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    return [import_module(f"benchmarks.reading.{name}").COLLECTION for name in names]


@dataclass(frozen=True)
class Failure:
    """A value read otherwise than a careful reader reads it."""

    written: str
    expected: str
    got: str
    part: str
    note: str


@dataclass(frozen=True)
class Score:
    """How many values of each part there are, how many are right, and which are not."""

    total: Mapping[str, int]
    right: Mapping[str, int]
    failures: tuple[Failure, ...] = field(repr=False)

    @property
    def share(self) -> float:
        """The share of all values that are right, 0..1."""
        return sum(self.right.values()) / sum(self.total.values())


def score(collection: Collection) -> Score:
    """Every value of a collection read and compared with the truth.

    Raises `ValueError` for a row whose part is neither of `PARTS`, or that lacks a column.
    """
    total, right = dict.fromkeys(PARTS, 0), dict.fromkeys(PARTS, 0)
    failures = []
    for row in collection.rows:
        if row["part"] not in PARTS or any(row.get(name) is None for name in collection.expected):
            raise ValueError(f"{collection.name}: not a row of the collection: {row}")
        total[row["part"]] += 1
        got = collection.read(row)
        if all(row[name] == got.get(name, "") for name in collection.expected):
            right[row["part"]] += 1
        else:
            failures.append(_failure(collection, row, got))
    return Score(total, right, tuple(failures))


def _failure(collection: Collection, row: Row, got: Mapping[str, str]) -> Failure:
    names = [name for name in collection.expected if row[name] != got.get(name, "")]
    inputs = [
        value
        for name, value in row.items()
        if value and name not in _NOT_EXPECTED and name not in collection.expected
    ]
    return Failure(
        " · ".join(inputs),
        ", ".join(f"{name} {row[name] or '—'}" for name in names),
        ", ".join(f"{name} {got.get(name) or '—'}" for name in names),
        row["part"],
        row.get("note") or "",
    )


def values_per_second(collection: Collection, count: int = 200_000, runs: int = 3) -> list[float]:
    """Values read a second of processor time in each of some runs, each over `count` distinct values made anew."""
    speeds = []
    for run in range(runs):
        values = collection.values(count * (run + 1))[count * run :]
        if len(set(values)) < 0.95 * count:
            raise ValueError(f"{collection.name}: the values repeat too much to tell the speed")
        begun = time.process_time()
        collection.work(values)
        speeds.append(len(values) / (time.process_time() - begun))
    return speeds
