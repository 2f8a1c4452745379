"""Addresses as places: the best match, or what several that fit have in common, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import PRECISION_OF, Match, PlaceNames, Reason
from cotmoc.areas.core.places.found import FoundPlace
from cotmoc.normalise.readings import Reading, warning

#: Reasons that a reader is told of: each of them may mean another area than the one taken.
TOLD = (
    Reason.HOME,
    Reason.TYPO,
    Reason.OTHER_TIME,
    Reason.CARRIED,
    Reason.COARSER,
    Reason.CONTRADICTED,
    Reason.MORE_WORDS,
    Reason.OTHER_TYPE,
    Reason.FORMER_DISTRICT,
    Reason.PASSES,
)
MOST_MATCHES = 12
MOST_NAMED = 4


@dataclass(frozen=True)
class AddressReader:
    """Reads addresses of one day for one home; see `reading.read_place`."""

    gazetteer: Gazetteer
    on: date | None
    home: str

    def address(self, text: str, levels: PlaceNames | None, beside: str) -> Reading[FoundPlace]:
        """An address, in one text, in columns, or in both."""
        if text and beside:
            finer = self._find(f"{text}, {beside}")
            if _is_certain(finer):
                return self.reading(text, finer)
        matches = self._find(levels if beside and levels else text)
        shown = beside or text
        if self.home and matches and matches[0].rivals:
            at_home = self._find(f"{shown}, {self.home}")
            if _is_certain(at_home):
                first = replace(at_home[0], reasons=(Reason.HOME, *at_home[0].reasons))
                return self.reading(shown, (first, *at_home[1:]))
        return self.reading(shown, matches)

    def _find(self, place: PlaceNames | str) -> tuple[Match, ...]:
        return self.gazetteer.find(place, on=self.on, limit=MOST_MATCHES)

    def reading(self, text: str, matches: Sequence[Match]) -> Reading[FoundPlace]:
        """What the matches of a text come to."""
        if not matches:
            return Reading(None, (warning("area.unknown", text),))
        best = matches[0]
        if best.rivals:
            return self._ambiguous(text, matches)
        told = [reason.value for reason in best.reasons if reason in TOLD]
        found = self.place(best.code, best.confidence, best.reasons)
        if not told:
            return Reading(found)
        params = {"area": self.name(best.code), "reasons": ", ".join(told)}
        return Reading(found, (warning("area.inferred", text, **params),))

    def _ambiguous(self, text: str, matches: Sequence[Match]) -> Reading[FoundPlace]:
        tied = [match for match in matches if Reason.AMBIGUOUS in match.reasons]
        codes = tuple(match.code for match in tied)
        params = {
            "area": self.name(codes[0]),
            "others": "; ".join(map(self.name, codes[1:MOST_NAMED])) or str(matches[0].rivals),
        }
        common = self._common(codes) if len(codes) > matches[0].rivals else None
        if common is None:
            found = FoundPlace(rivals=codes, reasons=(Reason.AMBIGUOUS,))
            return Reading(found, (warning("area.ambiguous", text, **params),))
        reasons = (Reason.AMBIGUOUS, Reason.COARSER)
        found = replace(self.place(common, tied[0].confidence, reasons), rivals=codes)
        within = self.name(common)
        return Reading(found, (warning("area.ambiguous_within", text, within=within, **params),))

    def _common(self, codes: Sequence[str]) -> str | None:
        """The smallest area that all lie in, below the country; None when there is none."""
        lines = [(code, *self.gazetteer.ancestors(code)) for code in codes]
        for code in lines[0]:
            if all(code in line for line in lines):
                is_country = self.gazetteer.area(code).kind is AreaKind.COUNTRY
                return None if is_country else code
        return None

    def place(self, code: str, confidence: float, reasons: tuple[Reason, ...]) -> FoundPlace:
        """An area as a place."""
        today, estimated = self.gazetteer.today(code)
        precision = PRECISION_OF[self.gazetteer.area(code).kind]
        return FoundPlace(code, precision, confidence, reasons, (), today, estimated)

    def name(self, code: str) -> str:
        """An area with the one above it: communes of one name are told apart by their provinces."""
        above = self.gazetteer.ancestors(code)[:1]
        return ", ".join(self.gazetteer.area(each).full_name for each in (code, *above))

    def province(self, code: str) -> str | None:
        """The province of its time that an area lies in, or of today when its time is not told; None without one."""
        line = (code, *self.gazetteer.ancestors(code))
        own = [c for c in line if self.gazetteer.area(c).kind is AreaKind.PROVINCE]
        if not own or self.on is None:
            return own[0] if own else None
        kin = [*own, *sorted(self.gazetteer.lines[code])]
        fitting = [
            c
            for c in dict.fromkeys(kin)
            if self.gazetteer.area(c).kind is AreaKind.PROVINCE and self._lasts(c)
        ]
        return fitting[0] if len(fitting) == 1 or (fitting and fitting[0] == own[0]) else own[0]

    def _lasts(self, code: str) -> bool:
        area = self.gazetteer.area(code)
        return self.on is None or (
            (area.valid_from is None or area.valid_from <= self.on)
            and (area.valid_to is None or self.on < area.valid_to)
        )

    def today(self, code: str) -> str:
        """The province of today that an area lies in; "" when it lies in none."""
        today = self.gazetteer.today(code)[0]
        line = (today, *self.gazetteer.ancestors(today))
        return next((c for c in line if self.gazetteer.area(c).kind is AreaKind.PROVINCE), "")


def _is_certain(matches: Sequence[Match]) -> bool:
    return bool(matches) and not matches[0].rivals and Reason.COARSER not in matches[0].reasons
