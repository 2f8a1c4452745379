"""Parties for tests, from a few words each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from cotmoc.resolution.core.parties.columns import PartyColumns
from cotmoc.resolution.core.parties.rows import Parties, build_parties
from cotmoc.resolution.core.parties.vocabulary import Vocabulary

DEFAULTS: dict[str, Any] = {
    "name": "",
    "birth": 0,
    "document": "",
    "sex": 0,
    "country": "",
    "area": "",
    "region": "",
}


def columns(*people: dict[str, Any], are_persons: bool = True, first: int = 1) -> PartyColumns:
    """The people, numbered from `first`; what is not said of one is not known."""
    rows = [DEFAULTS | each for each in people]

    def texts(name: str) -> pa.Array:
        return pa.array([row[name] for row in rows], pa.string())

    def numbers(name: str) -> np.ndarray[Any, np.dtype[np.int64]]:
        return np.array([row[name] for row in rows], dtype=np.int64)

    return PartyColumns(
        numbers=np.arange(first, first + len(rows), dtype=np.int64),
        names=texts("name"),
        births=numbers("birth"),
        documents=texts("document"),
        categories=numbers("sex"),
        countries=texts("country"),
        areas=texts("area"),
        regions=texts("region"),
        are_persons=are_persons,
    )


def parties(*people: dict[str, Any], are_persons: bool = True) -> Parties:
    """The people, packed."""
    return build_parties(columns(*people, are_persons=are_persons), Vocabulary())


def named(names: Sequence[str], **known: Any) -> Parties:
    """People of these names of whom all the same is known."""
    return parties(*({"name": name} | known for name in names))
