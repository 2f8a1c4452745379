"""Photographs and documents of a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from cotmoc.access.models import AuditEvent
from cotmoc.ingest.models import SheetFile
from cotmoc.records.models import (
    SourceRecord,
    SourceVersion,
)
from tests.cast import Cast
from tests.functional.log.sheets import PICTURE, SHEET, attach, folder, officer, record
from tests.functional.visiting import signed_in

__all__ = ["folder", "officer"]


def test_attached_file_is_sent_so_that_nothing_in_it_runs(officer: Client) -> None:
    attach(officer, "anh.png", PICTURE)
    file = SheetFile.objects.get()
    answer = officer.get(f"{SHEET}files/{file.pk}/")
    assert answer.getvalue() == PICTURE
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert AuditEvent.objects.filter(event="sheet:file_read").count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("anh.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
        ("trang.html", b"<!doctype html><script>x()</script>"),
        ("bien-ban.pdf", b"MZ\x90\x00"),
        ("tep.zip", b"PK\x03\x04" + bytes(30)),
    ],
)
def test_file_of_another_kind_is_refused_whatever_its_name(
    officer: Client, name: str, content: bytes, tmp_path: Path
) -> None:
    answer = attach(officer, name, content)
    assert "attachment.wrong_type" in answer.content.decode()
    assert SheetFile.objects.count() == 0
    assert not [path for path in tmp_path.rglob("attached/*") if path.is_file()]


def test_file_that_is_too_large_is_refused(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cotmoc.ingest.actions.attaching.LARGEST_BYTES", 10)
    assert "attachment.too_large" in attach(officer, "anh.png", PICTURE).content.decode()


def test_file_goes_with_the_record_and_its_digest_stands_in_it(officer: Client, cast: Cast) -> None:
    attach(officer, "anh.png", PICTURE)
    record(officer)
    file = SheetFile.objects.get()
    assert file.sha256 in str(SourceVersion.objects.get().rows)
    other = signed_in(cast.bravo_analyst)
    sent = other.get(f"{SHEET}files/{file.pk}/")
    assert (sent.status_code, sent.getvalue()) == (200, PICTURE)
    assert (
        file.file_name in other.get(f"/sources/{SourceRecord.objects.get().pk}/").content.decode()
    )


def test_file_of_a_closed_record_is_not_there_for_others(officer: Client, cast: Cast) -> None:
    attach(officer, "anh.png", PICTURE)
    record(officer, closed="on")
    file = SheetFile.objects.get()
    answer = signed_in(cast.bravo_analyst).get(f"{SHEET}files/{file.pk}/")
    assert answer.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_file_that_nothing_needs_leaves_the_disk(officer: Client, tmp_path: Path) -> None:
    attach(officer, "anh.png", PICTURE)
    file = SheetFile.objects.get()
    path = tmp_path / "uploads" / "attached" / file.sha256
    assert path.exists()
    officer.post(f"{SHEET}files/{file.pk}/remove/")
    assert not path.exists()
