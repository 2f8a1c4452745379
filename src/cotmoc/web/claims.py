"""That something known may be the same as what is being written: how likely, and why, down to the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from cotmoc.records.core.drafts import ConveyanceDraft, IncidentDraft, PartyDraft
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
    things = sought.parties if claim.kind == "party" else sought.conveyances
    return thing_name(things[claim.place])


def thing_name(stated: PartyDraft | ConveyanceDraft) -> str:
    """The name of a party, the registration of a conveyance; else what it is known by instead."""
    if isinstance(stated, PartyDraft):
        return stated.name or stated.identity_number
    return stated.registration or stated.name


#: From each probability on, in words.
CHANCES = (
    (0.99, gettext_lazy("almost certainly the same (%(chance)s)")),
    (0.9, gettext_lazy("very likely the same (%(chance)s)")),
    (0.6, gettext_lazy("likely the same (%(chance)s)")),
    (0.4, gettext_lazy("as likely as not the same (%(chance)s)")),
    (0.0, gettext_lazy("perhaps the same (%(chance)s)")),
)


def chance_text(probability: float) -> str:
    """How likely it is in words, with the number."""
    words = next(words for least, words in CHANCES if probability >= least)
    chance = probability_text(probability).replace(" %", "\N{NO-BREAK SPACE}%")
    return str(words) % {"chance": chance}


def shown_claim(score: Score, what: str) -> ShownClaim:
    """A claim in words."""
    reasons = [each.as_json() for each in score.reasons]
    return ShownClaim(
        what=what,
        likely=chance_text(score.probability),
        reasons=leading(reasons),
        steps=waterfall(reasons),
        is_strong=score.weight >= STRONG_BITS,
    )
