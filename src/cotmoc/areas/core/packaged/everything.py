"""All areas that the product knows without any file of the user."""

from __future__ import annotations

from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.packaged.places import countries, places
from cotmoc.areas.core.packaged.vietnam import vietnamese_units


def packaged_areas() -> AreaFacts:
    """Countries, Vietnam's units of today and before 1 July 2025 with lineage, and its gates, ports and seas.

    Parents stand before children. Takes about a second.
    """
    units = vietnamese_units()
    return countries() + units + places(units)
