"""Profiles: checked, kept as JSON, recognised."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.ingest.core.fields import FIELDS, field_choices, parse_field
from cotmoc.ingest.core.mapping import ColumnRule, Profile, ProfileError, headers_fingerprint
from cotmoc.ingest.core.protected import ProtectedColumnError

RULES = (
    ColumnRule("Ngày", "occurred.date", {"order": "dmy"}),
    ColumnRule("Số", "reference"),
    ColumnRule("Họ tên", "party[2].name"),
)


def make(**changes: object) -> Profile:
    values: dict[str, object] = {
        "name": "Biên phòng",
        "kind": "incident",
        "register": "vu-viec",
        "columns": RULES,
        "key": ("Số",),
        "constants": {"party[2].role": "suspect"},
        "missing": ("NA",),
    }
    return Profile(**{**values, **changes})  # type: ignore[arg-type]


profiles = st.builds(
    make,
    name=st.text(max_size=20),
    coverage=st.sampled_from(["none", "periods", "register"]),
    missing=st.lists(st.text(max_size=4), max_size=3).map(tuple),
    date_order=st.sampled_from(["dmy", "mdy", "ymd"]),
    decimal=st.sampled_from(["", ",", "."]),
    fiscal_start_month=st.none() | st.integers(1, 12),
    utc_offset_minutes=st.none() | st.integers(-720, 840),
    version=st.integers(1, 99),
)


@given(profiles)
def test_profile_through_json_text_is_equal(profile: Profile) -> None:
    again = Profile.from_json(json.loads(json.dumps(profile.to_json())))
    assert again == profile
    assert again.digest() == profile.digest()


def test_digest_changes_with_anything_that_decides_how_a_file_is_read() -> None:
    assert make().digest() != make(decimal=",").digest()


def test_next_version_counts_up() -> None:
    assert make().next_version(decimal=",").version == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "rumour"},
        {"coverage": "all"},
        {"date_order": "ydm"},
        {"decimal": "'"},
        {"register": " "},
        {"key": ("Nơi",)},
        {"columns": (*RULES, ColumnRule("Ngày", "title"))},
        {"columns": (*RULES, ColumnRule("Cỡ giày", "party[1].shoe_size"))},
        {"columns": (*RULES, ColumnRule("Năm", "period.date"))},
        {"constants": {"party[1].shoe_size": "42"}},
    ],
)
def test_profile_that_contradicts_itself_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ProfileError):
        make(**changes)


@pytest.mark.parametrize(
    "stored",
    [{}, {"format": 2}, {"format": 1, "columns": []}, {"format": 1, "columns": [{"no": 1}]}],
)
def test_json_that_is_no_profile_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ProfileError):
        Profile.from_json(stored)


@pytest.mark.parametrize("column", ["Dân tộc", "TÔN GIÁO", "Religion", "Tình trạng sức khỏe"])
def test_profile_that_maps_a_protected_column_is_refused(column: str) -> None:
    with pytest.raises(ProtectedColumnError) as caught:
        make(columns=(*RULES, ColumnRule(column, "extra.x")))
    assert caught.value.code == "column.protected"


def test_protected_fact_under_an_innocent_header_is_refused() -> None:
    with pytest.raises(ProtectedColumnError):
        make(columns=(*RULES, ColumnRule("Cột 7", "extra.dan_toc")))


def test_protected_fact_as_a_constant_is_refused() -> None:
    with pytest.raises(ProtectedColumnError):
        make(constants={"extra.ton_giao": "x"})


def test_place_in_two_columns_is_one_text() -> None:
    rules = (ColumnRule("Nơi", "place.written"), ColumnRule("Khu vực", "place.written"))
    assert make(columns=(*RULES, *rules)).columns[-2:] == rules


def test_protected_column_may_be_ignored() -> None:
    assert make(columns=(*RULES, ColumnRule("Dân tộc", "ignore"))).columns[-1].field == "ignore"


def test_fingerprint_is_of_the_shape_only() -> None:
    assert make().fingerprint == headers_fingerprint(("HỌ TÊN", "số", "Ngày"))
    assert make().fingerprint != headers_fingerprint(("Họ tên", "Số"))


def test_every_field_offered_can_be_parsed() -> None:
    assert [
        info.name for info in FIELDS if info.name != "ignore" and not parse_field(info.name)
    ] == []


def test_fields_are_offered_by_kind() -> None:
    names = {info.name for info in field_choices("return")}
    assert "period.date" in names
    assert "party[1].name" not in names


@pytest.mark.parametrize(
    "name", ["party[0].name", "place.lon.x", "extra", "return.amount[", "", "party[1]"]
)
def test_name_that_is_no_field_is_none(name: str) -> None:
    assert parse_field(name) is None


@given(st.text())
def test_any_text_is_a_field_or_none(name: str) -> None:
    target = parse_field(name)
    assert target is None or target.group
