"""What a pass of matching found, written down: joins by rule, lapsed joins, proposals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from cotmoc.access.actions.frame import REVISION_LOCK, action, open_revision, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.resolution.actions.memberships import recompute_memberships
from cotmoc.resolution.actions.ranking import rank_proposals
from cotmoc.resolution.core.clustering import Ledger, Verdict, standing
from cotmoc.resolution.core.ids import numbers_by_kind, ordered_pair, parse_id
from cotmoc.resolution.core.match_lists import Match, MatchList
from cotmoc.resolution.core.matching import Matches
from cotmoc.resolution.core.patterns import pattern_of
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.models import Decision, Judge, Judgement, Proposal, ProposalState
from cotmoc.resolution.queries.ledger import MANY, ledger_touching
from cotmoc.resolution.queries.register import guarded

if TYPE_CHECKING:
    from cotmoc.access.models import Revision

Pair = tuple[int, int]
Row = TypeVar("Row")
_ROWS_AT_ONCE = 2_000
_MOST_IN_QUERY = 100_000


@dataclass(frozen=True, slots=True)
class AppliedMatches:
    """How many pairs a pass joined, took apart and left open; `revision` None when the ledger did not change."""

    joined: int
    lapsed: int
    proposed: int
    revision: int | None


@action(Event.RULE_APPLIED)
def apply_matches(*, actor: Viewer, matches: Matches) -> AppliedMatches:
    """Writes the outcome of `find_matches`: in one revision the joins made and taken back, then the proposals.

    What a person has judged in the meantime prevails, and what another pass has joined is not joined again. The
    records must be committed before they are read for `find_matches`, or be of this very transaction. A rule neither
    joins nor parts what a register entry rests on: those pairs are put to people.
    """
    matches = _without_guarded(matches)
    joined, lapsed, revision = 0, 0, None
    if matches.joined or matches.lapsed:
        opened = open_revision(actor=actor, event=Event.RULE_APPLIED)
        joined, lapsed = _apply_rule(matches, opened)
        revision = opened.number
    proposed = replace_proposals(
        actor=actor, touched=matches.touched, proposed=matches.proposed, model=matches.model
    )
    applied = AppliedMatches(joined, lapsed, proposed, revision)
    record_event(
        actor=actor,
        event=Event.RULE_APPLIED,
        subject=f"rule:{matches.rule}",
        details=asdict(applied),
    )
    return applied


@action(Event.PROPOSALS_REPLACED)
def replace_proposals(
    *, actor: Viewer, touched: Collection[str], proposed: Sequence[Match], model: str
) -> int:
    """The number of open proposals of the touched records, which are now exactly `proposed`.

    Proposals that no longer follow become stale; those a person has answered stay answered.
    """
    _wait_for_judgements()
    kind = _kind(touched)
    numbers = numbers_by_kind(touched).get(kind, [])
    kept = _without(MatchList.of(proposed), _answered_by_person(kind, numbers))
    wanted = _tuples(kept.pairs)
    gone = {number for number, pair in _open_proposals(kind, numbers) if pair not in wanted}
    for part in _slices(gone):
        Proposal.objects.filter(pk__among=part).update(state=ProposalState.STALE)
    _upsert(kind, kept, model)
    rank_proposals(kind, numbers)
    record_event(
        actor=actor,
        event=Event.PROPOSALS_REPLACED,
        details={"records": len(numbers), "open": len(kept), "stale": len(gone)},
    )
    return len(kept)


@action(Event.JUDGEMENT_WITHDRAWN)
def withdraw_rule_joins(*, actor: Viewer, records: Collection[str], reason: str) -> int:
    """The number of joins by rule that were taken back because their records (ids) are no longer there.

    For records that are taken out again with their batch. Their proposals become stale; persons' judgements stand.
    """
    kind = _kind(records)
    numbers = numbers_by_kind(records).get(kind, [])
    revision = open_revision(actor=actor, event=Event.JUDGEMENT_WITHDRAWN)
    rows = _standing_rule_joins(kind, numbers)
    withdrawn = _withdraw(rows, reason, revision)
    for part in _slices({number for number, _ in _open_proposals(kind, numbers, checks=True)}):
        Proposal.objects.filter(pk__among=part).update(state=ProposalState.STALE)
    recompute_memberships(kind, {n for row in rows for n in (row.left_number, row.right_number)})
    record_event(
        actor=actor,
        event=Event.JUDGEMENT_WITHDRAWN,
        subject=f"records:{len(numbers)}",
        details={"withdrawn": withdrawn, "reason": reason, "revision": revision.number},
    )
    return withdrawn


def _without_guarded(matches: Matches) -> Matches:
    """The outcome with the joins of what is guarded among the proposals, and none of them taken back."""
    joined = MatchList.of(matches.joined)
    ends = {*joined.pairs.ravel().tolist(), *(n for ids in matches.lapsed for n in _pair(*ids))}
    kept_apart = guarded(_kind(matches.touched), ends)
    if not kept_apart:
        return matches
    held = np.isin(joined.pairs, sorted(kept_apart)).any(axis=1)
    return replace(
        matches,
        joined=joined.take(np.flatnonzero(~held)),
        lapsed=tuple(ids for ids in matches.lapsed if not kept_apart & {*_pair(*ids)}),
        proposed=MatchList.of(matches.proposed).then(joined.take(np.flatnonzero(held))),
    )


def _apply_rule(matches: Matches, revision: Revision) -> tuple[int, int]:
    """How many joins were made and taken back."""
    kind = _kind(matches.touched)
    found = _Found(kind, matches)
    lapsed = _withdraw(found.lapsed, "no longer clear", revision)
    _drop_checks(kind, set(map(_row_pair, found.lapsed)))
    joined = _join(found.joined, kind, matches.rule, revision)
    recompute_memberships(kind, {number for pair in found.pairs for number in pair})
    return joined, lapsed


def _drop_checks(kind: str, lapsed: set[Pair]) -> None:
    """Nobody is asked to check a join that is no longer made; there are never more of these than were drawn."""
    rows = Proposal.objects.filter(kind=kind, is_check=True, state=ProposalState.OPEN)
    fields = ("pk", "left_number", "right_number")
    gone = [number for number, *pair in rows.values_list(*fields) if tuple(pair) in lapsed]
    rows.filter(pk__among=gone).update(state=ProposalState.STALE)


class _Found:
    """The joins to make and to take back, as far as they still follow from the ledger under the lock."""

    def __init__(self, kind: str, matches: Matches):
        lapsed = {_pair(*ids) for ids in matches.lapsed}
        joins = MatchList.of(matches.joined)
        numbers = {*joins.pairs.ravel().tolist(), *(n for pair in lapsed for n in pair)}
        self.joined = _without(joins, _settled_pairs(kind, numbers, lapsed))
        ends = {number for pair in lapsed for number in pair}
        self.lapsed = [row for row in _standing_rule_joins(kind, ends) if _row_pair(row) in lapsed]
        self.pairs = [*_tuples(self.joined.pairs), *map(_row_pair, self.lapsed)]


def _without(matches: MatchList, pairs: Collection[Pair]) -> MatchList:
    """The matches of other pairs."""
    kept = [place for place, pair in enumerate(matches.pairs.tolist()) if tuple(pair) not in pairs]
    return matches.take(np.array(kept, dtype=np.intp))


def _tuples(pairs: IntArray) -> set[Pair]:
    return {(left, right) for left, right in pairs.tolist()}


def _wait_for_judgements() -> None:
    """Holds the lock of revisions, so that no pair is answered between looking and writing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REVISION_LOCK])


