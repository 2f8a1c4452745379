"""Reading a written place: what kind of words it is made of decides who reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import product

from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import PlaceNames, Reason
from cotmoc.areas.core.places.addresses import MOST_MATCHES, MOST_NAMED, AddressReader
from cotmoc.areas.core.places.bare import bare
from cotmoc.areas.core.places.found import FoundPlace
from cotmoc.areas.core.places.lines import provinces_passed
from cotmoc.areas.core.places.markers import Marker, find_marker, frontier_of, sections_of
from cotmoc.areas.core.places.offsets import Offset, find_offset, moved
from cotmoc.normalise.positions import find_position
from cotmoc.normalise.readings import Problem, Reading, warning
from cotmoc.normalise.text import clean

# Words without any of which a text without digits is an address: seas, and rivers, which pass through provinces.
_SIGNAL = re.compile(
    r"\b(?:vung bien|vung nuoc|khu vuc bien|tren bien|ngu truong|bien dao|sea off|song|river)\b"
)
# What stands with digits where they are more than a number of an address: markers, distances, positions, roads.
_SIGNAL_NUMBER = re.compile(
    r"(?:\bmoc\b|marker).*\d|\b(?:ql|qlo|quoc lo)\b|\bql\d|\bx\s*[:=]?\s*\d{6}"
    r"|\d\s?(?:[°º˚⁰*]|o\d|(?:do|km|ki ?lo ?met|cay so|hai ly|hl|nautical|nm|met|meters?|metres?|m)\b)"
    r"|\d[.,]\d{4}|\d-\d\d?(?:[.,-]\d+)?\s*[nb]\b"
)
_DIGIT = re.compile(r"\d")
#: Parts of texts of which it is kept whether they say more than an address: those of provinces and districts repeat.
KEPT = 16_384
_ENGLISH_GATE = re.compile(r"((?:[A-Z][a-z]+\s)+)(?:international\s|border\s)*gate\b")
_SEA = re.compile(
    r"\b(?:(?:tren|tai|thuoc|o)\s+)*(?:khu\s+vuc\s+)?(?:vung\s+bien|vung\s+nuoc|khu\s+vuc\s+bien|tren\s+bien|ngu\s+truong|bien\s+dao|sea\s+off)\s+"
    r"(?:(?:thuoc|dao|quan\s+dao|xa|giap\s+ranh)\s+(?=\w))*"
)
#: How far a place may be off that is known by an area of a kind, for the start of a distance; metres.
ANCHOR_M: dict[AreaKind, float] = {
    AreaKind.MARKER: 50.0,
    AreaKind.CROSSING: 500.0,
    AreaKind.GATE: 2_000.0,
    AreaKind.PORT: 2_000.0,
    AreaKind.AIRPORT: 2_000.0,
    AreaKind.COMMUNE: 3_000.0,
}
#: Of several communes of one name that with islands is the one from which distances at sea are taken.
_ISLANDS = "Đặc khu"
#: Words for what runs through whole provinces.
_NO_ANCHOR = re.compile(r"(?:duong\s+)?(?:bien(?:\s+gioi)?|ranh gioi|bo|bo bien|dat lien)")
#: What is known no better than this is said by its area alone.
MOST_POSITION_M = 20_000.0
POINT_M = 500.0


def read_place(
    gazetteer: Gazetteer,
    written: str,
    *,
    levels: PlaceNames | None = None,
    on: date | None = None,
    home: str = "",
) -> Reading[FoundPlace]:
    """The place that is written, and what is to be said of it; None when nothing is known of it.

    `levels` are the names of columns of their own beside the text; `on` is the day of what happened there; `home` the
    full name of the area that a name borne by several means. Reads addresses (see `Gazetteer.find`), boundary markers,
    distances and directions from gates, islands and communes, positions, seas, roads and rivers.

    Warnings: `area.unknown`; `area.ambiguous` and `area.ambiguous_within` with the rivals (nothing, or what all of them
    lie in, is taken); `area.inferred` with the reasons; `area.marker_unknown` for a marker that no loaded area is;
    `area.anchor_unknown` where a distance is stated from something unknown; those of `positions.read_position`.

    >>> from cotmoc.areas.core.packaged.everything import packaged_areas
    >>> gazetteer = Gazetteer(packaged_areas())
    >>> found = read_place(gazetteer, "khu vực mốc 1369(2)").value
    >>> found.area, found.precision, found.marker
    ('vn-border-22-cn', 'province', '1369(2)')
    """
    reader = AddressReader(gazetteer, on, home)
    text = clean(written.replace("\n", ", "))
    if "gate" in text:
        text = _ENGLISH_GATE.sub(r"cửa khẩu \1", text)
    beside = _beside(levels)
    if not text and not beside:
        return Reading(None)
    if not any(map(_says_more, text.split(", "))):
        return reader.address(text, levels, beside)
    return _Special(reader, text, levels, beside).read()


@lru_cache(maxsize=KEPT)
def _says_more(part: str) -> bool:
    """True for a part of a text between commas that may be more than an address."""
    plain = bare(part)
    if _SIGNAL.search(plain):
        return True
    return _DIGIT.search(plain) is not None and _SIGNAL_NUMBER.search(plain) is not None


def _beside(levels: PlaceNames | None) -> str:
    if levels is None:
        return ""
    return ", ".join(part for part in (levels.commune, levels.district, levels.province) if part)


class _Special:
    """The parts of a text that are no address: each is taken out, and what is left is read as an address."""

    def __init__(
        self, reader: AddressReader, text: str, levels: PlaceNames | None, beside: str
    ) -> None:
        self._reader, self._levels, self._beside = reader, levels, beside
        self._text = text
        self._problems: list[Problem] = []

    def read(self) -> Reading[FoundPlace]:
        """The place, from what says most of it."""
        position, rest = find_position(self._text)
        self._problems += position.problems
        offset = find_offset(rest, bare(rest))
        if offset is not None:
            rest = offset.rest
        marker = find_marker(bare(rest if offset is None else f"{rest}, {offset.anchor}"))
        place = self._area(rest, marker, offset)
        if position.value is not None:
            at = position.value
            place = replace(place, lon=at.lon, lat=at.lat, precision_m=at.precision_m)
            if at.precision_m <= MOST_POSITION_M:
                place = replace(place, precision="point")
        elif offset is not None:
            place = self._offset_place(place, offset)
        if place == FoundPlace():
            return Reading(None, tuple(self._problems) or (warning("area.unknown", self._text),))
        return Reading(place, tuple(self._problems))

    def _area(self, rest: str, marker: Marker | None, offset: Offset | None) -> FoundPlace:
        if marker is not None:
            return self._marker_place(rest, marker)
        if (sea := self._sea_place(rest)) is not None:
            return sea
        place = self._address(rest, is_needed=offset is None)
        if place.area is None and not place.rivals and (passed := provinces_passed(bare(rest))):
            return self._passed(passed)
        return place

    def _address(self, text: str, *, is_needed: bool) -> FoundPlace:
        """What is left as an address; that it names nothing is said only when nothing else tells the place."""
        if not re.search(r"\w", text) and not self._beside:
            return FoundPlace()
        reading = self._reader.address(text.strip(" ,"), self._levels, self._beside)
        known = reading.value is not None and (is_needed or reading.value.area is not None)
        if known or (is_needed and not provinces_passed(bare(text))):
            self._problems += reading.problems
        return reading.value or FoundPlace()

    def _passed(self, provinces: Sequence[str]) -> FoundPlace:
        """The province that a road or river passes: the only one, or that of home; else all of them are rivals."""
        reader = self._reader
        at_home = [
            code for code in provinces if reader.gazetteer.area(code).full_name == reader.home
        ]
        chosen = at_home or (list(provinces) if len(provinces) == 1 else [])
        if not chosen:
            names = [reader.name(code) for code in provinces]
            params = {"area": names[0], "others": "; ".join(names[1:MOST_NAMED])}
            self._problems.append(warning("area.ambiguous", self._text, **params))
            return FoundPlace(rivals=tuple(provinces), reasons=(Reason.AMBIGUOUS,))
        code = reader.province(chosen[0]) or chosen[0]
        reasons = (Reason.PASSES, *((Reason.HOME,) if len(provinces) > 1 else ()))
        params = {"area": reader.name(code), "reasons": ", ".join(r.value for r in reasons)}
        self._problems.append(warning("area.inferred", self._text, **params))
        return reader.place(code, 0.5, reasons)

    def _sea_place(self, rest: str) -> FoundPlace | None:
        """A sea: that of the province whose coast, island or commune is named."""
        match = _SEA.search(bare(rest))
        if match is None or _is_border(rest[match.start() : match.end()]):
            return None
        reading = self._reader.address(rest[match.end() :].strip(" ,."), None, self._beside)
        named = self._reader.address(rest[match.start() :], None, "")
        if named.value is not None and named.value.precision == "sea_area":
            return named.value
        if reading.value is None or reading.value.area is None:
            return None
        code = self._sea_of(reading.value.area)
        if code is None:
            return None
        self._problems += [p for p in reading.problems if p.code != "area.inferred"]
        return self._reader.place(code, reading.value.confidence, reading.value.reasons)

    def _sea_of(self, code: str) -> str | None:
        if self._reader.gazetteer.area(code).kind is AreaKind.SEA_AREA:
            return code
        province = self._reader.today(code).rpartition("-")[2]
        sea = f"vn-sea-{province}"
        return sea if sea in self._reader.gazetteer else None

    def _marker_place(self, rest: str, marker: Marker) -> FoundPlace:
        plain = bare(self._text)
        frontier = frontier_of(plain)
        address = self._address(_without(rest, marker), is_needed=False)
        neighbours = (frontier[0],) if frontier else ("CN", "LA", "KH")
        loaded = self._loaded(marker, neighbours, address.area)
        if loaded is not None:
            place = self._reader.place(loaded, 1.0, (Reason.EXACT,))
            area = self._reader.gazetteer.area(loaded)
            return replace(place, marker=marker.label, lon=area.lon, lat=area.lat, precision_m=50.0)
        place = self._section(marker, neighbours, address)
        shown = self._reader.name(place.area) if place.area else ""
        if place.area:
            params = {"marker": marker.label, "area": shown}
            self._problems.append(warning("area.marker_unknown", self._text, **params))
        return replace(place, marker=marker.label)

    def _loaded(self, marker: Marker, neighbours: Sequence[str], within: str | None) -> str | None:
        """The loaded area that a marker is; None when none, or several, may be."""
        gazetteer = self._reader.gazetteer
        digits = re.sub(r"\D", "", marker.label.partition("–")[0])
        found: set[str] = set()
        for number in dict.fromkeys((digits, str(marker.number))):
            for front in ("", "moc", "cotmoc", "mocgioi"):
                named = gazetteer.names.named(f"{front}{number}")
                markers = named and named.of_kinds(frozenset({AreaKind.MARKER}))
                found |= set(markers.codes) if markers else set()
            if found:
                break
        fitting = [
            code
            for code in found
            if gazetteer.area(code).neighbour in (*neighbours, "")
            and (within is None or self._reader.today(within) in ("", self._reader.today(code)))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _section(
        self, marker: Marker, neighbours: Sequence[str], address: FoundPlace
    ) -> FoundPlace:
        """The border section that may hold a marker; what the address says more of is taken instead."""
        reader = self._reader
        sections = [s for s in sections_of(marker.number, neighbours) if s in reader.gazetteer]
        if marker.last != marker.number:
            sections += [s for s in sections_of(marker.last, neighbours) if s not in sections]
        province = reader.today(address.area) if address.area else ""
        there = [s for s in sections if reader.today(s) == province] if province else sections
        if address.area and address.precision not in ("province", "country"):
            return address
        if len(there) > 1 and reader.home:
            at_home = [s for s in there if self._is_home(s)]
            there = at_home if len(at_home) == 1 else there
        if len(there) == 1:
            reasons = (Reason.EXACT,) if len(sections) == 1 or province else (Reason.HOME,)
            return reader.place(there[0], 0.9 if reasons[0] is Reason.EXACT else 0.7, reasons)
        if address.area:
            return address
        names = [reader.name(code) for code in there]
        if not names:
            self._problems.append(warning("area.unknown", self._text))
            return FoundPlace()
        params = {"area": names[0], "others": "; ".join(names[1:MOST_NAMED])}
        self._problems.append(warning("area.ambiguous", self._text, **params))
        return FoundPlace(rivals=tuple(there), reasons=(Reason.AMBIGUOUS,))

    def _is_home(self, section: str) -> bool:
        province = self._reader.today(section)
        return (
            bool(province) and self._reader.gazetteer.area(province).full_name == self._reader.home
        )

    def _offset_place(self, place: FoundPlace, offset: Offset) -> FoundPlace:
        """The place at a distance: where its start has a position, it has one too, no better than what is stated."""
        anchor = self._anchor(offset, place)
        if anchor is None:
            if not place.marker:
                self._problems.append(
                    warning("area.anchor_unknown", self._text, anchor=offset.anchor)
                )
            return place
        code, start, start_m = anchor
        (lon, lat), precision_m = moved(start, offset, start_m)
        if place.area is None:
            place = self._around(code, offset, place)
        if precision_m > MOST_POSITION_M:
            return place
        precision = "point" if precision_m <= POINT_M else place.precision
        return replace(
            place,
            lon=round(lon, 5),
            lat=round(lat, 5),
            precision_m=round(precision_m),
            precision=precision,
        )

    def _anchor(
        self, offset: Offset, place: FoundPlace
    ) -> tuple[str, tuple[float, float], float] | None:
        if place.marker:
            if place.lon is None or place.lat is None or place.area is None:
                return None
            return place.area, (place.lon, place.lat), ANCHOR_M[AreaKind.MARKER]
        reader = self._reader
        texts = [
            f"{offset.anchor}, {offset.rest}",
            f"{offset.anchor}, {self._beside}",
            offset.anchor,
        ]
        if not offset.anchor or _NO_ANCHOR.fullmatch(bare(offset.anchor)):
            return None
        # Where an island or gate lies is asked of today: its area may have been another then.
        for text, on in product(texts, (reader.on, None)):
            codes = {
                reader.gazetteer.today(match.code)[0]
                for match in reader.gazetteer.find(text, on=on, limit=MOST_MATCHES)
                if match.code != place.area
                and (not match.rivals or Reason.AMBIGUOUS in match.reasons)
            }
            areas = [reader.gazetteer.area(code) for code in codes]
            known = [a for a in areas if a.kind in ANCHOR_M and a.lon is not None]
            islands = [a for a in known if a.full_name.startswith(_ISLANDS)]
            known = islands if len(islands) == 1 else known
            if len(known) == 1 and known[0].lon is not None and known[0].lat is not None:
                area = known[0]
                return area.code, (known[0].lon, known[0].lat), ANCHOR_M[area.kind]
        return None

    def _around(self, code: str, offset: Offset, place: FoundPlace) -> FoundPlace:
        """The area around a start in which the place surely lies: the sea of its province, or the province."""
        sea = self._sea_of(code) if offset.is_at_sea else None
        province = sea or self._reader.province(code)
        if province is None:
            return place
        return self._reader.place(province, 0.8, (Reason.EXACT,))


def _without(text: str, marker: Marker) -> str:
    """The text without the marker and the frontier it stands on."""
    plain = bare(text)
    start, end = (marker.start, marker.end) if find_marker(plain) == marker else (0, 0)
    left = f"{text[:start]}, {text[end:]}"
    frontier = frontier_of(bare(left))
    if frontier is not None:
        left = f"{left[: frontier[1][0]]}, {left[frontier[1][1] :]}"
    return re.sub(
        r"(?i)\b(?:khu vực|biên giới|phía|đoạn|gần|giáp|tại|ở|tuyến|từ|thuộc|trên|sát|cạnh)\b",
        " ",
        left,
    )


def _is_border(written: str) -> bool:
    """True for "biên" (border), which differs from "biển" (sea) by a mark only."""
    return "biên" in written.lower()
