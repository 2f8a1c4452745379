"""What versions state of their incidents, in the form in which it is counted once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from cotmoc.access.queries.organisation import agency_labels
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.identifiers import document_key
from cotmoc.normalise.precision import Precision
from cotmoc.normalise.text import fold
from cotmoc.records.core.counting import (
    SourceStatements,
    Stated,
    StatedConveyance,
    StatedOutcome,
    StatedParty,
    StatedSeizure,
)
from cotmoc.records.models import (
    ConveyanceStatement,
    IncidentStatement,
    OutcomeStatement,
    PartyStatement,
    SeizureStatement,
)

S = TypeVar("S", bound=Stated)


def stated_incidents(versions: Mapping[int, int]) -> dict[int, SourceStatements]:
    """What each version (value) states of its incident, by its record (key), ready for `resolve_incident`.

    Versions that state no incident have no entry.
    """
    wanted = list(versions.values())
    parties, conveyances = _by_record(_parties(wanted)), _by_record(_conveyances(wanted))
    seizures, outcomes = _by_record(_seizures(wanted)), _by_record(_outcomes(wanted))
    return {
        stated.record_id: replace(
            stated,
            parties=parties.get(stated.record_id, ()),
            conveyances=conveyances.get(stated.record_id, ()),
            seizures=seizures.get(stated.record_id, ()),
            outcomes=outcomes.get(stated.record_id, ()),
        )
        for stated in _incidents(wanted)
    }


def _by_record(things: Iterable[S]) -> dict[int, tuple[S, ...]]:
    grouped: dict[int, list[S]] = {}
    for thing in things:
        grouped.setdefault(thing.record_id, []).append(thing)
    return {record_id: tuple(listed) for record_id, listed in grouped.items()}


def _incidents(versions: Collection[int]) -> list[SourceStatements]:
    ids = {code: label.id for code, label in agency_labels().items()}
    found = IncidentStatement.objects.filter(version_id__among=versions, index=0)
    fields = (
        "record_id",
        "record__agency_id",
        "lead_agency_id",
        "partner_agencies",
        "occurred_from",
        "occurred_until",
        "occurred_precision",
        "place_precision",
        "offence",
        "detection",
    )
    return [
        SourceStatements(
            record,
            agency,
            lead,
            frozenset(ids[code] for code in partners if code in ids),
            _days(first, until, precision),
            *known,
        )
        for record, agency, lead, partners, first, until, precision, *known in found.values_list(
            *fields
        )
    ]


def _days(first: date | None, until: date | None, precision: str) -> int | None:
    """How long a moment is: 0 for a minute, else its days; None for no moment."""
    if first is None or until is None:
        return None
    return 0 if precision == Precision.MINUTE else (until - first).days


def _parties(versions: Collection[int]) -> list[StatedParty]:
    found = PartyStatement.objects.filter(version_id__among=versions).order_by(
        "version_id", "index"
    )
    fields = (
        "record_id",
        "index",
        "role",
        "name_key",
        "identity_number",
        "birth_from",
        "birth_precision",
        "heads",
    )
    return [
        StatedParty(record, index, role, name, document_key(number), *born_and_heads)
        for record, index, role, name, number, *born_and_heads in found.values_list(*fields)
    ]


def _conveyances(versions: Collection[int]) -> list[StatedConveyance]:
    found = ConveyanceStatement.objects.filter(version_id__among=versions)
    fields = ("record_id", "index", "kind", "registration_key", "name", "pieces")
    return [
        StatedConveyance(record, index, kind, registration, fold(name), pieces)
        for record, index, kind, registration, name, pieces in found.order_by(
            "version_id", "index"
        ).values_list(*fields)
    ]


def _seizures(versions: Collection[int]) -> list[StatedSeizure]:
    found = SeizureStatement.objects.filter(version_id__among=versions).order_by(
        "version_id", "index"
    )
    fields = ("record_id", "index", "commodity", "commodity_written", "amount", "measure")
    return [
        StatedSeizure(record, index, code or fold(written), amount, _is_own(code, measure))
        for record, index, code, written, amount, measure in found.values_list(*fields)
    ]


def _is_own(commodity: str, measure: str) -> bool:
    """True for the measure that goods of the catalogue are stated in; goods outside it have none of their own."""
    known = COMMODITIES.by_id.get(commodity)
    return known is None or known.measure == measure


def _outcomes(versions: Collection[int]) -> list[StatedOutcome]:
    found = OutcomeStatement.objects.filter(version_id__among=versions).order_by(
        "version_id", "index"
    )
    fields = ("record_id", "index", "kind", "fine_vnd", "party")
    return [StatedOutcome(*row) for row in found.values_list(*fields)]
