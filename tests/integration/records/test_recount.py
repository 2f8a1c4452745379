"""Whatever is joined, parted, undone and withdrawn in whatever order, the count equals a plain recount."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.actions.judging import judge_records, take_back_judgement
from cotmoc.records.core.counting import resolve_incident
from cotmoc.records.queries.clusters import clusters, members_of, memberships_at
from cotmoc.records.queries.stated import stated_incidents
from cotmoc.records.queries.versions import standing_versions
from tests.cast import Cast
from tests.integration.records_cast import heroin, incident, record, record_id, take_in

RECORDS = 6
AGENCIES = ("alpha", "bravo")


@dataclass
class Plain:
    """The same history kept in the simplest way: lists and sets."""

    batches: dict[int, int] = field(default_factory=dict)
    grams: dict[int, int | None] = field(default_factory=dict)
    agency: dict[int, str] = field(default_factory=dict)
    standing: set[int] = field(default_factory=set)
    judged: list[tuple[int, int, int, str]] = field(default_factory=list)

    def counted(self) -> list[tuple[int, int, int, str]]:
        """The judgements that count: the last about each pair of standing records, in order of time."""
        latest = {(left, right): row for row in self.judged for left, right in [row[1:3]]}
        return sorted(row for row in latest.values() if {row[1], row[2]} <= self.standing)

    def groups(self) -> set[frozenset[int]]:
        """Every incident as the set of its records."""
        rows = self.counted()
        apart = [{left, right} for _, left, right, decision in rows if decision == "different"]
        group = {number: frozenset({number}) for number in self.standing}
        for _, left, right, decision in rows:
            both = group[left] | group[right]
            if decision == "same" and not any(pair <= both for pair in apart):
                group.update(dict.fromkeys(both, both))
        return set(group.values())

    def total(self) -> int:
        """The grams of all incidents: of each those of the first source that could be read, the lead's first."""
        total = 0
        for group in self.groups():
            lead = self.agency[min(group)]
            ranked = sorted(group, key=lambda number: (self.agency[number] != lead, number))
            total += next((g for number in ranked if (g := self.grams[number]) is not None), 0)
        return total


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that leaves nothing behind, for one example."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def begin(cast: Cast, grams: list[int | None]) -> Plain:
    """Six records of two agencies, each in a batch of its own."""
    plain = Plain()
    for place, amount in enumerate(grams):
        agency = AGENCIES[place % 2]
        actor = cast.alpha_analyst if agency == "alpha" else cast.bravo_analyst
        report = take_in(actor, [record(str(place), incident(seizures=(heroin(amount),)))])
        number = record_id(str(place), agency)
        assert report.batch_id is not None
        plain.batches[number] = report.batch_id
        plain.grams[number], plain.agency[number] = amount, agency
        plain.standing.add(number)
    return plain


def step(cast: Cast, plain: Plain, what: str, one: int, other: int) -> None:
    """Does one thing to the records and to the plain history."""
    numbers = sorted(plain.grams)
    left, right = sorted((numbers[one], numbers[other]))
    if what in {"same", "different"} and left != right:
        judgement = judge_records(actor=cast.alpha_analyst, left=left, right=right, decision=what)
        assert judgement is not None
        plain.judged.append((judgement, left, right, what))
    elif what == "take back" and plain.judged:
        row = plain.judged.pop(one % len(plain.judged))
        take_back_judgement(actor=cast.bravo_analyst, judgement_id=row[0])
    elif what == "undo" and left in plain.standing and len(plain.standing) > 1:
        actor = cast.alpha_analyst if plain.agency[left] == "alpha" else cast.bravo_analyst
        undo_batch(actor=actor, batch_id=plain.batches[left])
        plain.standing.discard(left)


def resolved_total(groups: set[frozenset[int]]) -> Decimal:
    """The grams of all incidents as the product counts them."""
    total = Decimal(0)
    for group in groups:
        stated = stated_incidents(standing_versions(group))
        found = resolve_incident(list(stated.values()))
        total += sum((line.amount or Decimal(0) for line in found.seizures), Decimal(0))
    return total


steps = st.tuples(
    st.sampled_from(("same", "same", "same", "different", "take back", "undo")),
    st.integers(0, RECORDS - 1),
    st.integers(0, RECORDS - 1),
)
amounts = st.lists(st.none() | st.integers(1, 900), min_size=RECORDS, max_size=RECORDS)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(amounts, st.lists(steps, min_size=1, max_size=12))
def test_count_after_any_judgements_and_undoings_equals_a_plain_recount(
    cast: Cast, grams: list[int | None], history: list[tuple[str, int, int]]
) -> None:
    with rolled_back():
        plain = begin(cast, grams)
        known: dict[int, set[frozenset[int]]] = {}
        for what, one, other in history:
            step(cast, plain, what, one, other)
            known[latest_revision()] = {group for group in plain.groups() if len(group) > 1}
        groups = {frozenset(members_of(number)) for number in plain.standing}
        assert groups == plain.groups()
        assert {frozenset(g) for g in clusters().groups().values()} == known[latest_revision()]
        assert resolved_total(groups) == plain.total()
        for revision, expected in known.items():
            then = memberships_at(revision)
            entities = set(then.entity_numbers.tolist())
            found = {
                frozenset(then.record_numbers[then.entity_numbers == entity].tolist())
                for entity in entities
            }
            assert found == expected
