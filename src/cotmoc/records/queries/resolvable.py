"""The persons, organisations, vehicles and vessels that stand, as columns for resolution.

A party has no number of its own: it is what one version of a record states. It goes by the number of the first
statement of its record that said exactly the same of it, so that a corrected record keeps the numbers of the parties
that were not corrected, and what people judged of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa
from django.db import connection
from numpy.typing import NDArray

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.queries import area_ids, gazetteer
from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS
from cotmoc.resolution.core.parties.columns import PartyColumns, birth_code

PARTY, CONVEYANCE = "party", "conveyance"
KINDS = (PARTY, CONVEYANCE)
_ROWS_AT_ONCE = 20_000
SEXES = {"male": 1, "female": 2}
_SAID = {
    PARTY: "name_key, identity_number, birth_from, birth_precision",
    CONVEYANCE: "registration_key, name, kind",
}
_NUMBERED = """
    WITH said AS (
        SELECT s.*, row_number() OVER (PARTITION BY s.version_id, {said} ORDER BY s.index) AS nth
        FROM records_{kind}statement s WHERE {worth}
    ), numbered AS (
        SELECT *, min(id) OVER (PARTITION BY record_id, {said}, nth) AS number FROM said
    )
"""
_WORTH = {
    PARTY: "heads = 1 AND (name <> '' OR identity_number <> '')",
    CONVEYANCE: "pieces = 1 AND (registration_key <> '' OR name <> '')",
}
_FIELDS = {
    PARTY: "n.name, birth_from, birth_precision, identity_number, sex, nationality, residence_area_id, n.kind",
    CONVEYANCE: "n.name, NULL::date, '', registration_key, n.kind, flag, NULL::bigint, n.kind",
}
_STANDING = """
    SELECT number, n.record_id, n.index, {fields} FROM numbered n
    JOIN records_sourcerecord r ON r.current_id = n.version_id AND r.kind = 'incident'
    ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Resolvable:
    """All that stand of one kind: their columns, the record each stands in, and its place there (int64).

    `sorts` int8, places in `SORTS_OF` of the kind.
    """

    columns: PartyColumns
    records: NDArray[np.int64]
    places: NDArray[np.int64]
    sorts: NDArray[np.int8]


def everything_resolvable(kind: str) -> Resolvable:
    """All parties or conveyances that stand; unnamed ones, and several counted together, are nobody to recognise."""
    return _resolvable(kind, None)


def resolvable_of(kind: str, record_ids: Collection[int]) -> Resolvable:
    """Those of the given records."""
    return _resolvable(kind, list(record_ids))


