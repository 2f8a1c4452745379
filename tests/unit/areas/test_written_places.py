"""Places in the words of reports: markers, distances, seas, positions, roads, other countries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.areas.core.distance import distance_m
from cotmoc.areas.core.facts import AreaFact, AreaFacts
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason
from cotmoc.areas.core.places.bare import bare
from cotmoc.areas.core.places.found import FoundPlace
from cotmoc.areas.core.places.lines import provinces_passed
from cotmoc.areas.core.places.markers import find_marker, frontier_of, sections_of
from cotmoc.areas.core.places.offsets import find_offset
from cotmoc.areas.core.places.reading import read_place

ON = date(2024, 3, 12)
HOME = "Tỉnh Quảng Ninh"


def found(gazetteer: Gazetteer, written: str, home: str = "") -> FoundPlace:
    place = read_place(gazetteer, written, on=ON, home=home).value
    assert place is not None
    return place


def said(gazetteer: Gazetteer, written: str, home: str = "") -> list[str]:
    return [p.code for p in read_place(gazetteer, written, on=ON, home=home).problems]


@pytest.mark.parametrize(
    ("written", "section", "marker"),
    [
        ("khu vực mốc 1369", "vn-border-22-cn", "1369"),
        ("Mốc giới 1369(2)", "vn-border-22-cn", "1369(2)"),
        ("cột mốc số 42 - biên giới Việt Nam - Trung Quốc", "vn-border-12-cn", "42"),
        ("moc 1305/1", "vn-border-22-cn", "1305/1"),
        ("boundary marker 1378", "vn-border-22-cn", "1378"),
        ("mốc 29 biên giới Việt - Lào", "vn-border-11-la", "29"),
        ("mốc quốc giới số 30, tuyến Việt Nam - Campuchia", "vn-border-52-kh", "30"),
        ("mốc 113, tỉnh Điện Biên", "vn-border-11-la", "113"),
        ("từ mốc 1317 đến mốc 1320", "vn-border-22-cn", "1317–1320"),
    ],
)
def test_marker_that_is_not_loaded_is_its_border_section_with_its_number(
    gazetteer: Gazetteer, written: str, section: str, marker: str
) -> None:
    place = found(gazetteer, written)
    assert (place.area, place.precision, place.marker) == (section, "province", marker)
    assert "area.marker_unknown" in said(gazetteer, written)


def test_marker_number_of_several_frontiers_is_not_guessed(gazetteer: Gazetteer) -> None:
    place = found(gazetteer, "mốc 29")
    assert place.area is None
    assert set(place.rivals) >= {"vn-border-12-cn", "vn-border-11-la"}
    assert said(gazetteer, "mốc 29") == ["area.ambiguous"]


def test_marker_number_of_several_frontiers_is_the_one_at_home(gazetteer: Gazetteer) -> None:
    place = found(gazetteer, "mốc 29", home="Tỉnh Lai Châu")
    assert (place.area, place.reasons) == ("vn-border-12-cn", (Reason.HOME,))


def test_commune_beside_a_marker_is_finer_than_its_section(gazetteer: Gazetteer) -> None:
    place = found(gazetteer, "khu vực mốc 1350, xã Hải Sơn, Móng Cái, Quảng Ninh")
    assert (place.area, place.marker) == ("vn-2004-22-194-06724", "1350")


def test_crossing_is_told_from_the_commune_of_its_name(gazetteer: Gazetteer) -> None:
    crossing = found(gazetteer, "khu vực lối mở Đồng Văn")
    commune = found(gazetteer, "Đồng Văn, Bình Liêu, Quảng Ninh")
    assert (crossing.area, crossing.precision) == ("vn-crossing-dong-van", "crossing")
    assert commune.area == "vn-2004-22-198-06847"


def test_loaded_marker_is_found_with_its_position(facts: AreaFacts) -> None:
    marker = AreaFact(
        "qn-marker-1369", AreaKind.MARKER, "1369", "Cột mốc 1369", "vn-2025-22", "test",
        country="VN", neighbour="CN", lon=107.9723, lat=21.5351,
    )  # fmt: skip
    gazetteer = Gazetteer(facts + AreaFacts((marker,)))
    place = found(gazetteer, "khu vực mốc 1369(2), phường Trần Phú, Móng Cái")
    assert (place.area, place.precision, place.lon) == ("qn-marker-1369", "marker", 107.9723)
    assert said(gazetteer, "mốc 1369") == []


@pytest.mark.parametrize(
    "written",
    [
        "cách cửa khẩu Hoành Mô 2 km về hướng đông",
        "Cách cửa khẩu Hoành Mô về phía Đông 2km",
        "2 km về phía đông cửa khẩu Hoành Mô",
        "phía đông cửa khẩu Hoành Mô 2 km",
        "2 km east of Hoanh Mo gate",
    ],
)
def test_distance_and_bearing_from_a_gate_are_a_position(
    gazetteer: Gazetteer, written: str
) -> None:
    place, gate = found(gazetteer, written), gazetteer.area("vn-gate-hoanh-mo")
    assert place.lon is not None
    assert place.lat is not None
    assert gate.lon is not None
    assert gate.lat is not None
    assert distance_m((gate.lon, gate.lat), (place.lon, place.lat)) == pytest.approx(2000, rel=0.01)
    assert place.lon > gate.lon
    assert place.area == "vn-2004-22"


def test_position_from_a_distance_is_no_better_than_its_start_and_bearing(
    gazetteer: Gazetteer,
) -> None:
    place = found(gazetteer, "cách đảo Bạch Long Vĩ 12 hải lý về phía đông nam")
    assert (place.area, place.precision) == ("vn-sea-31", "sea_area")
    assert place.precision_m is not None
    assert place.precision_m > 12 * 1852 * 0.38


def test_distance_without_a_bearing_is_around_its_start(gazetteer: Gazetteer) -> None:
    place, gate = found(gazetteer, "cách cửa khẩu Móng Cái khoảng 500m"), "vn-gate-mong-cai"
    assert (place.lon, place.lat) == (gazetteer.area(gate).lon, gazetteer.area(gate).lat)
    assert place.precision_m == 500 + 100 + 2000


def test_distance_from_what_is_not_known_is_said(gazetteer: Gazetteer) -> None:
    assert said(gazetteer, "cách nhà ông A 2 km về hướng đông") == ["area.anchor_unknown"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("vùng biển Cô Tô", "vn-sea-22"),
        ("trên vùng biển đảo Bạch Long Vĩ, Hải Phòng", "vn-sea-31"),
        ("vùng biển Quảng Ninh", "vn-sea-22"),
        ("khu vực biển Trà Cổ, Móng Cái", "vn-sea-22"),
        ("Vịnh Bắc Bộ", "vn-sea-gulf-of-tonkin"),
    ],
)
def test_sea_is_that_of_the_coast_named(gazetteer: Gazetteer, written: str, code: str) -> None:
    place = found(gazetteer, written)
    assert (place.area, place.precision) == (code, "sea_area")


def test_position_within_the_words_is_a_point_in_the_sea_named(gazetteer: Gazetteer) -> None:
    place = found(gazetteer, "20°45'30\"N; 107°12'15\"E, vùng biển Cô Tô")
    assert place == replace(
        place, area="vn-sea-22", precision="point", lon=107.204167, lat=20.758333, precision_m=30.92
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Trung Quốc: Đông Hưng, Quảng Tây", "cn-gx-dongxing"),
        ("Đông Hưng, Quảng Tây, Trung Quốc", "cn-gx-dongxing"),
        ("Lào: Phongsaly", "la-ph"),
        ("huyện Mường Mày, tỉnh Phông Sa Lỳ, Lào", "la-ph-may"),
        ("Kampot, Campuchia", "kh-7"),
        ("Guangxi, China", "cn-gx"),
    ],
)
def test_place_abroad_is_known_to_its_province(
    gazetteer: Gazetteer, written: str, code: str
) -> None:
    place = found(gazetteer, written)
    assert (place.area, place.precision) == (code, "province")


def test_road_of_one_province_is_that_province(gazetteer: Gazetteer) -> None:
    place = found(gazetteer, "đoạn Km 15 QL18C")
    assert (place.area, place.reasons) == ("vn-2004-22", (Reason.PASSES,))


def test_road_of_several_provinces_is_the_one_at_home_or_none(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Km 15 QL18").area is None
    assert found(gazetteer, "Km 15 QL18", home=HOME).area == "vn-2004-22"


def test_several_areas_of_one_province_are_that_province(gazetteer: Gazetteer) -> None:
    place = found(gazetteer, "xã Hồng Phong, Lạng Sơn")
    assert place.area == "vn-2004-20"
    assert len(place.rivals) > 1
    assert said(gazetteer, "xã Hồng Phong, Lạng Sơn") == ["area.ambiguous_within"]


def test_place_knows_the_area_that_carries_it_on(gazetteer: Gazetteer) -> None:
    place = found(gazetteer, "xã Hải Sơn, TP Móng Cái, Quảng Ninh")
    assert (place.today, place.today_estimated) == ("vn-2025-22-06724", False)


def test_nothing_written_is_no_problem(gazetteer: Gazetteer) -> None:
    reading = read_place(gazetteer, "  ", on=ON)
    assert (reading.value, reading.problems) == (None, ())


@pytest.mark.parametrize("written", ["mốc thời gian", "cột mốc 2021", "mốc son"])
def test_other_milestones_are_no_markers(written: str) -> None:
    assert find_marker(bare(written)) is None


@pytest.mark.parametrize(
    ("written", "neighbour"),
    [
        ("biên giới Việt Nam - Trung Quốc", "CN"),
        ("tuyến Việt – Lào", "LA"),
        ("biên giới VN-CPC", "KH"),
        ("biên giới Việt Nam – Cam-pu-chia", "KH"),
    ],
)
def test_frontier_is_known_by_its_neighbour(written: str, neighbour: str) -> None:
    frontier = frontier_of(bare(written))
    assert frontier is not None
    assert frontier[0] == neighbour


def test_number_beyond_the_last_marker_is_of_no_section() -> None:
    assert sections_of(1000, ["LA", "KH"]) == ()


@pytest.mark.parametrize(
    ("written", "bearing"),
    [
        ("cách đảo Cô Tô 5 hải lý về hướng tây bắc", 315.0),
        ("cách đảo Cô Tô 5 hải lý về hướng đông - đông nam", 112.5),
        ("cách đảo Cô Tô 5 hải lý, hướng 135 độ", 135.0),
        ("5 nautical miles southeast of Co To", 135.0),
        ("cách đảo Cô Tô 5 hải lý về phía ĐN", 135.0),
    ],
)
def test_bearing_is_read_in_words_and_degrees(written: str, bearing: float) -> None:
    offset = find_offset(written, bare(written))
    assert offset is not None
    assert (offset.bearing, offset.distance_m) == (bearing, 9260.0)


def test_river_says_the_provinces_it_passes() -> None:
    assert provinces_passed(bare("trên sông Bạch Đằng")) == ("vn-2025-22", "vn-2025-31")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["mốc", "1369", "(2)", "cách", "2 km", "về hướng đông", "cửa khẩu Hoành Mô", "vùng biển", "Cô Tô", "QL18",
             "20°45'N", "107°12'E", ",", "Lào", "xã Hải Sơn", "Quảng Ninh"]
        ),
        max_size=8,
    )
)  # fmt: skip
def test_any_words_are_read_or_said(gazetteer: Gazetteer, parts: list[str]) -> None:
    reading = read_place(gazetteer, " ".join(parts), on=ON)
    place = reading.value
    assert place is not None or reading.problems or not "".join(parts).strip(" ,")
    if place is not None and place.area is not None:
        assert place.area in gazetteer
        assert place.today in gazetteer
