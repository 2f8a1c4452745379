"""Which weights incidents, parties and conveyances are compared by: those trained here, or those shipped."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import PARTY
from cotmoc.resolution.core.parties.model import (
    CONVEYANCE_PATH,
    PARTY_PATH,
    PartyModel,
    load_party_model,
)
from cotmoc.resolution.core.weights import WeightTable, load_weights


def trained_path(kind: str) -> Path:
    """Where trained weights of a kind are kept."""
    return Path(settings.HOME) / "weights" / f"{kind}.json"


def weights_stamp(kind: str) -> int:
    """What changes whenever a kind is trained anew; 0 for the shipped weights."""
    path = trained_path(kind)
    return path.stat().st_mtime_ns if path.exists() else 0


def weights_in_use(kind: str) -> PartyModel:
    """The trained weights where there are some, else the shipped ones. Raises `BadModelError`."""
    path = trained_path(kind)
    if path.exists():
        return load_party_model(path)
    return load_party_model(PARTY_PATH if kind == PARTY else CONVEYANCE_PATH)


def incident_weights_in_use() -> WeightTable:
    """The trained weights of incidents where there are some, else the shipped ones. Raises `BadWeightsError`."""
    path = trained_path(KIND)
    return load_weights(path) if path.exists() else load_weights()
