"""Areas in the database: packaged, loaded from files, read again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely

from cotmoc.areas import queries
from cotmoc.areas.actions.files import load_areas
from cotmoc.areas.actions.packaged import load_packaged_areas
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.report import LoadReport, Outcome
from cotmoc.areas.core.gazetteer import UnknownAreaError
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.models import Area, AreaName, Boundary, Edition
from cotmoc.normalise.errors import CotmocError

Added = dict[str, int]
HAI_SON = "vn-2025-22-06724"


def load(path: Path, audit: Any, **options: Any) -> LoadReport:
    return load_areas(actor=audit.actor, path=path, audit=audit, options=LoadOptions(**options))


def communes(path: Path, *, ward: str = "Phường Móng Cái 1", west: float = 107.75) -> Path:
    """A file of two communes of Quảng Ninh."""
    rows = [("06724", "Xã Hải Sơn", west), ("06712", ward, 107.95)]
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "fullName": name},
            "geometry": json.loads(
                shapely.to_geojson(shapely.box(lon - 0.05, 21.5, lon + 0.05, 21.6))
            ),
        }
        for code, name, lon in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_packaged_areas_are_all_stored(packaged: Added) -> None:
    assert packaged == {"areas": Area.objects.count(), "names": 4192, "lineage": 11325}


def test_packaged_areas_are_stored_once(packaged: Added, audit: Any) -> None:
    again = load_packaged_areas(actor=audit.actor, audit=audit)
    assert again == {"areas": 0, "names": 0, "lineage": 0}
    assert Edition.objects.count() == 1


def test_packaged_load_writes_one_audit_row(stored: tuple[Added, Any]) -> None:
    added, ledger = stored
    assert ledger.rows == [("console:test", "areas:loaded", added)]


def test_ancestry_leads_from_the_country_to_the_area(packaged: Added) -> None:
    area = queries.area_by_code(HAI_SON)
    assert area.ancestry == f"country-vn/vn-2025-22/{HAI_SON}/"


def test_gazetteer_is_kept_until_areas_change(packaged: Added, audit: Any, tmp_path: Path) -> None:
    before = queries.gazetteer()
    assert queries.gazetteer() is before
    load(communes(tmp_path / "a.geojson"), audit)
    assert queries.gazetteer() is not before


def test_loaded_file_gives_outlines_and_positions_inside(
    packaged: Added, audit: Any, tmp_path: Path
) -> None:
    report = load(communes(tmp_path / "a.geojson"), audit)
    area = queries.area_by_code(HAI_SON)
    assert report.counts["matched"] == report.boundaries_new == 2
    assert (area.lon, area.lat, area.position_precision) == (107.75, 21.55, "loaded")


def test_same_file_again_changes_nothing(packaged: Added, audit: Any, tmp_path: Path) -> None:
    path = communes(tmp_path / "a.geojson")
    load(path, audit)
    editions, rows = Edition.objects.count(), len(audit.rows)
    again = load(path, audit)
    assert (again.edition, again.boundaries_new, again.boundaries_unchanged) == (None, 0, 2)
    assert (Edition.objects.count(), len(audit.rows)) == (editions, rows)


def test_changed_outline_is_a_new_version_and_the_old_is_kept(
    packaged: Added, audit: Any, tmp_path: Path
) -> None:
    load(communes(tmp_path / "a.geojson"), audit)
    report = load(communes(tmp_path / "b.geojson", west=107.8), audit)
    versions = Boundary.objects.filter(area__code=HAI_SON).order_by("version")
    assert (report.boundaries_new, report.boundaries_unchanged) == (1, 1)
    assert list(versions.values_list("version", "current")) == [(1, False), (2, True)]


def test_outline_of_an_earlier_date_does_not_become_the_current_one(
    packaged: Added, audit: Any, tmp_path: Path
) -> None:
    load(communes(tmp_path / "b.geojson", west=107.8), audit, on=date(2026, 8, 1))
    load(communes(tmp_path / "a.geojson"), audit, on=date(2025, 8, 1))
    current = Boundary.objects.get(area__code=HAI_SON, current=True)
    assert current.version == 1
    assert current.min_lon == pytest.approx(107.75)


def test_rename_keeps_the_area_and_its_earlier_name(
    packaged: Added, audit: Any, tmp_path: Path
) -> None:
    path = communes(tmp_path / "a.geojson", ward="Phường Ka Long")
    report = load(path, audit, on=date(2026, 3, 1))
    area = queries.area_by_code("vn-2025-22-06712")
    old = AreaName.objects.get(area=area, name="Phường Móng Cái 1")
    assert report.counts["renamed"] == 1
    assert (area.full_name, area.name, area.fold) == ("Phường Ka Long", "Ka Long", "ka long")
    assert (old.valid_from, old.valid_to) == (date(2025, 7, 1), date(2026, 3, 1))


@pytest.mark.parametrize("name", ["Phường Ka Long", "Phường Móng Cái 1"])
def test_renamed_area_is_found_by_both_names(
    packaged: Added, audit: Any, tmp_path: Path, name: str
) -> None:
    load(communes(tmp_path / "a.geojson", ward="Phường Ka Long"), audit, on=date(2026, 3, 1))
    found = queries.gazetteer().find(f"{name}, Quảng Ninh", on=date(2025, 12, 1))
    assert found[0].code == "vn-2025-22-06712"


def test_rename_by_the_same_file_happens_once(packaged: Added, audit: Any, tmp_path: Path) -> None:
    path = communes(tmp_path / "a.geojson", ward="Phường Ka Long")
    load(path, audit)
    again = load(path, audit)
    assert (again.counts["renamed"], again.edition) == (0, None)


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    """Two areas of another country, the part before the whole."""
    path = tmp_path / "offices.csv"
    path.write_text(
        "name,code,lon,lat,parent\nBridge II,LB2,-99.507,27.5,Laredo\nLaredo,LRD,-99.5,27.5,\n"
    )
    return path


def load_offices(path: Path, audit: Any) -> LoadReport:
    return load(path, audit, kind=AreaKind.ZONE, prefix="us-aor", parent="country-us")


def test_areas_of_the_world_load_with_their_parents(
    packaged: Added, audit: Any, offices: Path
) -> None:
    report = load_offices(offices, audit)
    area = queries.area_by_code("us-aor-lb2")
    assert report.counts["new"] == 2
    assert area.ancestry == "country-us/us-aor-lrd/us-aor-lb2/"
    assert (area.country, area.lon) == ("US", -99.507)


def test_areas_of_the_world_are_known_at_the_next_load(
    packaged: Added, audit: Any, offices: Path
) -> None:
    load_offices(offices, audit)
    again = load_offices(offices, audit)
    assert (again.counts["matched"], again.edition) == (2, None)


def test_unknown_parent_is_refused(packaged: Added, audit: Any, offices: Path) -> None:
    with pytest.raises(UnknownAreaError):
        load(offices, audit, prefix="us-aor", parent="country-zz")


def test_refused_audit_row_takes_the_load_back(packaged: Added, audit: Any, tmp_path: Path) -> None:
    def refuse(**_row: object) -> None:
        raise CotmocError("no audit, no deed")

    with pytest.raises(CotmocError):
        load_areas(actor=audit.actor, path=communes(tmp_path / "a.geojson"), audit=refuse)
    assert Boundary.objects.count() == 0


def test_search_completes_without_marks(packaged: Added) -> None:
    names = [area.full_name for area in queries.search_areas("mong cai", 3)]
    assert names == ["Phường Móng Cái 1", "Phường Móng Cái 2", "Phường Móng Cái 3"]


def test_search_narrows_by_type(packaged: Added) -> None:
    names = [area.full_name for area in queries.search_areas("xã hải", 50)]
    assert "Xã Hải Sơn" in names
    assert all(name.startswith("Xã Hải") for name in names[:5])


def test_search_finds_a_name_of_before(packaged: Added) -> None:
    codes = [area.code for area in queries.search_areas("hoanh bo", 5)]
    assert "vn-2004-22-193" in codes


def test_search_for_nothing_finds_nothing(packaged: Added) -> None:
    assert queries.search_areas("  ") == []


def test_children_come_in_vietnamese_order(packaged: Added) -> None:
    names = [area.name for area in queries.children("country-vn") if area.kind == AreaKind.PROVINCE]
    assert len(names) == 34
    assert names.index("Cao Bằng") < names.index("Đắk Lắk") < names.index("Điện Biên")
    assert names.index("Hưng Yên") < names.index("Khánh Hòa")


def test_today_table_agrees_with_the_gazetteer(packaged: Added) -> None:
    table, known = queries.today_table(), queries.gazetteer()
    assert len(table.area_id) == len(known)
    assert list(zip(table.today, table.estimated, strict=True)) == [
        known.today(code) for code in table.code
    ]


def test_today_table_carries_an_abolished_commune(packaged: Added) -> None:
    table = queries.today_table()
    row = table.code.tolist().index("vn-2004-22-194-06724")
    carried = (table.commune[row], table.province[row], table.country[row])
    assert carried == (HAI_SON, "vn-2025-22", "country-vn")


def test_today_table_has_no_commune_for_a_province(packaged: Added) -> None:
    table = queries.today_table()
    row = table.code.tolist().index("vn-2004-02")
    assert (table.commune[row], table.province[row]) == ("", "vn-2025-08")


def test_map_has_no_outline_before_one_is_loaded(packaged: Added) -> None:
    assert json.loads(queries.boundaries(AreaKind.COMMUNE))["features"] == []


def test_map_shows_outlines_within_a_box(packaged: Added, audit: Any, tmp_path: Path) -> None:
    load(communes(tmp_path / "a.geojson"), audit)
    shown = json.loads(queries.boundaries(AreaKind.COMMUNE, (107.6, 21, 107.85, 22), "vn-2025-22"))
    properties = [feature["properties"] for feature in shown["features"]]
    assert properties == [
        {"code": HAI_SON, "name": "Xã Hải Sơn", "parent": "vn-2025-22", "area_km2": 115.0}
    ]


def test_position_settles_the_area_of_today(packaged: Added, audit: Any, tmp_path: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "fullName": name},
            "geometry": json.loads(
                shapely.to_geojson(shapely.box(lon - 0.05, 21.5, lon + 0.05, 21.6))
            ),
        }
        for code, name, lon in (("06838", "Xã Bình Liêu", 107.4), ("06862", "Xã Tiên Yên", 107.5))
    ]
    path = tmp_path / "parts.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert load(path, audit).counts[Outcome.MATCHED] == 2
    divided = "vn-2004-22-198-06853"
    assert queries.area_of_today(divided) == ("vn-2025-22-06838", True)
    assert queries.area_of_today(divided, 107.5, 21.55) == ("vn-2025-22-06862", False)


def test_unknown_code_is_refused(db: None) -> None:
    with pytest.raises(UnknownAreaError):
        queries.area_by_code("vn-9999")
