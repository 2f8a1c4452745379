"""Records for tests: short to write, alike unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from cotmoc.access.core.viewer import Viewer
from cotmoc.normalise.moments import Moment
from cotmoc.records.actions.batches import commit_batch
from cotmoc.records.core.batches import BatchDraft, BatchReport, Coverage, RecordDraft, SourceRow
from cotmoc.records.core.drafts import IncidentDraft, PlaceDraft, SeizureDraft
from cotmoc.records.models import SourceRecord

HEADERS = ("Ngày", "Nơi", "Nội dung")
MONG_CAI = PlaceDraft(written="Móng Cái", lon=107.9660, lat=21.5240, precision="point")
DAY = date(2024, 4, 12)


def incident(day: date = DAY, **stated: Any) -> IncidentDraft:
    """An incident of one day, at one place, with what the test adds."""
    place = stated.pop("place", MONG_CAI)
    written = stated.pop("occurred_written", f"{day:%d/%m/%Y}")
    occurred = stated.pop("occurred", Moment(day))
    return IncidentDraft(occurred=occurred, occurred_written=written, place=place, **stated)


def heroin(grams: int | None, written: str = "") -> SeizureDraft:
    """A line of heroin; None could not be read."""
    return SeizureDraft(
        commodity="heroin",
        commodity_written="heroin",
        quantity_written=written or (f"{grams}" if grams else "một ít"),
        unit_written="g",
        measure="mass",
        amount=None if grams is None else Decimal(grams),
    )


def record(key: str, draft: IncidentDraft | None = None, **fields: Any) -> RecordDraft:
    """A record of one row whose cells say what the draft says."""
    draft = draft or incident()
    cells = (draft.occurred_written, draft.place.written, draft.narrative)
    row = SourceRow(fields.pop("row", 2), cells)
    return RecordDraft(key=key, rows=(row,), drafts=(draft,), **fields)


def take_in(
    actor: Viewer,
    records: Iterable[RecordDraft],
    *,
    agency: str | None = None,
    register: str = "cases",
    coverage: Coverage = Coverage.NONE,
    **batch: Any,
) -> BatchReport:
    """What committing the records as one file of the actor's agency reports."""
    draft = BatchDraft(
        agency=agency or actor.agency or "alpha",
        register=register,
        kind="incident",
        file_name="so-vu-viec.xlsx",
        file_sha256="ab" * 32,
        headers=HEADERS,
        coverage=coverage,
        **batch,
    )
    return commit_batch(actor=actor, batch=draft, records=records)


def record_id(key: str, agency: str = "alpha", register: str = "cases") -> int:
    """The id of the record with this key."""
    return SourceRecord.objects.get(agency__code=agency, register=register, key=key).pk
