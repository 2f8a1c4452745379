"""The ledger of judgements as arrays, as rows for people, and as it stands for a pass of matching."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from numpy.typing import NDArray

from cotmoc.resolution.core.clustering import Ledger, Verdict, standing
from cotmoc.resolution.core.fits import JudgedPairs
from cotmoc.resolution.core.ids import numbers_by_kind, ordered_pair
from cotmoc.resolution.core.matching import Standing
from cotmoc.resolution.models import Decision, Judge, Judgement

#: From so many numbers on, all rows are read and chosen from: looking each of them up would take longer.
MANY = 20_000
VERDICTS = {
    Decision.SAME: Verdict.SAME,
    Decision.DIFFERENT: Verdict.DIFFERENT,
    Decision.UNSURE: Verdict.UNSURE,
    Decision.WITHDRAWN: Verdict.WITHDRAWN,
}
_VERDICT_SQL = " ".join(f"WHEN '{decision}' THEN {int(v)}" for decision, v in VERDICTS.items())
_ROWS = f"""
    SELECT id, left_number, right_number, (CASE decision {_VERDICT_SQL} END)::bigint AS verdict,
           (judge = '{Judge.PERSON}')::int::bigint AS by_person, coalesce(weight, 'NaN') AS weight,
           coalesce(withdraws_id, -1) AS withdraws
    FROM resolution_judgement WHERE kind = %(kind)s
"""
#: One value per column: the rows' values one after the other, as PostgreSQL sends numbers.
_AS_BLOCKS = """
    SELECT string_agg(int8send(id), ''), string_agg(int8send(left_number), ''),
           string_agg(int8send(right_number), ''), string_agg(int8send(verdict), ''),
           string_agg(int8send(by_person), ''), string_agg(float8send(weight), ''),
           string_agg(int8send(withdraws), '')
    FROM ({rows}) AS ledger
"""


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One judgement for people to read; `is_withdrawn` when it no longer counts."""

    id: int
    left_id: str
    right_id: str
    decision: Decision
    judge: Judge
    judge_name: str
    reason: str
    weight: float | None
    reasons: list[dict[str, Any]]
    at: datetime
    revision: int
    is_withdrawn: bool


def judgements_of(ids: Iterable[str]) -> list[JudgementRow]:
    """The judgements of pairs with any of the ids in them, the newest first; withdrawals are only a mark on others."""
    found: list[JudgementRow] = []
    for kind, numbers in numbers_by_kind(ids).items():
        rows = Judgement.objects.filter(
            Q(left_number__among=numbers) | Q(right_number__among=numbers), kind=kind
        )
        rows = rows.exclude(decision=Decision.WITHDRAWN).select_related("withdrawal", "revision")
        found += [_row(judgement) for judgement in rows]
    return sorted(found, key=lambda row: -row.id)


def judgement_row(number: int) -> JudgementRow | None:
    """One judgement by its id; None when there is none."""
    found = Judgement.objects.exclude(decision=Decision.WITHDRAWN).filter(pk=number)
    judgement = found.select_related("withdrawal").first()
    return _row(judgement) if judgement else None


def last_answer(left: str, right: str) -> JudgementRow | None:
    """The last judgement of a person that stands about a pair (ids, in any order); None when there is none."""
    one, other = ordered_pair(left, right)
    rows = Judgement.objects.filter(
        kind=one.kind,
        left_number=one.number,
        right_number=other.number,
        judge=Judge.PERSON,
        withdrawal__isnull=True,
    )
    latest = rows.exclude(decision=Decision.WITHDRAWN).order_by("-pk").first()
    return _row(latest) if latest else None


def standing_judgements(ids: Collection[str]) -> Standing:
    """What counts now of the judgements of pairs with any of the ids (all of one kind) in them, for `find_matches`."""
    kinds = numbers_by_kind(ids)
    kind, numbers = next(iter(kinds.items()), ("", []))
    rows = standing(ledger_touching(kind, numbers))
    return Standing(rows.left, rows.right, rows.by_person, rows.verdict == Verdict.SAME)


def called_different(kind: str, numbers: Collection[int]) -> set[int]:
    """The numbers of all things that a person has called different from one of these."""
    rows = standing(ledger_touching(kind, numbers))
    rows = rows.take(rows.by_person & (rows.verdict == Verdict.DIFFERENT))
    return set(np.concatenate([rows.left, rows.right]).tolist()) - set(numbers)


def judged_pairs(kind: str, numbers: NDArray[np.int64]) -> JudgedPairs:
    """What people said, same or different, of pairs both of which are among the numbers, by their places there."""
    rows = standing(answers_of_people(kind))
    rows = rows.take(rows.verdict != Verdict.UNSURE)
    rows = rows.take(np.isin(rows.left, numbers) & np.isin(rows.right, numbers))
    order = np.argsort(numbers)
    left, right = (order[np.searchsorted(numbers[order], side)] for side in (rows.left, rows.right))
    return JudgedPairs(left, right, rows.verdict == Verdict.SAME)


