"""Candidate pairs: what is compared, what is not, and that nothing depends on who is new."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cotmoc.resolution.core import blocking
from cotmoc.resolution.core.blocking import (
    BlockingSettings,
    CandidateFinder,
    CandidateRule,
    Candidates,
)
from cotmoc.resolution.core.features import IncidentColumns, IncidentFeatures, build_features
from cotmoc.resolution.core.geometry import distances_m
from tests.unit.resolution.incidents import DAY, Incident, columns_of, features_of

FAR_LAT = 15.0


def candidate_pairs(
    features: IncidentFeatures, new: NDArray[np.int64], settings: BlockingSettings | None = None
) -> Candidates:
    """The pairs of a row of `new` with any other row that at least one rule finds; see `CandidateFinder.pairs`."""
    return CandidateFinder(features, settings).pairs(new)


def found(*incidents: Incident, limits: BlockingSettings | None = None) -> Candidates:
    return candidate_pairs(features_of(*incidents), np.arange(len(incidents)), limits)


def test_same_day_and_place_are_compared() -> None:
    assert found(Incident(1), Incident(2)).rules.tolist() == [CandidateRule.TIME_AND_PLACE]


def test_records_out_of_reach_in_time_are_not_compared() -> None:
    assert len(found(Incident(1), Incident(2, day=DAY + timedelta(days=4)))) == 0


def test_records_out_of_reach_in_space_are_not_compared() -> None:
    assert len(found(Incident(1), Incident(2, lat=FAR_LAT))) == 0


def test_records_apart_in_time_are_compared_at_shorter_distances() -> None:
    later = DAY + timedelta(days=2)
    near, far = Incident(2, day=later, lat=21.54), Incident(3, day=later, lat=21.62)
    pairs = found(Incident(1), near, far)
    assert (0, 1) in set(zip(pairs.left, pairs.right, strict=True))
    assert (0, 2) not in set(zip(pairs.left, pairs.right, strict=True))


def test_rough_place_reaches_further() -> None:
    assert len(found(Incident(1), Incident(2, lat=22.0, radius_m=50_000))) == 1


def test_places_on_both_sides_of_the_date_line_are_near() -> None:
    assert len(found(Incident(1, lon=179.99), Incident(2, lon=-179.99))) == 1


def test_two_months_are_compared_once() -> None:
    month = Incident(1, day=DAY.replace(day=1), days=30)
    other = Incident(2, day=DAY.replace(day=1), days=30)
    assert len(found(month, other)) == 1


def test_interval_over_the_longest_is_not_found_by_time() -> None:
    assert len(found(Incident(1, days=365), Incident(2))) == 0


def test_record_without_a_day_is_found_by_its_registration() -> None:
    one = Incident(1, day=None, registrations=["14C-123.45"])
    assert found(one, Incident(2, registrations=["14c 12345"])).rules.tolist() == [
        CandidateRule.REGISTRATION
    ]


def test_name_in_the_other_text_is_found_far_away() -> None:
    one = Incident(1, names=["Hải Âu 09"])
    assert found(one, Incident(2, text="tàu HẢI ÂU 09", lat=FAR_LAT)).rules.tolist() == [
        CandidateRule.NAME
    ]


def test_name_after_more_than_thirty_days_is_not_found() -> None:
    one = Incident(1, names=["Zulu"])
    assert len(found(one, Incident(2, names=["Zulu"], day=DAY + timedelta(days=31)))) == 0


def test_reference_named_in_a_text_is_found_at_any_time() -> None:
    one = Incident(1, reference="77/BB-VPHC")
    other = Incident(2, day=DAY + timedelta(days=900), text="xem 77/BB-VPHC")
    assert found(one, other).rules.tolist() == [CandidateRule.REFERENCE]


def test_pair_found_by_two_rules_has_both_bits() -> None:
    one, other = Incident(1, names=["Zulu"]), Incident(2, names=["Zulu"])
    both = CandidateRule.TIME_AND_PLACE | CandidateRule.NAME
    assert found(one, other).rules.tolist() == [both]


def test_block_of_a_name_that_is_too_large_is_left_out_and_reported() -> None:
    incidents = [Incident(n, names=["Zulu"], lat=FAR_LAT + n, day=DAY) for n in range(1, 6)]
    pairs = found(*incidents, limits=BlockingSettings(largest_name_block=4))
    assert (len(pairs), {skipped.rule for skipped in pairs.skipped}) == (0, {CandidateRule.NAME})


def test_of_a_crowd_only_the_nearest_are_compared_and_the_crowd_is_reported() -> None:
    crowd = [Incident(n, "bravo", lat=21.524 + n / 1_000) for n in range(2, 12)]
    features = features_of(Incident(1), *crowd)
    pairs = candidate_pairs(features, np.array([0]), BlockingSettings(nearest=2))
    assert pairs.right.tolist() == [1, 2]
    assert [(each.rule, each.blocks, each.largest) for each in pairs.skipped] == [
        (CandidateRule.TIME_AND_PLACE, 1, 10)
    ]


def test_fifty_thousand_alike_make_no_more_pairs_than_their_nearest() -> None:
    count = 50_000
    columns = columns_of([Incident(1, text="thuốc lá"), Incident(2, "bravo", text="thuốc lá")])
    alike = IncidentColumns(
        ids=[f"incident:{number}" for number in range(1, count + 1)],
        **{
            field.name: list(getattr(columns, field.name)) * (count // 2)
            for field in fields(IncidentColumns)
            if field.name != "ids"
        },
    )
    limits = BlockingSettings(nearest=4, most_scanned=50)
    pairs = candidate_pairs(build_features(alike), np.arange(count), limits)
    assert count < len(pairs) <= count * 6
    assert {each.rule for each in pairs.skipped} == {CandidateRule.TIME_AND_PLACE}


def test_words_of_a_text_find_the_other_report_of_a_wrong_place() -> None:
    one = Incident(1, text="Arecibo lantern jetty")
    other = Incident(2, "bravo", lon=106.966, text="near the lantern of Arecibo")
    assert found(one, other).rules.tolist() == [CandidateRule.TEXT]


def test_party_finds_the_other_incident_at_any_time() -> None:
    one = Incident(1, things=["party:7"])
    other = Incident(2, "bravo", day=DAY + timedelta(days=400), lat=10.0, things=["party:7"])
    assert found(one, other).rules.tolist() == [CandidateRule.PARTY]


def test_no_new_records_make_no_pairs() -> None:
    features = features_of(Incident(1), Incident(2))
    assert len(candidate_pairs(features, np.zeros(0, dtype=np.int64))) == 0


def some_incidents() -> st.SearchStrategy[list[Incident]]:
    def numbered(rows: list[tuple[int, int, float, float, str, str]]) -> list[Incident]:
        return [
            Incident(
                number,
                day=DAY + timedelta(days=day),
                days=days,
                lat=21.5 + north,
                radius_m=radius,
                names=[name] if name else [],
                text=text,
            )
            for number, (day, days, north, radius, name, text) in enumerate(rows, 1)
        ]

    word = st.sampled_from(["", "Zulu", "Yankee"])
    row = st.tuples(
        st.integers(0, 12),
        st.sampled_from([1, 1, 3]),
        st.sampled_from([0.0, 0.1, 0.2, 0.9]),
        st.sampled_from([50.0, 5_000.0, 50_000.0]),
        word,
        word,
    )
    return st.lists(row, min_size=2, max_size=12).map(numbered)


@settings(deadline=None)
@given(some_incidents())
def test_time_and_place_finds_what_comparing_all_pairs_finds(incidents: list[Incident]) -> None:
    features, limits = features_of(*incidents), BlockingSettings()
    pairs = candidate_pairs(features, np.arange(len(features)), limits)
    by_place = (pairs.rules & CandidateRule.TIME_AND_PLACE) > 0
    assert list(zip(pairs.left[by_place], pairs.right[by_place], strict=True)) == all_near_pairs(
        features, limits
    )


def all_near_pairs(features: IncidentFeatures, limits: BlockingSettings) -> list[tuple[int, int]]:
    left, right = np.triu_indices(len(features), 1)
    start = np.maximum(features.day_from[left], features.day_from[right])
    end = np.minimum(features.day_until[left], features.day_until[right]) - 1
    radius = features.place_radius_m.astype(np.float64)
    apart = distances_m(features, left, right) - radius[left] - radius[right]
    reach = np.where(start - end > 1, limits.distance_days_apart_m, limits.distance_m)
    near = (start - end <= limits.days_apart) & (apart <= reach)
    return list(zip(left[near], right[near], strict=True))


@settings(deadline=None)
@given(some_incidents(), st.data())
def test_pairs_of_new_records_are_those_of_all_that_touch_them(
    incidents: list[Incident], data: st.DataObject
) -> None:
    features = features_of(*incidents)
    new = np.array(sorted(data.draw(st.sets(st.integers(0, len(incidents) - 1), min_size=1))))
    everything = candidate_pairs(features, np.arange(len(features)))
    touching = np.isin(everything.left, new) | np.isin(everything.right, new)
    some = candidate_pairs(features, new)
    assert (some.left.tolist(), some.right.tolist(), some.rules.tolist()) == (
        everything.left[touching].tolist(),
        everything.right[touching].tolist(),
        everything.rules[touching].tolist(),
    )


@settings(deadline=None)
@given(some_incidents(), st.data())
def test_parts_hold_the_same_pairs_each_once(
    incidents: list[Incident], data: st.DataObject
) -> None:
    features = features_of(*incidents)
    asked = data.draw(st.sets(st.integers(0, len(incidents) - 1), min_size=1))
    new, finder = np.array(sorted(asked)), CandidateFinder(features)
    at_once = finder.pairs(new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "ROWS_AT_ONCE", 2)
        parts = finder.parts_of(new)
        found, waiting = [], np.zeros(0, dtype=np.int64)
        for number in range(len(parts)):
            pairs, waiting = parts.part(number, waiting)
            found += list(zip(pairs.left, pairs.right, pairs.rules, strict=True))
    assert sorted(found) == list(zip(at_once.left, at_once.right, at_once.rules, strict=True))


@pytest.mark.parametrize("rule", list(CandidateRule))
def test_rules_have_bits_of_their_own(rule: CandidateRule) -> None:
    assert int(rule).bit_count() == 1
