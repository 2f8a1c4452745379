"""The fact store says what a plain recount says, after every import, judgement and undoing, and at every revision."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import pytest

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.models import Agency
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.queries import headline
from cotmoc.picture.queries.reading import open_reading
from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.models import Batch, ConveyanceStatement, PartyStatement, SourceRecord
from cotmoc.resolution.actions.judging import judge_pair, undo_judgement
from cotmoc.resolution.models import Decision, Judgement
from tests.cast import Cast
from tests.integration.picture_world import Recount, random_records, recount
from tests.integration.records_cast import take_in


def counted_by_facts(viewer: Viewer, filters: Filters) -> Recount:
    """The same counts as `recount`, read from the fact store."""
    with open_reading(viewer, filters) as reading:
        first = headline.headline(reading)
        agencies = dict(Agency.objects.values_list("code", "id"))
        found = Recount(
            incidents=int(first.incidents.value),
            sources=int(first.sources.value),
            several=int(first.several.value),
        )
        for figure in headline.shares(reading).led:
            found.lead[agencies[figure.code]] = int(figure.value)
        for figure in headline.parties(reading):
            found.heads[figure.code] = int(figure.value)
        for figure in headline.seizures(reading):
            if figure.value:
                found.amounts[figure.code, figure.measure] = figure.value  # type: ignore[assignment]
            if figure.left_out:
                found.unread[figure.code, figure.measure] = figure.left_out
        for commune, number in reading.rows(Kind.INCIDENT, "commune, count(*)", "GROUP BY 1"):
            code = reading.area_code.get(commune, "")
            found.communes[code if code.startswith("vn-2025-22-") else ""] += number
    return found


def judge_at_random(chance: random.Random, viewer: Viewer) -> None:
    """Joins two records, or takes a judgement back."""
    records = list(SourceRecord.objects.order_by("pk").values_list("pk", flat=True))
    standing = Judgement.objects.filter(withdrawal__isnull=True).exclude(decision="withdrawn")
    if chance.random() < 0.3 and (given := list(standing.order_by("pk"))):
        undo_judgement(actor=viewer, judgement=chance.choice(given).pk)
        return
    one, other = chance.sample(records, 2)
    judge_pair(
        actor=viewer,
        left=f"incident:{one}",
        right=f"incident:{other}",
        decision=chance.choice((Decision.SAME, Decision.SAME, Decision.DIFFERENT)),
    )


def change_something(chance: random.Random, province: Cast) -> None:
    """One import, undoing, or judgement."""
    choice = chance.random()
    if choice < 0.2:
        take_in(province.bravo_analyst, random_records(chance, 4, f"b{chance.randrange(9)}"))
    elif choice < 0.3:
        take_in(province.alpha_analyst, random_records(chance, 4))
    elif choice < 0.4 and (batches := list(Batch.objects.filter(undone_revision=None))):
        batch = chance.choice(batches)
        actor = province.alpha_analyst if batch.agency.code == "alpha" else province.bravo_analyst
        undo_batch(actor=actor, batch_id=batch.pk)
    else:
        judge_at_random(chance, province.alpha_analyst)


@pytest.mark.parametrize("seed", range(3))
def test_facts_after_random_changes_equal_a_recount(province: Cast, seed: int) -> None:
    chance = random.Random(seed)
    take_in(province.alpha_analyst, random_records(chance, 12))
    take_in(province.bravo_analyst, random_records(chance, 12))
    shown: dict[int, Recount] = {}
    for _ in range(10):
        change_something(chance, province)
        shown[latest_revision()] = counted_by_facts(province.alpha_analyst, Filters())
        assert shown[latest_revision()] == recount()
    period = Filters(day_from=date(2025, 2, 1), day_to=date(2025, 9, 30))
    within = counted_by_facts(province.alpha_analyst, period)
    assert within == recount(date(2025, 2, 1), date(2025, 9, 30))
    for revision, recounted in shown.items():
        then = counted_by_facts(province.alpha_analyst, Filters(known_at=f"r{revision}"))
        assert then == recounted


def decide_at_random(chance: random.Random, viewer: Viewer) -> Judgement:
    """A judgement about two records, two parties or two conveyances."""
    kind, rows = chance.choice(
        (
            ("incident", SourceRecord.objects.order_by("pk")),
            ("party", PartyStatement.objects.order_by("pk")),
            ("conveyance", ConveyanceStatement.objects.order_by("pk")),
        )
    )
    one, other = chance.sample(list(rows.values_list("pk", flat=True)), 2)
    decision = chance.choice((Decision.SAME, Decision.DIFFERENT, Decision.UNSURE))
    return judge_pair(
        actor=viewer, left=f"{kind}:{one}", right=f"{kind}:{other}", decision=decision
    )


@pytest.mark.parametrize("seed", range(3))
def test_undoing_every_decision_leaves_every_figure_as_if_none_had_been_made(
    province: Cast, seed: int
) -> None:
    chance = random.Random(100 + seed)
    take_in(province.alpha_analyst, random_records(chance, 12))
    take_in(province.bravo_analyst, random_records(chance, 12, "b"))
    for _ in range(3):
        judge_at_random(chance, province.alpha_analyst)
    before = counted_by_facts(province.alpha_analyst, Filters())
    decided = [decide_at_random(chance, province.alpha_analyst) for _ in range(8)]
    assert counted_by_facts(province.alpha_analyst, Filters()) == recount()
    chance.shuffle(decided)
    for judgement in decided:
        undo_judgement(actor=province.bravo_analyst, judgement=judgement.pk)
    assert counted_by_facts(province.alpha_analyst, Filters()) == before == recount()


def test_judgements_about_persons_and_vehicles_move_no_figure_of_incidents(province: Cast) -> None:
    chance = random.Random(7)
    take_in(province.alpha_analyst, random_records(chance, 12))
    take_in(province.bravo_analyst, random_records(chance, 12, "b"))
    before = counted_by_facts(province.alpha_analyst, Filters())
    for kind, rows in (("party", PartyStatement), ("conveyance", ConveyanceStatement)):
        numbers = list(rows.objects.order_by("pk").values_list("pk", flat=True))
        for one, other in pairwise(numbers):
            judge_pair(
                actor=province.alpha_analyst,
                left=f"{kind}:{one}",
                right=f"{kind}:{other}",
                decision=Decision.SAME,
            )
    assert counted_by_facts(province.alpha_analyst, Filters()) == before
