"""VN-2000 turned into WGS 84 as PROJ 9 does it with the same published parameters."""

from __future__ import annotations

import pytest

from cotmoc.normalise.vn2000 import SCALE_3_DEGREES, SCALE_6_DEGREES, from_grid, to_wgs84


@pytest.mark.parametrize(
    ("north_m", "east_m", "meridian", "scale", "lon", "lat"),
    [
        (2380123.45, 412345.67, 107.75, SCALE_3_DEGREES, 106.90581662125278, 21.514240982890442),
        (2298475.12, 412345.67, 105, SCALE_6_DEGREES, 104.15970384001005, 20.78306678854899),
        (1203456.7, 612345.6, 105.75, SCALE_3_DEGREES, 106.77941214186299, 10.880739668336535),
        (2480000, 455000, 103, SCALE_3_DEGREES, 102.56478602530547, 22.417922890947967),
    ],
)
def test_grid_coordinates_are_those_of_proj(
    north_m: float, east_m: float, meridian: float, scale: float, lon: float, lat: float
) -> None:
    assert from_grid(north_m, east_m, meridian, scale) == pytest.approx((lon, lat), abs=1e-9)


def test_degrees_on_the_datum_are_those_of_proj() -> None:
    expected = (107.00187910167044, 20.99900110665076)
    assert to_wgs84(107, 21) == pytest.approx(expected, abs=1e-9)
