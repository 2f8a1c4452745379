"""Areas of files that other people published, loaded as a user would."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cotmoc.areas import queries
from cotmoc.areas.actions.files import load_areas
from cotmoc.areas.core.distance import distance_m
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.report import LoadReport, Outcome
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.packaged.vietnam import packaged_tables, vietnamese_units
from cotmoc.areas.models import Area

pytestmark = pytest.mark.shared
Added = dict[str, int]


@pytest.fixture
def files(shared_data: Path) -> Path:
    """The folder of Vietnam's published areas."""
    return shared_data / "vietnam"


def load(path: Path, audit: Any, **options: Any) -> LoadReport:
    return load_areas(actor=audit.actor, path=path, audit=audit, options=LoadOptions(**options))


def test_provinces_of_2026_match_and_one_became_a_city(
    packaged: Added, audit: Any, files: Path
) -> None:
    report = load(files / "provinces_2026.gpkg", audit)
    renamed = [(row.name, row.was) for row in report.rows if row.outcome is Outcome.RENAMED]
    assert (report.counts["matched"], report.boundaries_new) == (33, 34)
    assert renamed == [("Thành phố Đồng Nai", "Tỉnh Đồng Nai")]


def test_communes_of_2026_match_and_ten_became_wards(
    packaged: Added, audit: Any, files: Path
) -> None:
    load(files / "provinces_2026.gpkg", audit)
    report = load(files / "communes_2026_100m.gpkg", audit, on=date(2026, 7, 9))
    renamed = [row for row in report.rows if row.outcome is Outcome.RENAMED]
    outside = [row.name for row in report.rows if row.outcome is Outcome.OUTSIDE]
    assert (report.counts["matched"], len(renamed)) == (3_310, 10)
    assert {row.code[:10] for row in renamed} == {"vn-2025-75"}
    assert outside == ["Nhơn Châu"]
    area = queries.area_by_code("vn-2025-75-26248")
    assert (area.full_name, area.names.get().name) == ("Phường Trảng Bom", "Xã Trảng Bom")


def test_communes_of_two_provinces_in_full_detail_all_match(
    packaged: Added, audit: Any, files: Path
) -> None:
    report = load(files / "communes_quang_ninh_dien_bien_2026.gpkg", audit)
    again = load(files / "communes_quang_ninh_dien_bien_2026.gpkg", audit)
    assert (report.counts["matched"], report.boundaries_new) == (99, 99)
    assert (again.edition, again.boundaries_unchanged) == (None, 99)
    shown = json.loads(queries.boundaries(AreaKind.COMMUNE, within="vn-2025-22"))
    assert len(shown["features"]) == 54


def test_communes_of_2008_match_by_name_and_none_is_attached_to_today(
    packaged: Added, audit: Any, files: Path
) -> None:
    report = load(files / "communes_2008.gpkg", audit, on=date(2008, 12, 31))
    written = [row for row in report.rows if row.outcome is Outcome.MATCHED]
    assert len(report.rows) == 11_163
    assert report.codes_ignored
    assert len(written) > 9_000
    assert {row.code[:8] for row in written} == {"vn-2004-"}


def test_packaged_positions_lie_in_or_near_the_published_outlines(
    packaged: Added, audit: Any, files: Path
) -> None:
    before = {area.code: area for area in queries.areas_of_kind(AreaKind.COMMUNE)}
    load(files / "communes_2026_100m.gpkg", audit)
    located = queries.commune_boundaries()
    inside = sum(located.at(a.lon or 0, a.lat or 0) == code for code, a in before.items())
    after = {area.code: area for area in queries.areas_of_kind(AreaKind.COMMUNE)}
    far = {area.name for code, area in before.items() if _apart_m(area, after[code]) > 50_000}
    assert inside >= 3_290
    assert far == {"Hoàng Sa", "Trường Sa"}  # archipelagos hundreds of kilometres wide


def _apart_m(one: Area, other: Area) -> float:
    return distance_m((one.lon or 0, one.lat or 0), (other.lon or 0, other.lat or 0))


def _published_lineage(path: Path) -> dict[str, set[str]]:
    """The commune codes of today by the code of the former commune, or of its district where it had none."""
    links = defaultdict(set)
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            ward = row["wardCode"] and f"{int(float(row['wardCode'])):05d}"
            links[ward or f"{int(row['districtCode']):03d}"].add(row["newWardCode"])
    return links


def test_published_lineage_is_the_package_s_and_only_namesakes_are_left_out(files: Path) -> None:
    published = _published_lineage(files / "lineage_2025.csv")
    ours = defaultdict(set)
    for fact in vietnamese_units().lineage:
        if fact.successor.count("-") == 3:
            ours[fact.predecessor.rpartition("-")[2]].add(fact.successor.rpartition("-")[2])
    left_out = {code: published[code] - ours[code] for code in published}
    dropped = {code: links for code, links in left_out.items() if links}
    assert published.keys() == ours.keys()
    assert all(ours[code] <= links for code, links in published.items())
    assert sum(map(len, dropped.values())) == 31
    assert len(packaged_tables().former) == len(published)
