"""One incident is counted once, however many sources state it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.records.core.counting import (
    PLACE_PRECISIONS,
    ResolvedIncident,
    SourceStatements,
    StatedConveyance,
    StatedOutcome,
    StatedParty,
    StatedSeizure,
    resolve_incident,
)

ALPHA, BRAVO = 1, 2
GOODS = ("heroin", "tobacco", "phao no", "fireworks", "firecracker")
NAMES = ("nguyen van an", "tran thi binh", "le van cuong", "nguyen an")


def a_source(record_id: int, agency_id: int = ALPHA, **stated: Any) -> SourceStatements:
    return replace(SourceStatements(record_id, agency_id), **stated)


def seizure(record_id: int, index: int, commodity: str, amount: str | None) -> StatedSeizure:
    return StatedSeizure(record_id, index, commodity, Decimal(amount) if amount else None)


def suspect(record_id: int, index: int, name: str = "", **known: Any) -> StatedParty:
    return replace(StatedParty(record_id, index, "suspect", name_key=name), **known)


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


def test_named_party_in_two_sources_counts_once() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, NAMES[0]),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, NAMES[0]),)),
        ]
    )
    assert resolved.parties == (suspect(1, 0, NAMES[0]),)


def test_parties_of_one_name_and_two_identity_numbers_are_two() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, NAMES[0], identity_number="A1"),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, NAMES[0], identity_number="B2"),)),
        ]
    )
    assert len(resolved.parties) == 2


def test_parties_of_one_name_born_in_different_years_are_two() -> None:
    born: dict[str, Any] = {"birth_precision": "year"}
    resolved = resolve_incident(
        [
            a_source(1, parties=(suspect(1, 0, NAMES[0], birth_from=date(1980, 1, 1), **born),)),
            a_source(2, parties=(suspect(2, 0, NAMES[0], birth_from=date(1990, 1, 1), **born),)),
        ]
    )
    assert len(resolved.parties) == 2


def test_year_of_birth_agrees_with_a_day_in_that_year() -> None:
    resolved = resolve_incident(
        [
            a_source(
                1,
                parties=(
                    suspect(1, 0, NAMES[0], birth_from=date(1980, 1, 1), birth_precision="year"),
                ),
            ),
            a_source(
                2,
                parties=(
                    suspect(2, 0, NAMES[0], birth_from=date(1980, 5, 9), birth_precision="day"),
                ),
            ),
        ]
    )
    assert len(resolved.parties) == 1


FULL = {"identity_number": "022085001234", "birth_from": date(1985, 3, 4), "birth_precision": "day"}


@pytest.mark.parametrize(
    ("name", "otherwise"),
    [
        ("nguyen van an", {"identity_number": "022085001243"}),
        ("nguyen van an", {"identity_number": "022085001235"}),
        ("nguyen van an", {"identity_number": "100123456"}),
        ("nguyen van an", {"birth_from": date(1985, 4, 3), "identity_number": ""}),
        ("nguyen an", {"identity_number": ""}),
        ("nguyen an", {"identity_number": "", "birth_from": None, "birth_precision": ""}),
    ],
)
def test_slip_of_writing_does_not_make_two_people_of_one(
    name: str, otherwise: dict[str, Any]
) -> None:
    one, other = suspect(1, 0, NAMES[0], **FULL), suspect(2, 0, name, **FULL | otherwise)
    incident = [a_source(1, parties=(one,)), a_source(2, BRAVO, parties=(other,))]
    assert resolve_incident(incident).parties == (one,)


@pytest.mark.parametrize(
    ("name", "otherwise"),
    [
        ("nguyen van an", {"identity_number": "031085001299"}),
        ("nguyen van an", {"birth_from": date(1990, 3, 4), "identity_number": ""}),
        ("nguyen van binh", {"identity_number": ""}),
        ("an", {"identity_number": ""}),
        ("tran van an", {"identity_number": "022085001235"}),
    ],
)
def test_what_is_more_than_a_slip_makes_two(name: str, otherwise: dict[str, Any]) -> None:
    one, other = suspect(1, 0, NAMES[0], **FULL), suspect(2, 0, name, **FULL | otherwise)
    incident = [a_source(1, parties=(one,)), a_source(2, BRAVO, parties=(other,))]
    assert len(resolve_incident(incident).parties) == 2


def test_slip_that_two_people_may_have_made_joins_neither() -> None:
    both = (suspect(1, 0, "nguyen van an"), suspect(1, 1, "nguyen thi an"))
    incident = [
        a_source(1, parties=both),
        a_source(2, BRAVO, parties=(suspect(2, 0, "nguyen an"),)),
    ]
    assert len(resolve_incident(incident).parties) == 3


def test_two_parties_of_one_name_in_one_source_stay_two() -> None:
    parties = (suspect(1, 0, NAMES[0]), suspect(1, 1, NAMES[0]))
    assert resolve_incident([a_source(1, parties=parties)]).parties == parties


def test_unnamed_parties_fill_up_to_the_greatest_number_stated() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, NAMES[0]),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, heads=5),)),
        ]
    )
    assert [party.heads for party in resolved.parties] == [1, 4]


def test_unnamed_parties_of_two_sources_are_not_added() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, heads=3),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, heads=3),)),
        ]
    )
    assert sum(party.heads for party in resolved.parties) == 3


def test_registered_conveyance_in_two_sources_counts_once() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, conveyances=(StatedConveyance(1, 0, "truck", "14C12345"),)),
            a_source(2, BRAVO, conveyances=(StatedConveyance(2, 0, "truck", "14C12345"),)),
        ]
    )
    assert resolved.conveyances == (StatedConveyance(1, 0, "truck", "14C12345"),)


def test_unidentified_conveyance_counts_beside_those_that_another_calls_by_its_kind() -> None:
    resolved = resolve_incident(
        [
            a_source(
                1,
                ALPHA,
                conveyances=(
                    StatedConveyance(1, 0, "boat"),
                    StatedConveyance(1, 1, "truck", "14c12345"),
                    StatedConveyance(1, 2, "car", "30g12345"),
                ),
            ),
            a_source(
                2,
                BRAVO,
                conveyances=(
                    StatedConveyance(2, 0, "boat", "14c12345"),
                    StatedConveyance(2, 1, "boat", "30g12345"),
                ),
            ),
        ]
    )
    assert sorted(each.kind for each in resolved.conveyances) == ["boat", "car", "truck"]


def test_fine_that_was_read_speaks_for_its_kind_of_outcome() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, outcomes=(StatedOutcome(1, 0, "sanctioned"),)),
            a_source(2, BRAVO, outcomes=(StatedOutcome(2, 0, "sanctioned", 5_000_000),)),
        ]
    )
    assert resolved.outcomes == (StatedOutcome(2, 0, "sanctioned", 5_000_000),)


def test_what_came_of_a_party_may_stand_in_another_source_than_its_name() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, "le a"), suspect(1, 1, "tran b"))),
            a_source(
                2,
                BRAVO,
                parties=(suspect(2, 0, "tran b"),),
                outcomes=(StatedOutcome(2, 0, "prosecuted", party=0),),
            ),
        ]
    )
    assert [party.name_key for party in resolved.parties] == ["le a", "tran b"]
    assert resolved.fates == ((), ("prosecuted",))


def test_what_came_of_unnamed_parties_is_theirs() -> None:
    source = a_source(
        1,
        parties=(suspect(1, 0, heads=3),),
        outcomes=(StatedOutcome(1, 0, "sanctioned", party=0), StatedOutcome(1, 1, "transferred")),
    )
    assert resolve_incident([source]).fates == (("sanctioned",),)


amounts = st.none() | st.integers(1, 5_000).map(Decimal)
agencies = st.integers(1, 3)


@st.composite
def sources(draw: st.DrawFn, record_id: int) -> SourceStatements:
    """Anything that one record may state."""
    goods = draw(st.lists(st.tuples(st.sampled_from(GOODS), amounts), max_size=3))
    people = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("suspect", "witness")),
                st.sampled_from(("", *NAMES)),
                st.integers(1, 4),
            ),
            max_size=4,
        )
    )
    vehicles = draw(
        st.lists(
            st.tuples(st.sampled_from(("truck", "boat")), st.sampled_from(("", "14C1", "14C2"))),
            max_size=3,
        )
    )
    results = draw(
        st.lists(st.tuples(st.sampled_from(("fined", "charged")), st.none() | st.integers(1, 9)))
    )
    return SourceStatements(
        record_id,
        agency_id=draw(agencies),
        lead_agency_id=draw(st.none() | agencies),
        moment_days=draw(st.none() | st.integers(0, 366)),
        place_precision=draw(st.sampled_from(PLACE_PRECISIONS)),
        parties=tuple(
            StatedParty(record_id, i, role, name, heads=1 if name else heads)
            for i, (role, name, heads) in enumerate(people)
        ),
        conveyances=tuple(
            StatedConveyance(record_id, i, kind, key) for i, (kind, key) in enumerate(vehicles)
        ),
        seizures=tuple(
            StatedSeizure(record_id, i, goods_kind, amount)
            for i, (goods_kind, amount) in enumerate(goods)
        ),
        outcomes=tuple(
            StatedOutcome(record_id, i, kind, fine) for i, (kind, fine) in enumerate(results)
        ),
    )


@st.composite
def incidents(draw: st.DrawFn, most: int = 4) -> list[SourceStatements]:
    """One to `most` records of one incident, under distinct ids, in any order."""
    ids = draw(st.lists(st.integers(1, 99), min_size=1, max_size=most, unique=True))
    return [draw(sources(record_id)) for record_id in ids]


def seized(resolved: ResolvedIncident | SourceStatements) -> dict[str, Decimal]:
    """The sum of what was read, by commodity."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in resolved.seizures:
        sums[line.commodity] += line.amount or 0
    return dict(sums)


