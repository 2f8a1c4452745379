"""The first records of a file as a profile would have them understood; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.core.findings import RowProblem
from cotmoc.ingest.core.grouping import RowGroups
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.ingest.core.stored import problem_to_json
from cotmoc.ingest.core.understanding import Context, Understood, understand
from cotmoc.ingest.models import StagedRecord, StagedState, Upload
from cotmoc.ingest.queries.context import import_context
from cotmoc.ingest.queries.proposals import Proposal
from cotmoc.normalise.readings import Severity, error
from cotmoc.records.core.serialise import to_json
from cotmoc.records.policies import user_can_record_for

PREVIEW_ROWS = 40


class RecordReader:
    """Reads records of one file as one actor: understood, and told which are not the actor's to put in.

    `mended` are the findings about cells that were mended by hand, by row number.
    """

    def __init__(
        self,
        actor: Viewer,
        upload: Upload,
        headers: tuple[str, ...],
        profile: Profile,
        mended: Mapping[int, tuple[RowProblem, ...]] | None = None,
    ) -> None:
        self.actor = actor
        self.upload = upload
        self.headers = headers
        self.profile = profile
        self.mended = mended or {}
        self.context: Context = import_context(upload.agency.code)

    def groups(self, table: Table, refused: frozenset[int]) -> RowGroups:
        """The rows of a table by record; cells at the positions `refused` are emptied."""
        return RowGroups(table, self.profile, refused, self._agency_code)

    def _agency_code(self, written: str) -> str | None:
        return self.context.agency_code(written) if written else self.upload.agency.code

    def read(self, rows: list[RawRow]) -> tuple[Understood, list[RowProblem]]:
        """The record that the rows state, and every finding about it."""
        understood = understand(rows, self.headers, self.profile, self.context)
        mended = (found for row in rows for found in self.mended.get(row.number, ()))
        return understood, [*understood.problems, *self._foreign(understood), *mended]

    def _foreign(self, understood: Understood) -> Iterator[RowProblem]:
        """The error that the record belongs to an agency for which the actor may not record."""
        agency = understood.agency
        if agency and not user_can_record_for(self.actor, agency):
            column = next(r.column for r in self.profile.columns if r.field == "agency")
            yield RowProblem(
                understood.rows[0], column, "agency", error("agency.not_yours", agency)
            )

    def agency_of(self, understood: Understood) -> str:
        """The code of the record's agency where it is not the file's own; else empty."""
        own = self.upload.agency.code
        return understood.agency if understood.agency and understood.agency != own else ""


def preview(
    *, viewer: Viewer, upload: Upload, offered: Proposal, profile: Profile
) -> list[StagedRecord]:
    """The first records, unsaved, in the order of the file. Raises `ProfileError`.

    A record whose rows go on behind the first rows of the file is shown with those that are among them.
    """
    headers = offered.table.headers
    refused = frozenset(headers.index(column) for column in offered.refused)
    reader = RecordReader(viewer, upload, headers, profile)
    groups = reader.groups(offered.first_rows(PREVIEW_ROWS), refused)
    staged = [staged_record(reader, index, rows) for index, rows in enumerate(groups)]
    return sorted(staged, key=lambda record: record.first_row)


def staged_record(reader: RecordReader, index: int, rows: list[RawRow]) -> StagedRecord:
    """The record that the rows state, as it would be staged; nothing is stored."""
    understood, problems = reader.read(rows)
    parked = any(each.problem.severity is Severity.ERROR for each in problems)
    return StagedRecord(
        index=index,
        first_row=rows[0].number,
        key=understood.key,
        agency=reader.agency_of(understood),
        rows=[[row.number, list(row.cells)] for row in rows],
        drafts=[to_json(draft) for draft in understood.drafts],
        problems=[problem_to_json(each) for each in problems],
        state=StagedState.PARKED if parked else StagedState.READY,
    )
