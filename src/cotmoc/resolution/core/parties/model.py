"""The table of match weights of parties or conveyances: stated or trained, kept as JSON, checked before it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite, log2
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.errors import CotmocError
from cotmoc.resolution.core.parties.layout import (
    CHAINS,
    COMPARISONS,
    LEVELS,
    NAMESAKES,
    ROLES,
    level_code,
)
from cotmoc.resolution.core.together import BadCurveError, Curve

_HERE = Path(__file__).parent
PARTY_PATH = _HERE / "party_weights.json"
CONVEYANCE_PATH = _HERE / "conveyance_weights.json"
#: A weight further from 0 than this rests on nothing that was ever counted.
MOST_BITS = 40.0
#: By how many bits a level may weigh more than a better one (`CHAINS`): estimates tremble.
SLACK_BITS = 0.5
MOST_PARTNERS = 20.0


class BadModelError(CotmocError):
    """A table of weights that cannot be right; `reason` is a code, the message says it in words."""

    code = "resolution.bad_model"


@dataclass(frozen=True, slots=True)
class PartyModel:
    """Chances of each level among pairs of one thing (`m`) and of two (`u`), after Fellegi and Sunter (1969).

    m, u     float64 by comparison, in the order of `LEVELS`
    chances  by role: how likely two values drawn at random are the same, which `u` takes for granted
    expected_partners  how many other records of the same thing a record has on average
    prior_records      how many records' worth of trust the ready-made shares of names have beside the counted ones
    namesakes          by group of `NAMESAKES`: u of other comparisons among two whose names agree, where it is another
    curve              what is added to a weight because pieces of evidence hang together more than they are said to
    organisation_bits  how much more it says that two organisations bear the whole same name than that two persons do
    """

    name: str
    m: Mapping[str, NDArray[np.float64]]
    u: Mapping[str, NDArray[np.float64]]
    chances: Mapping[str, float]
    expected_partners: float
    prior_records: float
    namesakes: Mapping[str, Mapping[str, NDArray[np.float64]]] = field(default_factory=dict)
    curve: Curve = field(default_factory=Curve)
    organisation_bits: float = 0.0

    def bits(self, comparison: str) -> NDArray[np.float64]:
        """The weights of a comparison's levels, log2(m / u), float64."""
        bits: NDArray[np.float64] = np.log2(self.m[comparison] / self.u[comparison])
        return bits

    def level_table(self) -> NDArray[np.float64]:
        """float64 (3, 6, 16): bits by group of namesakes (0: none), comparison and level + 1; 0.0 for none compared."""
        table = np.zeros((1 + len(NAMESAKES), len(COMPARISONS), 16))
        for group, name in enumerate(("", *NAMESAKES)):
            u = {**self.u, **self.namesakes.get(name, {})}
            for place, comparison in enumerate(COMPARISONS):
                bits = np.log2(self.m[comparison] / u[comparison])
                table[group, place, 1 : len(bits) + 1] = bits
        return table

    def prior_bits(self, records: int) -> float:
        """The bits with which a pair of any two of so many records starts.

        >>> round(load_party_model().prior_bits(100_001), 1)
        -18.3
        """
        chance = min(self.expected_partners / max(records - 1, 1), 0.5)
        return log2(chance / (1.0 - chance))


