"""Turns drafts into rows of the statement tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from psycopg.types.json import Jsonb

from cotmoc.normalise.identifiers import registration_key
from cotmoc.normalise.moments import Moment
from cotmoc.normalise.names import name_key
from cotmoc.records.actions.copying import copy_rows
from cotmoc.records.core.drafts import (
    Draft,
    IncidentDraft,
    InformationDraft,
    PlaceDraft,
    ReturnDraft,
    SeizureDraft,
)
from cotmoc.records.models import (
    ConveyanceStatement,
    IncidentStatement,
    InformationStatement,
    OutcomeStatement,
    PartyStatement,
    ReturnStatement,
    SeizureStatement,
)

STATEMENT = ("version", "record", "index")
PLACE = ("area", "place_written", "place_precision", "lon", "lat", "place_precision_m")
FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    IncidentStatement: (
        *STATEMENT,
        *PLACE,
        "occurred_from",
        "occurred_until",
        "occurred_minute",
        "occurred_precision",
        "occurred_written",
        "offence",
        "offence_written",
        "detection",
        "reference",
        "title",
        "narrative",
        "unit",
        "lead_agency",
        "partner_agencies",
    ),
    PartyStatement: (
        *STATEMENT,
        "role",
        "kind",
        "name",
        "name_key",
        "birth_from",
        "birth_precision",
        "sex",
        "identity_number",
        "nationality",
        "residence_written",
        "residence_area",
        "heads",
    ),
    ConveyanceStatement: (
        *STATEMENT,
        "kind",
        "written",
        "registration",
        "registration_key",
        "name",
        "flag",
        "pieces",
    ),
    SeizureStatement: (
        *STATEMENT,
        "commodity",
        "commodity_written",
        "quantity_written",
        "unit_written",
        "measure",
        "amount",
        "value_vnd",
        "bound",
        "most",
        "beside",
    ),
    OutcomeStatement: (*STATEMENT, "kind", "written", "fine_vnd", "party"),
    ReturnStatement: (
        *STATEMENT,
        *PLACE,
        "indicator",
        "period_from",
        "period_until",
        "period_precision",
        "period_written",
        "unit",
        "unit_written",
        "commodity",
        "commodity_written",
        "quantity_written",
        "measure",
        "amount",
        "bound",
        "most",
        "dimensions",
    ),
    InformationStatement: (
        *STATEMENT,
        *PLACE,
        "received_from",
        "received_until",
        "received_precision",
        "received_written",
        "source_grade",
        "content_grade",
        "handling_code",
        "text",
        "offence",
        "reference",
    ),
}
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of areas, agencies and units by their codes."""

    areas: Mapping[str, int]
    agencies: Mapping[str, int]
    units: Mapping[str, int]


class StatementRows:
    """Collects the rows that versions state, and appends them table by table."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._rows: dict[type[models.Model], list[Row]] = defaultdict(list)

    def add(self, version_id: int, record_id: int, drafts: Sequence[Draft]) -> None:
        """Adds what one version states."""
        for index, draft in enumerate(drafts):
            head = (version_id, record_id, index)
            if isinstance(draft, IncidentDraft):
                self._add_incident(head, draft)
            elif isinstance(draft, ReturnDraft):
                self._rows[ReturnStatement].append((*head, *self._return(draft)))
            else:
                self._rows[InformationStatement].append((*head, *self._information(draft)))

    def write(self) -> None:
        """Appends everything that was added, and forgets it."""
        for model, rows in self._rows.items():
            copy_rows(model, FIELDS[model], rows)
        self._rows.clear()

    def _add_incident(self, head: tuple[int, int, int], draft: IncidentDraft) -> None:
        version_id, record_id, _ = head
        self._rows[IncidentStatement].append((*head, *self._incident(draft)))
        for model, rows in (
            (PartyStatement, self._parties(draft)),
            (ConveyanceStatement, _conveyances(draft)),
            (SeizureStatement, _seizures(draft)),
            (OutcomeStatement, _outcomes(draft)),
        ):
            self._rows[model] += [
                (version_id, record_id, index, *row) for index, row in enumerate(rows)
            ]

    def _place(self, place: PlaceDraft) -> Row:
        area = self._ids.areas[place.area] if place.area else None
        at = (place.lon, place.lat, place.precision_m)
        return (area, place.written, place.precision, *at)

    def _incident(self, draft: IncidentDraft) -> Row:
        return (
            *self._place(draft.place),
            *_interval(draft.occurred),
            draft.occurred.minute if draft.occurred else None,
            _precision(draft.occurred),
            draft.occurred_written,
            draft.offence or "",
            draft.offence_written,
            draft.detection,
            draft.reference,
            draft.title,
            draft.narrative,
            self._ids.units[draft.unit] if draft.unit else None,
            self._ids.agencies[draft.lead_agency] if draft.lead_agency else None,
            list(draft.partner_agencies),
        )

    def _parties(self, draft: IncidentDraft) -> list[Row]:
        return [
            (
                party.role,
                party.kind,
                party.name,
                name_key(party.name),
                party.birth.start if party.birth else None,
                _precision(party.birth),
                party.sex,
                party.identity_number,
                party.nationality,
                party.residence_written,
                self._ids.areas[party.residence_area] if party.residence_area else None,
                party.heads,
            )
            for party in draft.parties
        ]

    def _return(self, draft: ReturnDraft) -> Row:
        return (
            *self._place(draft.place),
            draft.indicator,
            *_interval(draft.period),
            _precision(draft.period),
            draft.period_written,
            self._ids.units[draft.unit] if draft.unit else None,
            draft.unit_written,
            draft.commodity or "",
            draft.commodity_written,
            draft.quantity_written,
            draft.measure or "",
            _canonical(draft.amount),
            draft.bound,
            _canonical(draft.most),
            Jsonb(dict(draft.dimensions)),
        )

    def _information(self, draft: InformationDraft) -> Row:
        return (
            *self._place(draft.place),
            *_interval(draft.received),
            _precision(draft.received),
            draft.received_written,
            draft.source_grade,
            draft.content_grade,
            draft.handling_code,
            draft.text,
            draft.offence or "",
            draft.reference,
        )


def _conveyances(draft: IncidentDraft) -> list[Row]:
    return [
        (
            item.kind,
            item.written,
            item.registration,
            registration_key(item.registration),
            item.name,
            item.flag,
            item.pieces,
        )
        for item in draft.conveyances
    ]


def _seizures(draft: IncidentDraft) -> list[Row]:
    return [
        (
            line.commodity or "",
            line.commodity_written,
            line.quantity_written,
            line.unit_written,
            line.measure or "",
            _canonical(line.amount),
            line.value_vnd,
            line.bound,
            _canonical(line.most),
            Jsonb(_beside(line)) if line.beside else None,
        )
        for line in draft.seizures
    ]


def _beside(line: SeizureDraft) -> dict[str, str]:
    return {measure: f"{amount:f}" for measure, amount in line.beside.items()}


def _outcomes(draft: IncidentDraft) -> list[Row]:
    return [(item.kind, item.written, item.fine_vnd, item.party) for item in draft.outcomes]


def _interval(moment: Moment | None) -> Row:
    return (moment.start, moment.until) if moment else (None, None)


def _precision(moment: Moment | None) -> str:
    return moment.precision.value if moment else ""


def _canonical(amount: Decimal | None) -> Decimal | None:
    """The amount to the six decimal places that the tables keep (a microgram, a millionth of a dong)."""
    return None if amount is None else round(amount, 6)