@given(incidents(), st.randoms(use_true_random=False))
def test_resolved_incident_does_not_depend_on_the_order(
    incident: list[SourceStatements], random: Random
) -> None:
    shuffled = list(incident)
    random.shuffle(shuffled)
    assert resolve_incident(shuffled) == resolve_incident(incident)


@given(sources(7))
def test_single_source_is_counted_as_it_stands(source: SourceStatements) -> None:
    resolved = resolve_incident([source])
    stated = (source.parties, source.conveyances, source.seizures, source.outcomes)
    counted = (resolved.parties, resolved.conveyances, resolved.seizures, resolved.outcomes)
    assert [set(things) for things in counted] == [set(things) for things in stated]


@given(incidents())
def test_sum_of_a_commodity_is_that_of_one_source(incident: list[SourceStatements]) -> None:
    each = [seized(source) for source in incident]
    for commodity, amount in seized(resolve_incident(incident)).items():
        assert amount in [sums[commodity] for sums in each if commodity in sums]


@given(incidents())
def test_every_kind_of_goods_stated_is_counted(incident: list[SourceStatements]) -> None:
    kinds = COMMODITIES.kinds_of({s.commodity for source in incident for s in source.seizures})
    counted = {kinds[line.commodity] for line in resolve_incident(incident).seizures}
    assert counted == set(kinds.values())


