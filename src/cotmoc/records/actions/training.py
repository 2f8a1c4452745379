"""Weights of incidents trained on what stands and on what people judged, and put into use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.records.queries.comparing import columns_of_everything
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.weights import incident_weights_in_use, trained_path
from cotmoc.resolution.core.clustering import Verdict, standing
from cotmoc.resolution.core.estimation import JudgedPairs
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.training import TrainedWeights
from cotmoc.resolution.core.training import train_weights as trained_weights
from cotmoc.resolution.core.weights import weights_as_json
from cotmoc.resolution.queries.ledger import ledger_at


@action(Event.RULE_APPLIED)
def train_incident_weights(*, actor: Viewer, keep: bool = True) -> TrainedWeights:
    """Weights estimated from all incidents that stand and from what people judged, with how they and those before do.

    `keep` puts them into use. Raises `BadWeightsError` with its reason when they cannot be right: those before stay.
    """
    features = build_features(columns_of_everything())
    trained = trained_weights(features, incident_weights_in_use(), _judged(features.numbers))
    if keep:
        put_into_use(trained_path(KIND), weights_as_json(trained.table))
    details = {"kind": KIND, "model": trained.table.name, "kept": keep}
    record_event(actor=actor, event=Event.RULE_APPLIED, subject=f"weights:{KIND}", details=details)
    return trained


def put_into_use(path: Path, table: dict[str, Any]) -> None:
    """Writes a table of weights, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(table, indent=1), encoding="utf-8")
    beside.replace(path)


def _judged(numbers: NDArray[np.int64]) -> JudgedPairs:
    """What people said of pairs both of which stand, by row."""
    order = np.argsort(numbers)
    rows = standing(ledger_at(KIND))
    rows = rows.take(rows.by_person & (rows.verdict != Verdict.UNSURE))
    rows = rows.take(np.isin(rows.left, numbers) & np.isin(rows.right, numbers))
    left, right = (order[np.searchsorted(numbers[order], side)] for side in (rows.left, rows.right))
    return JudgedPairs(left, right, rows.verdict == Verdict.SAME)
