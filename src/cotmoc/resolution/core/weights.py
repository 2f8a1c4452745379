"""The table of match weights of incidents: ready-made or trained, kept as JSON, checked before it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.errors import CotmocError
from cotmoc.resolution.core.comparison import LEVELS, level
from cotmoc.resolution.core.together import BadCurveError, Curve

FloatArray = NDArray[np.float64]
DEFAULT_PATH = Path(__file__).with_name("incident_weights.json")

#: Levels of a comparison from the one that speaks most for one incident to the one that speaks least.
CHAINS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "time": (
        ("same_time", "same_day", "next_day", "within_3_days", "within_30_days", "apart"),
        ("same_time", "same_day", "same_day_other_time"),
        ("same_month", "same_long_period", "apart"),
    ),
    "place": (
        (
            "same_point",
            "within_1km",
            "within_5km",
            "within_20km",
            "within_50km",
            "within_100km",
            "apart",
        ),
        ("one_coordinate", "apart"),
        ("same_area", "same_region", "apart"),
    ),
    "rivals": (("none", "few", "some", "many", "crowd"),),
    "offence": (("same", "different"),),
    "registration": (("shared", "different"),),
    "reference": (),
    "goods": (("same_amount", "similar_amount", "same_commodity", "different"),),
    "agency": (("different", "same"),),
    "parties": (("several", "one"),),
    "name": (
        ("rare", "shared", "not_named", "different"),
        ("rare", "similar", "not_named", "different"),
    ),
    "text": (("alike", "much", "some", "little", "nothing_shared"),),
}
#: The first level of these has to speak for one incident, the last against it.
TELLING = ("time", "place", "offence", "registration", "goods", "name", "text")
#: A weight further from 0 than this rests on nothing that was ever counted.
MOST_BITS = 30.0
#: By how many bits a level may weigh more than a better one: estimates tremble.
SLACK_BITS = 0.5
_LEAST_SLOPE, _MOST_SLOPE = 0.2, 2.0
_LEAST_PRIOR, _MOST_PRIOR = -40.0, -2.0


class BadWeightsError(CotmocError):
    """A table of weights that cannot be right; `reason` is a code, the message says it in words."""

    code = "resolution.bad_weights"


@dataclass(frozen=True, slots=True)
class WordWeights:
    """How rare words are taken to be; bits are log2, shares are of records. See `incident_weights.json`."""

    pseudo_records: float
    unknown_share: float
    distinctive_bits: float
    offence_cap_bits: float
    known_shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WeightTable:
    """Chances of each level among pairs of one incident (`m`) and of two (`u`), after Fellegi and Sunter (1969).

    m, u        float64 by comparison, in the order of `LEVELS`
    prior_bits  the bits with which any pair starts, after the slope
    slope       what the bits of all levels are multiplied by: comparisons repeat each other, so that their bits taken
                together say too much; estimated from pairs whose answer is known
    why         by `comparison.level` why it is so, or what it was estimated from
    curve       what is added to a sum because pieces of evidence hang together more than they are said to
    """

    name: str
    m: Mapping[str, FloatArray]
    u: Mapping[str, FloatArray]
    prior_bits: float
    slope: float
    words: WordWeights
    why: Mapping[str, str]
    curve: Curve = field(default_factory=Curve)

    def bits(self, comparison: str) -> FloatArray:
        """The weights of a comparison's levels, float64, and a last 0.0 for level -1."""
        bits = self.slope * np.log2(self.m[comparison] / self.u[comparison])
        return np.append(bits, 0.0)


