"""Whatever is joined, parted, undone and withdrawn: persons and vehicles come out as a plain recount says.

And every figure of the picture stays what a plain recount of incidents says: judgements about persons and vehicles
change no figure of incidents, those about incidents no entity of persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.actions.judging import judge_things, take_back_judgement
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.queries.clusters import clusters, members_of
from cotmoc.records.queries.known_parties import same_elsewhere
from cotmoc.records.queries.resolvable import numbers_of
from tests.cast import Cast
from tests.integration.records.test_recount import rolled_back
from tests.integration.records_cast import incident, record, record_id, take_in

RECORDS = 5
KINDS = ("party", "conveyance")
Numbers = dict[str, list[int]]


@dataclass
class Plain:
    """The same history kept in the simplest way, for one kind."""

    records: list[int]
    numbers: dict[int, int]
    standing: set[int] = field(default_factory=set)
    judged: list[tuple[int, int, int, str]] = field(default_factory=list)

    def groups(self) -> set[frozenset[int]]:
        """Every entity as the set of its numbers; only what stands counts."""
        latest = {(left, right): row for row in self.judged for left, right in [row[1:3]]}
        rows = sorted(r for r in latest.values() if {r[1], r[2]} <= self.standing)
        apart = [{left, right} for _, left, right, decision in rows if decision == "different"]
        group = {number: frozenset({number}) for number in self.standing}
        for _, left, right, decision in rows:
            both = group[left] | group[right]
            if decision == "same" and not any(pair <= both for pair in apart):
                group.update(dict.fromkeys(both, both))
        return set(group.values())


def begin(cast: Cast) -> tuple[dict[str, Plain], list[int]]:
    """Records of two agencies, each in a batch of its own, with a person and a vehicle each."""
    batches, records = [], []
    for place in range(RECORDS):
        actor = cast.alpha_analyst if place % 2 == 0 else cast.bravo_analyst
        told = incident(
            parties=(PartyDraft("suspect", name=f"Lý Kim Thoa {place}"),),
            conveyances=(ConveyanceDraft("truck", registration=f"14C-123.4{place}"),),
        )
        report = take_in(actor, [record(str(place), told)])
        assert report.batch_id is not None
        batches.append(report.batch_id)
        records.append(record_id(str(place), "alpha" if place % 2 == 0 else "bravo"))
    plain = {}
    for kind in KINDS:
        stated = numbers_of(kind, records)
        numbers = {rec: stated[rec, 0] for rec in records}
        plain[kind] = Plain(records, numbers, set(numbers.values()))
    return plain, batches


def step(
    cast: Cast, known: Mapping[str, Plain], batches: list[int], what: tuple[str, str, int, int]
) -> None:
    """Does one thing to the ledger or the records, and to the plain history."""
    kind, deed, one, other = what
    plain = known[kind]
    left, right = sorted(plain.numbers[plain.records[place]] for place in (one, other))
    if deed in {"same", "different", "unsure"} and left != right:
        judged = judge_things(
            actor=cast.alpha_analyst, kind=kind, pair=(left, right), decision=deed
        )
        assert judged is not None
        plain.judged.append((judged, left, right, deed))
    elif deed == "take back" and plain.judged:
        row = plain.judged.pop(one % len(plain.judged))
        take_back_judgement(actor=cast.bravo_analyst, judgement_id=row[0])
    elif deed == "withdraw" and plain.numbers[plain.records[one]] in plain.standing:
        actor = cast.alpha_analyst if one % 2 == 0 else cast.bravo_analyst
        undo_batch(actor=actor, batch_id=batches[one])
        for each in known.values():
            each.standing.discard(each.numbers[each.records[one]])


steps = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(("same", "same", "same", "different", "unsure", "take back", "withdraw")),
    st.integers(0, RECORDS - 1),
    st.integers(0, RECORDS - 1),
)


def told_elsewhere(cast: Cast, known: Mapping[str, Plain]) -> set[tuple[str, int, frozenset[int]]]:
    """What the page of each record says: in which other incidents its person and its vehicle stand."""
    return {
        (each.kind, each.record_id, frozenset(each.incidents))
        for number in known["party"].records
        for each in same_elsewhere(viewer=cast.inspector, record_ids=[number])
    }


def expected_elsewhere(known: Mapping[str, Plain]) -> set[tuple[str, int, frozenset[int]]]:
    """The same by a plain recount."""
    found = set()
    for kind, plain in known.items():
        record_of = {number: record for record, number in plain.numbers.items()}
        for group in plain.groups():
            records = {record_of[number] for number in group}
            found |= {
                (kind, each, frozenset(records - {each})) for each in records if records - {each}
            }
    return found


@pytest.mark.django_db
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps, min_size=1, max_size=14))
def test_persons_and_vehicles_after_any_judgements_equal_a_plain_recount(
    cast: Cast, history: list[tuple[str, str, int, int]]
) -> None:
    with rolled_back():
        known, batches = begin(cast)
        for what in history:
            step(cast, known, batches, what)
        for kind, plain in known.items():
            groups = {frozenset(members_of(n, kind=kind)) for n in plain.standing}
            assert groups == plain.groups()
            assert {frozenset(g) for g in clusters(kind=kind).groups().values()} == {
                group for group in plain.groups() if len(group) > 1
            }
        assert told_elsewhere(cast, known) == expected_elsewhere(known)


@pytest.mark.django_db
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(steps, max_size=6),
    st.sampled_from(KINDS),
    st.sampled_from(("same", "different", "unsure")),
    st.integers(0, RECORDS - 2),
)
def test_undone_decision_leaves_everything_as_if_it_had_never_been(
    cast: Cast, history: list[tuple[str, str, int, int]], kind: str, deed: str, place: int
) -> None:
    with rolled_back():
        known, batches = begin(cast)
        for what in history:
            step(cast, known, batches, what)
        before = told_elsewhere(cast, known), clusters(kind=kind).groups()
        plain = known[kind]
        step(cast, known, batches, (kind, deed, place, place + 1))
        if not plain.judged:
            return
        judged = plain.judged.pop()
        take_back_judgement(actor=cast.alpha_analyst, judgement_id=judged[0])
        assert (told_elsewhere(cast, known), clusters(kind=kind).groups()) == before
