"""What an agency's people confirmed for one file helps with the next, also under other headers."""

from __future__ import annotations

from cotmoc.ingest.core.columns.earlier import EarlierRules
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.suggesting import guess_kind, suggest

EARLIER = Profile(
    "Sổ cũ",
    "incident",
    "r",
    (
        ColumnRule("Bí danh vụ án", "title"),
        ColumnRule("Ngày", "occurred.date"),
        ColumnRule("Mức độ nguy hiểm", "extra.danger"),
    ),
)


def test_column_of_a_like_name_is_read_as_before_and_says_so() -> None:
    said = suggest(("Ngày", "Bí danh của vụ án"), [("1/2/2025", "Sóng ngầm")], [EARLIER])[1]
    assert (said.field, said.reason) == ("title", "suggest.profile_like")


def test_column_of_the_very_name_is_read_as_before() -> None:
    said = suggest(("NGAY", "Mức độ nguy hiểm"), [("1/2/2025", "cao")], [EARLIER])
    assert [each.field for each in said] == ["occurred.date", "extra.danger"]
    assert said[1].reason == "suggest.profile"


def test_field_of_a_column_known_by_name_goes_to_no_other_column() -> None:
    said = suggest(("Ngày", "Ngày xảy ra"), [("1/2/2025", "3/2/2025")], [EARLIER])
    assert [each.field for each in said] == ["occurred.date", ""]


def test_profile_that_knows_half_of_the_columns_says_the_kind() -> None:
    returns = Profile(
        "b", "return", "r", (ColumnRule("Cột A", "unit"), ColumnRule("Cột B", "return.amount"))
    )
    assert guess_kind(("Cột A", "Cột B", "Lạ"), (), [returns]) == "return"


def test_silent_headers_resemble_nothing() -> None:
    silent = Profile("b", "incident", "r", (ColumnRule("Cột 1", "offence"),))
    assert EarlierRules(("Cột 2",), [silent]).resembling("Cột 2") == {}
