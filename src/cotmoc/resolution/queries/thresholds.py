"""Which thresholds hold, who set them, and what people judged of pairs at each weight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from cotmoc.resolution.core.clustering import Verdict, standing
from cotmoc.resolution.core.expecting import Judged, Stratum
from cotmoc.resolution.core.sorts import DEFAULT_LINES, KIND_OF, Line
from cotmoc.resolution.core.surveys import bands_of
from cotmoc.resolution.models import Proposal, ProposalState, Threshold
from cotmoc.resolution.queries.ledger import answers_of_people


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """One setting of the thresholds of a sort; `undoes` is the setting that it takes back."""

    id: int
    line: Line
    actor_name: str
    reason: str
    at: datetime
    revision: int
    undoes: int | None


def line_of(sort: str, *, before: int | None = None) -> Line:
    """The thresholds that hold for a sort; with `before` (the id of a setting) those that held before it."""
    rows = Threshold.objects.filter(sort=sort)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    latest = rows.order_by("-pk").first()
    return Line(latest.join_bits, latest.ask_bits) if latest else DEFAULT_LINES[sort]


def threshold_history(sort: str, limit: int = 20) -> list[ThresholdRow]:
    """The settings of a sort, the newest first."""
    return [
        ThresholdRow(
            id=row.pk,
            line=Line(row.join_bits, row.ask_bits),
            actor_name=row.actor_name,
            reason=row.reason,
            at=row.at,
            revision=row.revision_id,
            undoes=row.undoes_id,
        )
        for row in Threshold.objects.filter(sort=sort).order_by("-pk")[:limit]
    ]


def sort_of_setting(number: int) -> str | None:
    """The sort that a setting (its id) is of; None when there is no such setting."""
    return Threshold.objects.filter(pk=number).values_list("sort", flat=True).first()


def judged_by_stratum(sort: str) -> dict[Stratum, Judged]:
    """What people said of the proposed and of the drawn pairs of a sort: same or different, by band and fit.

    Answers of "unsure" say nothing of either. Judgements of pairs that were never proposed or drawn are no sample:
    who splits what was joined does it because it is wrong.
    """
    rows = standing(answers_of_people(KIND_OF[sort]))
    rows = rows.take(rows.verdict != Verdict.UNSURE)
    same = dict(
        zip(
            zip(rows.left.tolist(), rows.right.tolist(), strict=True),
            (rows.verdict == Verdict.SAME).tolist(),
            strict=True,
        )
    )
    fields = ("left_number", "right_number", "weight", "fits")
    answered = Proposal.objects.filter(sort=sort, state=ProposalState.ANSWERED)
    found: dict[Stratum, Judged] = {}
    for left, right, weight, fits in answered.values_list(*fields):
        if (verdict := same.get((left, right))) is not None:
            stratum = int(bands_of(np.array([weight]))[0]), fits
            known = found.get(stratum, Judged(0, 0))
            found[stratum] = Judged(known.pairs + 1, known.same + verdict)
    return found
