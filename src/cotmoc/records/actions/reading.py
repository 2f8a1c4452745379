"""Reads that name persons: what is shown and the note that it was shown are one transaction."""

from __future__ import annotations

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.records.queries.contradictions import Contradictions, contradictions
from cotmoc.records.queries.incidents import Incident, incident
from cotmoc.records.queries.known_parties import Elsewhere, same_elsewhere
from cotmoc.records.queries.maybe_known import MaybeOfIncident, maybe_known
from cotmoc.records.queries.review import Pair, review_pair
from cotmoc.records.queries.review_parties import ThingPair, thing_pair
from cotmoc.records.queries.seconding import Seconding, seconding
from cotmoc.records.queries.sources import Record, source_record
from cotmoc.records.queries.thresholds import Preview, preview
from cotmoc.resolution.core.sorts import Line


@action(Event.INCIDENT_READ)
def read_incident(*, actor: Viewer, record_id: int) -> Incident:
    """The incident that the record belongs to, as the actor may see it; the reading is audited.

    Raises `RecordNotFoundError` when none of its sources is open to the actor.
    """
    found = incident(viewer=actor, record_id=record_id)
    record_event(
        actor=actor,
        event=Event.INCIDENT_READ,
        subject=f"incident:{found.id}",
        details={"records": [source.id for source in found.sources], "closed": found.closed},
    )
    return found


@action(Event.SOURCE_READ)
def read_source(*, actor: Viewer, record_id: int) -> Record:
    """The source record with all its versions; the reading is audited. Raises `RecordNotFoundError`."""
    found = source_record(viewer=actor, record_id=record_id)
    record_event(actor=actor, event=Event.SOURCE_READ, subject=f"record:{found.id}")
    return found


@action(Event.SOURCE_READ)
def read_pair(*, actor: Viewer, proposal_id: int) -> Pair:
    """The two records of a proposal side by side; the reading of both is audited.

    Raises `RecordNotFoundError` when there is no such proposal or either record is not open to the actor.
    """
    found = review_pair(viewer=actor, proposal_id=proposal_id)
    for source in found.sources:
        record_event(
            actor=actor,
            event=Event.SOURCE_READ,
            subject=f"record:{source.id}",
            details={"proposal": proposal_id},
        )
    return found


@action(Event.INCIDENT_READ)
def read_elsewhere(*, actor: Viewer, found: Incident) -> tuple[Elsewhere, ...]:
    """Which parties and conveyances of an incident are known from others; that these were named is audited."""
    told = same_elsewhere(viewer=actor, record_ids=[source.id for source in found.sources])
    if told:
        record_event(
            actor=actor,
            event=Event.INCIDENT_READ,
            subject=f"incident:{found.id}",
            details={"known_elsewhere": sorted({n for each in told for n in each.incidents})},
        )
    return told


@action(Event.KNOWN_SHOWN)
def read_maybe_known(*, actor: Viewer, record_id: int) -> MaybeOfIncident:
    """Who of an incident may be known from others; of which records the actor was told is audited.

    Raises `RecordNotFoundError` when none of its sources is open to the actor.
    """
    found = incident(viewer=actor, record_id=record_id)
    told = maybe_known(viewer=actor, found=found)
    if told.told:
        record_event(
            actor=actor,
            event=Event.KNOWN_SHOWN,
            subject=f"incident:{found.id}",
            details={"records": sorted({each.known.record_id for each in told.told})},
        )
    return told


@action(Event.CONFLICTS_READ)
def read_contradictions(*, actor: Viewer) -> Contradictions:
    """Every contradiction that the actor may open; that the records were named is audited."""
    told = contradictions(viewer=actor)
    record_event(actor=actor, event=Event.CONFLICTS_READ, details={"records": list(told.records())})
    return told


@action(Event.WAITING_READ)
def read_waiting(*, actor: Viewer) -> Seconding:
    """What waits for a second person and what is marked; that the records were named is audited."""
    told = seconding(viewer=actor)
    record_event(actor=actor, event=Event.WAITING_READ, details={"records": list(told.records())})
    return told


@action(Event.THRESHOLDS_PREVIEWED)
def read_preview(*, actor: Viewer, sort: str, line: Line) -> Preview:
    """What a setting of thresholds would change; the naming of the records is audited."""
    told = preview(viewer=actor, sort=sort, line=line)
    pairs = (*told.named_joined, *told.named_parted)
    records = sorted({number for pair in pairs for number in pair.records})
    record_event(
        actor=actor,
        event=Event.THRESHOLDS_PREVIEWED,
        subject=f"thresholds:{sort}",
        details={"join_bits": line.join_bits, "ask_bits": line.ask_bits, "records": records},
    )
    return told


@action(Event.SOURCE_READ)
def read_thing_pair(*, actor: Viewer, kind: str, proposal_id: int) -> ThingPair:
    """Two statements about parties or conveyances side by side; the reading of both records is audited.

    Raises `RecordNotFoundError` when there is no such proposal or either record is not open to the actor.
    """
    found = thing_pair(viewer=actor, kind=kind, proposal_id=proposal_id)
    for side in found.sides:
        record_event(
            actor=actor,
            event=Event.SOURCE_READ,
            subject=f"record:{side.record_id}",
            details={"proposal": proposal_id},
        )
    return found
