"""One incident is counted once, however many sources state it: whose, when, where, and its goods."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cotmoc.records.core.counting import (
    resolve_incident,
)
from tests.unit.records.stated import ALPHA, BRAVO, a_source, seizure


def test_resolve_without_sources_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one source"):
        resolve_incident([])


def test_lead_not_stated_is_the_agency_of_the_smallest_record() -> None:
    resolved = resolve_incident([a_source(9, ALPHA), a_source(4, BRAVO)])
    assert (resolved.lead_agency_id, resolved.lead_disputed) == (BRAVO, False)


def test_lead_stated_by_either_source_is_the_lead() -> None:
    resolved = resolve_incident([a_source(1, ALPHA), a_source(2, BRAVO, lead_agency_id=BRAVO)])
    assert resolved.lead_agency_id == BRAVO


def test_leads_that_differ_are_disputed_and_the_first_is_taken() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, lead_agency_id=ALPHA),
            a_source(2, BRAVO, lead_agency_id=BRAVO),
        ]
    )
    assert (resolved.lead_agency_id, resolved.lead_disputed) == (ALPHA, True)


def test_agencies_are_those_of_the_records_the_lead_and_the_partners() -> None:
    resolved = resolve_incident(
        [a_source(1, ALPHA, lead_agency_id=3, partner_agency_ids=frozenset({4}))]
    )
    assert resolved.agency_ids == {ALPHA, 3, 4}


def test_moment_is_that_of_the_source_which_knows_it_best() -> None:
    resolved = resolve_incident(
        [
            a_source(1, moment_days=31),
            a_source(2, BRAVO, moment_days=0),
        ]
    )
    assert resolved.moment_from == 2


def test_span_of_two_days_is_known_better_than_a_month() -> None:
    resolved = resolve_incident([a_source(1, moment_days=30), a_source(2, BRAVO, moment_days=2)])
    assert resolved.moment_from == 2


def test_moment_that_nobody_states_is_nobodys() -> None:
    assert resolve_incident([a_source(1), a_source(2, BRAVO)]).moment_from is None


def test_grams_of_one_source_go_before_bricks_of_the_lead() -> None:
    bricks = replace(seizure(1, 0, "heroin", "2"), is_own=False)
    grams = seizure(2, 0, "heroin", "700")
    sources = [a_source(1, seizures=(bricks,)), a_source(2, BRAVO, seizures=(grams,))]
    assert resolve_incident(sources).seizures == (grams,)


def test_bricks_go_before_what_could_not_be_read() -> None:
    nothing = seizure(1, 0, "heroin", None)
    bricks = replace(seizure(2, 0, "heroin", "2"), is_own=False)
    sources = [a_source(1, seizures=(nothing,)), a_source(2, BRAVO, seizures=(bricks,))]
    assert resolve_incident(sources).seizures == (bricks,)


def test_place_of_equal_precision_is_that_of_the_lead() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, place_precision="commune", lead_agency_id=BRAVO),
            a_source(2, BRAVO, place_precision="commune"),
        ]
    )
    assert resolved.place_from == 2


def test_nothing_known_of_moment_and_place_comes_from_nobody() -> None:
    resolved = resolve_incident([a_source(1)])
    assert (resolved.moment_from, resolved.place_from, resolved.offence_from) == (None, None, None)


def test_amounts_of_two_sources_are_not_added() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, seizures=(seizure(1, 0, "heroin", "700"),)),
            a_source(2, BRAVO, seizures=(seizure(2, 0, "heroin", "350"),)),
        ]
    )
    assert resolved.seizures == (seizure(1, 0, "heroin", "700"),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("fireworks", "firecracker"),
        ("display_fireworks", "firecracker"),
        ("synthetic_tablets", "ecstasy"),
    ],
)
def test_goods_under_a_general_name_or_another_of_their_kind_count_once(
    first: str, second: str
) -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, seizures=(seizure(1, 0, first, "45000"),)),
            a_source(2, BRAVO, seizures=(seizure(2, 0, second, "45000"),)),
        ]
    )
    assert resolved.seizures == (seizure(1, 0, first, "45000"),)


def test_goods_that_are_told_apart_count_beside_each_other() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, seizures=(seizure(1, 0, "heroin", "700"),)),
            a_source(2, BRAVO, seizures=(seizure(2, 0, "opium", "700"),)),
        ]
    )
    assert {line.commodity for line in resolved.seizures} == {"heroin", "opium"}


def test_amount_that_could_not_be_read_gives_way_to_one_that_could() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, seizures=(seizure(1, 0, "heroin", None),)),
            a_source(2, BRAVO, seizures=(seizure(2, 0, "heroin", "350"),)),
        ]
    )
    assert resolved.seizures == (seizure(2, 0, "heroin", "350"),)


def test_commodity_that_only_the_second_source_states_counts_beside_the_first() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, seizures=(seizure(1, 0, "heroin", "700"),)),
            a_source(2, BRAVO, seizures=(seizure(2, 0, "tobacco", "20"),)),
        ]
    )
    assert {line.commodity for line in resolved.seizures} == {"heroin", "tobacco"}


def test_two_lines_of_one_commodity_in_one_source_both_count() -> None:
    lines = (seizure(1, 0, "heroin", "700"), seizure(1, 1, "heroin", "300"))
    resolved = resolve_incident([a_source(1, seizures=lines)])
    assert resolved.seizures == lines
