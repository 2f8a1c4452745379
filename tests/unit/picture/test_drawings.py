"""Drawings that stand alone: well-formed, telling what they show, and true to the numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.picture.exports.drawings import BarRow, Caption, bars, columns, round_up
from cotmoc.picture.exports.map_drawing import View, draw_map, mercator, view_of

CAPTION = Caption("Vụ việc <theo> địa bàn", "Địa bàn: A & B", "Theo phiên bản 4")
SVG = "{http://www.w3.org/2000/svg}"
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


def read(drawing: str) -> ElementTree.Element:
    """The drawing as a tree; fails when it is not well-formed."""
    return ElementTree.fromstring(drawing)


def symbol(lon: float, lat: float, value: int, **more: str) -> dict[str, object]:
    """A circle of the map."""
    properties = {"layer": "symbol", "label": "Xã <1>", "value": value, "text": str(value), **more}
    at = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "geometry": at, "properties": properties}


@given(st.lists(st.tuples(TEXTS, st.integers(0, 10**7)), max_size=12))
def test_bars_are_well_formed_whatever_the_labels(rows: list[tuple[str, int]]) -> None:
    tree = read(bars(CAPTION, [BarRow(label, value, str(value)) for label, value in rows]))
    assert len(tree.findall(f".//{SVG}g/{SVG}rect")) == len(rows)


def test_longest_bar_belongs_to_the_largest_value() -> None:
    rows = [BarRow("a", 10, "10"), BarRow("b", 40, "40"), BarRow("c", 0, "0")]
    drawn = read(bars(CAPTION, rows)).findall(f".//{SVG}g/{SVG}rect")
    lengths = [float(bar.attrib["width"]) for bar in drawn]
    assert lengths[1] == pytest.approx(4 * lengths[0], abs=0.2)
    assert lengths[2] == 0


def test_columns_mark_the_year_before_only_where_it_is_known() -> None:
    rows = [BarRow("01", 3, "3", 5), BarRow("02", 4, "4")]
    tree = read(columns(CAPTION, rows, ("now", "before")))
    marks = [each for each in tree.iter(f"{SVG}path") if each.get("stroke-width") == "2.5"]
    assert len(marks) == 2  # one in the chart, one in its legend


def test_drawing_says_its_title_filters_and_revision() -> None:
    words = "".join(read(bars(CAPTION, [])).itertext())
    assert "Vụ việc <theo> địa bàn" in words
    assert "Địa bàn: A & B" in words
    assert "Theo phiên bản 4" in words


@given(st.floats(0, 1e9))
def test_top_of_an_axis_is_not_below_and_not_far_above(most: float) -> None:
    top = round_up(most)
    assert top >= most
    assert top <= max(2.5 * most, 2)


def test_map_shows_everything_recorded_inside_its_frame() -> None:
    corners = [symbol(107.1, 20.9, 4), symbol(108.0, 21.6, 9)]
    view = view_of(corners)
    for lon, lat in ((107.1, 20.9), (108.0, 21.6)):
        x, y = view.at(lon, lat)
        assert 0 <= x <= 960
        assert 0 <= y <= 600


def drawn_map(
    features: list[dict[str, object]], outlines: Sequence[dict[str, object]] = (), **more: object
) -> str:
    """The drawing of a map."""
    return draw_map(CAPTION, {"features": features, **more}, outlines, "")


def test_areas_are_drawn_in_the_step_of_their_class_and_the_classes_are_named() -> None:
    ring = [[107.0, 21.0], [107.2, 21.0], [107.2, 21.2], [107.0, 21.0]]
    area: dict[str, object] = {
        "type": "Feature",
        "properties": {"layer": "boundary", "label": "Xã 1", "text": "3", "step": 5},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    classes = [{"step": 5, "label": "2 trở lên", "number": "1"}]
    scale = {"name": "km2", "label": "trên 100 km²", "classes": classes}
    drawn = drawn_map([area], scales={"boundary": [scale]})
    assert drawn.count('fill="#0a4b46"') == 2
    assert "2 trở lên (1)" in drawn


def test_area_of_a_circle_is_its_number() -> None:
    drawn = read(drawn_map([symbol(107, 21, 100), symbol(108, 21, 25)])).iter(f"{SVG}circle")
    radii = [float(circle.attrib["r"]) for circle in drawn]
    assert radii[0] == pytest.approx(2 * radii[1])


def test_map_draws_the_coarse_circles_of_two_levels() -> None:
    features = [symbol(107, 21, 9, level="coarse"), symbol(107, 21, 4, level="fine")]
    assert drawn_map(features).count("<circle") == 1


def test_outline_beyond_the_frame_is_left_out() -> None:
    ring = [[10.0, 50.0], [11.0, 50.0], [11.0, 51.0], [10.0, 50.0]]
    far: dict[str, object] = {
        "type": "Feature",
        "properties": {"kind": "country"},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }
    drawn = drawn_map([symbol(107, 21, 9)], [far])
    assert "<path" not in drawn


def test_empty_map_is_that_of_the_country() -> None:
    view = view_of([])
    assert view.west < 102
    assert view.north > mercator(23.5)


@given(st.floats(-90, 90))
def test_mercator_is_defined_for_every_latitude(lat: float) -> None:
    assert math.isfinite(mercator(lat))


def test_north_is_above_south() -> None:
    view = View(100.0, 30.0, 10.0)
    assert view.at(105.0, 22.0)[1] < view.at(105.0, 21.0)[1]
