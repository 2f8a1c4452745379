"""Where judgements contradict each other: which chain of joins says the same of a pair that was called different."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.queries.clusters import ledger_of_standing
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import KINDS
from cotmoc.records.queries.review_parties import FIELDS, thing_sides
from cotmoc.records.queries.review_queue import things_visible
from cotmoc.resolution.core.chains import Pair, chain_of
from cotmoc.resolution.core.clustering import Conflict, Ledger, cluster, standing
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.queries.ledger import JudgementRow, judgements_of


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a judgement: its number, the record that it stands in, and what it is called there."""

    number: int
    record_id: int
    agency: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """One judgement of a chain or against it: of whom, by whom (a person or a rule), when and why.

    `is_refused`: the join is not made because of the contradiction; the others of the chain are.
    """

    id: int
    left: Side
    right: Side
    by_person: bool
    judge: str
    reason: str
    weight: float | None
    at: datetime
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A pair that was called different, and the joins that lead from one of it to the other, in order."""

    kind: str
    different: Said
    chain: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Contradictions:
    """Those of which the viewer may open everything, by kind and number; `closed` is how many more there are."""

    found: tuple[Contradiction, ...]
    closed: int

    def records(self) -> tuple[int, ...]:
        """The records (ids) that they name, ascending."""
        said = [each for one in self.found for each in (one.different, *one.chain)]
        return tuple(sorted({side.record_id for each in said for side in (each.left, each.right)}))


def contradictions(*, viewer: Viewer) -> Contradictions:
    """Every contradiction among incidents, parties and conveyances that stand. Nothing of it is resolved in silence."""
    found: list[Contradiction] = []
    closed = 0
    for kind in (KIND, *KINDS):
        ledger = ledger_of_standing(kind)
        conflicts = cluster(ledger).conflicts
        refused = {(each.left, each.right) for each in conflicts}
        for conflict in _first_of_each_pair(conflicts):
            told = _told(viewer, (kind, ledger, refused), conflict)
            if told is None:
                closed += 1
            else:
                found.append(told)
    return Contradictions(tuple(found), closed)


def _first_of_each_pair(conflicts: Collection[Conflict]) -> list[Conflict]:
    """One conflict for each pair that was called different: others about it go the same way or away with it."""
    first: dict[Pair, Conflict] = {}
    for conflict in conflicts:
        first.setdefault(conflict.against, conflict)
    return [first[pair] for pair in sorted(first)]


def _told(
    viewer: Viewer, known: tuple[str, Ledger, set[Pair]], conflict: Conflict
) -> Contradiction | None:
    """The contradiction with everything that was said; None unless the viewer may open all that it is about."""
    kind, ledger, refused = known
    steps = chain_of(ledger, conflict)
    numbers = {number for pair in (conflict.against, *steps) for number in pair}
    sides = sides_of(viewer=viewer, kind=kind, numbers=numbers)
    if sides.keys() != numbers:
        return None
    rows = _rows_by_pair(kind, numbers, ledger)
    chain = tuple(_said(rows[step], sides, is_refused=step in refused) for step in steps)
    return Contradiction(kind, _said(rows[conflict.against], sides), chain)


def _rows_by_pair(kind: str, numbers: Collection[int], ledger: Ledger) -> dict[Pair, JudgementRow]:
    """The judgement that counts of each pair."""
    counting = set(standing(ledger).sequence.tolist())
    rows = judgements_of([f"{kind}:{number}" for number in numbers])
    return {
        (parse_id(row.left_id).number, parse_id(row.right_id).number): row
        for row in rows
        if row.id in counting
    }


def _said(row: JudgementRow, sides: Mapping[int, Side], *, is_refused: bool = False) -> Said:
    return Said(
        id=row.id,
        left=sides[parse_id(row.left_id).number],
        right=sides[parse_id(row.right_id).number],
        by_person=row.judge == "person",
        judge=row.judge_name,
        reason=row.reason,
        weight=row.weight,
        at=row.at,
        is_refused=is_refused,
    )


def sides_of(*, viewer: Viewer, kind: str, numbers: Collection[int]) -> dict[int, Side]:
    """What those of the numbers are called that the viewer may open, by number."""
    if kind == KIND:
        rows = things_visible(viewer, standing=False).filter(pk__in=numbers)
        return {
            number: Side(number, number, agency, key, "")
            for number, agency, key in rows.values_list("pk", "agency__code", "key")
        }
    return {
        number: Side(number, side.record_id, side.agency, side.key, _name(kind, side.values))
        for number, side in thing_sides(viewer=viewer, kind=kind, numbers=numbers).items()
    }


def _name(kind: str, values: tuple[str, ...]) -> str:
    """What a party or conveyance is called: the first two of its fields that say anything."""
    told = [
        value
        for field, value in zip(FIELDS[kind], values, strict=True)
        if value and field != "kind"
    ]
    return " · ".join(told[:2])
