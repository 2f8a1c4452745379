"""Looking up a written place: the names of an address are found, taken together where they fit, and mended.

Every departure from a perfect fit has a cost in thousandths; the confidence is what remains of 1000.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from cotmoc.areas.core.finding.chains import TIE, Chain, chains
from cotmoc.areas.core.finding.costs import COSTS
from cotmoc.areas.core.finding.mending import mended
from cotmoc.areas.core.finding.parts import Address, Part
from cotmoc.areas.core.finding.words import Type
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import PRECISION_OF, Match, PlaceNames, Reason

if TYPE_CHECKING:
    from cotmoc.areas.core.gazetteer import Gazetteer

LEAST_CONFIDENCE = 0.05
#: How often names are looked for in what is left: a mended province may open the way to its communes.
ROUNDS = 2

#: What a column for the commune, the district and the province may hold.
LEVELS: tuple[Type, ...] = (
    Type("", frozenset({AreaKind.COMMUNE, AreaKind.ZONE})),
    Type("", frozenset({AreaKind.DISTRICT, AreaKind.ZONE})),
    Type(
        "",
        frozenset({AreaKind.PROVINCE, AreaKind.COUNTRY, AreaKind.ZONE, AreaKind.SEA_AREA}),
    ),
)


def columns_of(place: PlaceNames) -> list[tuple[str, Type]]:
    """The columns of a place that are filled, from below, each with what it may hold."""
    names = (place.commune, place.district, place.province)
    return [(name, level) for name, level in zip(names, LEVELS, strict=True) if name]


def find_place(
    gazetteer: Gazetteer, parts: Sequence[Part], on: date | None, limit: int
) -> tuple[Match, ...]:
    """The matches of the parts of a place, best first, no more than `limit`; see `Gazetteer.find`."""
    return _matches(gazetteer, _best(gazetteer, Address(parts), on), limit)


def _best(gazetteer: Gazetteer, address: Address, on: date | None) -> list[Chain]:
    groups = address.groups
    best = chains(gazetteer, address, groups, on)
    for _ in range(ROUNDS):
        if not (more := mended(gazetteer, address, best)):
            break
        groups += more
        best = chains(gazetteer, address, groups, on)
    return best


def _matches(gazetteer: Gazetteer, best: Sequence[Chain], limit: int) -> tuple[Match, ...]:
    if len(best) == 1:
        return (_match(gazetteer, best[0], 0),)
    tied = {chain.code for chain in best if chain.cost <= best[0].cost + TIE}
    rivals = _rivals(gazetteer, best[0].code, tied) if len(tied) > 1 else 0
    return tuple(
        _match(gazetteer, each, rivals if each.code in tied else 0) for each in best[:limit]
    )


def _rivals(gazetteer: Gazetteer, best: str, tied: set[str]) -> int:
    """How many fit as well as the best; an area and its own predecessor are no rivals, nor is what it lies in."""
    lines = gazetteer.lines
    return sum(
        other != best and other not in lines[best] and best not in lines[other] for other in tied
    )


def _match(gazetteer: Gazetteer, chain: Chain, rivals: int) -> Match:
    kind = gazetteer.area(chain.code).kind
    cost, reasons = chain.cost, chain.reasons
    if _is_name_of_district(gazetteer, chain):
        cost += COSTS[Reason.FORMER_DISTRICT]
        reasons = (*reasons, Reason.FORMER_DISTRICT)
    reasons = reasons or (Reason.EXACT,)
    confidence = max(LEAST_CONFIDENCE, (1000 - cost) / 1000) / (1 + rivals)
    return Match(
        code=chain.code,
        kind=kind,
        precision=PRECISION_OF[kind],
        confidence=round(confidence, 3),
        reasons=(*reasons, Reason.AMBIGUOUS) if rivals else reasons,
        rivals=rivals,
    )


def _is_name_of_district(gazetteer: Gazetteer, chain: Chain) -> bool:
    """True for a commune named without its type whose name a district around it bore, which may have been meant."""
    if chain.group.type is not None or gazetteer.area(chain.code).kind is not AreaKind.COMMUNE:
        return False
    same_name = chain.group.named.codes & gazetteer.lines[chain.code]
    return any(gazetteer.area(code).kind is AreaKind.DISTRICT for code in same_name)
