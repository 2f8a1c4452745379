"""Mistakes of packaged positions and lineage, found by holding one against the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cotmoc.areas.core.distance import Position, distance_m
from cotmoc.areas.core.facts import AreaFact, LineageFact
from cotmoc.areas.core.kinds import AreaKind

#: A commune and what it was made of lie close together; both limits must be passed to call a link wrong.
FAR_M = 20_000
FAR_RATIO = 4


def plausible_lineage(
    areas: Iterable[AreaFact], lineage: Iterable[LineageFact]
) -> list[LineageFact]:
    """The lineage without links of divided communes to a namesake far away.

    The package confuses communes of one name in a merged province: Long Phú of Sóc Trăng is said to have gone in
    part to Long Phú of Hậu Giang, 54 km off, when its other part lies at 3 km. Such a link is left out when it is
    more than 20 km long and four times as long as the commune's shortest. What is then whole is no longer divided.
    """
    position = {a.code: (a.lon, a.lat) for a in areas if a.lon is not None and a.lat is not None}
    by_predecessor: dict[str, list[LineageFact]] = {}
    for fact in lineage:
        by_predecessor.setdefault(fact.predecessor, []).append(fact)
    kept: list[LineageFact] = []
    for facts in by_predecessor.values():
        kept += _without_namesakes(facts, position)
    return kept


def _without_namesakes(
    facts: list[LineageFact], position: dict[str, Position]
) -> list[LineageFact]:
    if len(facts) == 1 or any(
        code not in position for f in facts for code in (f.predecessor, f.successor)
    ):
        return facts
    length_m = {
        f.successor: distance_m(position[f.predecessor], position[f.successor]) for f in facts
    }
    limit_m = max(FAR_M, FAR_RATIO * min(length_m.values()))
    near = [f for f in facts if length_m[f.successor] <= limit_m]
    if not any(f.default for f in near):
        nearest = min(near, key=lambda f: length_m[f.successor])
        near = [replace(f, default=f is nearest) for f in near]
    return near if len(near) > 1 else [replace(near[0], divided=False)]


def repaired_positions(
    areas: Iterable[AreaFact], lineage: Iterable[LineageFact]
) -> Iterator[AreaFact]:
    """The areas; a commune whose position cannot be right gets that of what it is tied to by lineage, or none.

    A former commune whose position several share was geocoded to something larger: it takes that of its only
    successor. A commune of today more than 20 km from each of its former communes takes their mean. Both are
    marked `approximate`.
    """
    known = list(areas)
    position = _own_positions(known)
    links = list(lineage)
    whole = {f.predecessor: f.successor for f in links if not f.divided}
    made_of: dict[str, list[Position]] = {}
    for fact in links:
        if fact.predecessor in position:
            made_of.setdefault(fact.successor, []).append(position[fact.predecessor])
    for area in known:
        if area.kind is not AreaKind.COMMUNE:
            yield area
        elif area.valid_to is not None:
            yield (
                area
                if area.code in position
                else _moved(area, position.get(whole.get(area.code, "")))
            )
        else:
            yield _near_its_parts(area, made_of.get(area.code, []))


def _own_positions(areas: list[AreaFact]) -> dict[str, Position]:
    """Positions that only one commune has."""
    communes = [a for a in areas if a.kind is AreaKind.COMMUNE]
    shared = Counter((a.lon, a.lat) for a in communes)
    return {
        a.code: (a.lon, a.lat)
        for a in communes
        if a.lon is not None and a.lat is not None and shared[a.lon, a.lat] == 1
    }


def _near_its_parts(area: AreaFact, parts: list[Position]) -> AreaFact:
    if area.lon is None or area.lat is None or not parts:
        return area
    if min(distance_m((area.lon, area.lat), part) for part in parts) <= FAR_M:
        return area
    return _moved(
        area, (sum(p[0] for p in parts) / len(parts), sum(p[1] for p in parts) / len(parts))
    )


def _moved(area: AreaFact, position: Position | None) -> AreaFact:
    lon, lat = (round(position[0], 4), round(position[1], 4)) if position else (None, None)
    return replace(area, lon=lon, lat=lat, position_precision="approximate" if position else "")