def _settled_pairs(kind: str, numbers: Collection[int], lapsed: set[Pair]) -> set[Pair]:
    """Pairs that a person has judged or that are joined already; not those that one rule leaves to another."""
    rows = standing(ledger_touching(kind, numbers))
    judged = rows.take(rows.by_person)
    joined = rows.take(~rows.by_person & (rows.verdict == Verdict.SAME))
    return _pairs(judged) | (_pairs(joined) - lapsed)


def _answered_by_person(kind: str, numbers: Collection[int]) -> set[Pair]:
    rows = standing(ledger_touching(kind, numbers))
    return _pairs(rows.take(rows.by_person))


def _pairs(rows: Ledger) -> set[Pair]:
    return set(zip(rows.left.tolist(), rows.right.tolist(), strict=True))


def _standing_rule_joins(kind: str, numbers: Collection[int]) -> list[Judgement]:
    rows = Judgement.objects.filter(
        kind=kind, judge=Judge.RULE, decision=Decision.SAME, withdrawal__isnull=True
    )
    found = {row.pk: row for part in _slices(numbers) for row in rows.filter(_about(part))}
    return [found[number] for number in sorted(found)]


def _open_proposals(
    kind: str, numbers: Collection[int], *, checks: bool = False
) -> set[tuple[int, Pair]]:
    """The ids and pairs of the open proposals with any of the numbers in them; `checks`: also of joins to check."""
    rows = Proposal.objects.filter(kind=kind, state=ProposalState.OPEN)
    if not checks:
        rows = rows.filter(is_check=False)
    wanted = set(numbers)
    if len(wanted) <= MANY:
        rows = rows.filter(_about(wanted))
    found = rows.values_list("pk", "left_number", "right_number")
    return {
        (number, (left, right))
        for number, left, right in found.iterator()
        if left in wanted or right in wanted
    }


