"""Files read and their rows compared, for `cotmoc link`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from cotmoc.ingest.core.protected import protected_columns
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import Table
from cotmoc.resolution.core.scores import Score
from cotmoc.resolution.core.tables.columns import read_columns
from cotmoc.resolution.core.tables.kinds import (
    BadProfileError,
    Profile,
    generic_profile,
    profile_from,
)
from cotmoc.resolution.core.tables.linking import TablePairs, TableSettings, link_table

#: So many rows are looked at for facts about persons that no column may hold.
_SAMPLE = 200
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """What comparing came to: the pairs with the file and row number of each row, and what was not compared.

    `left_out` columns of unknown headers; `protected` columns that may not be compared; `places` by row.
    """

    profile: Profile
    found: TablePairs
    places: Sequence[Place]
    left_out: tuple[str, ...]
    protected: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[Place, Place, Score]]:
        """The pairs, the likeliest first."""
        order = np.argsort(-self.found.weights, kind="stable")
        chosen = self.found.take(order)
        ends = zip(chosen.left.tolist(), chosen.right.tolist(), strict=True)
        for (left, right), score in zip(ends, chosen.scores(), strict=True):
            yield self.places[left], self.places[right], score

    def counts(self) -> dict[str, int]:
        """Rows, pairs compared, pairs found."""
        return {
            "rows": len(self.places),
            "compared": self.found.compared,
            "pairs": len(self.found),
        }

    @property
    def too_common(self) -> tuple[tuple[str, int], ...]:
        """The rules of one column that left pairs out, and how many."""
        return tuple(
            (report.rule, report.left_out)
            for report in self.found.rules
            if report.left_out and "+" not in report.rule
        )


def link_files(paths: Sequence[Path], profile: str, least: float) -> LinkedRows:
    """The pairs of rows of one file, or between two, that are at least so probable (`least`, 0 to 1).

    `profile` is "generic" or the path of a TOML file. Columns about religion, ethnicity and the like are never
    compared. Raises `FileError` for a file that cannot be read, `BadProfileError` for a profile that does not fit.
    """
    tables = [open_table(path) for path in paths]
    shared = [header for header in tables[0].headers if all(header in t.headers for t in tables)]
    protected: dict[str, str] = {}
    for table in tables:
        sample = [row.cells for row in islice(table.rows(), _SAMPLE)]
        protected |= protected_columns(table.headers, sample)
    allowed = [header for header in shared if header not in protected]
    chosen = _profile(profile, allowed, protected)
    places, cells, sources = _rows(paths, tables, [header for header, _ in chosen.columns])
    apart = np.array(sources, dtype=np.int64) if len(tables) > 1 else None
    columns = read_columns(cells, chosen, apart)
    found = link_table(columns, TableSettings(least_bits=math.log2(least / (1 - least))))
    compared = {header for header, _ in chosen.columns}
    left_out = tuple(header for header in allowed if header not in compared)
    return LinkedRows(chosen, found, places, left_out, tuple(protected))


def _profile(name: str, headers: Sequence[str], protected: dict[str, str]) -> Profile:
    if name == "generic":
        return generic_profile(headers)
    chosen = profile_from(Path(name).read_text(encoding="utf-8"), Path(name).stem)
    for header, _ in chosen.columns:
        if header in protected:
            raise BadProfileError(f"{header}: {protected[header]}", reason="protected")
    chosen.check(headers)
    return chosen


def _rows(
    paths: Sequence[Path], tables: Sequence[Table], headers: Sequence[str]
) -> tuple[list[Place], dict[str, list[str]], list[int]]:
    places: list[Place] = []
    cells: dict[str, list[str]] = {header: [] for header in headers}
    sources: list[int] = []
    for source, (path, table) in enumerate(zip(paths, tables, strict=True)):
        at = [(header, table.headers.index(header)) for header in headers]
        for row in table.rows():
            places.append((path.name, row.number))
            sources.append(source)
            for header, place in at:
                cells[header].append(row.cells[place])
    return places, cells, sources
