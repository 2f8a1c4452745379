"""The table of match weights: data that can be replaced by an estimated one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.errors import CotmocError
from cotmoc.resolution.core.comparison import LEVELS

DEFAULT_PATH = Path(__file__).with_name("default_weights.json")

#: Levels whose weight comes from how rare the shared value is, not from the table.
COMPUTED_LEVELS = frozenset({("name", "shared"), ("text", "shared"), ("offence", "same")})


class BadWeightsError(CotmocError):
    """A table of weights lacks a level, names an unknown one, or holds an impossible probability."""

    code = "resolution.bad_weights"


@dataclass(frozen=True, slots=True)
class WordWeights:
    """How shared words are weighed; bits are log2, shares are of records. See `default_weights.json`."""

    pseudo_records: float
    unknown_share: float
    distinctive_bits: float
    name_factor: float
    name_cap_bits: float
    text_factor: float
    text_cap_bits: float
    offence_cap_bits: float
    known_shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WeightTable:
    """Match weights in bits (log2 m/u) per comparison and level, after Fellegi and Sunter (1969).

    `levels[comparison]` is float64, one weight per level in the order of `LEVELS`, and a last 0.0 for level -1.
    """

    name: str
    prior_bits: float
    levels: Mapping[str, NDArray[np.float64]]
    words: WordWeights


def load_weights(path: Path = DEFAULT_PATH) -> WeightTable:
    """The table in a JSON file. Raises `BadWeightsError`.

    >>> round(float(load_weights().levels["time"][1]), 1)  # same day: log2(0.85 / 0.000274)
    11.6
    """
    return weights_from(json.loads(path.read_text(encoding="utf-8")))


def weights_from(data: Mapping[str, Any]) -> WeightTable:
    """The table that parsed JSON describes. Raises `BadWeightsError`."""
    unknown = set(data["levels"]) - set(LEVELS)
    if unknown:
        raise BadWeightsError(f"unknown comparison {min(unknown)}", comparison=min(unknown))
    words = {name: data["words"][name] for name in WordWeights.__slots__}
    return WeightTable(
        name=f"{data['name']}-{data['version']}",
        prior_bits=float(data["prior_bits"]),
        levels={name: _weights(name, data["levels"].get(name, {})) for name in LEVELS},
        words=WordWeights(**words),
    )


def _weights(comparison: str, stated: Mapping[str, Mapping[str, float]]) -> NDArray[np.float64]:
    expected = [name for name in LEVELS[comparison] if (comparison, name) not in COMPUTED_LEVELS]
    if set(expected) != set(stated):
        raise BadWeightsError(f"the levels of {comparison} are {expected}", comparison=comparison)
    weights = [
        _bits(comparison, stated[name]) if name in stated else 0.0 for name in LEVELS[comparison]
    ]
    return np.array([*weights, 0.0])


def _bits(comparison: str, chances: Mapping[str, float]) -> float:
    m, u = chances["m"], chances["u"]
    if not (0 < m <= 1 and 0 < u <= 1):
        raise BadWeightsError(
            f"{comparison}: m={m}, u={u} are no probabilities", comparison=comparison
        )
    return log2(m / u)
