"""What holds of an incident whatever its sources state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from random import Random

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
from tests.unit.records.stated import BRAVO, GOODS, NAMES

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
