"""Why two parties or conveyances weigh as they do: a waterfall of coded reasons, a hundred thousand pairs a second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties.layout import level_code, unpacked
from cotmoc.resolution.core.parties.linking import PartyPairs
from cotmoc.resolution.core.parties.model import PartyModel
from cotmoc.resolution.core.parties.weighing import WeighedPairs
from cotmoc.resolution.core.scores import Reason, Score, probability

#: What a comparison is called where people read it: by kind of thing.
TITLES = {
    "party": {
        "name": "party_name",
        "birth": "birth",
        "number": "document",
        "category": "sex",
        "country": "nationality",
        "area": "residence",
    },
    "conveyance": {
        "name": "conveyance_name",
        "birth": "birth",
        "number": "plate",
        "category": "sort",
        "country": "flag",
        "area": "residence",
    },
}
#: Rarities in the order of `PartyPairs.rarities`.
_TREMBLING = 1e-9
RARITIES = ("name", "area", "country")


class Explainer:
    """Turns packed levels into reasons; each combination of levels is put into words once."""

    def __init__(self, model: PartyModel, kind: str = "party"):
        self.model, self.kind, self.titles = model, kind, TITLES[kind]
        self._reasons: dict[int, tuple[tuple[Reason, ...], float]] = {}

    def explain(self, pairs: PartyPairs) -> Iterator[Score]:
        """The score of each pair: the prior, each comparison, what the rarity of what agrees adds or takes, and what
        all of it is worth less, or more, because it is seen together.

        The weights of the reasons add up to the pair's weight, to the last bit that a float holds.
        """
        prior = Reason(f"{self.kind}.prior", {}, pairs.prior_bits)
        weights, chances = pairs.weights.tolist(), probability(pairs.weights).tolist()
        rows = zip(pairs.packed.tolist(), pairs.rarities.tolist(), weights, chances, strict=True)
        for packed, rarities, weight, chance in rows:
            levels, bits = self._of_levels(packed)
            together = weight - pairs.prior_bits - bits - sum(rarities)
            reasons = (prior, *levels, *self._of_rarities(rarities), *self._together(together))
            yield Score(weight, chance, reasons)

    def explain_beside(self, weighed: WeighedPairs, taken: NDArray[np.float64]) -> Iterator[Score]:
        """The same with what stands beside the two, and what rivals take (float64 bits), each a step of its own."""
        pairs = replace(weighed.pairs, weights=weighed.weights)
        beside = zip(
            weighed.shared.tolist(),
            weighed.beside.tolist(),
            weighed.borne.tolist(),
            taken.tolist(),
            strict=True,
        )
        for score, (shared, added, borne, rivals) in zip(self.explain(pairs), beside, strict=True):
            what = weighed.names[shared] if shared >= 0 else "nothing_shared"
            steps = (
                (f"party.{what}", added),
                ("party.whole_name", borne),
                ("party.rivals", rivals),
            )
            own = tuple(each for each in score.reasons if each.code != "party.together")
            told = (*own, *(Reason(code, {}, bits) for code, bits in steps if bits != 0.0))
            weight = score.weight + rivals
            chance = float(probability(np.array([weight]))[0])
            rest = self._together(weight - sum(each.weight for each in told))
            yield Score(weight, chance, (*told, *rest))

    def _of_levels(self, packed: int) -> tuple[tuple[Reason, ...], float]:
        known = self._reasons.get(packed)
        if known is None:
            reasons = tuple(self._worded(packed))
            known = self._reasons[packed] = reasons, sum(reason.weight for reason in reasons)
        return known

    def _together(self, bits: float) -> tuple[Reason, ...]:
        """The step for what hangs together, left out where it is no more than the trembling of sums."""
        return (Reason(f"{self.kind}.together", {}, bits),) if abs(bits) > _TREMBLING else ()

    def _worded(self, packed: int) -> Iterator[Reason]:
        for comparison, level in unpacked(packed).items():
            bits = float(self.model.bits(comparison)[level_code(comparison, level)])
            yield Reason(f"{self.titles[comparison]}.{level}", {}, bits)

    def _of_rarities(self, rarities: list[float]) -> Iterator[Reason]:
        for role, bits in zip(RARITIES, rarities, strict=True):
            if bits != 0.0:
                word = "rare" if bits > 0 else "common"
                yield Reason(f"{self.titles[role]}.{word}", {}, bits)
