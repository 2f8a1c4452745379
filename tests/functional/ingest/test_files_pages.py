"""The pages of files coming in, from choosing a file to taking it out again."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cotmoc.access.models import AuditEvent
from cotmoc.ingest.models import Upload, UploadState
from cotmoc.ingest.queries import known
from cotmoc.records.core.drafts import PartyDraft
from cotmoc.records.models import SourceRecord
from tests.cast import Cast
from tests.functional.ingest.files import (
    CONTENT,
    check,
    folder,
    form_of,
    parked,
    send,
)
from tests.functional.visiting import signed_in
from tests.integration.records_cast import incident, record, take_in
from tests.unit.ingest.making import zipped

__all__ = ["folder"]


def test_file_put_in_leads_to_its_columns(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    page = client.get(f"/files/{upload.pk}/", follow=True)
    assert page.redirect_chain[-1][0].endswith("/columns/")
    assert "HS-01" in page.content.decode()


def test_columns_page_shows_the_refused_column_without_its_values(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    page = client.get(f"/files/{send(client).pk}/columns/").content.decode()
    assert "Dân tộc" in page
    assert "Tày" not in page


def test_columns_page_shows_the_finding_of_the_preview_at_its_cell(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    page = client.get(f"/files/{send(client).pk}/columns/").content.decode()
    assert "moment.unreadable" in page


def test_columns_page_offers_the_likely_fields_first_and_says_why(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    content = "Số hồ sơ,Ngày,Nội dung vi phạm\nHS-01,12/03/2026,Khai thác sai vùng\n"
    page = client.get(f"/files/{send(client, content).pk}/columns/")
    column = page.context["columns"][2]
    first_group = column.form.fields["field"].choices[1]
    offered = [field for field, _label in first_group[1]]
    assert {"offence", "narrative"} & set(offered)
    assert offered[0] != column.form["field"].value()
    assert all(each.reason for each in column.alternatives)


def test_figures_told_apart_by_their_headers_stay_so_through_the_form(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    content = "Đơn vị,Kỳ,Buôn lậu: Số vụ,Ma túy: Số vụ\nĐồn 1,7/2025,3,4\nĐồn 2,7/2025,1,2\n"
    upload = send(client, content)
    check(client, upload)
    upload.refresh_from_db()
    options = [rule["options"].get("breakdown") for rule in upload.profile["columns"][2:]]
    assert options == ["Buôn lậu", "Ma túy"]


def test_preview_follows_the_form(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    form = form_of(client, upload)
    goods = next(name for name, value in form.items() if value == "seizure[1].commodity")
    page = client.post(f"/files/{upload.pk}/preview/", form | {goods: "narrative"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Heroin" in text
    assert "kg" not in text.partition("HS-01")[0]


def test_checked_file_shows_what_it_would_do(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    report = client.get(f"/files/{upload.pk}/").context["report"]
    assert (report.new, report.parked) == (2, 1)
    assert not SourceRecord.objects.exists()


def test_commit_takes_the_ready_records_in(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.post(f"/files/{upload.pk}/commit/")
    assert set(SourceRecord.objects.values_list("key", flat=True)) == {"HS-01", "HS-03"}


def test_report_of_a_committed_file_leads_to_its_source_records(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.post(f"/files/{upload.pk}/commit/")
    assert f"/files/{upload.pk}/records/" in client.get(f"/files/{upload.pk}/").content.decode()
    page = client.get(f"/files/{upload.pk}/records/").content.decode()
    record = SourceRecord.objects.get(key="HS-01")
    assert f"/sources/{record.pk}/" in page
    assert client.get(f"/sources/{record.pk}/").status_code == 200


def test_every_figure_of_a_committed_file_opens_as_many_records(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    for content in (
        CONTENT,
        CONTENT.replace("2 kg", "5 kg").replace("HS-02,hôm qua", "HS-02,1/3/2026"),
    ):
        upload = send(client, content)
        check(client, upload)
        client.post(f"/files/{upload.pk}/commit/")
    report = client.get(f"/files/{upload.pk}/").context["report"]
    assert (report.new, report.changed) == (1, 1)
    for change, number in (("new", report.new), ("changed", report.changed)):
        page = client.get(f"/files/{upload.pk}/records/", {"change": change}).context["page"]
        assert page.paginator.count == number


def test_commit_pressed_twice_is_no_error(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.post(f"/files/{upload.pk}/commit/")
    assert client.post(f"/files/{upload.pk}/commit/").status_code == 302


def test_undo_asks_first_and_says_what_goes(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.post(f"/files/{upload.pk}/commit/")
    page = client.get(f"/files/{upload.pk}/undo/")
    assert page.context["report"].new == 2
    assert SourceRecord.objects.exclude(current=None).count() == 2
    client.post(f"/files/{upload.pk}/undo/")
    assert not SourceRecord.objects.exclude(current=None).exists()


def test_parked_rows_come_back_corrected(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.post(f"/files/{upload.pk}/commit/")
    parked = client.get(f"/files/{upload.pk}/parked.csv").getvalue().decode("utf-8-sig")
    corrected = parked.replace("hôm qua,", "13/03/2026,", 1).encode()
    client.post(f"/files/{upload.pk}/correct/", {"file": SimpleUploadedFile("sua.csv", corrected)})
    latest = Upload.objects.latest("pk")
    client.post(f"/files/{latest.pk}/commit/")
    assert set(SourceRecord.objects.values_list("key", flat=True)) == {"HS-01", "HS-02", "HS-03"}


def test_parked_workbook_opens_as_a_file_of_the_same_columns(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    workbook = client.get(f"/files/{upload.pk}/parked.xlsx").getvalue()
    answer = client.post(
        f"/files/{upload.pk}/correct/", {"file": SimpleUploadedFile("sua.xlsx", workbook)}
    )
    assert answer.status_code == 302
    assert Upload.objects.latest("pk").state == UploadState.CHECKED


def test_kept_profile_is_recognised_at_the_next_file(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    check(client, send(client))
    again = send(client, CONTENT.replace("HS-01", "HS-09"))
    assert client.get(f"/files/{again.pk}/columns/").context["recognised"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "file.wrong_type"),
        (b"PK\x03\x04 broken", "file.unreadable"),
    ],
)
def test_unusable_file_gets_a_coded_message(cast: Cast, content: bytes, code: str) -> None:
    client = signed_in(cast.alpha_officer)
    page = client.post("/files/", {"file": SimpleUploadedFile("x.xlsx", content)})
    assert page.status_code == 400
    codes = [error.code or "" for error in page.context["form"].errors.as_data()["file"]]
    assert codes == [code] or code in page.content.decode()


@pytest.mark.parametrize("path", ["", "columns/", "progress/", "undo/", "records/", "parked.csv"])
def test_file_of_another_agency_is_not_found(cast: Cast, path: str) -> None:
    upload = send(signed_in(cast.alpha_officer))
    assert signed_in(cast.bravo_analyst).get(f"/files/{upload.pk}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["commit/", "discard/", "correct/", "preview/", "columns/"])
def test_file_of_another_agency_cannot_be_worked_on(cast: Cast, path: str) -> None:
    upload = send(signed_in(cast.alpha_officer))
    assert signed_in(cast.bravo_analyst).post(f"/files/{upload.pk}/{path}").status_code == 404
    upload.refresh_from_db()
    assert upload.state == UploadState.RECEIVED


def test_inspector_has_no_files_page(cast: Cast) -> None:
    assert signed_in(cast.inspector).get("/files/").status_code == 403


def test_rows_shown_are_noted_in_the_audit_log(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.get(f"/files/{upload.pk}/")
    event = AuditEvent.objects.filter(event="file:read").latest("pk")
    assert (event.actor_name, event.details["first_rows"]) == ("alpha-officer", [3, 2, 4])


def test_parked_record_comes_first_and_alone_is_open(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    record = parked(client, upload)
    page = client.get(f"/files/{upload.pk}/").content.decode()
    opened = re.findall(r'<details class="panel record" id="record-(\d+)" open', page)
    every = re.findall(r'<details class="panel record" id="record-(\d+)"', page)
    assert (opened, every[0], len(every)) == ([str(record.index)], str(record.index), 3)


def test_records_of_a_file_name_their_rows(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    client.post(f"/files/{upload.pk}/commit/")
    page = client.get(f"/files/{upload.pk}/records/").content.decode()
    assert re.findall(r'data-label="(?:Rows|Số dòng)">([^<]*)<', page) == ["2", "4"]


def test_large_file_is_left_to_the_worker(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cotmoc.ingest.jobs.SMALL_BYTES", 10)
    client = signed_in(cast.alpha_officer)
    upload = send(client)
    check(client, upload)
    page = client.get(f"/files/{upload.pk}/").content.decode()
    assert "hx-get" in page
    assert client.get(f"/files/{upload.pk}/progress/").status_code == 200


def test_second_person_below_the_first_belongs_to_the_same_record(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    lines = ("Số hồ sơ,Ngày xảy ra,Họ tên", "HS-01,12/03/2026,Nguyễn Văn An", ",,Trần Thị Bình")
    upload = send(client, "\n".join((*lines, "HS-02,13/03/2026,Lê Văn Chi", "")))
    check(client, upload)
    report = client.get(f"/files/{upload.pk}/").context["report"]
    assert (report.rows, report.records, report.parked) == (3, 2, 0)
    assert [found.code for found in report.findings] == ["row.continued"]


def test_row_without_a_number_but_with_a_date_is_parked(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    lines = ("Số hồ sơ,Ngày xảy ra,Họ tên", "HS-01,12/03/2026,Nguyễn Văn An", ",,Trần Thị Bình")
    upload = send(client, "\n".join((*lines, ",13/03/2026,Lê Văn Chi", "")))
    check(client, upload)
    assert upload.staged.get(state="parked").first_row == 4


REPORT = (
    "DANH SÁCH VỤ VIỆC\n\n"
    "Số hồ sơ,Ngày xảy ra,Tang vật,\n"
    ",,Tên,Số lượng\n"
    "HS-01,12/03/2026,Heroin,2 kg\n"
    "HS-02,13/03/2026,Heroin,3 kg\n"
    "Tổng cộng,,,5 kg\n"
    "Người lập biểu,,,\n"
)


def test_rows_left_out_are_listed_before_and_after_the_check(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    upload = send(client, REPORT)
    columns = client.get(f"/files/{upload.pk}/columns/")
    assert "Tang vật: Số lượng" in columns.content.decode()
    assert [row.number for row in columns.context["left_out"]] == [1, 7, 8]
    check(client, upload)
    page = client.get(f"/files/{upload.pk}/")
    assert page.context["report"].records == 2
    assert [(row.number, row.text) for row in page.context["left_out"]] == [
        (1, "DANH SÁCH VỤ VIỆC"), (7, "Tổng cộng"), (8, "Người lập biểu"),
    ]  # fmt: skip
    assert "Dòng tổng cộng." in page.content.decode()


def test_files_of_a_zip_are_put_in_each_for_itself(cast: Cast) -> None:
    client = signed_in(cast.alpha_officer)
    content = zipped(
        {"a.csv": CONTENT, "b.csv": CONTENT.replace("HS-", "HT-"), "c.pdf": b"%PDF-1.7"}
    )
    sent = {"file": SimpleUploadedFile("2026.zip", content)}
    page = client.post("/files/", sent, follow=True).content.decode()
    assert set(Upload.objects.values_list("file_name", flat=True)) == {"a.csv", "b.csv"}
    assert "c.pdf" in page
    assert "file.wrong_type" in page


def test_second_person_below_the_first_is_kept_where_no_column_numbers_the_records(
    cast: Cast,
) -> None:
    client = signed_in(cast.alpha_officer)
    lines = ("Ngày xảy ra,Hành vi,Họ tên", "12/03/2026,Buôn lậu,Nguyễn Văn An", ",,Trần Thị Bình")
    upload = send(client, "\n".join((*lines, "13/03/2026,Buôn lậu,Lê Văn Chi", "")))
    check(client, upload)
    first = upload.staged.get(first_row=2)
    assert [party["name"] for party in first.drafts[0]["parties"]] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]
    assert first.codes == ["row.continued"]


PEOPLE = (
    "Số hồ sơ,Ngày xảy ra,Họ tên,Số CCCD,Tang vật,Số lượng\n"
    "HS-11,12/03/2026,Nguyễn Văn Lành,022085001234,Heroin,2 kg\n"
    "HS-12,14/03/2026,Trần Thị Xa,022185004321,Heroin,400 g\n"
)


def test_report_tells_who_of_the_file_is_known_already(cast: Cast) -> None:
    lanh = PartyDraft("suspect", name="Nguyễn Văn Lành", identity_number="022085001234")
    take_in(cast.bravo_analyst, [record("B-1", incident(parties=(lanh,)))])
    client = signed_in(cast.alpha_analyst)
    upload = send(client, PEOPLE)
    check(client, upload)
    told = client.get(f"/files/{upload.pk}/known/").context
    assert (told["told"].asked, told["told"].following) == (2, None)
    assert [(each.row, each.claim.what) for each in told["found"]] == [(2, "Nguyễn Văn Lành")]
    event = AuditEvent.objects.get(event="known:shown")
    assert event.details["records"] == [told["found"][0].record]


def test_closed_record_is_known_to_no_other_agency(cast: Cast) -> None:
    lanh = PartyDraft("suspect", name="Nguyễn Văn Lành", identity_number="022085001234")
    take_in(cast.bravo_analyst, [record("B-1", incident(parties=(lanh,)), handling="closed")])
    client = signed_in(cast.alpha_analyst)
    upload = send(client, PEOPLE)
    check(client, upload)
    assert client.get(f"/files/{upload.pk}/known/").context["found"] == []


def test_long_file_is_asked_about_part_by_part(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "MOST_ASKED", 1)
    xa = PartyDraft("suspect", name="Trần Thị Xa", identity_number="022185004321")
    take_in(cast.bravo_analyst, [record("B-1", incident(parties=(xa,)))])
    client = signed_in(cast.alpha_analyst, "en")
    upload = send(client, PEOPLE)
    check(client, upload)
    first = client.get(f"/files/{upload.pk}/known/")
    assert "0 of the first 1 persons" in first.text
    assert f"/files/{upload.pk}/known/?start={first.context['told'].following}" in first.text
    rest = client.get(f"/files/{upload.pk}/known/?start={first.context['told'].following}")
    assert "1 of the next 1 persons" in rest.text
    assert "Ask about the next ones" not in rest.text
    assert client.get(f"/files/{upload.pk}/known/?start=x").status_code == 404


def test_who_is_known_is_asked_of_checked_files_only(cast: Cast) -> None:
    client = signed_in(cast.alpha_analyst)
    assert client.get(f"/files/{send(client, PEOPLE).pk}/known/").status_code == 404
