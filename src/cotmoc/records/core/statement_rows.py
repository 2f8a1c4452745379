"""What drafts state, as rows of the statement tables, and these as text that PostgreSQL's COPY takes.

A row does not know its version yet: whoever writes it puts the ids of version and record before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cotmoc.normalise.identifiers import registration_key
from cotmoc.normalise.moments import Moment
from cotmoc.normalise.names import name_key
from cotmoc.records.core.copy_text import copy_line
from cotmoc.records.core.drafts import (
    Draft,
    IncidentDraft,
    InformationDraft,
    PlaceDraft,
    ReturnDraft,
    SeizureDraft,
)
from cotmoc.records.core.serialise import canonical_json

PLACE = ("area_id", "place_written", "place_precision", "lon", "lat", "place_precision_m")
#: The columns of each kind of statement, behind those that every statement has: version, record and index.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "incident": (
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
        "unit_id",
        "lead_agency_id",
        "partner_agencies",
    ),
    "party": (
        "role",
        "kind",
        "name",
        "name_key",
        "aliases",
        "birth_from",
        "birth_precision",
        "sex",
        "identity_number",
        "nationality",
        "residence_written",
        "residence_area_id",
        "heads",
    ),
    "conveyance": (
        "kind",
        "written",
        "registration",
        "registration_key",
        "name",
        "flag",
        "pieces",
    ),
    "seizure": (
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
    "outcome": ("kind", "written", "fine_vnd", "party"),
    "return": (
        *PLACE,
        "indicator",
        "period_from",
        "period_until",
        "period_precision",
        "period_written",
        "unit_id",
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
    "information": (
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
#: Changes with the columns: lines made before are not read by a later version of the program.
STAMP = hashlib.sha256(repr(sorted(COLUMNS.items())).encode()).hexdigest()[:12]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids of areas, agencies and units by their codes."""

    areas: Mapping[str, int]
    agencies: Mapping[str, int]
    units: Mapping[str, int]


def statement_lines(drafts: Sequence[Draft], ids: Ids) -> str:
    """The rows as text: the stamp, then for each row a line of its kind, its index and its values.

    >>> from cotmoc.records.core.drafts import OutcomeDraft
    >>> lines = statement_lines([IncidentDraft(None, outcomes=(OutcomeDraft("pending"),))], Ids({}, {}, {}))
    >>> list(lines_by_kind(lines))[-1]
    ('outcome', '0\\tpending\\t\\t\\\\N\\t\\\\N\\n')
    """
    lines = (
        f"{kind}\t{copy_line((index, *row))}" for kind, index, row in statement_rows(drafts, ids)
    )
    return f"{STAMP}\n{''.join(lines)}"


def is_current(text: str) -> bool:
    """False for text that an earlier version of the program made, for tables of other columns."""
    return text.startswith(f"{STAMP}\n")


def lines_by_kind(text: str) -> Iterator[tuple[str, str]]:
    """The kind of each line of `statement_lines`, and the line behind it. Raises `ValueError` unless it is current."""
    if not is_current(text):
        raise ValueError(f"statements of another version: {text[: len(STAMP)]}")
    lines = text[len(STAMP) + 1 :]
    # Not `splitlines`: texts hold other ends of lines, which COPY knows nothing of.
    for line in lines.split("\n")[:-1]:
        kind, _, row = line.partition("\t")
        yield kind, f"{row}\n"


def statement_rows(drafts: Iterable[Draft], ids: Ids) -> Iterator[tuple[str, int, Row]]:
    """Kind, index and values (in the order of `COLUMNS`) of everything that the drafts of one version state."""
    for index, draft in enumerate(drafts):
        if isinstance(draft, IncidentDraft):
            yield "incident", index, _incident(ids, draft)
            for kind, rows in (
                ("party", _parties(ids, draft)),
                ("conveyance", _conveyances(draft)),
                ("seizure", _seizures(draft)),
                ("outcome", _outcomes(draft)),
            ):
                for place, row in enumerate(rows):
                    yield kind, place, row
        elif isinstance(draft, ReturnDraft):
            yield "return", index, _return(ids, draft)
        else:
            yield "information", index, _information(ids, draft)


def _place(ids: Ids, place: PlaceDraft) -> Row:
    area = ids.areas[place.area] if place.area else None
    at = (place.lon, place.lat, place.precision_m)
    return (area, place.written, place.precision, *at)


def _incident(ids: Ids, draft: IncidentDraft) -> Row:
    return (
        *_place(ids, draft.place),
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
        ids.units[draft.unit] if draft.unit else None,
        ids.agencies[draft.lead_agency] if draft.lead_agency else None,
        list(draft.partner_agencies),
    )


def _parties(ids: Ids, draft: IncidentDraft) -> list[Row]:
    return [
        (
            party.role,
            party.kind,
            party.name,
            name_key(party.name),
            list(party.aliases),
            party.birth.start if party.birth else None,
            _precision(party.birth),
            party.sex,
            party.identity_number,
            party.nationality,
            party.residence_written,
            ids.areas[party.residence_area] if party.residence_area else None,
            party.heads,
        )
        for party in draft.parties
    ]


def _return(ids: Ids, draft: ReturnDraft) -> Row:
    return (
        *_place(ids, draft.place),
        draft.indicator,
        *_interval(draft.period),
        _precision(draft.period),
        draft.period_written,
        ids.units[draft.unit] if draft.unit else None,
        draft.unit_written,
        draft.commodity or "",
        draft.commodity_written,
        draft.quantity_written,
        draft.measure or "",
        _canonical(draft.amount),
        draft.bound,
        _canonical(draft.most),
        canonical_json(dict(draft.dimensions)),
    )


def _information(ids: Ids, draft: InformationDraft) -> Row:
    return (
        *_place(ids, draft.place),
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
            canonical_json(_beside(line)) if line.beside else None,
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
