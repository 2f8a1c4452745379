"""Reads of areas. Areas are public facts: every viewer sees all of them, so no query takes a viewer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from json import dumps
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from cotmoc.areas.core.boundaries import Boundaries
from cotmoc.areas.core.completing import AreaCompleter
from cotmoc.areas.core.facts import AreaFact, AreaFacts, LineageFact, NameFact
from cotmoc.areas.core.gazetteer import Gazetteer, UnknownAreaError
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import MARKED_TYPES, key_of, type_and_rest
from cotmoc.areas.core.populations import PopulationFact
from cotmoc.areas.models import Area, AreaName, Boundary, Edition, Lineage, Population
from cotmoc.normalise.text import fold

T = TypeVar("T")
Stamp = tuple[int, int]


_STAMP = f"""
    SELECT (SELECT max(id) FROM {Edition._meta.db_table}), (SELECT max(id) FROM {Area._meta.db_table})
"""


class _PerStamp(Generic[T]):
    """A value made from the areas, kept by each process until the areas change."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._kept: tuple[Stamp, T] | None = None

    def __call__(self) -> T:
        stamp = stamp_of_areas()
        kept = self._kept
        if kept is None or kept[0] != stamp:
            with self._lock:
                kept = self._kept
                if kept is None or kept[0] != stamp:
                    kept = self._kept = (stamp, self._make())
        return kept[1]


