"""Positions in every form become degrees, as precise as they were stated."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.positions import Position, find_position, read_degrees, read_position

HA_LONG = (107.05, 20.95)


@pytest.mark.parametrize(
    ("written", "lon", "lat"),
    [
        ('46°37\'50.89""N\n31°35\'01.64""E', 31.583789, 46.630803),
        ("04:18.31N – 008:47.63E", 8.793833, 4.305167),
        ("01:11N - 103:37E", 103.616667, 1.183333),
        ("10:18.31N – 075:33.14W", -75.552333, 10.305167),
        ("5-30S 105-20E", 105.333333, -5.5),
        ("N21°30'00\" E107°45'12\"", 107.753333, 21.5),
        ("21°30'B 107°45'Đ", 107.75, 21.5),
        ("5 độ 30 phút Nam 105 độ 10 phút Đông", 105.166667, -5.5),
        ("5°30'N 105°10'Đ", 105.166667, -5.5),
        ("tọa độ 21 độ 30 phút 15 giây Bắc, 107 độ 45 phút 10 giây Đông", 107.752778, 21.504167),
        ("21°30'N107°45'E", 107.75, 21.5),
        ("107.9E 22.5N", 107.9, 22.5),
        ("22.5, 107.9", 107.9, 22.5),
        ("22,5; 107,9", 107.9, 22.5),
        ("-6.08 106.9", 106.9, -6.08),
        ("21 30 107 45", 107.75, 21.5),
        ("5°37'30\"N\n0°02'010\"W", -0.036111, 5.625),
    ],
)
def test_position_in_any_form_is_read(written: str, lon: float, lat: float) -> None:
    position = read_position(written).value
    assert position is not None
    assert (position.lon, position.lat) == (lon, lat)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("gần mốc 1305", "position.unreadable"),
        ("10N 20N", "position.unreadable"),
        ("10 70 N 5 E", "position.unreadable"),
        ("95N 10E", "position.out_of_range"),
        ("10N 200E", "position.out_of_range"),
    ],
)
def test_position_that_is_none_is_said(written: str, code: str) -> None:
    reading = read_position(written)
    assert (reading.value, [p.code for p in reading.problems]) == (None, [code])


def test_position_without_hemispheres_is_warned_of() -> None:
    assert [p.code for p in read_position("22.5, 107.9").problems] == ["position.order_assumed"]


def test_position_with_sixty_minutes_is_the_next_degree_with_a_warning() -> None:
    reading = read_position("5°60'00\"S\n106°54'00\"E")
    assert reading.value == Position(106.9, -6.0, 30.92)
    assert [p.code for p in reading.problems] == ["position.sixty"]


@pytest.mark.parametrize(
    ("lon", "lat", "precision_m"),
    [("116", "22", 111320.0), ("116", "22.35", 1113.2), ("107°45'", "21°30'", 1855.33)],
)
def test_precision_in_columns_is_that_of_the_more_exact_number(
    lon: str, lat: str, precision_m: float
) -> None:
    position = read_degrees(lon, lat).value
    assert position is not None
    assert position.precision_m == precision_m


def test_precision_in_one_cell_is_that_of_the_coarser_number() -> None:
    position = read_position("22.35N 116.5E").value
    assert position is not None
    assert position.precision_m == 11132.0


def test_longitude_without_latitude_is_unreadable() -> None:
    assert [p.code for p in read_degrees("107.9", "").problems] == ["position.unreadable"]


def test_nothing_written_is_no_problem() -> None:
    assert (read_degrees("", " ").problems, read_position("").problems) == ((), ())


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_decimal_degrees_in_columns_are_kept(lon: float, lat: float) -> None:
    position = read_degrees(f"{lon:.6f}", f"{lat:.6f}").value
    assert position is not None
    assert (position.lon, position.lat) == (float(f"{lon:.6f}"), float(f"{lat:.6f}"))


@given(st.text(alphabet="0123456789.,°'\"NSEWBĐT -:\nabc"))
def test_any_text_is_read_or_coded(written: str) -> None:
    reading = read_position(written)
    assert reading.value is not None or not written.strip(" \n.,;") or reading.problems


@pytest.mark.parametrize(
    "written",
    [
        "20°45’30”N–107°12’15”E",
        "(20º45’30’’N; 107º12’15’’E)",
        "20⁰45′30″N 107⁰12′15″E",
        "２０°４５′３０″Ｎ　１０７°１２′１５″Ｅ",
        "φ=20°45'30\"N; λ=107°12'15\"E",
        "vĩ độ 20°45’30”N, kinh độ 107°12’15”E",
        "20°45’30” vĩ bắc, 107°12’15” kinh đông",
        "20* 45' 30\" N - 107* 12' 15\" E",
        "20°45´30´´N 107°12´15´´E",
        "Vị trí: 20-45-30N, 107-12-15E",
        "20°45'30\"B-107°12'15\"Đ",
        "tọa độ WGS-84: 20°45'30\"N 107°12'15\"E",
    ],
)
def test_position_in_any_usual_notation_is_the_same(written: str) -> None:
    assert read_position(written).value == Position(107.204167, 20.758333, 30.92)


def test_labelled_degrees_need_no_hemispheres() -> None:
    assert read_position("Lat 20.7583 Long 107.2042").problems == ()


def test_grid_coordinates_with_their_meridian_are_converted_and_said_to_be() -> None:
    reading = read_position("X=2380123.45 Y=412345.67 (VN-2000, KTT 107°45', múi 3°)")
    assert reading.value == Position(106.905817, 21.514241, 1.0)
    assert [p.code for p in reading.problems] == ["position.converted"]


@pytest.mark.parametrize("written", ["X: 2380123; Y: 412345", "X=2380123 Y=412345 KTT 105"])
def test_grid_coordinates_without_meridian_or_zone_are_not_converted(written: str) -> None:
    reading = read_position(written)
    assert (reading.value, [p.code for p in reading.problems]) == (
        None,
        ["position.grid_unconverted"],
    )


def test_degrees_on_vn2000_are_converted() -> None:
    position = read_position("21°00'00\"N 107°00'00\"E (VN-2000)").value
    assert position == Position(107.001879, 20.999001, 30.92)


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("tại 20°45'30\"N; 107°12'15\"E, vùng biển Cô Tô", "tại, vùng biển Cô Tô"),
        ("vùng biển Cô Tô (20°45'30\"N - 107°12'15\"E)", "vùng biển Cô Tô"),
        ("20-45-30N 107-12-15E", ""),
    ],
)
def test_position_is_found_within_a_text(written: str, rest: str) -> None:
    reading, left = find_position(written)
    assert reading.value == Position(107.204167, 20.758333, 30.92)
    assert left == rest


@pytest.mark.parametrize("written", ["mốc 1369(2)", "Số 12, tổ 3", "xã Hải Sơn", "12/3/2024"])
def test_text_without_a_position_is_left_as_it_is(written: str) -> None:
    reading, left = find_position(written)
    assert (reading.value, reading.problems, left) == (None, (), written)


@given(st.text(alphabet="0123456789.,°'\"NSEWBĐT -:;()xyXY độ bắc"))
def test_looking_for_a_position_never_fails(written: str) -> None:
    reading, _ = find_position(written)
    assert reading.value is None or -90 <= reading.value.lat <= 90


def test_row_of_brackets_is_unreadable_at_once() -> None:
    begun = time.process_time()
    assert read_position("6" + "(" * 2_000).value is None
    assert time.process_time() - begun < 1
