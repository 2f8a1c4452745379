"""Comparing incidents: which records of several agencies are one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from shutil import rmtree

from django.db import connection, transaction

from cotmoc.access.actions.frame import action
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.actions.kept_steps import KeptSteps, Tell, steps_folder
from cotmoc.records.models import MatchingRun, SourceRecord
from cotmoc.records.queries.comparing import (
    PARTNER_REACH,
    REACH,
    columns_of,
    records_near,
)
from cotmoc.records.queries.due import records_due
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.passes import (
    compare_incidents,
    counts_of,
    incident_settings,
    rows_concerned,
)
from cotmoc.resolution.actions.matching import apply_matches, withdraw_rule_joins
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.ids import ThingId, parse_id
from cotmoc.resolution.core.matching import Matches, MatchSettings, find_matches
from cotmoc.resolution.core.surveys import LargeBlocks
from cotmoc.resolution.queries.ledger import judgements_of, standing_judgements
from cotmoc.resolution.queries.proposals import proposals_of

#: Key of the advisory lock that lets one pass run at a time ("MATCH" in ASCII).
MATCHING_LOCK = 0x4D41544348
#: From this many records on everything is read: finding what lies near them would take longer.
MANY = 50_000
#: Partners of partners are rarely far away; after as many rounds everything is read instead.
MOST_ROUNDS = 4
GONE = "the record no longer stands"


@dataclass(frozen=True, slots=True)
class MatchingReport:
    """What one pass did: how many records it asked about, pairs it compared, joined, took apart and left to people.

    `large` blocks were too large to be compared in full.
    """

    records: int = 0
    compared: int = 0
    joined: int = 0
    lapsed: int = 0
    proposed: int = 0
    large: tuple[LargeBlocks, ...] = ()

    def followed_by(self, later: MatchingReport) -> MatchingReport:
        """What two passes over one kind did together; what is left to people is what the later one left."""
        if not later.records:
            return self
        return MatchingReport(
            records=max(self.records, later.records),
            compared=self.compared + later.compared,
            joined=self.joined + later.joined,
            lapsed=self.lapsed + later.lapsed,
            proposed=later.proposed,
            large=later.large,
        )

    def counts(self) -> dict[str, int]:
        """The numbers by name."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "large"}


@action(Event.RULE_APPLIED)
def match_incidents(
    *,
    actor: Viewer,
    record_ids: Collection[int] | None = None,
    everything: bool = False,
    settings: MatchSettings | None = None,
    say: Tell | None = None,
) -> MatchingReport:
    """Compares records with all others that could be the same incident, joins the clear pairs, proposes the rest.

    Without `record_ids` those are compared that are due since the last run; with `everything` all there are, as
    after a change of the weights. Joins by rule that no longer follow are taken back, also those of records that
    no longer stand; what people judged is never touched. Doing it again changes nothing. One pass runs at a time;
    all of it is one transaction, so a killed pass leaves its records due; one over many goes on from what it had
    weighed when it is run again, and tells `say` how many of its steps are done. Without `settings` the thresholds that
    people set hold, and the weights in use. Raises `BadWeightsError` for trained weights that cannot be right.
    """
    wait_for_other_passes()
    through = latest_revision()
    due = records_due()
    asked = set(due) if record_ids is None else set(record_ids)
    if not asked and not everything:
        return MatchingReport()
    by = settings or incident_settings()
    report, matches = _match(actor, asked, everything=everything, settings=by, say=say)
    transaction.on_commit(lambda: rmtree(steps_folder(), ignore_errors=True))
    if asked.issuperset(due) or everything:
        counted = counts_of(matches) if everything or report.records == _standing() else {}
        MatchingRun.objects.create(through_id=through, counts=report.counts() | counted)
    return report


def _standing() -> int:
    """How many incident records stand."""
    return SourceRecord.objects.filter(kind=KIND, current__isnull=False).count()


def wait_for_other_passes() -> None:
    """Holds the lock of matching until the running transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MATCHING_LOCK])


def _match(
    actor: Viewer,
    asked: set[int],
    *,
    everything: bool,
    settings: MatchSettings,
    say: Tell | None,
) -> tuple[MatchingReport, Matches]:
    concerned = asked | (set() if everything else _partners(asked))
    if everything or len(concerned) >= MANY:
        numbers, matches = compare_incidents(
            settings,
            None if everything else concerned,
            lambda features: KeptSteps(steps_folder(), features, settings, say),
        )
    else:
        numbers, matches = _compare_near(concerned, settings)
    withdrawn = _withdraw_gone(actor, asked - numbers)
    applied = apply_matches(actor=actor, matches=matches)
    report = MatchingReport(
        records=len(numbers if everything else concerned & numbers),
        compared=matches.compared,
        joined=applied.joined,
        lapsed=applied.lapsed + withdrawn,
        proposed=applied.proposed,
        large=matches.large,
    )
    return report, matches


def _compare_near(concerned: set[int], settings: MatchSettings) -> tuple[set[int], Matches]:
    """The same of what lies near those concerned, and near the partners that are found for them.

    Whoever may be joined needs all of its own candidates to be known. They mostly are; where they are not, as when
    a vehicle turns up again after years, what lies near the partner is loaded, too.
    """
    near = records_near(concerned, REACH)
    for _ in range(MOST_ROUNDS):
        features = build_features(columns_of(near))
        judged = standing_judgements(features.ids.tolist())
        matches = find_matches(features, rows_concerned(features, concerned), judged, settings)
        partners = {parse_id(touched).number for touched in matches.touched} - concerned
        missing = records_near(partners, PARTNER_REACH) - near
        if not missing:
            return near, matches
        near |= missing
    return compare_incidents(settings, concerned)


def _partners(record_ids: Collection[int]) -> set[int]:
    """The records that were joined or proposed with these: when one of a pair changes, the other may find a better."""
    ids = [str(ThingId(KIND, number)) for number in record_ids]
    pairs = [(row.left_id, row.right_id) for row in judgements_of(ids)]
    pairs += [(row.left_id, row.right_id) for row in proposals_of(ids)]
    return {parse_id(side).number for pair in pairs for side in pair}


def _withdraw_gone(actor: Viewer, gone: Collection[int]) -> int:
    """The number of joins by rule taken back because a record of theirs no longer stands."""
    ids = [str(ThingId(KIND, number)) for number in gone]
    joined = any(row.judge == "rule" and not row.is_withdrawn for row in judgements_of(ids))
    if not joined and not proposals_of(ids):
        return 0
    return withdraw_rule_joins(actor=actor, records=ids, reason=GONE)