@given(incidents())
def test_heads_are_at_least_those_of_any_source_and_at_most_all_together(
    incident: list[SourceStatements],
) -> None:
    each = [sum(party.heads for party in source.parties) for source in incident]
    # A person named in two roles counts in the first; compared are incidents without that.
    roles: dict[str, set[str]] = defaultdict(set)
    for source in incident:
        for party in source.parties:
            roles[party.name_key].add(party.role)
    counted = sum(party.heads for party in resolve_incident(incident).parties)
    assert counted <= sum(each)
    if all(len(found) == 1 for name, found in roles.items() if name):
        assert counted >= max(each)


@given(incidents(most=3))
def test_report_of_the_same_by_another_agency_adds_nothing(
    incident: list[SourceStatements],
) -> None:
    lead = incident[0].agency_id
    led = [replace(source, lead_agency_id=lead) for source in incident]
    first = min(led, key=lambda source: (source.agency_id != lead, source.record_id))
    double = replace(
        first,
        record_id=100,
        agency_id=BRAVO,
        parties=tuple(replace(party, record_id=100) for party in first.parties),
        conveyances=tuple(replace(item, record_id=100) for item in first.conveyances),
        seizures=tuple(replace(line, record_id=100) for line in first.seizures),
        outcomes=tuple(replace(outcome, record_id=100) for outcome in first.outcomes),
    )
    before, after = resolve_incident(led), resolve_incident([*led, double])
    assert seized(after) == seized(before)
    assert sum(p.heads for p in after.parties) == sum(p.heads for p in before.parties)
