"""Incidents logged by hand: drafts kept, discarded and filed as a file of one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.policies import NotAllowedError
from cotmoc.ingest.actions.attaching import carry_over, forget_unneeded
from cotmoc.ingest.actions.files import FileDraft, receive_file
from cotmoc.ingest.core.attached import files_text
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.stated_incident import (
    LOG_SHEETS,
    SHEET_FILES,
    SHEET_NUMBER,
    fields_of,
    row_file,
    row_profile,
)
from cotmoc.ingest.models import LogSheet, SheetState, Upload
from cotmoc.ingest.policies import sheets_of
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.reading import read_source
from cotmoc.records.core.drafts import IncidentDraft
from cotmoc.records.policies import check_user_can_record_for
from cotmoc.records.queries.known import KnownRecord, known_records
from cotmoc.records.queries.sources import Record

_NUMBER_LETTERS = 6
#: A draft that nobody went on with is kept this long.
DAYS_KEPT = 30
MOST_FORGOTTEN = 500


class SheetTakenError(CotmocError):
    """There is no such draft of this actor: it is another's, or it was filed."""

    code = "sheet.taken"


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """What a log sheet says: its fields as written, and who may open the record."""

    values: Mapping[str, str] = field(default_factory=dict)
    handling: str = "shared"


@action(Event.SHEET_KEPT)
def keep_sheet(*, actor: Viewer, token: str, draft: SheetDraft) -> LogSheet:
    """The actor's draft of that name as it now says; begun with the first thing that is written.

    Nothing is written when it says the same already. Raises `NotAllowedError` and, for another's draft and a filed
    one, `SheetTakenError`.
    """
    check_user_can_record_for(actor, actor.agency or "")
    _begin(actor, token)
    sheet = _draft(actor, token)
    if (sheet.values, sheet.handling) == (dict(draft.values), draft.handling):
        return sheet
    sheet.values, sheet.handling = dict(draft.values), draft.handling
    sheet.save()
    record_event(actor=actor, event=Event.SHEET_KEPT, subject=f"sheet:{sheet.number}")
    return sheet


@action(Event.SHEET_DISCARDED)
def discard_sheet(*, actor: Viewer, token: str) -> None:
    """Gives a draft of the actor up: nothing of it or its files stays but the note that it was.

    Raises `SheetTakenError`.
    """
    _discard(actor, _draft(actor, token))


@action(Event.SHEET_DISCARDED)
def discard_forgotten_sheets(*, actor: Viewer, now: datetime) -> int:
    """The number of drafts given up because nobody went on with them for `DAYS_KEPT`: they may name people."""
    forgotten = LogSheet.objects.select_for_update(skip_locked=True).filter(
        state=SheetState.DRAFT, changed_at__lt=now - timedelta(days=DAYS_KEPT)
    )
    sheets = list(forgotten.order_by("pk")[:MOST_FORGOTTEN])
    for sheet in sheets:
        _discard(actor, sheet)
    return len(sheets)


def _discard(actor: Viewer, sheet: LogSheet) -> None:
    digests = list(sheet.files.values_list("sha256", flat=True))
    record_event(actor=actor, event=Event.SHEET_DISCARDED, subject=f"sheet:{sheet.number}")
    sheet.delete()
    forget_unneeded(digests)


@action(Event.SHEET_FILED)
def file_sheet(
    *, actor: Viewer, token: str, draft: SheetDraft, decimal: str
) -> tuple[Upload, Profile]:
    """The sheet received as a file of one row, and how that is read: to be checked and taken in like every other.

    It says what `draft` says, whatever was kept of it before. Its content moves into the file; the sheet keeps its
    number and files. Raises `SheetTakenError` for what is no draft of the actor, and what `receive_file` raises.
    """
    _begin(actor, token)
    sheet = _draft(actor, token)
    files = sheet.files.order_by("pk").values_list("file_name", "sha256")
    values = {SHEET_NUMBER: sheet.number, **draft.values, SHEET_FILES: files_text(files)}
    sheet.handling = draft.handling
    upload = receive_file(
        actor=actor,
        file=FileDraft(
            agency=sheet.agency.code,
            name=f"{sheet.number}.json",
            content=[row_file(values)],
            handling=sheet.handling,
        ),
    )
    sheet.state, sheet.upload, sheet.values = SheetState.FILED, upload, {}
    sheet.save()
    record_event(
        actor=actor,
        event=Event.SHEET_FILED,
        subject=f"sheet:{sheet.number}",
        details={"upload": upload.pk, "files": len(files)},
    )
    return upload, row_profile(values, LOG_SHEETS, decimal)


