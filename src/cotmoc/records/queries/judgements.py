"""What was judged about records, as far as the viewer may open both of a pair."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.policies import visible_to
from cotmoc.resolution.core.ids import ThingId, parse_id
from cotmoc.resolution.queries.ledger import judgements_of

KIND = "incident"


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement of two records (ids): what, by whom (a person or a rule), when and why.

    `reasons` are those of the score it was made with, as `cotmoc.resolution.core.scores.Reason.as_json`.
    """

    id: int
    left: int
    right: int
    decision: str
    by_person: bool
    judge: str
    reason: str
    weight: float | None
    reasons: tuple[dict[str, Any], ...]
    at: datetime
    revision: int
    is_withdrawn: bool

    @property
    def pair(self) -> tuple[int, int]:
        """The ids of the two records."""
        return (self.left, self.right)


def judgements_about(*, viewer: Viewer, record_ids: Collection[int]) -> tuple[Judged, ...]:
    """The judgements about any of the records, the newest first, both of whose records the viewer may open."""
    rows = judgements_of([str(ThingId(KIND, number)) for number in record_ids])
    pairs = [(parse_id(row.left_id).number, parse_id(row.right_id).number) for row in rows]
    named = {number for pair in pairs for number in pair}
    opened = set(visible_to(viewer).filter(pk__in=named).values_list("pk", flat=True))
    return tuple(
        Judged(
            id=row.id,
            left=left,
            right=right,
            decision=str(row.decision),
            by_person=row.judge == "person",
            judge=row.judge_name,
            reason=row.reason,
            weight=row.weight,
            reasons=tuple(row.reasons),
            at=row.at,
            revision=row.revision,
            is_withdrawn=row.is_withdrawn,
        )
        for row, (left, right) in zip(rows, pairs, strict=True)
        if left in opened and right in opened
    )
