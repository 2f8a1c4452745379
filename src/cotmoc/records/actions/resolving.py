"""Comparing persons, organisations, vehicles and vessels: which statements are about the same one."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.actions.matching import MatchingReport, wait_for_other_passes
from cotmoc.records.models import MatchingRun
from cotmoc.records.queries.due import records_due
from cotmoc.records.queries.resolvable import KINDS, everything_resolvable
from cotmoc.records.queries.weights import trained_path, weights_in_use
from cotmoc.resolution.actions.matching import apply_matches
from cotmoc.resolution.core.clustering import Verdict, standing
from cotmoc.resolution.core.matching import Standing
from cotmoc.resolution.core.parties.joining import PartySettings, party_matches
from cotmoc.resolution.core.parties.model import model_as_json
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.parties.training import JudgedPairs, Trained, train_model
from cotmoc.resolution.queries.ledger import ledger_at


@action(Event.RULE_APPLIED)
def match_parties(
    *,
    actor: Viewer,
    kind: str,
    everything: bool = False,
    settings: PartySettings | None = None,
) -> MatchingReport:
    """Compares all parties or all conveyances (`kind`), joins the clear pairs, proposes the doubtful ones.

    Nothing is done when no record changed since the last pass, unless `everything` is asked for, as after a change of
    the weights. All of a kind are compared at once, because how rare a name is follows from all of them, and since that
    costs seconds; the ledger is only written where the outcome differs. Joins that no longer follow are taken back,
    what people judged is never touched, and doing it again changes nothing. It is one transaction: a killed pass leaves
    its records due. Raises `BadModelError` for trained weights that cannot be right.
    """
    wait_for_other_passes()
    through = latest_revision()
    if not everything and not records_due(kind):
        return MatchingReport()
    known = everything_resolvable(kind)
    rows = standing(ledger_at(kind))
    judged = Standing(rows.left, rows.right, rows.by_person, rows.verdict == Verdict.SAME)
    matches = party_matches(known.columns, known.records, weights_in_use(kind), judged, settings)
    applied = apply_matches(actor=actor, matches=matches)
    report = MatchingReport(
        records=len(known.columns),
        compared=matches.compared,
        joined=applied.joined,
        lapsed=applied.lapsed,
        proposed=applied.proposed,
    )
    MatchingRun.objects.create(kind=kind, through_id=through, counts=report.counts())
    return report


@action(Event.RULE_APPLIED)
def match_all_parties(
    *,
    actor: Viewer,
    everything: bool = False,
    say: Callable[[str, MatchingReport], None] | None = None,
) -> dict[str, MatchingReport]:
    """What passes over parties and over conveyances did, by kind; `say` is told each when it is done."""
    reports = {}
    for kind in KINDS:
        reports[kind] = match_parties(actor=actor, kind=kind, everything=everything)
        if say:
            say(kind, reports[kind])
    return reports


@action(Event.RULE_APPLIED)
def train_weights(*, actor: Viewer, kind: str, keep: bool = True) -> Trained:
    """Weights estimated from all that stand and from what people judged, with how they and those before do.

    `keep` puts them into use. Raises `BadModelError` with its reason when they cannot be right: those before stay.
    """
    parties = build_parties(everything_resolvable(kind).columns)
    trained = train_model(parties, weights_in_use(kind), _judged(kind, parties.numbers))
    if keep:
        path = trained_path(kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(model_as_json(trained.model), indent=1), encoding="utf-8")
        beside.replace(path)
    details = {"kind": kind, "model": trained.model.name, "kept": keep}
    record_event(actor=actor, event=Event.RULE_APPLIED, subject=f"weights:{kind}", details=details)
    return trained


def _judged(kind: str, numbers: np.ndarray[tuple[int], np.dtype[np.int64]]) -> JudgedPairs:
    """What people said of pairs both of which stand, by row."""
    rows = standing(ledger_at(kind))
    rows = rows.take(rows.by_person & (rows.verdict != Verdict.UNSURE))
    rows = rows.take(np.isin(rows.left, numbers) & np.isin(rows.right, numbers))
    left, right = np.searchsorted(numbers, rows.left), np.searchsorted(numbers, rows.right)
    return JudgedPairs(left, right, rows.verdict == Verdict.SAME)
