"""Outlines of areas in memory: which area a position lies in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from cotmoc.areas.core.gazetteer import Gazetteer

Degrees = npt.NDArray[np.float64]


class Boundaries:
    """Outlines of areas of one level, for look-up of positions. Immutable."""

    def __init__(self, codes: Sequence[str], outlines: Sequence[bytes]) -> None:
        """`outlines` are WKB polygons or multipolygons in WGS 84, one for each code."""
        self.codes = tuple(codes)
        self._outlines: npt.NDArray[Any] = shapely.from_wkb(list(outlines))
        shapely.prepare(self._outlines)
        self._tree = shapely.STRtree(self._outlines)

    def __len__(self) -> int:
        return len(self.codes)

    def by_code(self) -> dict[str, Any]:
        """The outlines as prepared shapely geometries, by code."""
        return dict(zip(self.codes, self._outlines, strict=True))

    def at(self, lon: float, lat: float) -> str | None:
        """The code of the area at a position in degrees; None: in no outline."""
        found = int(self.locate(np.array([lon]), np.array([lat]))[0])
        return self.codes[found] if found >= 0 else None

    def locate(self, lon: Degrees, lat: Degrees) -> npt.NDArray[np.int64]:
        """For each of n positions in degrees the index into `codes`; -1 in no outline."""
        found = np.full(len(lon), -1, dtype=np.int64)
        if len(self.codes):
            points, outlines = self._tree.query(shapely.points(lon, lat), predicate="intersects")
            # Backwards, so that of several outlines the first one stays.
            found[points[::-1]] = outlines[::-1]
        return found

    def today(
        self, gazetteer: Gazetteer, code: str, lon: float | None, lat: float | None
    ) -> tuple[str, bool]:
        """The area of today for an area and a position, and whether it is an estimate.

        A position inside the outline of one of a divided area's successors settles which; otherwise
        `Gazetteer.today` decides.
        """
        default, estimated = gazetteer.today(code, lon=lon, lat=lat)
        if estimated and lon is not None and lat is not None:
            here = self.at(lon, lat)
            if here in {successor.code for successor in gazetteer.successors(code)}:
                return str(here), False
        return default, estimated
