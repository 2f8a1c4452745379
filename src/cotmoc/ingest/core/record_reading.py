"""Records of one file read for one actor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cotmoc.ingest.core.context import Context
from cotmoc.ingest.core.findings import RowProblem
from cotmoc.ingest.core.grouping import RowGroups
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.ingest.core.understanding import Understood, understand
from cotmoc.normalise.readings import error


@dataclass(frozen=True)
class Assignment:
    """What records are read of, and for whom.

    `agency` is the code of the agency whose file it is, `handling` who may open its records, `allowed` the codes of the
    agencies for which the actor may record. `mended` are the findings about cells that were mended by hand, by row
    number.
    """

    headers: tuple[str, ...]
    profile: Profile
    agency: str
    handling: str
    allowed: frozenset[str]
    mended: Mapping[int, tuple[RowProblem, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class RecordReader:
    """Reads records of one file as one actor: understood, and told which are not the actor's to put in."""

    assignment: Assignment
    context: Context

    def groups(self, table: Table, refused: frozenset[int]) -> RowGroups:
        """The rows of a table by record; cells at the positions `refused` are emptied."""
        return RowGroups(table, self.assignment.profile, refused, self._agency_code)

    def _agency_code(self, written: str) -> str | None:
        return self.context.agency_code(written) if written else self.assignment.agency

    def read(self, rows: Sequence[RawRow]) -> tuple[Understood, list[RowProblem]]:
        """The record that the rows state, and every finding about it."""
        task = self.assignment
        understood = understand(rows, task.headers, task.profile, self.context)
        mended = (found for row in rows for found in task.mended.get(row.number, ()))
        return understood, [*understood.problems, *self._foreign(understood), *mended]

    def _foreign(self, understood: Understood) -> Iterator[RowProblem]:
        """The error that the record belongs to an agency for which the actor may not record."""
        agency = understood.agency
        if agency and agency not in self.assignment.allowed:
            column = next(r.column for r in self.assignment.profile.columns if r.field == "agency")
            yield RowProblem(
                understood.rows[0], column, "agency", error("agency.not_yours", agency)
            )

    def agency_of(self, understood: Understood) -> str:
        """The code of the record's agency where it is not the file's own; else empty."""
        agency = understood.agency
        return agency if agency and agency != self.assignment.agency else ""