def _about(numbers: Collection[int]) -> Q:
    return Q(left_number__among=numbers) | Q(right_number__among=numbers)


def _slices(numbers: Collection[int]) -> Iterator[list[int]]:
    """The numbers in lists short enough to stand in one query."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _MOST_IN_QUERY):
        yield ordered[start : start + _MOST_IN_QUERY]


def _join(matches: Iterable[Match], kind: str, rule: str, revision: Revision) -> int:
    rows = (
        Judgement(
            kind=kind,
            left_number=left,
            right_number=right,
            decision=Decision.SAME,
            judge=Judge.RULE,
            judge_name=match.rule or rule,
            weight=match.score.weight,
            reasons=match.score.reasons_as_json(),
            revision=revision,
        )
        for match in matches
        for left, right in [_numbers(match)]
    )
    return sum(len(Judgement.objects.bulk_create(part)) for part in _some(rows))


def _some(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Some thousand rows at a time: all of a first pass at once would take much memory."""
    waiting = iter(rows)
    while part := list(islice(waiting, _ROWS_AT_ONCE)):
        yield part


def _withdraw(joins: Iterable[Judgement], reason: str, revision: Revision) -> int:
    rows = [
        Judgement(
            kind=join.kind,
            left_number=join.left_number,
            right_number=join.right_number,
            decision=Decision.WITHDRAWN,
            judge=Judge.RULE,
            judge_name=join.judge_name,
            reason=reason,
            withdraws=join,
            revision=revision,
        )
        for join in joins
    ]
    return len(Judgement.objects.bulk_create(rows, batch_size=2_000))


def _upsert(kind: str, matches: Iterable[Match], model: str) -> None:
    now = timezone.now()
    rows = (
        Proposal(
            kind=kind,
            left_number=left,
            right_number=right,
            weight=match.score.weight,
            probability=match.score.probability,
            reasons=match.score.reasons_as_json(),
            rules=match.rules,
            sort=match.sort,
            fits=match.fits,
            is_check=False,
            pattern=pattern_of(match.score.reasons),
            model=model,
            state=ProposalState.OPEN,
            updated_at=now,
        )
        for match in matches
        for left, right in [_numbers(match)]
    )
    for part in _some(rows):
        Proposal.objects.bulk_create(
            part,
            update_conflicts=True,
            unique_fields=["kind", "left_number", "right_number"],
            update_fields=[
                "weight",
                "probability",
                "reasons",
                "rules",
                "sort",
                "fits",
                "is_check",
                "pattern",
                "model",
                "state",
                "updated_at",
            ],
        )


def _kind(ids: Collection[str]) -> str:
    return next((parse_id(text).kind for text in ids), "incident")


def _pair(left: str, right: str) -> Pair:
    ordered = ordered_pair(left, right)
    return ordered[0].number, ordered[1].number


def _numbers(match: Match) -> Pair:
    return _pair(match.left_id, match.right_id)


def _row_pair(row: Judgement) -> Pair:
    return row.left_number, row.right_number
