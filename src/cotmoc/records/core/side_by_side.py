"""What several sources state of one incident, field by field, and where they agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.moments import Moment
from cotmoc.normalise.text import fold
from cotmoc.records.core.aligning import aligned_conveyances, aligned_parties
from cotmoc.records.core.counting import ResolvedIncident, Stated
from cotmoc.records.core.drafts import (
    IncidentDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    SeizureDraft,
)
from cotmoc.records.core.sides import Agreement, Line, Row, Side, Thing

#: Clock times, positions and amounts this close say the same: agencies round.
CLOCK_MINUTES = 30
PLACE_M = 1_000.0
AMOUNT_SHARE = Decimal("0.02")
EARTH_RADIUS_M = 6_371_008.8


def rows_of(sides: Sequence[Side], resolved: ResolvedIncident) -> tuple[Row, ...]:
    """The fields that at least one of the sources states.

    With a single source every field is its own: there is nothing to agree with.
    """
    rows = [_single(name, sides, resolved) for name in SINGLE] + [
        _many(name, sides, resolved) for name in MANY
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


def _many(name: str, sides: Sequence[Side], resolved: ResolvedIncident) -> Row:
    counted: Sequence[Stated] = getattr(resolved, name)
    numbers = {(c.record_id, c.index): _number(c) for c in counted}
    cells = tuple(
        tuple(
            Line(thing, numbers.get((side.record_id, index), 0), _party_of(side.draft, thing))
            for index, thing in enumerate(getattr(side.draft, name))
        )
        for side in sides
    )
    things = _things(name, [side.record_id for side in sides], cells, resolved)
    agreement = _agreement_of(things, cells) if things else _agreement(name, sides, cells)
    return Row(name, agreement, cells, things)


def _things(
    name: str,
    records: Sequence[int],
    cells: Sequence[tuple[Line, ...]],
    resolved: ResolvedIncident,
) -> tuple[Thing, ...]:
    """The persons, or the vehicles and vessels, one after the other; nothing for other fields."""
    if name == "parties":
        return aligned_parties(records, cells, resolved.same_parties)
    if name == "conveyances":
        return aligned_conveyances(records, cells, resolved.same_conveyances)
    return ()


def _agreement_of(things: Sequence[Thing], cells: Sequence[tuple[Line, ...]]) -> Agreement:
    if len(cells) < 2:
        return Agreement.OWN
    if sum(map(bool, cells)) < 2:
        return Agreement.ONE_ONLY
    agree = all(thing.agreement is Agreement.AGREES for thing in things)
    return Agreement.AGREES if agree else Agreement.DIFFERS


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
    "outcomes": _same_outcomes,
}
