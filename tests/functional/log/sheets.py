"""A sheet written by hand, sent as its page sends it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from cotmoc.ingest.models import LogSheet
from tests.cast import Cast
from tests.functional.visiting import signed_in

TOKEN = "00c0ffee00c0ffee"
SHEET = f"/log/{TOKEN}/"
FIELDS = {
    "occurred.date": "15h30 ngày 12/3/2026",
    "place.written": "xã Hải Sơn",
    "offence": "Vận chuyển trái phép chất ma túy",
    "detection": "Tuần tra",
    "unit": "Đồn Alpha 1",
    "party[1].role": "Nghi phạm",
    "party[1].name": "Nguyễn Văn Lành",
    "party[1].birth": "1985",
    "party[1].sex": "Nam",
    "conveyance[1].kind": "xe máy",
    "conveyance[1].registration": "14B1-123.45",
    "seizure[1].commodity": "heroin",
    "seizure[1].quantity": "2 bánh (700 g)",
    "outcome.kind": "Đang xử lý",
    "narrative": "Tổ tuần tra phát hiện.\nĐối tượng khai nhận.",
}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    """An empty data folder."""
    settings.HOME = tmp_path


@pytest.fixture
def officer(cast: Cast) -> Client:
    """A session of Alpha's officer."""
    return signed_in(cast.alpha_officer)


def send(client: Client, task: str, address: str = SHEET, **changed: Any) -> Any:
    """The sheet sent with a task; `changed` fields by their names with dots as double underscores."""
    fields = {**FIELDS, **{name.replace("__", "."): value for name, value in changed.items()}}
    return client.post(address, {**fields, "do": task})


def record(client: Client, **changed: Any) -> LogSheet:
    """The sheet recorded."""
    answer = send(client, "record", **changed)
    assert answer.status_code == 302, answer.content.decode()
    return LogSheet.objects.get(token=TOKEN)


def attach(client: Client, name: str, content: bytes) -> Any:
    """A file attached to the sheet."""
    file = SimpleUploadedFile(name, content)
    return client.post(
        SHEET, {**FIELDS, "do": "attach", "files": file}, headers={"HX-Request": "true"}
    )