def load_weights(path: Path = DEFAULT_PATH) -> WeightTable:
    """The table in a JSON file. Raises `BadWeightsError`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadWeightsError(f"{path} is not JSON: {error}", reason="not_json") from error
    return weights_from(data)


def weights_from(data: Any) -> WeightTable:
    """The table that parsed JSON describes, checked. Raises `BadWeightsError`."""
    unknown = set(data.get("levels", ())) - set(LEVELS) if isinstance(data, dict) else set()
    if unknown:
        name = min(unknown)
        raise BadWeightsError(f"unknown comparison {name}", reason="incomplete", at=name)
    try:
        table = WeightTable(
            name=f"{data['name']}-{data['version']}",
            m={name: _column(data, name, "m") for name in LEVELS},
            u={name: _column(data, name, "u") for name in LEVELS},
            prior_bits=float(data["prior_bits"]),
            slope=float(data["slope"]),
            words=WordWeights(**{name: data["words"][name] for name in WordWeights.__slots__}),
            why={
                f"{name}.{each}": str(data["levels"][name][each].get("why", ""))
                for name, levels in LEVELS.items()
                for each in levels
            },
            curve=Curve.of(data.get("curve", [])),
        )
    except BadCurveError as error:
        raise BadWeightsError(str(error), reason="not_monotone", at="curve") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadWeightsError(f"the table lacks {error}", reason="incomplete") from error
    check_weights(table)
    return table


def weights_as_json(table: WeightTable) -> dict[str, Any]:
    """The table as JSON, as `load_weights` reads it."""
    name, _, version = table.name.rpartition("-")
    levels = {
        comparison: {
            each: {"m": _short(m), "u": _short(u), "why": table.why.get(f"{comparison}.{each}", "")}
            for each, m, u in zip(names, table.m[comparison], table.u[comparison], strict=True)
        }
        for comparison, names in LEVELS.items()
    }
    words = {each: getattr(table.words, each) for each in WordWeights.__slots__}
    return {
        "name": name,
        "version": int(version),
        "prior_bits": round(table.prior_bits, 3),
        "slope": round(table.slope, 4),
        "curve": table.curve.as_list(),
        "levels": levels,
        "words": {**words, "known_shares": dict(table.words.known_shares)},
    }


def check_weights(table: WeightTable, slack_bits: float = SLACK_BITS) -> None:
    """Raises `BadWeightsError`, with the code of its reason, for a table that cannot be right.

    `not_probability`: a chance outside of 0..1; `too_strong`: a weight beyond 30 bits; `not_monotone`: a level that
    should speak less for one incident than a better one speaks clearly more; `no_evidence`: the best level of a
    telling comparison speaks against, or the worst for it; `prior_out_of_range`, `slope_out_of_range`.
    """
    for name, value, least, most in (
        ("prior", table.prior_bits, _LEAST_PRIOR, _MOST_PRIOR),
        ("slope", table.slope, _LEAST_SLOPE, _MOST_SLOPE),
    ):
        if not (isfinite(value) and least <= value <= most):
            raise BadWeightsError(f"{name}: {value}", reason=f"{name}_out_of_range", at=name)
    for comparison in LEVELS:
        _check_chances(table, comparison)
        _check_order(comparison, table.bits(comparison), slack_bits)


def _check_chances(table: WeightTable, comparison: str) -> None:
    for side in (table.m, table.u):
        chances = side[comparison]
        if not np.all((chances > 0) & (chances <= 1)):
            raise BadWeightsError(
                f"{comparison}: {chances.tolist()}", reason="not_probability", at=comparison
            )
    bits = table.bits(comparison)
    if np.any(np.abs(bits) > MOST_BITS):
        raise BadWeightsError(f"{comparison}: {bits.tolist()}", reason="too_strong", at=comparison)


def _check_order(comparison: str, bits: FloatArray, slack_bits: float) -> None:
    for place, chain in enumerate(CHAINS[comparison]):
        codes = [level(comparison, each) for each in chain]
        for better, worse in pairwise(codes):
            if bits[worse] > bits[better] + slack_bits:
                names = LEVELS[comparison]
                raise BadWeightsError(
                    f"{comparison}.{names[worse]} weighs {bits[worse]:.1f} bits,"
                    f" {names[better]} {bits[better]:.1f}",
                    reason="not_monotone",
                    at=f"{comparison}.{names[worse]}",
                )
        if not place and comparison in TELLING and (bits[codes[0]] <= 0 or bits[codes[-1]] >= 0):
            raise BadWeightsError(
                f"{comparison}: {bits.tolist()}", reason="no_evidence", at=comparison
            )


def _column(data: Mapping[str, Any], comparison: str, side: str) -> FloatArray:
    stated = data["levels"][comparison]
    unknown = set(stated) - set(LEVELS[comparison])
    if unknown:
        raise BadWeightsError(
            f"unknown level {comparison}.{min(unknown)}", reason="incomplete", at=comparison
        )
    return np.array([float(stated[each][side]) for each in LEVELS[comparison]])


def _short(chance: float) -> float:
    return float(f"{chance:.4g}")
