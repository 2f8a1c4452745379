"""Columns are suggested from headers, values and earlier profiles."""

from __future__ import annotations

import pytest

from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
    POLICE,
)
from cotmoc.demonstration.core.province import SEED, Province, plan_province
from cotmoc.demonstration.core.statements import make_statement
from cotmoc.demonstration.layouts import (
    border_guard,
    coast_guard,
    customs,
    dien_bien,
    police,
    returns,
)
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.suggesting import (
    guess_kind,
    profile_from_suggestions,
    recognise,
    suggest,
    suggest_missing,
)

EARLIER = Profile(
    "Cũ", "incident", "r", (ColumnRule("Cột lạ", "title"), ColumnRule("Ngày", "occurred.date"))
)


def fields(headers: tuple[str, ...], *rows: tuple[str, ...], kind: str = "incident") -> list[str]:
    return [s.field for s in suggest(headers, rows, kind=kind)]


@pytest.fixture(scope="module")
def province() -> Province:
    """A fiftieth of the demonstration."""
    return plan_province(SEED, 0.02)


LAYOUTS = {
    BORDER_GUARD: border_guard,
    CUSTOMS: customs,
    POLICE: police,
    COAST_GUARD: coast_guard,
    DIEN_BIEN_BORDER_GUARD: dien_bien,
}


@pytest.mark.parametrize("agency", LAYOUTS)
def test_demonstration_files_are_suggested_as_their_profiles_read_them(
    agency: str, province: Province
) -> None:
    layout = LAYOUTS[agency]
    entries = [entry for entry in province.entries if entry.report.agency == agency]
    blocks = [layout.block(make_statement(SEED, entry)) for entry in entries]
    rows = [tuple(map(str, row)) for block in blocks for row in block.rows]
    headers = tuple(column.header for column in layout.COLUMNS)
    suggested = [s.field for s in suggest(headers, rows[:100], kind="incident")]
    agreeing = sum(s == c.field for s, c in zip(suggested, layout.COLUMNS, strict=True))
    assert agreeing >= len(headers) - 2


@pytest.mark.parametrize(
    "made",
    [
        returns.gate_returns(SEED),
        returns.diplomacy_returns(SEED),
        returns.dien_bien_returns(SEED),
        returns.programme_returns(SEED),
    ],
    ids=lambda made: made.reading.register,
)
def test_indicators_of_demonstration_returns_are_suggested(made: returns.Returns) -> None:
    headers = tuple(column.header for column in made.columns)
    rows = [tuple(map(str, row)) for row in made.rows]
    suggested = [s.field for s in suggest(headers, rows, kind="return")]
    agreeing = sum(s == c.field for s, c in zip(suggested, made.columns, strict=True))
    assert agreeing >= len(headers) - 2


def test_headers_without_marks_and_in_english_are_known() -> None:
    assert fields(("NGAY XAY RA", "Vessel name", "Latitude")) == [
        "occurred.date", "conveyance[1].name", "place.lat",
    ]  # fmt: skip


def test_unit_in_brackets_is_an_option() -> None:
    assert suggest(("Khối lượng (kg)",), [("1,5",)])[0].options == {"decimal": ",", "unit": "kg"}


def test_order_of_dates_follows_from_the_values() -> None:
    assert suggest(("Date",), [("04/25/2024",), ("03/04/2024",)])[0].options == {"order": "mdy"}


def test_column_with_dates_of_both_orders_is_doubted_with_both_counts() -> None:
    suggested = suggest(("Date",), [("04/25/2024",), ("26/04/2024",), ("27/04/2024",)])[0]
    assert suggested.options == {"order": "mixed"}
    assert [(p.code, dict(p.params)) for p in suggested.doubts] == [
        ("column.order_contradictory", {"dmy": "2", "mdy": "1"})
    ]


def test_column_with_commas_and_points_is_doubted() -> None:
    suggested = suggest(("Số lượng",), [("59,7 kg",), ("0.5 kg",)])[0]
    assert [p.code for p in suggested.doubts] == ["column.decimal_contradictory"]


