"""Looking up a written place: candidates of each level by name, kept where the levels fit together.

Every departure from a perfect fit has a cost in thousandths; the confidence is what remains of 1000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import PRECISION_OF, Match, PlaceNames, Reason
from cotmoc.areas.core.names import key_of, kinds_of_type, marked, type_and_rest_of
from cotmoc.normalise.text import clean, fold

if TYPE_CHECKING:
    from cotmoc.areas.core.gazetteer import Gazetteer, NameEntry

COSTS: dict[Reason, int] = {
    Reason.SPELLING: 150,
    Reason.OTHER_TYPE: 60,
    Reason.OTHER_NAME: 80,
    Reason.OTHER_TIME: 100,
    Reason.CARRIED: 30,
    Reason.COARSER: 300,
}
COST_WITHOUT_MARKS = 20
COST_WITHOUT_TYPE = 10
COST_ABOLISHED = 20
COST_SPECIAL_KIND = 60
#: Candidates whose costs differ by no more are equally good.
TIE = 15
LEAST_CONFIDENCE = 0.05

#: The kinds that a column for the province, the district and the commune may hold.
LEVELS: tuple[frozenset[AreaKind], ...] = (
    frozenset({AreaKind.PROVINCE, AreaKind.COUNTRY, AreaKind.ZONE, AreaKind.SEA_AREA}),
    frozenset({AreaKind.DISTRICT, AreaKind.ZONE}),
    frozenset({AreaKind.COMMUNE, AreaKind.ZONE}),
)
ADMINISTRATIVE = frozenset(
    {AreaKind.COUNTRY, AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.COMMUNE, AreaKind.ZONE}
)
ANY_KIND = frozenset(AreaKind)
LARGE = frozenset({AreaKind.COUNTRY, AreaKind.PROVINCE})
_SEPARATORS = re.compile(r"[,;\n\r|/]+")
_DASH = re.compile(r"\s[-–—]\s")
_TYPE_INSIDE = re.compile(
    r"\s(?=(?:tỉnh|thành phố|tp\.|huyện|quận|thị xã|tx\.|xã|phường|thị trấn|tt\.|đặc khu|cửa khẩu"
    r"|[pqhx]\.|[pq](?=\d))\s*\w)",
    re.IGNORECASE,
)
_THI_XA = re.compile(r"\bthị\s+xã\b", re.IGNORECASE)
LONGEST_NAME_WORDS = 5


class Hit(NamedTuple):
    """A candidate with its cost so far and the reasons for it."""

    area: AreaFact
    cost: int
    reasons: tuple[Reason, ...]


class Written(NamedTuple):
    """One written name, taken apart once for all its candidates."""

    whole: str
    rest: str
    type: str
    marked: str


def find_place(gazetteer: Gazetteer, place: PlaceNames | str, on: date | None) -> tuple[Match, ...]:
    """The matches of a place, best first; see `Gazetteer.find`."""
    if isinstance(place, str):
        return _matches(gazetteer, _hits_of_text(gazetteer, place, on))
    names = (place.province, place.district, place.commune)
    return _matches(gazetteer, _hits_of_levels(gazetteer, names, on))


def _hits_of_levels(
    gazetteer: Gazetteer, names: tuple[str, ...], on: date | None
) -> tuple[Hit, ...]:
    """The hits of the last of `names` within those of the names before it, which files repeat and memory keeps."""
    known = gazetteer.remembered_hits(names, on)
    if known is not None:
        return known
    level = len(names) - 1
    hits = _hits_of_levels(gazetteer, names[:level], on) if level else ()
    if names[level]:
        finer = _narrowed(gazetteer, hits, names[level], LEVELS[level], on)
        hits = finer or _coarser(hits)
    gazetteer.remember_hits(names, on, hits)
    return hits


def _hits_of_text(gazetteer: Gazetteer, text: str, on: date | None) -> tuple[Hit, ...]:
    """Hits of an address in one text: its parts from the last to the first, each within those behind it."""
    hits: tuple[Hit, ...] = ()
    missed = False
    for part in reversed(list(_parts(gazetteer, text))):
        finer = _narrowed(gazetteer, hits, part, ANY_KIND, on)
        if hits:
            finer = tuple(h for h in finer if _is_finer(gazetteer, h.area, hits))
        missed = missed or (not finer and bool(kinds_of_type(type_and_rest_of(part)[0])))
        hits = finer or hits
    return _coarser(hits) if missed else hits


def _is_finer(gazetteer: Gazetteer, area: AreaFact, hits: tuple[Hit, ...]) -> bool:
    depth = len(gazetteer.ancestors(area.code))
    return depth > min(len(gazetteer.ancestors(h.area.code)) for h in hits)


def _parts(gazetteer: Gazetteer, text: str) -> Iterator[str]:
    """The text cut at separators, before types, at dashes, and before a province that nothing separates."""
    for piece in _SEPARATORS.split(_THI_XA.sub("TX.", text)):
        for typed in _TYPE_INSIDE.split(clean(piece)):
            part = typed.strip(" .:()")
            if not part:
                continue
            if _known(gazetteer, part):
                yield part
            elif _DASH.search(part):
                yield from (p for p in _DASH.split(part) if p)
            else:
                yield from _before_province(gazetteer, part)


def _known(gazetteer: Gazetteer, part: str) -> bool:
    folded = fold(part)
    return bool(
        gazetteer.named(key_of(folded)) or gazetteer.named(key_of(type_and_rest_of(part)[1]))
    )


def _before_province(gazetteer: Gazetteer, part: str) -> Iterator[str]:
    words = part.split()
    for count in range(min(LONGEST_NAME_WORDS, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:])
        if any(entry.area.kind in LARGE for entry in gazetteer.named(key_of(fold(tail)))):
            yield " ".join(words[:-count])
            yield tail
            return
    yield part


def _taken_apart(name: str) -> Written:
    whole = fold(name)
    type_, rest = type_and_rest_of(name)
    return Written(whole, rest, type_, "" if name.isascii() else marked(name))


def _candidates(
    gazetteer: Gazetteer, written: Written, kinds: frozenset[AreaKind]
) -> Iterator[tuple[NameEntry, bool]]:
    """The areas of some kinds that bear a written name, and whether it is the name after a type."""
    for entry in gazetteer.named(key_of(written.whole)):
        if entry.area.kind in kinds:
            yield entry, False
    if written.type:
        typed_kinds = kinds_of_type(written.type)
        for entry in gazetteer.named(key_of(written.rest)):
            if entry.area.kind in typed_kinds and entry.area.kind in kinds:
                yield entry, True


def _hit(entry: NameEntry, written: Written, on: date | None, *, typed: bool) -> Hit:
    """The candidate with the cost of its name, its type and its time."""
    area = entry.area
    cost = 0
    reasons = []
    if entry.other:
        reasons.append(Reason.OTHER_NAME)
    elif written.marked:
        if not written.marked.endswith(marked(area.name)) and not _in_english(area, written):
            reasons.append(Reason.SPELLING)
    elif not area.name.isascii() and not _in_english(area, written):
        cost = COST_WITHOUT_MARKS
    if not typed:
        if fold(area.full_name) != written.whole:
            cost += COST_WITHOUT_TYPE + (0 if area.kind in ADMINISTRATIVE else COST_SPECIAL_KIND)
    elif not entry.other and not fold(area.full_name).startswith(written.type):
        reasons.append(Reason.OTHER_TYPE)
    if on is None:
        cost += COST_ABOLISHED if area.valid_to is not None else 0
    elif not (_lasts(area, on) and _lasts(entry, on)):
        reasons.append(Reason.OTHER_TIME)
    return Hit(area, cost + _cost_of(reasons), tuple(reasons))


def _cost_of(reasons: Iterable[Reason]) -> int:
    return sum(COSTS[reason] for reason in reasons)


def _in_english(area: AreaFact, written: Written) -> bool:
    """True when a country was named in English."""
    return area.kind is AreaKind.COUNTRY and fold(area.name_en) == written.whole


def _lasts(area: AreaFact | NameEntry, on: date) -> bool:
    return (area.valid_from is None or area.valid_from <= on) and (
        area.valid_to is None or on < area.valid_to
    )


def _narrowed(
    gazetteer: Gazetteer,
    above: tuple[Hit, ...],
    name: str,
    kinds: frozenset[AreaKind],
    on: date | None,
) -> tuple[Hit, ...]:
    """The areas of a written name that lie within what was found so far; all, when nothing was."""
    written = _taken_apart(name)
    best: dict[str, Hit] = {}
    for entry, typed in _candidates(gazetteer, written, kinds):
        code = entry.area.code
        containers = _containers(gazetteer, code, above)
        if above and not containers:
            continue
        hit = _hit(entry, written, on, typed=typed)
        for container, carried in containers:
            placed = _placed(hit, container, carried=carried)
            if code not in best or placed.cost < best[code].cost:
                best[code] = placed
        if not above and (code not in best or hit.cost < best[code].cost):
            best[code] = hit
    return tuple(best.values())


def _containers(gazetteer: Gazetteer, code: str, above: tuple[Hit, ...]) -> list[tuple[Hit, bool]]:
    """Those of `above` that an area lies in: directly, or (True) by its predecessors or successors."""
    ancestors = gazetteer.ancestors(code)
    direct = [(hit, False) for hit in above if hit.area.code in ancestors]
    if len(direct) == len(above):
        return direct
    kin = gazetteer.kin(code)
    carried = [(h, True) for h in above if h.area.code in kin and h.area.code not in ancestors]
    return direct + carried


def _placed(hit: Hit, container: Hit, *, carried: bool) -> Hit:
    """The candidate at the cost of both: what both did wrong (another time) is counted once."""
    if not carried and not container.reasons:
        return hit
    reasons = list(hit.reasons)
    for reason in (*container.reasons, *((Reason.CARRIED,) if carried else ())):
        # Names of mixed times are one departure, not also one of time.
        if reason not in reasons and not (carried and reason is Reason.OTHER_TIME):
            reasons.append(reason)
    return Hit(hit.area, hit.cost - _cost_of(hit.reasons) + _cost_of(reasons), tuple(reasons))


def _coarser(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return tuple(
        Hit(h.area, h.cost + COSTS[Reason.COARSER], (*h.reasons, Reason.COARSER))
        if Reason.COARSER not in h.reasons
        else h
        for h in hits
    )


def _matches(gazetteer: Gazetteer, hits: tuple[Hit, ...]) -> tuple[Match, ...]:
    if len(hits) == 1:
        return (_match(hits[0], 0),)
    ranked = sorted(hits, key=lambda h: (h.cost, h.area.code))
    tied = {h.area.code for h in ranked if h.cost <= ranked[0].cost + TIE}
    rivals = _rivals(gazetteer, ranked[0].area.code, tied) if len(tied) > 1 else 0
    return tuple(_match(hit, rivals if hit.area.code in tied else 0) for hit in ranked)


def _rivals(gazetteer: Gazetteer, best: str, tied: set[str]) -> int:
    """How many fit as well as the best; an area and its own predecessor are no rivals."""
    return sum(other != best and not gazetteer.is_kin(best, other) for other in tied)


def _match(hit: Hit, rivals: int) -> Match:
    reasons = hit.reasons or (Reason.EXACT,)
    confidence = max(LEAST_CONFIDENCE, (1000 - hit.cost) / 1000) / (1 + rivals)
    return Match(
        code=hit.area.code,
        kind=hit.area.kind,
        precision=PRECISION_OF[hit.area.kind],
        confidence=round(confidence, 3),
        reasons=(*reasons, Reason.AMBIGUOUS) if rivals else reasons,
        rivals=rivals,
    )
