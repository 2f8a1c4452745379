"""Logging an incident by hand: understood as it is written, kept as a draft, recorded by the way of every file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cotmoc.access.core.viewer import Role
from cotmoc.access.models import AuditEvent
from cotmoc.ingest.actions.log_sheets import discard_forgotten_sheets
from cotmoc.ingest.models import LogSheet, SheetFile, Upload, UploadState
from cotmoc.records.models import (
    ConveyanceStatement,
    IncidentStatement,
    PartyStatement,
    SeizureStatement,
    SourceRecord,
    SourceVersion,
)
from tests.cast import CONSOLE, Cast, make_viewer
from tests.functional.log.sheets import (
    FIELDS,
    PICTURE,
    SHEET,
    attach,
    folder,
    officer,
    record,
    send,
)
from tests.functional.visiting import signed_in

__all__ = ["folder", "officer"]


def test_new_sheet_knows_the_writers_unit_and_keeps_nothing(officer: Client) -> None:
    page = officer.get("/log/")
    assert 'value="Đồn Alpha 1"' in page.content.decode()
    assert LogSheet.objects.count() == 0


def test_sheet_is_recorded_by_one_button_as_a_batch_of_its_own(officer: Client) -> None:
    sheet = record(officer)
    upload = Upload.objects.get()
    assert (sheet.upload, upload.state, sheet.values) == (upload, UploadState.COMMITTED, {})
    incident = IncidentStatement.objects.get()
    assert (incident.occurred_minute, incident.detection) == (930, "patrol")
    assert incident.unit is not None
    assert incident.narrative == FIELDS["narrative"]
    assert PartyStatement.objects.get().name == "Nguyễn Văn Lành"
    assert ConveyanceStatement.objects.get().registration_key == "14B112345"
    assert SeizureStatement.objects.get().amount == 700
    assert SourceRecord.objects.get().key == sheet.number


def test_recorded_sheet_shows_what_was_recorded_by_names(officer: Client) -> None:
    record(officer)
    lines = {line.label: line.text for line in officer.get(SHEET).context["lines"]}
    assert lines["Đơn vị"] == "Đồn Alpha 1"
    assert lines["Tang vật"].startswith("Heroin · 700\xa0g")


def test_recorded_sheet_is_audited_step_by_step(officer: Client) -> None:
    record(officer)
    events = set(AuditEvent.objects.values_list("event", flat=True))
    wanted = {"sheet:filed", "file:received", "file:checked", "file:committed"}
    assert wanted <= events


def test_recorded_sheet_is_taken_out_again_like_every_file(officer: Client) -> None:
    sheet = record(officer)
    assert sheet.upload is not None
    officer.post(f"/files/{sheet.upload.pk}/undo/")
    assert Upload.objects.get().state == UploadState.UNDONE
    assert officer.get(SHEET).context["is_undone"]


def test_sheet_sent_twice_is_recorded_once(officer: Client) -> None:
    record(officer)
    assert send(officer, "record").status_code == 200
    assert SourceRecord.objects.count() == 1


def test_sheet_without_a_day_is_refused_and_kept_as_a_draft(officer: Client) -> None:
    answer = send(officer, "record", occurred__date="")
    assert answer.status_code == 400
    assert answer.context["focus"] == "occurred.date"
    assert 'aria-invalid="true" autofocus' in answer.content.decode()
    assert (Upload.objects.count(), LogSheet.objects.get().state) == (0, "draft")


def test_empty_sheet_is_refused_and_keeps_nothing(officer: Client) -> None:
    answer = officer.post(SHEET, {"do": "record", "party[1].role": "Nghi phạm"})
    assert (answer.status_code, LogSheet.objects.count()) == (400, 0)


def test_what_was_understood_is_shown_beneath_the_fields(officer: Client) -> None:
    answer = send(officer, "look", f"{SHEET}look/", **{"seizure[1].quantity": "2,5kg"})
    echoes = {field.name: field.echo for field in answer.context["fields"]}
    assert "15:30" in echoes["occurred.date"]
    assert echoes["seizure[1].quantity"] == "2,5\xa0kg heroin"
    assert echoes["conveyance[1].kind"] == "Mô tô, xe máy"


def test_goods_that_cannot_be_measured_say_so_at_their_field(officer: Client) -> None:
    answer = send(officer, "look", f"{SHEET}look/", **{"seizure[1].quantity": "rất nhiều"})
    field = next(f for f in answer.context["fields"] if f.name == "seizure[1].quantity")
    assert field.problems
    assert not field.echo


def test_draft_is_kept_while_it_is_written_and_gone_on_with(officer: Client) -> None:
    answer = send(officer, "look", f"{SHEET}look/")
    assert answer.headers["HX-Replace-Url"] == SHEET
    assert 'value="Nguyễn Văn Lành"' in officer.get(SHEET).content.decode()
    assert SHEET in officer.get("/log/").content.decode()


def test_looking_at_an_unchanged_draft_writes_nothing(officer: Client) -> None:
    send(officer, "look", f"{SHEET}look/")
    written = AuditEvent.objects.count()
    send(officer, "look", f"{SHEET}look/")
    assert AuditEvent.objects.count() == written


def test_draft_is_discarded_without_a_trace_of_what_it_said(officer: Client) -> None:
    send(officer, "look", f"{SHEET}look/")
    officer.post(f"{SHEET}discard/")
    assert LogSheet.objects.count() == 0
    assert officer.get(SHEET).status_code == 404


def test_draft_that_nobody_went_on_with_is_given_up(officer: Client) -> None:
    attach(officer, "anh.png", PICTURE)
    soon, late = (timezone.now() + timedelta(days=days) for days in (29, 31))
    assert discard_forgotten_sheets(actor=CONSOLE, now=soon) == 0
    assert discard_forgotten_sheets(actor=CONSOLE, now=late) == 1
    assert (LogSheet.objects.count(), SheetFile.objects.count()) == (0, 0)


def test_filed_sheet_is_never_given_up(officer: Client) -> None:
    record(officer)
    late = timezone.now() + timedelta(days=400)
    assert discard_forgotten_sheets(actor=CONSOLE, now=late) == 0


def test_draft_is_its_writers_alone(officer: Client, cast: Cast) -> None:
    send(officer, "look", f"{SHEET}look/")
    colleague = signed_in(cast.alpha_analyst)
    assert colleague.get(SHEET).status_code == 404
    assert send(colleague, "record").status_code == 404
    assert colleague.get(f"{SHEET}print/").status_code == 404
    assert colleague.post(f"{SHEET}discard/").status_code == 404


def test_things_are_added_and_left_out(officer: Client) -> None:
    more = send(officer, "add:party", f"{SHEET}look/")
    assert more.content.decode().count('name="party[2].name"') == 1
    assert more.context["focus"] == "party[2].role"
    less = send(officer, "remove:party.1", f"{SHEET}look/")
    assert 'name="party[1].name"' not in less.content.decode()


def test_party_of_whom_only_the_role_is_said_is_nobody(officer: Client) -> None:
    record(officer, **{"party[2].role": "Nghi phạm"})
    assert PartyStatement.objects.count() == 1


def test_correction_is_a_new_version_of_the_same_record(officer: Client) -> None:
    record(officer)
    known = SourceRecord.objects.get()
    answer = officer.post(f"/log/correct/{known.pk}/")
    page = officer.get(answer.headers["Location"])
    assert 'value="2 bánh (700 g)"' in page.content.decode()
    send(officer, "record", answer.headers["Location"], **{"seizure[1].quantity": "710 g"})
    versions = SourceVersion.objects.filter(record=known).order_by("number")
    assert [version.number for version in versions] == [1, 2]
    assert SourceRecord.objects.count() == 1


def test_record_that_was_taken_out_is_corrected_and_stands_again(officer: Client) -> None:
    sheet = record(officer)
    assert sheet.upload is not None
    officer.post(f"/files/{sheet.upload.pk}/undo/")
    known = SourceRecord.objects.get()
    address = officer.post(f"/log/correct/{known.pk}/").headers["Location"]
    send(officer, "record", address)
    known.refresh_from_db()
    assert known.current is not None
    assert known.current.number == 2


def test_logged_incident_is_no_file_in_the_list_of_files(officer: Client) -> None:
    sheet = record(officer)
    assert sheet.number not in officer.get("/files/").content.decode()
    assert sheet.number in officer.get("/log/").content.decode()


def test_file_is_attached_without_scripts_too(officer: Client) -> None:
    file = SimpleUploadedFile("trang.html", b"<!doctype html>")
    answer = officer.post(SHEET, {**FIELDS, "do": "attach", "files": file}, follow=True)
    assert "attachment.wrong_type" in answer.content.decode()


def test_record_of_another_agency_is_not_corrected(officer: Client, cast: Cast) -> None:
    record(officer)
    known = SourceRecord.objects.get()
    assert signed_in(cast.bravo_analyst).post(f"/log/correct/{known.pk}/").status_code == 403


def test_names_of_other_fields_are_not_taken_from_the_form(officer: Client) -> None:
    record(officer, agency="bravo", extra__x="y", **{"party[1].religion": "z"})
    assert Upload.objects.get().agency.code == "alpha"
    assert "religion" not in str(Upload.objects.get().profile)


# What is known already


def test_record_of_the_same_plate_is_shown_with_the_reason(officer: Client, cast: Cast) -> None:
    record(officer)
    other = signed_in(cast.bravo_analyst)
    fields = {
        "occurred.date": "20/5/2026",
        "conveyance[1].registration": "14B1 12345",
        "do": "look",
    }
    answer = other.post("/log/1111111111111111/look/", fields)
    (known,) = answer.context["known"]
    assert (known.agency, [claim.what for claim in known.claims]) == ("alpha", ["14-B1 123.45"])
    assert "Trùng biển số" in answer.text


def test_closed_record_of_another_agency_is_not_shown(officer: Client, cast: Cast) -> None:
    record(officer, closed="on")
    answer = send(signed_in(cast.bravo_analyst), "look", "/log/1111111111111111/look/")
    assert answer.context["known"] == []


def test_known_record_is_audited_once_for_a_sheet(officer: Client, cast: Cast) -> None:
    record(officer)
    other = signed_in(cast.bravo_analyst)
    for narrative in ("a", "b"):
        send(other, "look", "/log/1111111111111111/look/", narrative=narrative)
    assert AuditEvent.objects.filter(event="known:shown").count() == 1


# Completion and print


@pytest.mark.parametrize(
    ("what", "text", "value"),
    [
        ("offence", "van chuyen trai phep ch", "Vận chuyển trái phép chất ma túy"),
        ("goods", "hero", "Heroin"),
        ("conveyance", "xe may", "Mô tô, xe máy"),
        ("unit", "alpha", "Đồn Alpha 1"),
        ("agencies", "Alpha; bra", "Alpha; Bravo"),
    ],
)
def test_field_completes_without_marks(officer: Client, what: str, text: str, value: str) -> None:
    options = officer.get(f"/log/complete/{what}/", {"q": text}).json()["options"]
    assert options[0]["value"] == value


def test_completion_of_nothing_that_completes_is_not_there(officer: Client) -> None:
    assert officer.get("/log/complete/nothing/").status_code == 404


def test_printed_sheet_has_places_to_sign_and_says_what_was_understood(officer: Client) -> None:
    record(officer)
    page = officer.get(f"{SHEET}print/").content.decode()
    assert "paper-signatures" in page
    assert "Nguyễn Văn Lành" in page
    assert "paper-draft" not in page


def test_printed_draft_says_that_it_is_one(officer: Client) -> None:
    send(officer, "look", f"{SHEET}look/")
    assert "paper-draft" in officer.get(f"{SHEET}print/").content.decode()


def test_commander_logs_nothing(cast: Cast) -> None:
    commander = make_viewer("commander", Role.COMMANDER, agency="alpha")
    assert signed_in(commander).get("/log/").status_code == 403