def test_year_of_dates_without_one_follows_from_the_header() -> None:
    assert suggest(("Ngày xảy ra (2024)",), [("12/3",), ("5/4",)])[0].options == {"year": "2024"}


def test_header_that_the_values_contradict_is_doubted() -> None:
    assert suggest(("Kinh độ",), [("Móng Cái",), ("Hải Hà",)])[0].field == ""


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("21°30'15\"N 107°45'10\"E", "place.position"),
        ("14C-123.45", "conveyance[1].registration"),
        ("25/04/2024", "occurred.date"),
        ("Nguyễn Văn An", "party[1].name"),
        ("Buôn lậu", "offence"),
        ("Thuốc lá", "seizure[1].commodity"),
        ("59,7 kg", "seizure[1].quantity"),
        ("022085001234", "party[1].identity_number"),
    ],
)
def test_values_speak_where_the_header_is_silent(value: str, field: str) -> None:
    suggestion = suggest(("Cột 1",), [(value,)] * 3)[0]
    assert (suggestion.field, suggestion.reason) == (field, "suggest.content")


def test_second_column_of_persons_is_a_second_party() -> None:
    assert fields(("Đối tượng", "Người vi phạm")) == ["party[1].name", "party[2].name"]


def test_second_column_of_what_is_stated_once_is_left_open() -> None:
    assert fields(("Ngày xảy ra", "Ngày")) == ["occurred.date", ""]


def test_months_with_their_year_are_periods() -> None:
    assert fields(("Tháng",), ("7/2025",), kind="return") == ["period.date"]


def test_breakdowns_of_returns_are_dimensions() -> None:
    rows = [("Đường bộ",), ("Đường biển",)] * 4
    assert fields(("Tuyến",), *rows, kind="return") == ["dimension.tuyen"]


def test_earlier_profile_knows_a_column_that_nothing_else_does() -> None:
    suggestion = suggest(("Cột lạ",), [("x",)], [EARLIER])[0]
    assert (suggestion.field, suggestion.reason) == ("title", "suggest.profile")


def test_column_that_nothing_knows_is_left_open() -> None:
    suggestion = suggest(("Cột lạ",), [("x",)])[0]
    assert (suggestion.field, suggestion.confidence) == ("", 0.0)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (("Đơn vị", "Tháng", "Số vụ", "Số đối tượng"), "return"),
        (
            ("FY", "Month (abbv)", "Component", "Drug Type", "Count of Event", "Sum Qty (lbs)"),
            "return",
        ),
        (("Fiscal Year", "Category", "Event ID", "Quantity Seized"), "incident"),
        (("Ngày xảy ra", "Địa điểm", "Tang vật", "Số lượng", "Kết quả xử lý"), "incident"),
    ],
)
def test_kind_follows_from_the_headers(headers: tuple[str, ...], kind: str) -> None:
    assert guess_kind(headers) == kind


def test_words_for_nothing_are_found() -> None:
    assert suggest_missing([("NA", "x"), ("1", "NULL")]) == ("NA", "NULL")


def test_profile_of_suggestions_has_its_reference_as_key_and_a_role() -> None:
    found = suggest(("Số hồ sơ", "Ngày", "Đối tượng", "Dân tộc", "Cột lạ"), [])
    profile = profile_from_suggestions(found, kind="incident", register="r", name="n")
    assert profile.key == ("Số hồ sơ",)
    assert profile.constants == {"party[1].role": "suspect"}
    assert [rule.column for rule in profile.columns] == ["Số hồ sơ", "Ngày", "Đối tượng"]


def test_shape_is_recognised_in_any_order_and_with_more_columns() -> None:
    assert recognise(("Ngày", "Cột lạ"), [EARLIER]) is EARLIER
    assert recognise(("Ngày", "Cột lạ", "Ghi chú"), [EARLIER]) is EARLIER
    assert recognise(("Ngày", "Nơi"), [EARLIER]) is None
