"""Area files read, matched and checked, without a database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from cotmoc.areas.core.boundaries import Boundaries
from cotmoc.areas.core.files.checking import CheckedFile, Surroundings, check_file
from cotmoc.areas.core.files.columns import detected_columns
from cotmoc.areas.core.files.geometry import (
    area_km2,
    checked_outline,
    inner_position,
    share_inside,
    simplified,
)
from cotmoc.areas.core.files.options import (
    LoadOptions,
    MissingColumnError,
    SeveralLayersError,
    UnknownProjectionError,
    UnreadableFileError,
)
from cotmoc.areas.core.files.reading import read_features
from cotmoc.areas.core.files.report import Note, Outcome, RowReport
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind

ON = date(2026, 8, 1)
HAI_SON = "vn-2025-22-06724"


def square(lon: float, lat: float, half: float = 0.05) -> Any:
    return shapely.box(lon - half, lat - half, lon + half, lat + half)


def geojson(path: Path, rows: Sequence[tuple[Mapping[str, object], Any]]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
        }
        for properties, shape in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def geopackage(path: Path, crs: str | None, shape: Any, layer: str = "units") -> Path:
    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(shape)], dtype=object),
        field_data=[np.array(["Xã Hải Sơn"], dtype=object)],
        fields=["ten"],
        layer=layer,
        driver="GPKG",
        geometry_type="Polygon",
        crs=crs,
        append=path.exists(),
    )
    return path


def check(
    gazetteer: Gazetteer,
    path: Path,
    options: LoadOptions | None = None,
    provinces: dict[str, Any] | None = None,
) -> CheckedFile:
    options = options or LoadOptions()
    known = Surroundings(gazetteer, provinces or {})
    return check_file(read_features(path, options), options, ON, known)


def only(checked: CheckedFile) -> RowReport:
    assert len(checked.rows) == 1
    return checked.rows[0].report


@pytest.mark.parametrize(
    ("headers", "name", "code", "province"),
    [
        (["code", "name_vi", "province_code", "province_en"], "name_vi", "code", "province_en"),
        (["commune_id", "province_vn", "district_vn", "commune_vn"], "commune_vn", "commune_id", "province_vn"),
        (["Mã xã", "Tên xã", "Tên tỉnh"], "Tên xã", "Mã xã", "Tên tỉnh"),
        (["province"], "province", "", ""),
    ],
)  # fmt: skip
def test_columns_are_told_by_their_headers(
    headers: list[str], name: str, code: str, province: str
) -> None:
    columns = detected_columns(headers, LoadOptions())
    assert (columns.name, columns.code, columns.province) == (name, code, province)


def test_named_column_goes_before_a_detected_one() -> None:
    columns = detected_columns(["name", "label"], LoadOptions(name_column="label"))
    assert columns.name == "label"


def test_named_column_that_is_missing_is_refused() -> None:
    with pytest.raises(MissingColumnError) as caught:
        detected_columns(["name"], LoadOptions(code_column="gid"))
    assert caught.value.params["column"] == "gid"


def test_projected_geopackage_is_brought_to_degrees(tmp_path: Path) -> None:
    # VN-2000 / UTM zone 48N: 500 km east is the meridian 105; scale 0.9996 on it.
    shape = shapely.box(500_000, 2_300_000, 510_000, 2_310_000)
    path = geopackage(tmp_path / "a.gpkg", "EPSG:3405", shape)
    west, south, _, _ = read_features(path, LoadOptions())[0].geometry.bounds
    assert west == pytest.approx(105.0, abs=0.003)  # the datum lies 200 m off WGS 84
    assert south == pytest.approx(20.8, abs=0.01)


def test_geopackage_without_projection_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        path = geopackage(tmp_path / "a.gpkg", None, square(107.8, 21.6))
    with pytest.raises(UnknownProjectionError):
        read_features(path, LoadOptions())


def test_file_with_several_layers_needs_a_name(tmp_path: Path) -> None:
    path = geopackage(tmp_path / "a.gpkg", "EPSG:4326", square(107.8, 21.6), "one")
    geopackage(path, "EPSG:4326", square(107.8, 21.6), "two")
    with pytest.raises(SeveralLayersError):
        read_features(path, LoadOptions())
    assert len(read_features(path, LoadOptions(layer="two"))) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{not json", b"SQLite format 3\x00no"])
def test_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(content)
    with pytest.raises((UnreadableFileError, MissingColumnError)):
        read_features(path, LoadOptions())


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read_features(tmp_path / "none.csv", LoadOptions())


def test_csv_gives_positions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name;lon;lat\nLaredo;-99,5;x\nMiami;-80.2;25.8\n", encoding="utf-8-sig")
    features = read_features(path, LoadOptions())
    assert features[0].geometry is None
    assert (features[1].geometry.x, features[1].geometry.y) == (-80.2, 25.8)


def test_row_is_matched_by_code(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = ({"code": "06724", "fullName": "Xã Hải Sơn"}, square(107.8, 21.6))
    report = only(check(gazetteer, geojson(tmp_path / "a.geojson", [row])))
    assert (report.outcome, report.code, report.notes) == (Outcome.MATCHED, HAI_SON, ())


def test_tone_placed_otherwise_is_the_same_name(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = ({"code": "07147", "fullName": "Phường Hiệp Hoà"}, square(106.85, 20.95))
    report = only(check(gazetteer, geojson(tmp_path / "a.geojson", [row])))
    assert (report.outcome, report.notes) == (Outcome.MATCHED, ())


def test_row_without_code_is_matched_by_name_and_province(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    row = ({"ten": "Xã Hải Sơn", "tinh": "Quảng Ninh"}, square(107.8, 21.6))
    report = only(check(gazetteer, geojson(tmp_path / "a.geojson", [row])))
    assert (report.outcome, report.code) == (Outcome.MATCHED, HAI_SON)


def test_name_that_several_communes_bear_is_ambiguous(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = ({"ten": "Xã Tân Thành"}, square(107.8, 21.6))
    report = only(check(gazetteer, geojson(tmp_path / "a.geojson", [row])))
    assert (report.outcome, report.code) == (Outcome.AMBIGUOUS, "")


def test_unknown_name_is_reported_and_not_added(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = ({"ten": "Xã Không Có", "tinh": "Quảng Ninh"}, square(107.8, 21.6))
    assert (
        only(check(gazetteer, geojson(tmp_path / "a.geojson", [row]))).outcome is Outcome.UNMATCHED
    )


def renaming(tmp_path: Path) -> Path:
    rows = [
        ({"code": "06724", "fullName": "Xã Hải Sơn"}, square(107.8, 21.6)),
        ({"code": "06712", "fullName": "Phường Ka Long"}, square(107.95, 21.53)),
    ]
    return geojson(tmp_path / "a.geojson", rows)


def test_other_name_under_a_trusted_code_is_a_rename(gazetteer: Gazetteer, tmp_path: Path) -> None:
    report = check(gazetteer, renaming(tmp_path)).rows[1].report
    assert (report.outcome, report.was) == (Outcome.RENAMED, "Phường Móng Cái 1")


def test_codes_of_another_scheme_are_not_taken_for_renames(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    rows = [
        ({"code": "06712", "ten": "Xã Hải Sơn", "tinh": "Quảng Ninh"}, square(107.8, 21.6)),
        ({"code": "06724", "ten": "Xã Hải Ninh", "tinh": "Quảng Ninh"}, square(107.9, 21.5)),
        ({"code": "06709", "ten": "Xã Quảng Hà", "tinh": "Quảng Ninh"}, square(107.7, 21.4)),
    ]
    checked = check(gazetteer, geojson(tmp_path / "a.geojson", rows))
    assert checked.codes_ignored
    assert [row.report.outcome for row in checked.rows] == [Outcome.MATCHED] * 3
    assert checked.rows[0].report.code == HAI_SON


def test_commune_in_another_province_is_left_out(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = ({"code": "06724", "fullName": "Xã Hải Sơn"}, square(103.0, 21.4))
    provinces = {"vn-2025-22": square(107.5, 21.3, 1), "vn-2025-11": square(103, 21.4, 1)}
    checked = check(gazetteer, geojson(tmp_path / "a.geojson", [row]), provinces=provinces)
    assert only(checked).outcome is Outcome.OUTSIDE
    assert checked.written == ()


def test_island_off_its_province_is_kept_with_a_note(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = ({"code": "06724", "fullName": "Xã Hải Sơn"}, square(107.8, 21.6))
    provinces = {"vn-2025-22": square(107.0, 21.3, 0.1), "vn-2025-11": square(103, 21.4, 1)}
    checked = check(gazetteer, geojson(tmp_path / "a.geojson", [row]), provinces=provinces)
    assert only(checked).notes == (Note.BEYOND_PROVINCE,)


def test_outline_that_crosses_itself_is_mended(gazetteer: Gazetteer, tmp_path: Path) -> None:
    bow = shapely.Polygon([(107.7, 21.5), (107.9, 21.7), (107.9, 21.5), (107.7, 21.7)])
    row = ({"code": "06724", "fullName": "Xã Hải Sơn"}, bow)
    checked = check(gazetteer, geojson(tmp_path / "a.geojson", [row]))
    assert only(checked).notes == (Note.MENDED,)
    assert checked.rows[0].outline.is_valid


@pytest.mark.parametrize(
    "shape",
    [
        shapely.LineString([(107, 21), (108, 22)]),
        shapely.Polygon(),
        shapely.box(507, 21, 508, 22),
    ],
)
def test_unusable_outline_is_invalid(gazetteer: Gazetteer, tmp_path: Path, shape: Any) -> None:
    row = ({"code": "06724", "fullName": "Xã Hải Sơn"}, shape)
    assert only(check(gazetteer, geojson(tmp_path / "a.geojson", [row]))).outcome is Outcome.INVALID


def test_rows_of_one_area_are_joined(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = [
        ({"code": "06724", "fullName": "Xã Hải Sơn"}, square(lon, 21.6, 0.01))
        for lon in (107.7, 107.9)
    ]
    checked = check(gazetteer, geojson(tmp_path / "a.geojson", rows))
    assert [row.report.outcome for row in checked.rows] == [Outcome.MATCHED, Outcome.REPEATED]
    assert checked.rows[0].outline.geom_type == "MultiPolygon"


def test_row_of_another_spelling_is_not_joined(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = [
        ({"ten": name, "tinh": "Quảng Ninh"}, square(lon, 21.6, 0.01))
        for name, lon in (("Xã Hải Sớn", 107.7), ("Xã Hải Sơn", 107.9))
    ]
    checked = check(gazetteer, geojson(tmp_path / "a.geojson", rows))
    assert [row.report.outcome for row in checked.rows] == [Outcome.REPEATED, Outcome.MATCHED]
    assert checked.written[0].outline.equals(square(107.9, 21.6, 0.01))


def test_area_of_the_world_is_new_under_its_prefix(gazetteer: Gazetteer, tmp_path: Path) -> None:
    row = ({"sector": "El Paso Sector"}, square(-106, 32, 1))
    options = LoadOptions(kind=AreaKind.ZONE, prefix="us-sector", parent="country-us")
    report = only(check(gazetteer, geojson(tmp_path / "a.geojson", [row]), options))
    assert (report.outcome, report.code) == (Outcome.NEW, "us-sector-el-paso-sector")


def test_area_of_the_globe_is_that_of_the_published_sphere() -> None:
    globe = shapely.box(-180, -90, 180, 90)
    assert area_km2(globe) == pytest.approx(510_065_622, rel=1e-6)  # 4 pi 6371.0088^2


def test_inner_position_of_a_crescent_lies_inside() -> None:
    crescent = shapely.Point(0, 0).buffer(1).difference(shapely.Point(0.3, 0).buffer(0.95))
    assert not crescent.covers(crescent.centroid)
    assert crescent.covers(shapely.Point(*inner_position(crescent)))


def test_mending_keeps_only_what_has_an_area() -> None:
    mixed = shapely.GeometryCollection([square(1, 1), shapely.LineString([(0, 0), (3, 3)])])
    outline = checked_outline(mixed)
    assert outline is not None
    assert outline.geometry.equals(square(1, 1))


def test_share_inside_counts_area() -> None:
    assert share_inside(square(0, 0, 1), shapely.box(0, -1, 5, 1)) == pytest.approx(0.5)


def test_simplified_neighbours_still_share_their_border() -> None:
    wave = [(0.0, y / 50) for y in range(51)]
    wave = [(0.0005 * (i % 2), y) for i, (_, y) in enumerate(wave)]
    left = shapely.Polygon([*wave, (-1, 1), (-1, 0)])
    right = shapely.Polygon([*wave, (1, 1), (1, 0)])
    one, other = simplified([left, right])
    assert shapely.get_num_coordinates(one) < shapely.get_num_coordinates(left)
    assert one.intersection(other).area == 0
    assert one.union(other).area == pytest.approx(2, abs=0.01)


@pytest.fixture
def two_parts() -> Boundaries:
    """The outlines of the two communes that the divided Vô Ngại became."""
    outlines = [square(107.3, 21.5), square(107.4, 21.5)]
    codes = ["vn-2025-22-06838", "vn-2025-22-06862"]
    return Boundaries(codes, [shapely.to_wkb(outline) for outline in outlines])


def test_outline_settles_where_a_divided_commune_lies_today(
    gazetteer: Gazetteer, two_parts: Boundaries
) -> None:
    today = two_parts.today(gazetteer, "vn-2004-22-198-06853", 107.42, 21.5)
    assert today == ("vn-2025-22-06862", False)


def test_position_in_no_outline_leaves_an_estimate(
    gazetteer: Gazetteer, two_parts: Boundaries
) -> None:
    assert two_parts.today(gazetteer, "vn-2004-22-198-06853", 107.0, 21.0)[1]


def test_positions_are_located_at_once(two_parts: Boundaries) -> None:
    found = two_parts.locate(np.array([107.3, 107.42, 100.0]), np.array([21.5, 21.5, 21.5]))
    assert found.tolist() == [0, 1, -1]


def test_no_outlines_locate_nothing() -> None:
    assert Boundaries((), ()).at(107.3, 21.5) is None