def load_party_model(path: Path = PARTY_PATH) -> PartyModel:
    """The table in a JSON file. Raises `BadModelError`.

    >>> round(float(load_party_model().bits("birth")[0]), 1)  # the same day: log2(0.66 / 0.000045)
    13.8
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadModelError(f"{path} is not JSON: {error}", reason="not_json") from error
    return model_from(data)


def model_from(data: Any) -> PartyModel:
    """The table that parsed JSON describes, checked. Raises `BadModelError`."""
    try:
        model = PartyModel(
            name=f"{data['name']}-{data['version']}",
            m={name: _column(data, name, "m") for name in COMPARISONS},
            u={name: _column(data, name, "u") for name in COMPARISONS},
            chances={role: float(data["chances"][role]) for role in ROLES},
            expected_partners=float(data["expected_partners"]),
            prior_records=float(data["prior_records"]),
            namesakes={
                group: {name: _stated(levels, name, "u") for name, levels in stated.items()}
                for group, stated in data.get("namesakes", {}).items()
            },
            curve=Curve.of(data.get("curve", [])),
            organisation_bits=float(data.get("organisation_bits", 0.0)),
        )
    except BadCurveError as error:
        raise BadModelError(str(error), reason="not_monotone", at="curve") from error
    except (KeyError, TypeError, ValueError) as error:
        raise BadModelError(f"the table lacks {error}", reason="incomplete") from error
    check_model(model)
    return model


def model_as_json(model: PartyModel, why: str = "estimated") -> dict[str, Any]:
    """The table as JSON, as `load_party_model` reads it."""
    name, _, version = model.name.rpartition("-")
    levels = {
        comparison: {
            level: {"m": float(m), "u": float(u), "why": why}
            for level, m, u in zip(
                LEVELS[comparison], model.m[comparison], model.u[comparison], strict=True
            )
        }
        for comparison in COMPARISONS
    }
    return {
        "name": name,
        "version": int(version),
        "expected_partners": model.expected_partners,
        "levels": levels,
        "chances": dict(model.chances),
        "prior_records": model.prior_records,
        "namesakes": {
            group: {name: _as_levels(name, "u", u, why) for name, u in known.items()}
            for group, known in model.namesakes.items()
        },
        "curve": model.curve.as_list(),
        "organisation_bits": model.organisation_bits,
    }


def _as_levels(
    comparison: str, side: str, chances: NDArray[np.float64], why: str
) -> dict[str, dict[str, Any]]:
    return {
        level: {side: float(chance), "why": why}
        for level, chance in zip(LEVELS[comparison], chances, strict=True)
    }


def check_model(model: PartyModel, slack_bits: float = SLACK_BITS) -> None:
    """Raises `BadModelError`, with the code of its reason, for a table that cannot be right.

    `not_probability`: a chance outside of 0..1; `too_strong`: a weight beyond 40 bits; `not_monotone`: a level that
    should speak less for one thing than a better one speaks clearly more; `no_evidence`: the best level of a
    comparison clearly speaks against; `partners_out_of_range`: so many records of one thing as no register has.
    """
    for comparison in COMPARISONS:
        _check_chances(model, comparison)
        _check_order(comparison, model.bits(comparison), slack_bits)
    for group, stated in model.namesakes.items():
        if group not in NAMESAKES or not set(stated) <= set(COMPARISONS) - {"name"}:
            raise BadModelError(f"namesakes: {group}", reason="incomplete", at="namesakes")
        for comparison, chances in stated.items():
            _check_side(comparison, chances)
    for role, chance in model.chances.items():
        if not 0 < chance <= 1:
            raise BadModelError(f"chance of {role}: {chance}", reason="not_probability", at=role)
    if not 0 < model.expected_partners <= MOST_PARTNERS:
        raise BadModelError(
            f"{model.expected_partners} partners for each record",
            reason="partners_out_of_range",
            at="expected_partners",
        )
    if not 0.0 <= model.organisation_bits <= MOST_BITS:
        raise BadModelError(
            f"organisation_bits: {model.organisation_bits}",
            reason="too_strong",
            at="organisation_bits",
        )
    if not (isfinite(model.prior_records) and model.prior_records >= 0):
        raise BadModelError("prior_records", reason="not_probability", at="prior_records")


def _check_chances(model: PartyModel, comparison: str) -> None:
    for side in (model.m, model.u):
        _check_side(comparison, side[comparison])
    bits = model.bits(comparison)
    if np.any(np.abs(bits) > MOST_BITS):
        raise BadModelError(f"{comparison}: {bits.tolist()}", reason="too_strong", at=comparison)


def _check_side(comparison: str, chances: NDArray[np.float64]) -> None:
    if not np.all((chances > 0) & (chances <= 1)):
        raise BadModelError(
            f"{comparison}: {chances.tolist()}", reason="not_probability", at=comparison
        )


def _check_order(comparison: str, bits: NDArray[np.float64], slack_bits: float) -> None:
    """The first level does not clearly speak against, the last not for, and none clearly more than a better one.

    A nationality that only foreigners state says nothing when it agrees: its weight trembles around 0.
    """
    if bits[0] <= -slack_bits:
        raise BadModelError(f"{comparison}: {bits.tolist()}", reason="no_evidence", at=comparison)
    for chain in CHAINS[comparison]:
        for better, worse in pairwise(chain):
            more = bits[level_code(comparison, worse)]
            less = bits[level_code(comparison, better)]
            if more > less + slack_bits or (worse == "different" and more > 0):
                raise BadModelError(
                    f"{comparison}.{worse} weighs {more:.1f} bits, {better} {less:.1f}",
                    reason="not_monotone",
                    at=f"{comparison}.{worse}",
                )


def _column(data: Mapping[str, Any], comparison: str, side: str) -> NDArray[np.float64]:
    return _stated(data["levels"][comparison], comparison, side)


def _stated(stated: Mapping[str, Any], comparison: str, side: str) -> NDArray[np.float64]:
    unknown = set(stated) - set(LEVELS[comparison])
    if unknown:
        raise BadModelError(
            f"unknown level {comparison}.{min(unknown)}", reason="incomplete", at=comparison
        )
    return np.array([float(stated[level][side]) for level in LEVELS[comparison]])
