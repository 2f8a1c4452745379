"""Coordinates of Vietnam's own datum, VN-2000, turned into WGS 84.

Ellipsoid and projection: Circular 973/2001/TT-TCDC of the General Department of Land Administration (WGS 84 ellipsoid,
transverse Mercator, false easting 500 km, scale 0.9999 in zones of 3 degrees, 0.9996 in those of 6). Transformation:
Decision 05/2007/QD-BTNMT, seven parameters, coordinate frame rotation (EPSG 6960, accurate to 1 m). Inverse projection:
the series of Krueger (1912) in the third flattening to its fourth power, exact to a micrometre within a zone.
"""

from __future__ import annotations

from math import (
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cos,
    cosh,
    degrees,
    hypot,
    radians,
    sin,
    sinh,
    sqrt,
    tan,
)

_A, _F = 6_378_137.0, 1 / 298.257223563
_E2 = _F * (2 - _F)
_N = _F / (2 - _F)
_RADIUS = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
FALSE_EASTING_M = 500_000.0
SCALE_3_DEGREES, SCALE_6_DEGREES = 0.9999, 0.9996
#: What the published parameters are good for.
ACCURACY_M = 1.0
_SHIFT_M = (-191.90441429, -39.30318279, -111.45032835)
_TURN = tuple(radians(seconds / 3600) for seconds in (-0.00928836, 0.01975479, -0.00427372))
_GROWTH = 1 + 0.252906278e-6


def from_grid(
    north_m: float, east_m: float, central_meridian: float, scale: float = SCALE_3_DEGREES
) -> tuple[float, float]:
    """Degrees east and north (WGS 84) of grid coordinates in metres; the central meridian in degrees.

    >>> lon, lat = from_grid(2380123.45, 412345.67, 107.75)
    >>> round(lon, 5), round(lat, 5)
    (106.90582, 21.51424)
    """
    return to_wgs84(*_unprojected(north_m, east_m, central_meridian, scale))


def to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """Degrees east and north (WGS 84) of degrees on VN-2000, for heights near the ellipsoid."""
    x, y, z = _to_space(radians(lon), radians(lat))
    turn_x, turn_y, turn_z = _TURN
    moved = (
        _SHIFT_M[0] + _GROWTH * (x + turn_z * y - turn_y * z),
        _SHIFT_M[1] + _GROWTH * (-turn_z * x + y + turn_x * z),
        _SHIFT_M[2] + _GROWTH * (turn_y * x - turn_x * y + z),
    )
    lon_r, lat_r = _from_space(*moved)
    return degrees(lon_r), degrees(lat_r)


def _unprojected(
    north_m: float, east_m: float, central_meridian: float, scale: float
) -> tuple[float, float]:
    xi, eta = north_m / (scale * _RADIUS), (east_m - FALSE_EASTING_M) / (scale * _RADIUS)
    xi_0 = xi - sum(b * sin(2 * k * xi) * cosh(2 * k * eta) for k, b in enumerate(_BETA, start=1))
    eta_0 = eta - sum(b * cos(2 * k * xi) * sinh(2 * k * eta) for k, b in enumerate(_BETA, start=1))
    conformal = asin(sin(xi_0) / cosh(eta_0))
    lat = conformal
    for _ in range(6):
        # Newton's way back from the conformal latitude.
        e = sqrt(_E2)
        lat = atan(sinh(asinh(tan(conformal)) + e * atanh(e * sin(lat))))
    return central_meridian + degrees(atan2(sinh(eta_0), cos(xi_0))), degrees(lat)


def _to_space(lon: float, lat: float) -> tuple[float, float, float]:
    radius = _A / sqrt(1 - _E2 * sin(lat) ** 2)
    return (
        radius * cos(lat) * cos(lon),
        radius * cos(lat) * sin(lon),
        radius * (1 - _E2) * sin(lat),
    )


def _from_space(x: float, y: float, z: float) -> tuple[float, float]:
    """Bowring's way from space to the ellipsoid."""
    flat = hypot(x, y)
    b = _A * (1 - _F)
    angle = atan2(z * _A, flat * b)
    lat = atan2(z + _E2 / (1 - _E2) * b * sin(angle) ** 3, flat - _E2 * _A * cos(angle) ** 3)
    return atan2(y, x), lat
