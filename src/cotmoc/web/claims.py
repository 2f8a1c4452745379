"""That something known may be the same as what is being written: how likely, and why, down to the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cotmoc.records.core.drafts import IncidentDraft
from cotmoc.records.queries.known import KnownClaim
from cotmoc.resolution.core.scores import Score
from cotmoc.web.reasons import Waterfall, leading, probability_text, waterfall

#: From these odds on (32 to 1) a claim stands out.
STRONG_BITS = 5.0


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """That something may be the same: what, how likely, the reasons that weigh most, and the weights of all."""

    what: str
    likely: str
    reasons: Sequence[str]
    steps: Waterfall
    is_strong: bool


def claim_name(claim: KnownClaim, sought: IncidentDraft) -> str:
    """Who or what of those that are written may be known, by its name or number."""
    if claim.kind == "party":
        party = sought.parties[claim.place]
        return party.name or party.identity_number
    conveyance = sought.conveyances[claim.place]
    return conveyance.registration or conveyance.name


def shown_claim(score: Score, what: str) -> ShownClaim:
    """A claim in words."""
    reasons = [each.as_json() for each in score.reasons]
    return ShownClaim(
        what=what,
        likely=probability_text(score.probability),
        reasons=leading(reasons),
        steps=waterfall(reasons),
        is_strong=score.weight >= STRONG_BITS,
    )
