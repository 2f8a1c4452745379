"""What is fuzzed: a function of bytes that fails where a promise is broken."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

COLLECTIONS = Path(__file__).resolve().parents[1] / "reading"


@dataclass(frozen=True)
class Target:
    """One normaliser or reader under fuzzing.

    - `check`: raises, with words, when a promise is broken; any exception that the thing itself lets out is one.
    - `seeds`: inputs to begin with, such as the written collections.
    - `seconds`: what a single input may take.
    """

    name: str
    check: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    seconds: int = 10


def of_text(name: str, check: Callable[[str], None], *collections: str) -> Target:
    """A target that reads text, begun with what stands in the written collections of these names."""
    return Target(name, lambda data: check(as_text(data)), lambda: written(*collections))


def as_text(data: bytes) -> str:
    """The text of some bytes: whatever is no UTF-8 becomes a replacement mark."""
    return data.decode("utf-8", errors="replace")


def written(*collections: str) -> Iterable[bytes]:
    """Every text of the written collections, in their column `written`."""
    for name in collections:
        path = COLLECTIONS / f"{name}.tsv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                lines = (line for line in file if not line.startswith("#"))
                for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                    yield row["written"].encode()


class BrokenPromiseError(AssertionError):
    """A value was changed in silence, made more exact than it was written, or is not the same when read again."""


def promise(kept: bool, what: str, *shown: object) -> None:
    """Raises `BrokenPromiseError` unless it is kept."""
    if not kept:
        raise BrokenPromiseError(f"{what}: {' | '.join(map(repr, shown))}")
