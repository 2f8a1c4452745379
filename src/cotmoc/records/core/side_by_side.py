"""What several sources state of one incident, field by field, and where they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any

from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.identifiers import document_key, registration_key
from cotmoc.normalise.moments import Moment
from cotmoc.normalise.names import name_key
from cotmoc.normalise.text import fold
from cotmoc.records.core.counting import ResolvedIncident, Stated
from cotmoc.records.core.drafts import (
    IncidentDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    SeizureDraft,
)

#: Clock times, positions and amounts this close say the same: agencies round.
CLOCK_MINUTES = 30
PLACE_M = 1_000.0
AMOUNT_SHARE = Decimal("0.02")
EARTH_RADIUS_M = 6_371_008.8


class Agreement(StrEnum):
    """How the sources stand to each other in one field."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ONE_ONLY = "missing"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that one source states: one of its parties, conveyances, seizures, outcomes, or a single field.

    `thing` is the draft of it; for a single field the whole `Side`, since what was written stands beside it there.
    `counted` is how many of it count in the one incident (heads, pieces, 1 for anything else); 0: it is not counted,
    because another source speaks for it. `party` is the party whose outcome it is; None for anything else.
    """

    thing: Any
    counted: int = 0
    party: PartyDraft | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One field: the lines of each source in the order of the sources, and how they agree."""

    field: str
    agreement: Agreement
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One source: its record, what it states, and the area of today (code) in which its place lies."""

    record_id: int
    draft: IncidentDraft
    area_today: str = ""


def rows_of(sides: Sequence[Side], resolved: ResolvedIncident) -> tuple[Row, ...]:
    """The fields that at least one of the sources states.

    With a single source every field is its own: there is nothing to agree with.
    """
    rows = [_single(name, sides, resolved) for name in SINGLE] + [
        _many(name, sides, getattr(resolved, name)) for name in MANY
    ]
    return tuple(row for row in rows if any(row.cells))


def _single(name: str, sides: Sequence[Side], resolved: ResolvedIncident) -> Row:
    taken = getattr(resolved, TAKEN_FROM[name]) if name in TAKEN_FROM else None
    cells = tuple(
        (Line(side, int(side.record_id == taken)),) if _is_stated(name, side.draft) else ()
        for side in sides
    )
    return Row(name, _agreement(name, sides, cells), cells)


def _party_of(draft: IncidentDraft, thing: object) -> PartyDraft | None:
    """The party whose outcome a thing is, None where it is none."""
    if not isinstance(thing, OutcomeDraft) or thing.party is None:
        return None
    return draft.parties[thing.party]


def _many(name: str, sides: Sequence[Side], counted: Sequence[Stated]) -> Row:
    numbers = {(c.record_id, c.index): _number(c) for c in counted}
    cells = tuple(
        tuple(
            Line(thing, numbers.get((side.record_id, index), 0), _party_of(side.draft, thing))
            for index, thing in enumerate(getattr(side.draft, name))
        )
        for side in sides
    )
    return Row(name, _agreement(name, sides, cells), cells)


def _number(counted: Stated) -> int:
    return int(getattr(counted, "heads", getattr(counted, "pieces", 1)))


def _is_stated(name: str, draft: IncidentDraft) -> bool:
    if name == "place":
        place = draft.place
        return bool(place.written or place.area or place.lon is not None)
    return bool(getattr(draft, name) or getattr(draft, f"{name}_written", ""))


def _agreement(name: str, sides: Sequence[Side], cells: Sequence[tuple[Line, ...]]) -> Agreement:
    stating = [side for side, cell in zip(sides, cells, strict=True) if cell]
    if len(sides) < 2 or name not in SAME:
        return Agreement.OWN
    if len(stating) < 2:
        return Agreement.ONE_ONLY
    same = SAME[name]
    agree = all(same(one, other) for one, other in combinations(stating, 2))
    return Agreement.AGREES if agree else Agreement.DIFFERS


def _same_moment(one: Side, other: Side) -> bool:
    first, second = one.draft.occurred, other.draft.occurred
    if first is None or second is None:
        return first is second
    return _contains(first, second) or _contains(second, first)


def _contains(wide: Moment, narrow: Moment) -> bool:
    if not (wide.start <= narrow.start and narrow.until <= wide.until):
        return False
    if wide.minute is None or narrow.minute is None:
        return True
    return abs(wide.minute - narrow.minute) <= CLOCK_MINUTES


def _same_place(one: Side, other: Side) -> bool:
    apart_m = distance_m(one.draft.place, other.draft.place)
    if apart_m is not None and apart_m <= PLACE_M:
        return True
    if one.area_today and other.area_today:
        return one.area_today == other.area_today
    return apart_m is None and fold(one.draft.place.written) == fold(other.draft.place.written)


def distance_m(one: PlaceDraft, other: PlaceDraft) -> float | None:
    """The metres between two positions on a sphere (haversine); None where either has none.

    >>> round(distance_m(PlaceDraft(lon=107.0, lat=21.0), PlaceDraft(lon=107.0, lat=21.01)))
    1112
    """
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return None
    lat1, lat2 = radians(one.lat), radians(other.lat)
    inner = sin((lat2 - lat1) / 2) ** 2
    inner += cos(lat1) * cos(lat2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(inner, 1.0)))


def _same_offence(one: Side, other: Side) -> bool:
    return _offence(one.draft) == _offence(other.draft)


def _offence(draft: IncidentDraft) -> str:
    return draft.offence or fold(draft.offence_written)


def _same_parties(one: Side, other: Side) -> bool:
    return _parties(one.draft) == _parties(other.draft)


def _parties(draft: IncidentDraft) -> Counter[str]:
    heads: Counter[str] = Counter()
    for party in draft.parties:
        heads[name_key(party.name) or document_key(party.identity_number)] += party.heads
    return heads


def _same_conveyances(one: Side, other: Side) -> bool:
    return _conveyances(one.draft) == _conveyances(other.draft)


def _conveyances(draft: IncidentDraft) -> Counter[str]:
    pieces: Counter[str] = Counter()
    for item in draft.conveyances:
        pieces[registration_key(item.registration) or fold(item.name) or item.kind] += item.pieces
    return pieces


def _same_seizures(one: Side, other: Side) -> bool:
    lines = (*one.draft.seizures, *other.draft.seizures)
    kinds = COMMODITIES.kinds_of({_goods(line) for line in lines})
    first, second = _amounts(one.draft, kinds), _amounts(other.draft, kinds)
    return first.keys() == second.keys() and all(
        _close(amount, second[goods]) for goods, amount in first.items()
    )


def _close(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= AMOUNT_SHARE * max(abs(one), abs(other))


def _amounts(
    draft: IncidentDraft, kinds: Mapping[str, str]
) -> dict[tuple[str, str], Decimal | None]:
    """The sum of each kind of goods and measure; None where a line of it could not be read."""
    sums: dict[tuple[str, str], Decimal | None] = {}
    for line in draft.seizures:
        goods = (kinds[_goods(line)], line.measure or "")
        so_far = sums.get(goods, Decimal(0))
        sums[goods] = None if so_far is None or line.amount is None else so_far + line.amount
    return sums


def _goods(line: SeizureDraft) -> str:
    return line.commodity or fold(line.commodity_written)


def _same_outcomes(one: Side, other: Side) -> bool:
    """True for the same kinds and no fine that contradicts another; a fine that one leaves out does not."""
    first, second = _fines(one.draft), _fines(other.draft)
    return first.keys() == second.keys() and all(
        not fines or not second[kind] or fines == second[kind] for kind, fines in first.items()
    )


def _fines(draft: IncidentDraft) -> dict[str, set[int]]:
    fines: dict[str, set[int]] = {}
    for outcome in draft.outcomes:
        known = fines.setdefault(outcome.kind, set())
        if outcome.fine_vnd is not None:
            known.add(outcome.fine_vnd)
    return fines


def _equal(name: str) -> Callable[[Side, Side], bool]:
    return lambda one, other: getattr(one.draft, name) == getattr(other.draft, name)


SINGLE = (
    "occurred",
    "place",
    "offence",
    "detection",
    "lead_agency",
    "partner_agencies",
    "unit",
    "reference",
    "title",
    "narrative",
)
MANY = ("seizures", "parties", "conveyances", "outcomes")
TAKEN_FROM: Mapping[str, str] = {
    "occurred": "moment_from",
    "place": "place_from",
    "offence": "offence_from",
    "detection": "detection_from",
}
#: Fields in which sources can agree; in the others each speaks for itself.
SAME: Mapping[str, Callable[[Side, Side], bool]] = {
    "occurred": _same_moment,
    "place": _same_place,
    "offence": _same_offence,
    "detection": _equal("detection"),
    "lead_agency": _equal("lead_agency"),
    "seizures": _same_seizures,
    "parties": _same_parties,
    "conveyances": _same_conveyances,
    "outcomes": _same_outcomes,
}
