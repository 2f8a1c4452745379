"""Files put in, checked and looked at through their pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import cast as typed

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client
from pytest_django import Settings

from cotmoc.ingest.models import StagedRecord, Upload

CONTENT = (
    "Số hồ sơ,Ngày xảy ra,Tang vật,Số lượng,Dân tộc\n"
    "HS-01,12/03/2026,Heroin,2 kg,Tày\n"
    "HS-02,hôm qua,Heroin,3 kg,Kinh\n"
    "HS-03,14/03/2026,Heroin,400 g,Kinh\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    """An empty data folder."""
    settings.HOME = tmp_path


def send(client: Client, content: str = CONTENT, name: str = "bat-giu.csv") -> Upload:
    """The upload of a file that was put in by the page."""
    answer = client.post("/files/", {"file": SimpleUploadedFile(name, content.encode())})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.latest("pk")


def send_book(client: Client) -> Upload:
    """The upload of a workbook with a title above its table."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sổ")
        sheet.write_string(0, 0, "SỔ THEO DÕI BẮT GIỮ")
        for number, line in enumerate(CONTENT.splitlines(), start=1):
            sheet.write_row(number, 0, line.split(",")[:4])
    file = SimpleUploadedFile("bat-giu.xlsx", target.getvalue())
    assert client.post("/files/", {"file": file}).status_code == 302
    return Upload.objects.latest("pk")


def stream_of(answer: object) -> Iterable[bytes]:
    """The bytes of a file that was answered."""
    assert isinstance(answer, FileResponse)
    return typed(Iterable[bytes], answer.streaming_content)


def with_cell(book: io.BytesIO, was: str, now: str) -> bytes:
    """The workbook with one text in another's place, as a user would write it."""
    target = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(f">{was}<".encode(), f">{now}<".encode()))
    return target.getvalue()


def form_of(client: Client, upload: Upload) -> dict[str, str]:
    """The fields of the page of columns as a browser would send them unchanged."""
    page = client.get(f"/files/{upload.pk}/columns/")
    form = page.context["form"]
    parts = [form.settings, *form.columns, *form.constants]
    fields = {
        bound.html_name: "on" if bound.value() is True else str(bound.value() or "")
        for part in parts
        for bound in part
        if bound.value() is not False
    }
    return {name: value for name, value in fields.items() if value or not name.endswith("keep")}


def check(client: Client, upload: Upload) -> None:
    """Confirms the columns as suggested; the small file is checked at once."""
    answer = client.post(f"/files/{upload.pk}/columns/", form_of(client, upload) | {"do": "check"})
    assert answer.status_code == 302, answer.content.decode()


def parked(client: Client, upload: Upload) -> StagedRecord:
    """The one parked record of the sample."""
    check(client, upload)
    return upload.staged.get(state="parked")
