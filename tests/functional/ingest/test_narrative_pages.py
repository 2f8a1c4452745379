"""The page of written reports: read, changed, confirmed; nothing is kept before."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from cotmoc.ingest.models import Upload, UploadState
from cotmoc.records.models import IncidentStatement, PartyStatement, SeizureStatement, SourceRecord
from tests.cast import Cast
from tests.functional.visiting import signed_in

TEXT = (
    "Hồi 15 giờ 30 phút ngày 12/3/2026, tại thôn 3, xã Hải Sơn, tổ tuần tra Đồn Biên phòng Hải Sơn bắt quả tang"
    " Nguyễn Văn Lành, sinh năm 1985, trú tại xã Hải Ninh vận chuyển trái phép 2,5 kg heroin trên xe mô tô"
    " BKS 14B1-123.45."
)
PAGE = "/files/narrative/"
WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "{}</w:body></w:document>"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    """An empty data folder."""
    settings.HOME = tmp_path


def read(client: Client, text: str = TEXT) -> dict[str, str]:
    """The fields proposed of a text, as the form would send them unchanged."""
    page = client.post(PAGE, {"text": text, "do": "read"})
    assert page.status_code == 200, page.content.decode()
    shown = [f for fields in page.context["once"].values() for f in fields]
    shown += [f for things in page.context["things"].values() for t in things for f in t.fields]
    return {"text": page.context["text"], **{field.name: field.value for field in shown}}


def word_file(paragraphs: str, head: str = "") -> SimpleUploadedFile:
    """A docx with these paragraphs of WordprocessingML."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", head + WORD.format(paragraphs))
    return SimpleUploadedFile("bao-cao.docx", content.getvalue())


def test_report_is_shown_with_its_words_marked_and_nothing_is_kept(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    page = client.post(PAGE, {"text": TEXT, "do": "read"}).content.decode()
    assert 'href="#f-party[1].name"' in page
    assert 'value="Nguyễn Văn Lành"' in page
    assert (Upload.objects.count(), SourceRecord.objects.count()) == (0, 0)


def test_confirmed_report_is_checked_taken_in_and_taken_out_as_any_file(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    answer = client.post(PAGE, {**read(client), "do": "confirm"})
    upload = Upload.objects.get()
    assert (answer.status_code, upload.state) == (302, UploadState.CHECKED)
    assert SourceRecord.objects.count() == 0
    client.post(f"/files/{upload.pk}/commit/")
    incident = IncidentStatement.objects.get()
    assert (incident.narrative, incident.occurred_minute) == (TEXT, 930)
    assert PartyStatement.objects.get().name == "Nguyễn Văn Lành"
    seizure = SeizureStatement.objects.get()
    assert (seizure.commodity, seizure.measure) == ("heroin", "mass")
    assert seizure.amount == 2500
    client.post(f"/files/{upload.pk}/undo/")
    assert Upload.objects.get().state == UploadState.UNDONE


def test_what_the_officer_writes_is_recorded_not_what_was_proposed(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    changed = {**read(client), "party[1].name": "Nguyễn Văn Lãnh", "seizure[1].quantity": "2,7 kg"}
    client.post(PAGE, {**changed, "do": "confirm"})
    client.post(f"/files/{Upload.objects.get().pk}/commit/")
    assert PartyStatement.objects.get().name == "Nguyễn Văn Lãnh"
    assert SeizureStatement.objects.get().amount == 2700


def test_things_are_added_and_left_out(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    fields = read(client)
    more = client.post(PAGE, {**fields, "do": "add:party"})
    assert [thing.number for thing in more.context["things"]["party"]] == [1, 2]
    less = client.post(PAGE, {**fields, "do": "remove:party.1"})
    assert less.context["things"]["party"] == []
    assert less.context["things"]["seizure"] != []


def test_report_without_a_day_is_not_taken_until_it_has_one(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    fields = read(client, "Tổ tuần tra bắt Nguyễn Văn Lành, sinh năm 1985, vận chuyển 2 kg heroin.")
    answer = client.post(PAGE, {**fields, "do": "confirm"})
    assert answer.status_code == 400
    assert "ngày xảy ra" in answer.content.decode()
    assert Upload.objects.count() == 0
    answer = client.post(PAGE, {**fields, "occurred.date": "12/3/2026", "do": "confirm"})
    assert answer.status_code == 302


def test_field_that_cannot_be_read_says_so_beside_it(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    answer = client.post(PAGE, {**read(client), "occurred.date": "hôm qua", "do": "confirm"})
    field = answer.context["once"]["when"][0]
    assert (answer.status_code, field.is_wrong, field.value) == (400, True, "hôm qua")


def test_names_of_other_fields_are_not_taken_from_the_form(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    client.post(
        PAGE,
        {
            **read(client),
            "agency": "bravo",
            "extra.x": "y",
            "party[1].religion": "z",
            "do": "confirm",
        },
    )
    assert Upload.objects.get().agency.code == "alpha"
    assert "religion" not in str(Upload.objects.get().profile)


def test_word_document_is_read_with_its_paragraphs(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    file = word_file(
        "<w:p><w:r><w:t>Ngày 12/3/2026, tại xã Hải Sơn, bắt </w:t></w:r>"
        "<w:del><w:r><w:delText>Trần Văn Sai</w:delText></w:r></w:del><w:r><w:t>Lê Văn An (SN 1985)."
        "</w:t></w:r></w:p><w:p><w:r><w:t>Thu 2 kg heroin.</w:t></w:r></w:p>"
    )
    page = client.post(PAGE, {"file": file, "do": "read"})
    assert (
        page.context["text"]
        == "Ngày 12/3/2026, tại xã Hải Sơn, bắt Lê Văn An (SN 1985).\nThu 2 kg heroin."
    )


def test_text_of_an_old_font_becomes_unicode(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    file = SimpleUploadedFile(
        "bao-cao.txt", "Ngµy 12/3/2026, b¾t NguyÔn V¨n Lµnh vËn chuyÓn ma tuý".encode()
    )
    page = client.post(PAGE, {"file": file, "do": "read"})
    assert "bắt Nguyễn Văn Lành" in page.context["text"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (SimpleUploadedFile("x.docx", b"PK\x03\x04 damaged"), "file.unreadable"),
        (SimpleUploadedFile("x.doc", b"\xd0\xcf\x11\xe0" + bytes(600)), "document.wrong_type"),
        (SimpleUploadedFile("x.txt", b"  \n "), "file.empty"),
        (word_file("<w:p/>", '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "file."),
    ],
)
def test_document_that_cannot_be_read_is_refused_with_a_code(
    cast: Cast, file: SimpleUploadedFile, code: str
) -> None:
    answer = signed_in(cast.alpha_officer).post(PAGE, {"file": file, "do": "read"})
    assert answer.status_code == 400
    assert f"[{code}" in answer.content.decode()


def test_nothing_sent_is_asked_for(cast: Cast) -> None:
    assert signed_in(cast.alpha_officer).post(PAGE, {"text": " ", "do": "read"}).status_code == 400


def test_text_of_a_report_is_shown_as_text(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    page = client.post(PAGE, {"text": "<script>alert(1)</script> Ngày 12/3/2026", "do": "read"})
    assert b"<script>alert" not in page.content
