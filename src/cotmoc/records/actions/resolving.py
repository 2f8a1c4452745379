"""Comparing persons, organisations, vehicles and vessels: which statements are about the same one."""

from __future__ import annotations

from cotmoc.access.actions.frame import action
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.actions.kept_steps import Tell
from cotmoc.records.actions.matching import (
    MatchingReport,
    match_incidents,
    wait_for_other_passes,
)
from cotmoc.records.models import MatchingRun
from cotmoc.records.queries.due import records_due
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.passes import compare_parties, counts_of, incident_settings
from cotmoc.records.queries.resolvable import CONVEYANCE, PARTY
from cotmoc.resolution.actions.matching import apply_matches
from cotmoc.resolution.core.parties.joining import PartySettings

#: What is compared after what: that two incidents share a person or a vehicle is evidence that they are one, and that
#: two persons stand in one incident, or come with one vehicle, that they are.
PASSES = (CONVEYANCE, PARTY, KIND, PARTY)


@action(Event.RULE_APPLIED)
def match_parties(
    *,
    actor: Viewer,
    kind: str,
    everything: bool = False,
    settings: PartySettings | None = None,
) -> MatchingReport:
    """Compares all parties or all conveyances (`kind`), joins the clear pairs, proposes the doubtful ones.

    Nothing is done when no record changed since the last pass, nor, for parties, any incident or conveyance was judged
    or joined anew, unless `everything` is asked for, as after a change of
    the weights. All of a kind are compared at once, because how rare a name is follows from all of them, and since that
    costs seconds; the ledger is only written where the outcome differs. Joins that no longer follow are taken back,
    what people judged is never touched, and doing it again changes nothing. It is one transaction: a killed pass leaves
    its records due. Raises `BadModelError` for trained weights that cannot be right.
    """
    wait_for_other_passes()
    through = latest_revision()
    if not everything and not records_due(kind):
        return MatchingReport()
    records, matches = compare_parties(kind, settings or PartySettings())
    applied = apply_matches(actor=actor, matches=matches)
    report = MatchingReport(
        records=records,
        compared=matches.compared,
        joined=applied.joined,
        lapsed=applied.lapsed,
        proposed=applied.proposed,
        large=matches.large,
    )
    MatchingRun.objects.create(
        kind=kind, through_id=through, counts=report.counts() | counts_of(matches)
    )
    return report


@action(Event.RULE_APPLIED)
def match_everything(*, actor: Viewer, everything: bool = False) -> dict[str, MatchingReport]:
    """What passes over parties, conveyances and incidents did, by kind: the one way in which what came in is compared.

    Incidents come after them, and those whose parties or conveyances were joined or taken apart just now are compared
    once more: what they share is evidence. Then parties are compared once more where incidents were: who stands beside
    whom is evidence for persons. What rests on that is none for incidents, so one round settles it. `everything`
    compares also what did not change.
    """
    reports: dict[str, MatchingReport] = {}
    for kind in PASSES:
        anyway = everything and kind not in reports
        report = match_kind(actor=actor, kind=kind, everything=anyway)
        reports[kind] = reports[kind].followed_by(report) if kind in reports else report
    return reports


@action(Event.RULE_APPLIED)
def match_kind(
    *, actor: Viewer, kind: str, everything: bool = False, say: Tell | None = None
) -> MatchingReport:
    """What a pass over one kind did: incident, party or conveyance; `say` is told how far one over incidents is."""
    if kind == KIND:
        return match_incidents(actor=actor, everything=everything, say=say)
    return match_parties(actor=actor, kind=kind, everything=everything)


@action(Event.RULE_APPLIED)
def match_by_thresholds(*, actor: Viewer, kind: str) -> MatchingReport:
    """Compares everything of a kind by the thresholds that hold, as after a change of them.

    Joins that the changed line no longer reaches lapse, without the slack that keeps joins from flickering otherwise.
    """
    if kind == KIND:
        settings = incident_settings(strict=True)
        return match_incidents(actor=actor, everything=True, settings=settings)
    strict = PartySettings().without_slack()
    return match_parties(actor=actor, kind=kind, everything=True, settings=strict)
