"""Vietnam's administrative units today and before 1 July 2025, read from the data of `vietnamadminunits`.

The package's parser is not used and not imported: only `data/dataset.db` (units with coordinates) and
`data/converter_2025.json` (which former commune became which of today's) are read.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from importlib.resources import as_file, files

from cotmoc.areas.core.facts import AreaFact, AreaFacts, LineageFact, NameFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import romanised
from cotmoc.areas.core.packaged.repair import plausible_lineage, repaired_positions

REFORM = date(2025, 7, 1)
PACKAGE = "vietnamadminunits"
COUNTRY = "country-vn"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class PackagedTables:
    """The package's rows as they are: units today, units before, and the table of conversion."""

    today: tuple[Row, ...]
    former: tuple[Row, ...]
    whole: dict[str, dict[str, list[str]]]
    divided: dict[str, dict[str, list[dict[str, object]]]]
    provinces: dict[str, list[str]]


def packaged_tables() -> PackagedTables:
    """The package's tables, unchanged."""
    data = files(PACKAGE) / "data"
    conversion = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    with as_file(data / "dataset.db") as path:
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        try:
            connection.row_factory = sqlite3.Row
            today = _rows(connection, "admin_units")
            former = _rows(connection, "admin_units_legacy")
        finally:
            connection.close()
    return PackagedTables(
        today=today,
        former=former,
        whole=conversion["DICT_PROVINCE_WARD_NO_DIVIDED"],
        divided=conversion["DICT_PROVINCE_WARD_DIVIDED"],
        provinces=conversion["DICT_PROVINCE"],
    )


def _rows(connection: sqlite3.Connection, table: str) -> tuple[Row, ...]:
    return tuple(dict(row) for row in connection.execute(f"SELECT * FROM {table}"))


def vietnamese_units() -> AreaFacts:
    """Provinces and communes of today, provinces, districts and communes before the reform, and their lineage.

    Positions that contradict the lineage are repaired or left out (see `repair`), never guessed.
    """
    tables = packaged_tables()
    source = f"{PACKAGE} {version(PACKAGE)}"
    areas = [*_provinces(tables, source), *_communes_today(tables, source)]
    areas += [*_districts(tables, source), *_communes_before(tables, source)]
    lineage = plausible_lineage(areas, _commune_lineage(tables, source))
    lineage += _province_lineage(tables, source)
    lineage += _district_lineage(lineage, source)
    return AreaFacts(
        tuple(repaired_positions(areas, lineage)), tuple(_names(tables, source)), tuple(lineage)
    )


def code_today(row: Row) -> str:
    """The code of a commune of today: `vn-2025-22-06967`."""
    return f"vn-2025-{row['provinceCode']}-{row['wardCode']}"


def code_before(row: Row) -> str:
    """The code of a commune before the reform, or of its district where that has no communes (islands)."""
    district = f"vn-2004-{row['provinceCode']}-{row['districtCode']}"
    return f"{district}-{row['wardCode']}" if row["wardCode"] else district


def _unit(row: Row, level: str, code: str, parent: str, source: str, *, former: bool) -> AreaFact:
    """The fact of one level (`province`, `district` or `ward`) of a row."""
    lon, lat = row[f"{level}Lon"], row[f"{level}Lat"]
    # The package tells namesakes apart by the type in brackets: Hồng Ngự (Huyện).
    name = row[f"{level}Short"].partition(" (")[0]
    return AreaFact(
        code=code,
        kind={"province": AreaKind.PROVINCE, "district": AreaKind.DISTRICT}.get(
            level, AreaKind.COMMUNE
        ),
        name=name,
        full_name=row[level],
        name_en=romanised(name),
        parent=parent,
        country="VN",
        lon=None if lon is None else float(lon),
        lat=None if lat is None else float(lat),
        position_precision="" if lon is None else "centre",
        valid_from=None if former else REFORM,
        valid_to=REFORM if former else None,
        source=source,
    )


