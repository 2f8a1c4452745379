"""The world as understanding a file knows it: areas of any time, agencies, and the importing agency's units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

from django.utils import timezone

from cotmoc.access.queries.organisation import agencies, home_area, units
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.matches import Match, Reason
from cotmoc.areas.queries import gazetteer
from cotmoc.ingest.core.understanding import AreaHit, AreaParts
from cotmoc.normalise.readings import Reading, found, warning
from cotmoc.normalise.text import fold

#: Reasons that a reader is told of: each of them may mean another area than the one taken.
TOLD = (
    Reason.TYPO,
    Reason.OTHER_TIME,
    Reason.CARRIED,
    Reason.COARSER,
    Reason.CONTRADICTED,
    Reason.MORE_WORDS,
    Reason.OTHER_TYPE,
    Reason.FORMER_DISTRICT,
)
REMEMBERED = 20_000
MOST_NAMED = 4


@dataclass(frozen=True)
class ImportContext:
    """A `Context` over the database as it stood when the import began.

    `home` is the name of the area that this installation serves: a name that several areas bear means the one there.
    """

    today: date
    areas: Gazetteer
    agencies: dict[str, str]
    units: dict[str, str]
    home: str = ""

    @cached_property
    def lookup(self) -> Callable[[str, AreaParts, date | None], Reading[AreaHit]]:
        """The look-up of areas with a memory: registers name the same places over and over."""
        return lru_cache(maxsize=REMEMBERED)(partial(_find_area, self.areas, self.home))

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:
        """The area that bore the name on that date.

        Warnings: `area.unknown`; `area.ambiguous` (nothing is taken) with the number of areas that fit as well;
        `area.inferred` with the area taken and the reasons (codes of `areas.core.matches.Reason`).
        """
        return self.lookup(written, parts, self.areas.era(on))

    def agency_code(self, written: str) -> str | None:
        """The code of the agency of that code, name or short name, in any case and with or without marks."""
        return self.agencies.get(fold(written))

    def unit_code(self, written: str) -> str | None:
        """The code of the importing agency's unit of that code or name."""
        return self.units.get(fold(written))


def import_context(agency: str) -> ImportContext:
    """The world for a file of the agency (code)."""
    known, areas, home = agencies(), gazetteer(), home_area()
    return ImportContext(
        today=timezone.localdate(),
        areas=areas,
        home=areas.area(home).full_name if home and home in areas else "",
        agencies=_names(
            (a.code, (a.code, a.name_vi, a.name_en, a.short_vi, a.short_en)) for a in known
        ),
        units=_names((u.code, (u.code, u.name, u.name_en)) for u in units(agency=agency)),
    )


def _names(things: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Codes by folded name; a name that two things bear stands for neither."""
    codes: dict[str, str] = {}
    shared: set[str] = set()
    for code, names in things:
        for name in {fold(name) for name in names if name}:
            if codes.setdefault(name, code) != code:
                shared.add(name)
    return {name: code for name, code in codes.items() if name not in shared}


def _find_area(
    areas: Gazetteer, home: str, written: str, parts: AreaParts, on: date | None
) -> Reading[AreaHit]:
    levels = ", ".join(part for part in reversed(parts) if part)
    if written and levels:
        finer = areas.find(f"{written}, {levels}", on=on, limit=MOST_NAMED)
        if _is_certain(finer):
            return _reading(areas, written, finer)
    matches = areas.find(parts if levels else written, on=on, limit=MOST_NAMED)
    text = levels or written
    if home and matches and matches[0].rivals:
        at_home = areas.find(f"{text}, {home}", on=on, limit=MOST_NAMED)
        if _is_certain(at_home):
            return _reading(areas, text, at_home, "home")
    return _reading(areas, text, matches)


def _is_certain(matches: Sequence[Match]) -> bool:
    return bool(matches) and not matches[0].rivals and Reason.COARSER not in matches[0].reasons


def _reading(
    areas: Gazetteer, text: str, matches: Sequence[Match], *reasons: str
) -> Reading[AreaHit]:
    if not matches:
        return Reading(None, (warning("area.unknown", text),))
    best, *others = matches
    name = _name(areas, best)
    if best.rivals:
        rivals = "; ".join(_name(areas, each) for each in others[: best.rivals]) or str(best.rivals)
        return Reading(None, (warning("area.ambiguous", text, area=name, others=rivals),))
    told = [*reasons, *(reason.value for reason in best.reasons if reason in TOLD)]
    hit = AreaHit(best.code, best.precision)
    if not told:
        return found(hit)
    return found(hit, warning("area.inferred", text, area=name, reasons=", ".join(told)))


def _name(areas: Gazetteer, match: Match) -> str:
    """The area with the one above it: communes of one name are told apart by their provinces."""
    above = areas.ancestors(match.code)[:1]
    return ", ".join(areas.area(code).full_name for code in (match.code, *above))
