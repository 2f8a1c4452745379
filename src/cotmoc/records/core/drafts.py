"""What one source record states, understood, before and after it is stored.

A draft is the contract between whoever reads a file, a form or a field device and the system of record. Every
understood value stands beside what was written. Codes are those of `cotmoc.normalise.codes`; areas and units are
named by their stable codes. All drafts are frozen and serialise to JSON with `cotmoc.records.core.serialise`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cotmoc.normalise.moments import Moment


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place: as written, the area of its time (code), a position in degrees, and how precise it is.

    `precision` is one of point, marker, crossing, gate, commune, district, province, country, sea_area, unknown;
    `precision_m` is how many metres the position may be off, None without one.
    """

    written: str = ""
    area: str | None = None
    lon: float | None = None
    lat: float | None = None
    precision: str = "unknown"
    precision_m: float | None = None


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A person or organisation in a stated role; `heads` > 1 stands for unnamed people counted together.

    `name_written` is the name as written where `name` differs from it; `aliases` are other names written beside it.
    """

    role: str
    kind: str = "person"
    name: str = ""
    name_written: str = ""
    aliases: tuple[str, ...] = ()
    birth: Moment | None = None
    sex: str = ""
    identity_number: str = ""
    nationality: str = ""
    residence_written: str = ""
    residence_area: str | None = None
    heads: int = 1


@dataclass(frozen=True, slots=True)
class ConveyanceDraft:
    """A road vehicle or vessel: kind (code), as written, registration, name and flag; `pieces` > 1 for unnamed ones."""

    kind: str
    written: str = ""
    registration: str = ""
    name: str = ""
    flag: str = ""
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class SeizureDraft:
    """One line of goods. `amount` is in the canonical unit of `measure`; None means it could not be read.

    `bound` says what the number means: exact, about, at_least, at_most, or range, whose lower end the amount is and
    whose upper end is `most`. `beside` holds what the source states of the same goods in other measures (measure ->
    amount): it is shown, and never summed.
    """

    commodity: str | None
    commodity_written: str
    quantity_written: str = ""
    unit_written: str = ""
    measure: str | None = None
    amount: Decimal | None = None
    value_vnd: int | None = None
    bound: str = "exact"
    most: Decimal | None = None
    beside: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """What came of the incident, or of its party at index `party` (None: of the incident)."""

    kind: str
    written: str = ""
    fine_vnd: int | None = None
    party: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """One incident as one agency states it."""

    occurred: Moment | None
    occurred_written: str = ""
    place: PlaceDraft = PlaceDraft()
    offence: str | None = None
    offence_written: str = ""
    detection: str = ""
    reference: str = ""
    title: str = ""
    narrative: str = ""
    unit: str | None = None
    lead_agency: str | None = None
    partner_agencies: tuple[str, ...] = ()
    parties: tuple[PartyDraft, ...] = ()
    conveyances: tuple[ConveyanceDraft, ...] = ()
    seizures: tuple[SeizureDraft, ...] = ()
    outcomes: tuple[OutcomeDraft, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """One aggregate figure: indicator x unit x area x period, in one measure.

    `dimensions` holds further breakdowns as written (region, mode ...); they are part of the return's key. `bound` and
    `most` as in `SeizureDraft`.
    """

    indicator: str
    period: Moment | None
    period_written: str = ""
    unit: str | None = None
    unit_written: str = ""
    place: PlaceDraft = PlaceDraft()
    commodity: str | None = None
    commodity_written: str = ""
    quantity_written: str = ""
    measure: str | None = None
    amount: Decimal | None = None
    bound: str = "exact"
    most: Decimal | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InformationDraft:
    """An information report graded source x content x handling (3x5x2); the source's identity is never here."""

    received: Moment | None
    received_written: str = ""
    source_grade: str = ""
    content_grade: str = ""
    handling_code: str = ""
    text: str = ""
    place: PlaceDraft = PlaceDraft()
    offence: str | None = None
    reference: str = ""


Draft = IncidentDraft | ReturnDraft | InformationDraft