@action(Event.SHEET_KEPT)
def correct_record(*, actor: Viewer, record_id: int, token: str) -> LogSheet | None:
    """A draft that says what a logged record says now, to be changed and filed as its next version.

    None for a record that was not logged by hand. The reading of it is audited. Raises `RecordNotFoundError` and, for
    another agency's, `NotAllowedError`.
    """
    record = read_source(actor=actor, record_id=record_id)
    check_user_can_record_for(actor, record.agency)
    old = _filed_as(record)
    if old is None or old.upload is None:
        return None
    version = next(v for v in record.versions if v.batch_id == old.upload.batch_id)
    stated = fields_of(
        Profile.from_json(old.upload.profile), version.headers, version.rows[0].cells
    )
    _begin(actor, token)
    new = _draft(actor, token)
    new.number, new.corrects_id, new.handling = record.key, record.id, record.handling
    new.values = {name: text for name, text in stated.items() if not name.startswith("extra.")}
    new.save()
    carry_over(old, new)
    record_event(
        actor=actor,
        event=Event.SHEET_KEPT,
        subject=f"sheet:{new.number}",
        details={"corrects": record.id},
    )
    return new


@action(Event.KNOWN_SHOWN)
def show_known(*, actor: Viewer, token: str, draft: IncidentDraft) -> list[KnownRecord]:
    """The records that answer to a draft; which of them the actor was shown for the first time with it is noted."""
    sheet = sheets_of(actor).select_for_update().filter(token=token).first()
    found = known_records(viewer=actor, draft=draft, but=sheet.corrects_id if sheet else None)
    seen = set(sheet.shown) if sheet else set()
    fresh = [each.id for each in found if each.id not in seen]
    if fresh:
        subject = f"sheet:{sheet.number}" if sheet else ""
        record_event(
            actor=actor, event=Event.KNOWN_SHOWN, subject=subject, details={"records": fresh}
        )
    if fresh and sheet:
        LogSheet.objects.filter(pk=sheet.pk).update(shown=[*sheet.shown, *fresh])
    return found


def _begin(actor: Viewer, token: str) -> None:
    """Begins a draft where there is none; of two requests at once, one."""
    if actor.user_id is None or actor.agency_id is None:
        raise NotAllowedError(f"{actor.name} writes no sheets")
    number = f"VV-{timezone.localdate():%Y%m%d}-{token[:_NUMBER_LETTERS].upper()}"
    sheet = LogSheet(token=token, number=number, user_id=actor.user_id, agency_id=actor.agency_id)
    LogSheet.objects.bulk_create([sheet], ignore_conflicts=True)


def _draft(actor: Viewer, token: str) -> LogSheet:
    drafts = sheets_of(actor).select_for_update(of=("self",)).select_related("agency")
    sheet = drafts.filter(token=token, state=SheetState.DRAFT).first()
    if sheet is None:
        raise SheetTakenError(f"no draft {token} of {actor.name}", token=token)
    return sheet


def _filed_as(record: Record) -> LogSheet | None:
    """The sheet as which the version of a record that stands, else its latest, was filed."""
    version = record.standing or next(iter(record.versions), None)
    if version is None:
        return None
    sheets = LogSheet.objects.select_related("upload").filter(state=SheetState.FILED)
    return sheets.filter(upload__batch_id=version.batch_id).first()
