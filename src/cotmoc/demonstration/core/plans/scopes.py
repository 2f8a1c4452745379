"""Which incidents published figures count, so that their people must come out as they are."""

from __future__ import annotations

from cotmoc.demonstration.core.incidents import Incident
from cotmoc.demonstration.core.places import DIEN_BIEN
from cotmoc.demonstration.core.plans import border_guard_2025, drugs, gate
from cotmoc.demonstration.core.units import HOANH_MO


def is_published(incident: Incident) -> bool:
    """True for an incident whose people some published figure may count."""
    at_gate = incident.place.station == HOANH_MO and gate.PERIOD.holds(incident)
    return (
        at_gate
        or border_guard_2025.PERIOD.holds(incident)
        or drugs.in_scope(incident)
        or incident.place.province == DIEN_BIEN
    )
