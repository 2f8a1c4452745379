"""Random records of two agencies, and a recount of them in plain Python that knows nothing of the fact store."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.core.batches import RecordDraft
from cotmoc.records.core.counting import ResolvedIncident, resolve_incident
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    IncidentDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    SeizureDraft,
)
from cotmoc.records.models import IncidentStatement, SeizureStatement, SourceRecord
from cotmoc.records.queries.stated import stated_incidents
from cotmoc.resolution.queries.entities import memberships
from tests.integration.records_cast import record

PROVINCE, OTHER = "vn-2025-22", "vn-2025-11"
COMMUNES = ("vn-2025-22-1", "vn-2025-22-2", "vn-2025-22-3")
FORMER = "vn-2004-22-194-06724"
GATE = "vn-gate-mong-cai"
PLACES = (*COMMUNES, FORMER, GATE, PROVINCE, OTHER, "vn-2004-22-194", None)
OFFENCES = ("smuggling", "narcotics_transport", "contraband", None)
GOODS = (("heroin", "mass"), ("gold", "mass"), ("cigarettes", "pack"), (None, None))


def random_draft(chance: random.Random) -> IncidentDraft:
    """An incident that may be imprecise, unplaced, and full of lines that cannot be read."""
    precision = chance.choice((Precision.DAY, Precision.DAY, Precision.MONTH, Precision.YEAR))
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(400))
    start = {Precision.MONTH: day.replace(day=1), Precision.YEAR: day.replace(month=1, day=1)}
    moment = Moment(start.get(precision, day), precision) if chance.random() < 0.9 else None
    where = chance.choice(PLACES)
    return IncidentDraft(
        occurred=moment,
        place=PlaceDraft(where or "", where, precision="commune" if where else "unknown"),
        offence=chance.choice(OFFENCES),
        detection=chance.choice(("", "patrol", "tip")),
        lead_agency=chance.choice((None, None, "alpha", "bravo")),
        partner_agencies=chance.choice(((), (), ("bravo",))),
        narrative=chance.choice(("xe tải chở hàng", "thuốc lá lậu", "")),
        parties=tuple(
            PartyDraft(chance.choice(("suspect", "victim")), heads=chance.randint(1, 3))
            for _ in range(chance.randrange(3))
        ),
        conveyances=tuple(ConveyanceDraft("truck") for _ in range(chance.randrange(2))),
        seizures=tuple(_seizure(chance) for _ in range(chance.randrange(3))),
        outcomes=tuple(
            OutcomeDraft(
                chance.choice(("prosecuted", "administratively_sanctioned")),
                fine_vnd=chance.choice((None, 5_000_000)),
            )
            for _ in range(chance.randrange(2))
        ),
    )


def _seizure(chance: random.Random) -> SeizureDraft:
    commodity, measure = chance.choice(GOODS)
    amount = Decimal(chance.randrange(1, 9_000_000)).scaleb(-3) if measure else None
    if chance.random() < 0.3:
        amount = None
    return SeizureDraft(commodity, commodity or "hàng lạ", "?", measure=measure, amount=amount)


def random_records(chance: random.Random, number: int, prefix: str = "k") -> list[RecordDraft]:
    """Records with keys of their own, a quarter of them closed."""
    return [
        record(
            f"{prefix}{n}",
            random_draft(chance),
            handling="closed" if chance.random() < 0.25 else "shared",
        )
        for n in range(number)
    ]


@dataclass
class Recount:
    """What plain Python counts from the statements as they stand."""

    incidents: int = 0
    sources: int = 0
    several: int = 0
    lead: Counter[int] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    amounts: Counter[tuple[str, str]] = field(default_factory=Counter)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    communes: Counter[str] = field(default_factory=Counter)


def recount(first: date | None = None, last: date | None = None) -> Recount:
    """The counts of all incidents that lie within the days."""
    standing = dict(
        SourceRecord.objects.filter(kind="incident", current__isnull=False).values_list(
            "id", "current_id"
        )
    )
    joined = memberships("incident")
    entity = dict(zip(joined.record_numbers.tolist(), joined.entity_numbers.tolist(), strict=True))
    clusters: dict[int, list[int]] = {}
    for record_id in standing:
        clusters.setdefault(entity.get(record_id, record_id), []).append(record_id)
    stated = stated_incidents(standing)
    counted = Recount()
    for members in clusters.values():
        found = resolve_incident([stated[member] for member in members])
        if _lies_within(found, standing, first, last):
            _add(counted, found, members, standing)
    return counted


def _lies_within(
    found: ResolvedIncident, standing: dict[int, int], first: date | None, last: date | None
) -> bool:
    if first is None or last is None:
        return True
    if found.moment_from is None:
        return False
    row = IncidentStatement.objects.get(version_id=standing[found.moment_from])
    assert row.occurred_from is not None
    assert row.occurred_until is not None
    return row.occurred_from >= first and row.occurred_until <= last + timedelta(days=1)


def _add(
    counted: Recount, found: ResolvedIncident, members: list[int], standing: dict[int, int]
) -> None:
    counted.incidents += 1
    counted.sources += len(members)
    agencies = SourceRecord.objects.filter(pk__in=members).values_list("agency_id", flat=True)
    counted.several += len(set(agencies)) > 1
    counted.lead[found.lead_agency_id] += 1
    for party in found.parties:
        counted.heads[party.role] += party.heads
    for line in found.seizures:
        row = SeizureStatement.objects.get(version_id=standing[line.record_id], index=line.index)
        if row.amount is None:
            counted.unread[row.commodity, row.measure] += 1
        else:
            counted.amounts[row.commodity, row.measure] += row.amount  # type: ignore[assignment]
    counted.communes[_commune_today(found, standing)] += 1


def _commune_today(found: ResolvedIncident, standing: dict[int, int]) -> str:
    if found.place_from is None:
        return ""
    place = IncidentStatement.objects.get(version_id=standing[found.place_from]).area
    today = gazetteer().today(place.code)[0] if place else ""
    return next((c for c in (today, *gazetteer().ancestors(today)) if c in COMMUNES), "")