def ledger_at(kind: str, revision: int | None = None, *, without: str = "") -> Ledger:
    """All rows about things of a kind, as the ledger stood at a revision; None: as it stands.

    Here and below `without` leaves a rule out, by what the names of its versions begin with: what would be had it
    never joined or taken back anything.
    """
    until = "" if revision is None else " AND revision_id <= %(revision)s"
    return _ledger(_rows(without) + until, {"kind": kind, "revision": revision, "without": without})


def answers_of_people(kind: str) -> Ledger:
    """All rows that people made: what counts of them is the same beside the rules' rows and without, see `standing`."""
    return _ledger(f"{_ROWS} AND judge = '{Judge.PERSON}'", {"kind": kind})


def rule_joins_below(kind: str, bits: int) -> list[tuple[int, int, float]]:
    """The pairs that a rule has joined with less weight, in order, with it; what a person judged is not among them."""
    by_person = Judgement.objects.filter(
        kind=OuterRef("kind"),
        left_number=OuterRef("left_number"),
        right_number=OuterRef("right_number"),
        judge=Judge.PERSON,
        withdrawal__isnull=True,
    ).exclude(decision=Decision.WITHDRAWN)
    rows = Judgement.objects.filter(
        ~Exists(by_person),
        kind=kind,
        judge=Judge.RULE,
        decision=Decision.SAME,
        withdrawal__isnull=True,
        weight__lt=bits,
    )
    pairs = rows.order_by("left_number", "right_number")
    found = pairs.values_list("left_number", "right_number", "weight")
    return [(left, right, weight) for left, right, weight in found if weight is not None]


def ledger_after(kind: str, revision: int, *, without: str = "") -> Ledger:
    """The rows about things of a kind that came after a revision."""
    after = f"{_rows(without)} AND revision_id > %(revision)s"
    return _ledger(after, {"kind": kind, "revision": revision, "without": without})


def ledger_touching(kind: str, numbers: Collection[int], *, without: str = "") -> Ledger:
    """All rows about pairs with any of the numbers in them."""
    if len(numbers) > MANY:
        rows = ledger_at(kind, without=without)
        return rows.take(_are_among(rows.left, numbers) | _are_among(rows.right, numbers))
    some = _rows(without)
    touching = f"{some} AND left_number = ANY(%(numbers)s) UNION {some} AND right_number = ANY(%(numbers)s)"
    return _ledger(touching, {"kind": kind, "numbers": list(numbers), "without": without})


def ledger_around(kind: str, numbers: Collection[int], *, without: str = "") -> Ledger:
    """All rows about what any join, standing or not, connects with any of the numbers."""
    reached, fresh = set[int](), set(numbers)
    while fresh:
        reached |= fresh
        rows = ledger_touching(kind, fresh, without=without)
        joins = rows.take(rows.verdict == Verdict.SAME)
        fresh = set(np.concatenate([joins.left, joins.right]).tolist()) - reached
    return ledger_among(kind, reached, without=without)


def ledger_among(kind: str, numbers: Collection[int], *, without: str = "") -> Ledger:
    """All rows about pairs of two of the numbers."""
    if len(numbers) > MANY:
        rows = ledger_at(kind, without=without)
        return rows.take(_are_among(rows.left, numbers) & _are_among(rows.right, numbers))
    rows = _ledger(
        f"{_rows(without)} AND left_number = ANY(%(numbers)s)",
        {"kind": kind, "numbers": list(numbers), "without": without},
    )
    return rows.take(_are_among(rows.right, numbers))


def _are_among(side: NDArray[np.int64], numbers: Collection[int]) -> NDArray[np.bool_]:
    return np.isin(side, np.fromiter(numbers, dtype=np.int64, count=len(numbers)))


def _rows(without: str) -> str:
    """The rows of a kind, those of a rule left out where one is named."""
    left_out = f" AND NOT (judge = '{Judge.RULE}' AND starts_with(judge_name, %(without)s))"
    return _ROWS + left_out if without else _ROWS


def _ledger(rows: str, params: dict[str, Any]) -> Ledger:
    """The rows, read column by column: the whole ledger is read for every picture as known at a moment."""
    with connection.cursor() as cursor:
        cursor.execute(_AS_BLOCKS.format(rows=rows), params)
        blocks = [block or b"" for block in cursor.fetchone()]
    weight = np.frombuffer(blocks.pop(5), dtype=">f8").astype(np.float64)
    numbers = [np.frombuffer(block, dtype=">i8").astype(np.int64) for block in blocks]
    sequence, left, right, verdict, by_person, withdraws = numbers
    return Ledger(
        sequence, left, right, verdict.astype(np.int8), by_person.astype(bool), weight, withdraws
    )


def _row(judgement: Judgement) -> JudgementRow:
    return JudgementRow(
        id=judgement.pk,
        left_id=judgement.left_id,
        right_id=judgement.right_id,
        decision=Decision(judgement.decision),
        judge=Judge(judgement.judge),
        judge_name=judgement.judge_name,
        reason=judgement.reason,
        weight=judgement.weight,
        reasons=judgement.reasons,
        at=judgement.revision.at,
        revision=judgement.revision_id,
        is_withdrawn=hasattr(judgement, "withdrawal"),
    )
