"""Values of a column look like what they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.ingest.core.columns.fits import agreement, cannot_be
from cotmoc.ingest.core.columns.looks import looks_of
from cotmoc.ingest.core.columns.values import MOST_VALUES, read_values


@pytest.mark.parametrize(
    ("value", "look"),
    [
        ("25/04/2024", "recent"),
        ("17/02/1985", "born"),
        ("1985", "birth_year"),
        ("22h30", "time"),
        ("Quý II/2025", "period"),
        ("022085001234", "personal"),
        ("14C-123.45", "plate"),
        ("QN-12345-TS", "boat"),
        ("21°30'15\"N 107°45'10\"E", "position"),
        ("21.53012", "near_lat"),
        ("107.96612", "near_lon"),
        ("Nguyễn Văn An", "name"),
        ("1. Trần B\n2. Lê Văn C", "name"),
        ("Nguyễn Văn An, SN 1985, trú tại xã Hải Sơn", "person"),
        ("2 bánh heroin (700 g)", "goods_line"),
        ("59,7 kg", "amount"),
        ("12 triệu đồng", "money"),
        ("một nghìn hai trăm", "number"),
        ("bảy trăm gam", "amount"),
        ("22h30 ngày 12/3/2025 tại Km 7, xã Hải Sơn", "time_place"),
        ("xã Hải Sơn", "commune"),
        ("Đồn BP Trà Cổ", "unit_name"),
        ("BĐBP, Hải quan", "agency"),
        ("李伟", "name"),
    ],
)
def test_value_has_the_look(value: str, look: str) -> None:
    assert look in looks_of(value)


def test_numbers_that_count_rows_are_seen_as_such() -> None:
    assert read_values(["1", "2", "3", "4"]).counts_up
    assert not read_values(["1", "2", "4", "3"]).counts_up


def test_only_some_of_many_values_are_looked_at() -> None:
    assert len(read_values([str(number) for number in range(10_000)]).looks) == MOST_VALUES


def test_cells_of_several_things_contradict_a_field_of_one() -> None:
    values = read_values(["Nguyễn Văn An, SN 1985, xã Hải Sơn", "Trần Văn Bảy, SN 1990, Móng Cái"])
    assert (agreement("party.name", values), agreement("party.written", values)) == (0.0, 1.0)


def test_words_cannot_be_degrees() -> None:
    assert cannot_be("place.lon", read_values(["Móng Cái"]))
    assert not cannot_be("place.lon", read_values(["Móng Cái", "107.5"]))


# The first call reads the packaged lists.
@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_value_has_looks(text: str) -> None:
    assert looks_of(text) == looks_of(text.strip())