def stamp_of_areas() -> Stamp:
    """What changes whenever areas, their names, lineage or boundaries do; two index look-ups in one question.

    It is asked several times for each page, so it goes past what makes SQL of models.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        edition, area = cursor.fetchone()
    return edition or 0, area or 0


def area_facts() -> AreaFacts:
    """Everything known of areas but their boundaries, parents before children."""
    # Codes are joined here: the database would need fresh statistics to do it as fast after a load.
    codes = {pk: code for code, pk in _ids().items()}
    areas = Area.objects.order_by(_depth(), "pk").values_list(
        "code", "kind", "name", "full_name", "parent_id", "source", "name_en", "country",
        "neighbour", "lon", "lat", "position_precision", "valid_from", "valid_to",
    )  # fmt: skip
    names = AreaName.objects.order_by("pk").values_list(
        "area_id", "name", "source", "valid_from", "valid_to"
    )
    lineage = Lineage.objects.order_by("pk").values_list(
        "predecessor_id", "successor_id", "divided", "default", "source", "share"
    )
    return AreaFacts(
        tuple(
            AreaFact(row[0], AreaKind(row[1]), row[2], row[3], codes.get(row[4]), *row[5:])
            for row in areas.iterator(4000)
        ),
        tuple(NameFact(codes[row[0]], *row[1:]) for row in names.iterator(4000)),
        tuple(LineageFact(codes[r[0]], codes[r[1]], *r[2:]) for r in lineage.iterator(4000)),
    )


def _depth() -> Case:
    """Countries, then provinces and what else stands at their level, then the rest from above."""
    order = (AreaKind.COUNTRY, AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.COMMUNE)
    return Case(
        *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(order)),
        default=Value(len(order)),
        output_field=IntegerField(),
    )


gazetteer = _PerStamp(lambda: Gazetteer(area_facts()))
area_completer = _PerStamp(lambda: AreaCompleter(gazetteer()))


def area_ids() -> Mapping[str, int]:
    """The database id of every area by its code; the one that is kept, which nobody may change."""
    return _ids()


_ids = _PerStamp(lambda: dict(Area.objects.values_list("code", "pk")))


def area_by_code(code: str) -> Area:
    """The area of that code, with its parent. Raises `UnknownAreaError`."""
    found = Area.objects.select_related("parent").filter(code=code).first()
    if found is None:
        raise UnknownAreaError(f"no area has the code {code}", area=code)
    return found


def areas_of_kind(kind: AreaKind, *, of_today: bool = True) -> QuerySet[Area]:
    """Areas of a kind in alphabetical order; those of other times too unless `of_today`."""
    areas = Area.objects.filter(kind=kind).select_related("parent").order_by("sort_key", "code")
    return areas.filter(valid_to=None) if of_today else areas


def children(code: str, *, of_today: bool = True) -> QuerySet[Area]:
    """The areas directly below one, in alphabetical order."""
    areas = Area.objects.filter(parent__code=code).order_by("kind", "sort_key", "code")
    return areas.filter(valid_to=None) if of_today else areas


def search_areas(
    text: str, limit: int = 20, kinds: Iterable[AreaKind] = tuple(AreaKind)
) -> list[Area]:
    """Areas whose name, or another name, begins with the text, tone marks or not; for completion.

    Areas of today come first, larger before smaller, then alphabetically. A type in front narrows: `xã hải`.
    """
    folded = fold(text)
    if not folded:
        return []
    type_, rest = type_and_rest(folded)
    fits = _begins(folded)
    if type_:
        fits |= _begins(rest) & Q(full_name__startswith=MARKED_TYPES[type_].capitalize())
    found = (
        Area.objects.filter(fits, kind__in=[kind.value for kind in kinds])
        .select_related("parent")
        .order_by(F("valid_to").desc(nulls_first=True), _depth(), "sort_key", "code")
    )
    return list(found[:limit])


def _begins(folded: str) -> Q:
    names = AreaName.objects.filter(
        Q(fold__startswith=folded) | Q(fold__startswith=key_of(folded))
    ).values("area_id")
    return Q(fold__startswith=folded) | Q(pk__in=names)


@dataclass(frozen=True, slots=True)
class TodayTable:
    """For every area, by ascending `area_id`, where its history is carried today.

    Arrays of one length: `area_id` int64; the others hold str. `code` is the area's own; `today` the area of today
    that carries it on; `commune` is that area or the commune it lies in, "" when it is coarser; `province` is the area
    below the country: the province, or elsewhere the largest zone; `country` is the area of the country. `estimated`
    (bool): the area was divided and the default successor taken.
    """

    area_id: npt.NDArray[np.int64]
    code: npt.NDArray[np.object_]
    today: npt.NDArray[np.object_]
    commune: npt.NDArray[np.object_]
    province: npt.NDArray[np.object_]
    country: npt.NDArray[np.object_]
    estimated: npt.NDArray[np.bool_]


def _make_today_table() -> TodayTable:
    known = gazetteer()
    ids = area_ids()
    rows = sorted((pk, code, *known.today(code)) for code, pk in ids.items())
    lines = [(row[2], *known.ancestors(row[2])) for row in rows]
    communes = (
        next((code for code in line if known.area(code).kind is AreaKind.COMMUNE), "")
        for line in lines
    )
    return TodayTable(
        area_id=np.array([row[0] for row in rows], dtype=np.int64),
        code=_texts(row[1] for row in rows),
        today=_texts(row[2] for row in rows),
        commune=_texts(communes),
        province=_texts(_below_country(known, line) for line in lines),
        country=_texts(
            line[-1] if known.area(line[-1]).kind is AreaKind.COUNTRY else "" for line in lines
        ),
        estimated=np.array([row[3] for row in rows], dtype=np.bool_),
    )


def _below_country(known: Gazetteer, line: tuple[str, ...]) -> str:
    below = [code for code in line if known.area(code).kind is not AreaKind.COUNTRY]
    return below[-1] if below else ""


def _texts(values: Iterable[str]) -> npt.NDArray[np.object_]:
    return np.array(list(values), dtype=np.object_)


today_table = _PerStamp(_make_today_table)

_commune_boundaries = _PerStamp(lambda: _outlines(AreaKind.COMMUNE))
_province_boundaries = _PerStamp(lambda: _outlines(AreaKind.PROVINCE))


def commune_boundaries() -> Boundaries:
    """The current outlines of the communes of today, for look-up of positions; empty when none were loaded."""
    return _commune_boundaries()


def province_boundaries() -> Boundaries:
    """The current outlines of the provinces of today; empty when none were loaded."""
    return _province_boundaries()


def _outlines(kind: AreaKind) -> Boundaries:
    rows = (
        Boundary.objects.filter(current=True, area__kind=kind, area__valid_to=None)
        .order_by("area__code")
        .values_list("area__code", "outline")
    )
    codes, outlines = zip(*rows, strict=True) if rows else ((), ())
    return Boundaries(codes, [bytes(outline) for outline in outlines])


def area_of_today(
    code: str, lon: float | None = None, lat: float | None = None
) -> tuple[str, bool]:
    """The area of today that carries on an area, and whether that is an estimate.

    A position settles which part of a divided commune is meant where outlines of communes were loaded. Raises
    `UnknownAreaError`.
    """
    known = gazetteer()
    known.area(code)
    return commune_boundaries().today(known, code, lon, lat)


def boundaries(
    level: AreaKind, bbox: tuple[float, float, float, float] | None = None, within: str = ""
) -> str:
    """GeoJSON of the simplified current outlines of a level today, for the map.

    `bbox` is (min lon, min lat, max lon, max lat) in degrees; `within` the code of an area above. A feature has
    `code`, `name`, `parent` and `area_km2`. An empty collection when no boundaries were loaded: none is invented.
    """
    found = Boundary.objects.filter(current=True, area__kind=level, area__valid_to=None)
    if bbox:
        west, south, east, north = bbox
        found = found.filter(
            min_lon__lte=east, max_lon__gte=west, min_lat__lte=north, max_lat__gte=south
        )
    if within:
        found = found.filter(area__ancestry__startswith=area_by_code(within).ancestry)
    rows = found.order_by("area__code").values_list(
        "area__code", "area__full_name", "area__parent__code", "area_km2", "simplified"
    )
    return _feature_collection(list(rows))


def _feature_collection(rows: list[tuple[Any, ...]]) -> str:
    shapes = shapely.to_geojson(shapely.from_wkb([bytes(row[-1]) for row in rows]))
    features = (
        f'{{"type":"Feature","id":{dumps(code)},"properties":'
        f"{dumps({'code': code, 'name': name, 'parent': parent, 'area_km2': km2}, ensure_ascii=False)},"
        f'"geometry":{shape}}}'
        for (code, name, parent, km2, _), shape in zip(rows, shapes, strict=True)
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def sizes_km2(codes: Iterable[str]) -> dict[str, float]:
    """The size of each area (by code) with a loaded boundary, in square kilometres on the sphere."""
    found = Boundary.objects.filter(current=True, area__code__in=list(codes))
    return dict(found.values_list("area__code", "area_km2"))


def populations(codes: Iterable[str], year: int) -> dict[str, PopulationFact]:
    """How many people live in each area (by code), in the year that is known nearest to `year`; of two the earlier."""
    found = Population.objects.filter(current=True, area__code__in=list(codes)).order_by("year")
    nearest: dict[str, PopulationFact] = {}
    fields = ("area__code", "inhabitants", "year", "source", "published")
    for code, inhabitants, of_year, source, published in found.values_list(*fields):
        known = nearest.get(code)
        each = PopulationFact(inhabitants, of_year, source, published)
        if known is None or abs(each.year - year) < abs(known.year - year):
            nearest[code] = each
    return nearest
