"""Parked rows mended: in the page, and in a workbook of their own."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from cotmoc.ingest.models import CellMend, Upload
from cotmoc.records.models import SourceRecord
from tests.cast import Cast
from tests.functional.ingest.files import (
    CONTENT,
    check,
    folder,
    parked,
    send,
    send_book,
    stream_of,
    with_cell,
)
from tests.functional.visiting import signed_in

__all__ = ["folder"]


def test_wrong_cell_of_a_parked_row_stands_in_a_form_with_its_reason(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    record = parked(client, upload)
    page = client.get(f"/files/{upload.pk}/?state=parked").content.decode()
    assert f'action="/files/{upload.pk}/records/{record.index}/mend/"' in page
    assert 'name="cell-3-1" value="hôm qua"' in page


def test_mended_row_is_read_anew_before_the_file_is_checked(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    record = parked(client, upload)
    mend = f"/files/{upload.pk}/records/{record.index}/mend/"
    page = client.post(mend, {"cell-3-1": "13/03/2026"}, headers={"HX-Request": "true"})
    assert "cell.mended" in page.content.decode()
    assert "moment.unreadable" not in page.content.decode()
    assert page.context["pending"] == 1


def test_mended_row_goes_in_with_what_the_file_said(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    record = parked(client, upload)
    client.post(f"/files/{upload.pk}/records/{record.index}/mend/", {"cell-3-1": "13/03/2026"})
    client.post(f"/files/{upload.pk}/recheck/")
    client.post(f"/files/{upload.pk}/commit/")
    assert SourceRecord.objects.count() == 3
    page = client.get(f"/sources/{SourceRecord.objects.get(key='HS-02').pk}/").content.decode()
    assert "hôm qua" in page
    assert "13/03/2026" in page


def test_same_mistake_is_mended_everywhere_at_once(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client, f"{CONTENT}HS-04,15/03/2026,Heroin,1 kg,\nHS-05,hôm qua,Heroin,1 kg,\n")
    check(client, upload)
    first = upload.staged.filter(state="parked").order_by("index")[0]
    cell = f"cell-{first.first_row}-1"
    mend = f"/files/{upload.pk}/records/{first.index}/mend/"
    client.post(mend, {cell: "13/03/2026", f"{cell}-everywhere": "on"})
    client.post(f"/files/{upload.pk}/recheck/")
    assert client.get(f"/files/{upload.pk}/").context["report"].parked == 0


def test_refused_column_cannot_be_mended(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    record = parked(client, upload)
    mend = f"/files/{upload.pk}/records/{record.index}/mend/"
    assert "cell-3-4" not in client.get(mend).content.decode()
    client.post(mend, {"cell-3-4": "Tày"})
    assert not CellMend.objects.exists()


def test_file_with_corrections_is_checked_before_it_is_taken_in(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    record = parked(client, upload)
    client.post(f"/files/{upload.pk}/records/{record.index}/mend/", {"cell-3-1": "13/03/2026"})
    page = client.get(f"/files/{upload.pk}/").content.decode()
    assert f'action="/files/{upload.pk}/commit/"' not in page
    assert f'action="/files/{upload.pk}/recheck/"' in page


def test_parked_rows_of_a_committed_file_are_mended_as_a_file_of_their_own(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.post(f"/files/{upload.pk}/commit/")
    client.post(f"/files/{upload.pk}/mend/")
    corrected = Upload.objects.latest("pk")
    assert corrected.corrects_id == upload.pk
    record = corrected.staged.get()
    mend = f"/files/{corrected.pk}/records/{record.index}/mend/"
    client.post(mend, {f"cell-{record.first_row}-1": "13/03/2026"})
    client.post(f"/files/{corrected.pk}/recheck/")
    client.post(f"/files/{corrected.pk}/commit/")
    assert SourceRecord.objects.count() == 3


def test_own_workbook_with_its_errors_marked_comes_back_mended(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send_book(client)
    check(client, upload)
    answer = client.get(f"/files/{upload.pk}/marked.xlsx")
    book = io.BytesIO(b"".join(stream_of(answer)))
    rows = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()
    assert [row[4] != "" for row in rows] == [False, True, False, True, False]
    mended = {"file": SimpleUploadedFile("mended.xlsx", with_cell(book, "hôm qua", "13/03/2026"))}
    client.post(f"/files/{upload.pk}/correct/", mended)
    corrected = Upload.objects.latest("pk")
    report = client.get(f"/files/{corrected.pk}/").context["report"]
    assert (report.rows, report.new, report.parked) == (3, 3, 0)


def test_file_that_is_no_workbook_comes_as_one_with_its_errors_marked(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    book = io.BytesIO(b"".join(stream_of(client.get(f"/files/{upload.pk}/marked.xlsx"))))
    rows = CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()
    assert [str(row[0]) for row in rows] == ["Số hồ sơ", "HS-01", "HS-02", "HS-03"]
    assert [row[-1] != "" for row in rows] == [True, False, True, False]
