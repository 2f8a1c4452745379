"""How much more a rare name, commune or nationality says than an average one: counted, with ready-made shares."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.kernels import Weights
from cotmoc.resolution.core.parties.model import PartyModel
from cotmoc.resolution.core.parties.vocabulary import Codes, Vocabulary

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


_FOREIGN = "foreign_{}"


@lru_cache(maxsize=1)
def ready_shares() -> dict[str, dict[str, float]]:
    """The ready-made shares by role and folded name, from `name_shares.tsv`.

    >>> ready_shares()["family"]["nguyen"]
    0.38
    """
    shares: dict[str, dict[str, float]] = {}
    text = files("cotmoc.resolution.core.parties").joinpath("name_shares.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith(("#", "role\t")):
            role, name, share = line.split("\t")
            shares.setdefault(role, {})[name] = float(share)
    return shares


class Counts:
    """How often each value of each role was met, int64 arrays by the numbers of the vocabulary; more can be added."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        roles = (*at.ROLES, *map(_FOREIGN.format, at.APART))
        self.by_role: dict[str, IntArray] = {role: np.zeros(1, dtype=np.int64) for role in roles}

    def add(self, table: IntArray, times: int = 1) -> None:
        """Counts the values of the rows of a table; -1 times takes them out again."""
        names = table[:, at.FAMILY_GIVEN]
        foreign = table[:, at.FACTS] >> at.FOREIGN_SHIFT & 1 == 1
        has_family = names >> 32 > 0
        given, middle = names & 0xFFFFFFFF, table[:, at.MIDDLE]
        values = {
            "family": names >> 32,
            "given": given[~foreign],
            "middle": middle[has_family & ~foreign],
            _FOREIGN.format("given"): given[foreign],
            _FOREIGN.format("middle"): middle[has_family & foreign],
            "area": table[:, at.AREA_REGION] >> 32,
            "country": table[:, at.FACTS] >> at.COUNTRY_SHIFT & 0xFFFF,
        }
        for role, met in values.items():
            self._count(role, met, times)

    def _count(self, role: str, values: IntArray, times: int) -> None:
        """Value 0 stands for none, which counts only where it is a value as any other: no middle name."""
        if len(values) == 1 and values[0] < len(self.by_role[role]):
            if values[0] or role.endswith("middle"):
                self.by_role[role][values[0]] += times
            return
        fresh = np.bincount(values).astype(np.int64) * times
        if not role.endswith("middle") and len(fresh):
            fresh[0] = 0
        known = self.by_role[role]
        if len(fresh) < len(known):
            fresh, known = known, fresh
        fresh = fresh.astype(np.int64)
        fresh[: len(known)] += known
        self.by_role[role] = fresh

    def weights(self, model: PartyModel) -> Weights:
        """What levels and rarities weigh by a model: log2(chance / share) for each value.

        A share is (count + prior records x ready share) / (all + prior records), so that few records lean on what is
        known of the country; a name that neither counts nor list know is taken to be met half a time. Given and middle
        names of foreign names are counted among these.
        """
        words = self.vocabulary.words.codes
        return Weights(
            model.level_table(),
            self._bits(model, "family", words),
            self._apart(model, "middle", self.vocabulary.middles),
            self._apart(model, "given", words),
            self._bits(model, "area", self.vocabulary.areas),
            self._bits(model, "country", self.vocabulary.countries),
        )

    def _apart(self, model: PartyModel, role: str, codes: Codes) -> FloatArray:
        """float64 (2, v): the bits among Vietnamese names, and among foreign ones."""
        own = self._bits(model, role, codes)
        foreign = self._bits(model, role, codes, _FOREIGN.format(role))
        return np.stack([own, foreign])

    def _bits(self, model: PartyModel, role: str, codes: Codes, counted: str = "") -> FloatArray:
        counts = np.zeros(len(codes), dtype=np.float64)
        known = self.by_role[counted or role][: len(codes)]
        counts[: len(known)] = known
        total, ready = counts.sum(), ready_shares().get(counted or role)
        if ready is not None:
            prior = np.array([ready.get(text, 0.0) for text in codes.texts])
            counts, total = counts + model.prior_records * prior, total + model.prior_records
        if total == 0:
            return np.zeros(len(codes))
        shares = np.maximum(counts, 0.5) / total
        bits: FloatArray = np.log2(model.chances[role] / np.minimum(shares, 1.0))
        return bits


def weights_of(table: IntArray, vocabulary: Vocabulary, model: PartyModel) -> Weights:
    """What levels and rarities weigh among the rows of one table."""
    counts = Counts(vocabulary)
    counts.add(table)
    return counts.weights(model)