def numbers_of(kind: str, record_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """The number of each party or conveyance of the records that stands, by its record and its place there."""
    query = _NUMBERED.format(
        said=_SAID[kind], kind=kind, worth=f"{_WORTH[kind]} AND s.record_id = ANY(%(records)s)"
    )
    query += """
        SELECT n.record_id, n.index, number FROM numbered n
        JOIN records_sourcerecord r ON r.current_id = n.version_id AND r.kind = 'incident'
    """
    with connection.cursor() as cursor:
        cursor.execute(query, {"records": list(record_ids)})
        return {(record, index): number for record, index, number in cursor.fetchall()}


def records_by_number(kind: str, numbers: Collection[int]) -> dict[int, int]:
    """The id of the record whose versions ever stated each of these parties or conveyances, by its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, record_id FROM records_{kind}statement WHERE id = ANY(%s)", [list(numbers)]
        )
        return dict(cursor.fetchall())


def records_stating(kind: str, numbers: Collection[int]) -> set[int]:
    """The ids of the records whose versions ever stated the parties or conveyances of these numbers."""
    return set(records_by_number(kind, numbers).values())


def _resolvable(kind: str, records: list[int] | None) -> Resolvable:
    """Those of the records; of all for None."""
    worth = _WORTH[kind]
    if records is not None:
        # Where the statements are read, and nowhere else: asked of what comes of them, every row would be compared
        # with every number.
        worth += " AND s.record_id = ANY(%(records)s)"
    query = _NUMBERED.format(said=_SAID[kind], kind=kind, worth=worth)
    query += _STANDING.format(fields=_FIELDS[kind])
    today = _Today()
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, {"records": records})
        parts = [_part(kind, [], today)]
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            parts.append(_part(kind, rows, today))
    return _together(parts)


def _part(kind: str, rows: list[tuple[Any, ...]], today: _Today) -> Resolvable:
    """Some rows as columns: all at once would take many times the memory of these."""
    listed = list(zip(*rows, strict=True)) or [()] * 11
    numbers, records, places, names, births, precisions, documents, sorts, countries, areas = (
        listed[:10]
    )
    located = [today.of(area) for area in areas]
    columns = PartyColumns(
        numbers=_whole(numbers),
        names=pa.array(names, pa.string()),
        births=_whole(map(born, births, precisions)),
        documents=pa.array(documents, pa.string()),
        categories=_whole(SEXES.get(s, 0) if kind == PARTY else category_of(s) for s in sorts),
        countries=pa.array(countries, pa.string()),
        areas=pa.array([area for area, _ in located], pa.string()),
        regions=pa.array([region for _, region in located], pa.string()),
        are_persons=kind == PARTY,
    )
    second = np.fromiter((is_second_sort(kind, each) for each in listed[10]), dtype=np.int8)
    return Resolvable(columns, _whole(records), _whole(places), second)


def _together(parts: list[Resolvable]) -> Resolvable:
    """The parts as one."""
    columns = [part.columns for part in parts]

    def text(name: str) -> pa.Array:
        return pa.concat_arrays([getattr(each, name) for each in columns])

    def whole(name: str) -> NDArray[np.int64]:
        return np.concatenate([getattr(each, name) for each in columns])

    return Resolvable(
        PartyColumns(
            numbers=whole("numbers"),
            names=text("names"),
            births=whole("births"),
            documents=text("documents"),
            categories=whole("categories"),
            countries=text("countries"),
            areas=text("areas"),
            regions=text("regions"),
            are_persons=columns[0].are_persons,
        ),
        np.concatenate([part.records for part in parts]),
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.sorts for part in parts]),
    )


def of_second_sort(kind: str, numbers: Collection[int]) -> set[int]:
    """Those of the numbers that are organisations, or vessels."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, kind FROM records_{kind}statement WHERE id = ANY(%s)", [list(numbers)]
        )
        return {number for number, stated in cursor.fetchall() if is_second_sort(kind, stated)}


def is_second_sort(kind: str, stated: str) -> bool:
    """True for an organisation among parties, and for a vessel among conveyances; what is unknown is a vehicle.

    >>> is_second_sort("conveyance", "fishing_vessel"), is_second_sort("party", "person")
    (True, False)
    """
    if kind == PARTY:
        return stated == "organisation"
    code = CONVEYANCE_KINDS.by_id.get(stated)
    return code is not None and code.group == "vessel"


def _whole(values: Any) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)


def born(first: date | None, precision: str) -> int:
    """The birth as `PartyColumns` holds it, 0 where it is not known."""
    if first is None:
        return 0
    if precision == "year":
        return birth_code(first.year)
    return birth_code(first.year, first.month, 0 if precision == "month" else first.day)


def category_of(sort: str) -> int:
    """A code of 1..255 for a sort of conveyance, the same in every process; 0 where none is stated.

    >>> category_of(""), category_of("truck") == category_of("truck")
    (0, True)
    """
    return crc32(sort.encode()) % 255 + 1 if sort else 0


def today_of(code: str) -> tuple[str, str]:
    """The codes of today's commune and province of an area; "" for what it does not say, and for an unknown one."""
    return _Today().found(code) if code in gazetteer() else ("", "")


class _Today:
    """Today's commune and province of areas, each looked up once."""

    def __init__(self) -> None:
        self._gazetteer = gazetteer()
        self._codes = {number: code for code, number in area_ids().items()}
        self._known: dict[int | None, tuple[str, str]] = {None: ("", "")}

    def of(self, area_id: int | None) -> tuple[str, str]:
        """The codes; "" for what the area does not say."""
        if area_id not in self._known:
            self._known[area_id] = self.found(self._codes[area_id] if area_id else "")
        return self._known[area_id]

    def found(self, code: str) -> tuple[str, str]:
        """The codes for the code of an area."""
        today = self._gazetteer.today(code)[0]
        line = (today, *self._gazetteer.ancestors(today))
        by_kind = {self._gazetteer.area(each).kind: each for each in reversed(line)}
        commune = by_kind.get(AreaKind.COMMUNE, "")
        return commune, by_kind.get(AreaKind.PROVINCE, "")