def _provinces(tables: PackagedTables, source: str) -> Iterator[AreaFact]:
    for rows, prefix, former in (
        (tables.today, "vn-2025", False),
        (tables.former, "vn-2004", True),
    ):
        for row in {row["provinceCode"]: row for row in rows}.values():
            code = f"{prefix}-{row['provinceCode']}"
            yield _unit(row, "province", code, COUNTRY, source, former=former)


def _districts(tables: PackagedTables, source: str) -> Iterator[AreaFact]:
    for row in {row["districtCode"]: row for row in tables.former}.values():
        parent = f"vn-2004-{row['provinceCode']}"
        code = f"{parent}-{row['districtCode']}"
        yield _unit(row, "district", code, parent, source, former=True)


def _communes_today(tables: PackagedTables, source: str) -> Iterator[AreaFact]:
    for row in tables.today:
        parent = f"vn-2025-{row['provinceCode']}"
        yield _unit(row, "ward", code_today(row), parent, source, former=False)


def _communes_before(tables: PackagedTables, source: str) -> Iterator[AreaFact]:
    for row in tables.former:
        if row["wardCode"]:
            code = code_before(row)
            yield _unit(row, "ward", code, code.rpartition("-")[0], source, former=True)


def _commune_lineage(tables: PackagedTables, source: str) -> list[LineageFact]:
    """Former commune to commune of today, as the package has it."""
    before = {
        f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": code_before(r)
        for r in tables.former
    }
    today = {(r["provinceKey"], r["wardKey"]): code_today(r) for r in tables.today}
    whole = [
        LineageFact(before[key], today[province, ward], False, True, source)
        for province, wards in tables.whole.items()
        for ward, keys in wards.items()
        for key in keys
    ]
    divided = [
        LineageFact(
            before[key],
            today[province, str(part["newWardKey"])],
            True,
            bool(part["isDefaultNewWard"]),
            source,
        )
        for province, communes in tables.divided.items()
        for key, parts in communes.items()
        for part in parts
    ]
    return whole + divided


def _province_lineage(tables: PackagedTables, source: str) -> list[LineageFact]:
    today = {row["provinceKey"]: row["provinceCode"] for row in tables.today}
    before = {row["provinceKey"]: row["provinceCode"] for row in tables.former}
    return [
        LineageFact(f"vn-2004-{before[key]}", f"vn-2025-{today[province]}", False, True, source)
        for province, keys in tables.provinces.items()
        for key in keys
    ]


def _district_lineage(communes: list[LineageFact], source: str) -> list[LineageFact]:
    """A district was abolished: the province that its communes went to carries on its history."""
    provinces: dict[str, Counter[str]] = {}
    for fact in communes:
        if fact.default and fact.predecessor.count("-") == 4:
            district = fact.predecessor.rpartition("-")[0]
            province = fact.successor.rpartition("-")[0]
            provinces.setdefault(district, Counter())[province] += 1
    return [
        LineageFact(district, province, len(counts) > 1, rank == 0, source)
        for district, counts in provinces.items()
        for rank, (province, _) in enumerate(counts.most_common())
    ]


def _names(tables: PackagedTables, source: str) -> Iterator[NameFact]:
    """Names of units merged into a unit before the reform, and abbreviations, as the package writes them."""
    seen: set[tuple[str, str]] = set()
    for row, level, code in _levels(tables):
        for name in json.loads(row[f"{level}Alias"] or "[]"):
            if (code, name) not in seen:
                seen.add((code, name))
                yield NameFact(code, name, source)


def _levels(tables: PackagedTables) -> Iterator[tuple[Row, str, str]]:
    for row in tables.today:
        yield row, "province", f"vn-2025-{row['provinceCode']}"
        yield row, "ward", code_today(row)
    for row in tables.former:
        province = f"vn-2004-{row['provinceCode']}"
        yield row, "province", province
        yield row, "district", f"{province}-{row['districtCode']}"
        if row["wardCode"]:
            yield row, "ward", code_before(row)
