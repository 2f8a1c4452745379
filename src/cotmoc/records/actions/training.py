"""Weights trained on what stands and on what people judged, and put into use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.records.queries.comparing import columns_of_everything
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import everything_resolvable
from cotmoc.records.queries.weights import (
    incident_weights_in_use,
    trained_path,
    weights_in_use,
)
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.parties.model import model_as_json
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.parties.training import Trained, train_model
from cotmoc.resolution.core.training import TrainedWeights
from cotmoc.resolution.core.training import train_weights as trained_weights
from cotmoc.resolution.core.weights import weights_as_json
from cotmoc.resolution.queries.ledger import judged_pairs


@action(Event.RULE_APPLIED)
def train_incident_weights(*, actor: Viewer, keep: bool = True) -> TrainedWeights:
    """Weights estimated from all incidents that stand and from what people judged, with how they and those before do.

    `keep` puts them into use. Raises `BadWeightsError` with its reason when they cannot be right: those before stay.
    """
    features = build_features(columns_of_everything())
    trained = trained_weights(
        features, incident_weights_in_use(), judged_pairs(KIND, features.numbers)
    )
    if keep:
        put_into_use(trained_path(KIND), weights_as_json(trained.table))
    details = {"kind": KIND, "model": trained.table.name, "kept": keep}
    record_event(actor=actor, event=Event.RULE_APPLIED, subject=f"weights:{KIND}", details=details)
    return trained


@action(Event.RULE_APPLIED)
def train_thing_weights(*, actor: Viewer, kind: str, keep: bool = True) -> Trained:
    """Weights of parties or conveyances (`kind`) estimated from all that stand and what people judged, with their fit.

    `keep` puts them into use. Raises `BadModelError` with its reason when they cannot be right: those before stay.
    """
    parties = build_parties(everything_resolvable(kind).columns)
    trained = train_model(parties, weights_in_use(kind), judged_pairs(kind, parties.numbers))
    if keep:
        put_into_use(trained_path(kind), model_as_json(trained.model))
    details = {"kind": kind, "model": trained.model.name, "kept": keep}
    record_event(actor=actor, event=Event.RULE_APPLIED, subject=f"weights:{kind}", details=details)
    return trained


def put_into_use(path: Path, table: dict[str, Any]) -> None:
    """Writes a table of weights, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(table, indent=1), encoding="utf-8")
    beside.replace(path)
