"""Repeated parts are numbered, and figures of one indicator told apart."""

from __future__ import annotations

from cotmoc.ingest.core.suggesting import profile_from_suggestions, suggest


def fields(headers: tuple[str, ...], *rows: tuple[str, ...], kind: str = "incident") -> list[str]:
    return [said.field for said in suggest(headers, rows, kind=kind)]


def test_numbers_in_headers_number_the_parts() -> None:
    assert fields(("Tang vật 1", "SL 1", "Tang vật 2", "SL 2")) == [
        "seizure[1].commodity", "seizure[1].quantity", "seizure[2].commodity", "seizure[2].quantity",
    ]  # fmt: skip


def test_names_over_columns_begin_a_new_party_and_say_its_role() -> None:
    headers = ("Bị can: Họ tên", "Bị can: Năm sinh", "Bị hại: Họ tên", "Bị hại: Năm sinh")
    found = suggest(headers, [], kind="incident")
    profile = profile_from_suggestions(found, kind="incident", register="r", name="n")
    assert [said.field for said in found] == [
        "party[1].name", "party[1].birth", "party[2].name", "party[2].birth",
    ]  # fmt: skip
    assert profile.constants == {"party[1].role": "suspect", "party[2].role": "victim"}


def test_bare_quantity_belongs_to_the_goods_beside_it() -> None:
    rows = [("Thuốc lá", "20", "bao"), ("Pháo nổ", "5", "kg")]
    assert fields(("Tang vật", "Số lượng", "ĐVT"), *rows) == [
        "seizure[1].commodity", "seizure[1].quantity", "seizure[1].unit",
    ]  # fmt: skip


def test_parts_of_a_date_are_taken_where_no_column_holds_it_whole() -> None:
    rows = [("3", "11", "2024"), ("14", "2", "2025")]
    assert fields(("Ngày", "Tháng", "Năm"), *rows) == [
        "occurred.day", "occurred.month", "occurred.year",
    ]  # fmt: skip


def test_figures_of_one_indicator_are_told_apart_by_what_stands_over_them() -> None:
    headers = ("Đơn vị", "Kỳ", "Buôn lậu: Số vụ", "Ma túy: Số vụ")
    rows = [("Đồn 1", "7/2025", "3", "4"), ("Đồn 2", "7/2025", "1", "0")]
    found = suggest(headers, rows)
    assert [said.field for said in found[2:]] == ["return.amount[events]"] * 2
    assert [said.options.get("breakdown") for said in found[2:]] == ["Buôn lậu", "Ma túy"]


def test_columns_of_periods_state_their_period() -> None:
    headers = ("Chỉ tiêu", "6 tháng đầu năm 2024", "6 tháng đầu năm 2025")
    found = suggest(headers, [("Số vụ", "12", "15"), ("Số đối tượng", "20", "18")])
    assert [said.options.get("period") for said in found[1:]] == list(headers[1:])


def test_goods_named_in_a_header_are_those_of_every_row() -> None:
    found = suggest(("Ngày bắt", "Thuốc lá (bao)"), [("1/2/2025", "20")], kind="incident")
    profile = profile_from_suggestions(found, kind="incident", register="r", name="n")
    assert found[1].field == "seizure[1].quantity"
    assert profile.constants == {"seizure[1].commodity": "Thuốc lá"}


def test_longitude_alone_is_no_place() -> None:
    rows = [("107.96612",), ("107.51234",)]
    assert fields(("Cột 1",), *rows) == [""]
