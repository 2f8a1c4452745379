"""Filters: read from an address, written to one, and never broken by what stands in it."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.codes.catalogue import COMMODITIES, DETECTIONS, OFFENCES, OUTCOMES
from cotmoc.picture.core.catalogue import Choosable, codes_of
from cotmoc.picture.core.filters import ADDRESS_NAMES, WORDS, Filters, Known, parse_filters

KNOWN = Known(
    areas={"vn-2025-22"},
    agencies={"alpha", "bravo"},
    offences=Choosable(OFFENCES),
    commodities=Choosable(COMMODITIES),
    outcomes=Choosable(OUTCOMES),
    detections=Choosable(DETECTIONS),
    zone=ZoneInfo("Asia/Ho_Chi_Minh"),
)
days = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))
filters = st.builds(
    Filters,
    area=st.sampled_from([None, "vn-2025-22"]),
    day_from=st.none() | st.dates(date(1990, 1, 1), date(2019, 1, 1)),
    day_to=st.none() | st.dates(date(2019, 1, 1), date(2099, 12, 31)),
    offence=st.sampled_from([None, "smuggling", "group.narcotics", "none"]),
    commodity=st.sampled_from([None, "heroin", "group.narcotics", "none"]),
    agency=st.sampled_from([None, "alpha"]),
    part=st.sampled_from([None, "lead"]),
    text=st.none()
    | st.text(min_size=1, max_size=50)
    .map(str.strip)
    .filter(lambda text: bool(text) and "\0" not in text),
    known_at=st.sampled_from([None, "r12", "2026-03-01T12:00:00"]),
    stated_from=days,
    aside=st.sampled_from([None, *WORDS["aside"]]),
)


@given(filters)
def test_filters_written_to_an_address_are_read_back(written: Filters) -> None:
    assert parse_filters(dict(parse_qsl(written.query())), KNOWN) == (written, ())


@given(
    st.dictionaries(
        st.sampled_from([*(ADDRESS_NAMES.get(f, f) for f in Filters.__slots__), "other"]),
        st.text(max_size=40),
    )
)
def test_reading_any_address_gives_filters_that_can_be_written(query: dict[str, str]) -> None:
    found, _ = parse_filters(query, KNOWN)
    assert parse_filters(dict(parse_qsl(found.query())), KNOWN)[0] == found


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"from": "31/12/2025"}, "filter.date"),
        ({"offence": "opinion"}, "filter.unknown"),
        ({"area": "atlantis"}, "filter.unknown"),
        ({"known_at": "soon"}, "filter.moment"),
        ({"role": "a b"}, "filter.code"),
        ({"cell": "8541598fffffff"}, "filter.code"),
        ({"from": "2025-02-01", "to": "2025-01-01"}, "filter.order"),
    ],
)
def test_value_that_means_nothing_is_told_by_its_code(query: dict[str, str], code: str) -> None:
    assert [problem.code for problem in parse_filters(query, KNOWN)[1]] == [code]


def test_moment_with_an_offset_is_brought_to_the_zone_of_the_installation() -> None:
    found, _ = parse_filters({"known_at": "2026-03-01T12:00:00+00:00"}, KNOWN)
    assert found.known_at == "2026-03-01T19:00:00"


def test_step_of_time_stays_within_the_period_of_the_filters() -> None:
    asked = Filters(day_from=date(2025, 1, 10)).between(date(2025, 1, 1), date(2025, 1, 31))
    assert (asked.day_from, asked.day_to) == (date(2025, 1, 10), date(2025, 1, 31))


def test_choices_leave_out_what_narrows_to_one_figure() -> None:
    assert Filters(area="vn", role="suspect").chosen() == Filters(area="vn")


def test_a_code_with_all_below_it_is_asked_for_as_a_group() -> None:
    assert codes_of(COMMODITIES, "fireworks") == {"fireworks"}
    assert {"fireworks", "firecracker"} <= codes_of(COMMODITIES, "group.fireworks")
    assert "detonator" not in codes_of(COMMODITIES, "group.fireworks")
    assert {"fireworks", "detonator", "handgun"} <= codes_of(COMMODITIES, "group.weapons")
