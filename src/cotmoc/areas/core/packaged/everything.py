"""All areas that the product knows without any file of the user."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files

from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.packaged.places import aliases, countries, neighbours, places
from cotmoc.areas.core.packaged.vietnam import PACKAGE, vietnamese_units


def packaged_areas() -> AreaFacts:
    """Countries, Vietnam's units of today and before 1 July 2025 with lineage, its gates, ports and seas, and the
    neighbours' provinces.

    Parents stand before children. Takes about a second.
    """
    units = vietnamese_units()
    return countries() + units + places(units) + neighbours() + aliases()


def packaged_digest_parts() -> Iterator[str | bytes]:
    """What `packaged_areas` depends on: the package's version, our tables, and the code that reads them."""
    yield version(PACKAGE)
    package = files("cotmoc.areas")
    for path in (
        "data/countries.csv",
        "data/places.csv",
        "data/neighbours.csv",
        "data/aliases.csv",
        "core/packaged/vietnam.py",
        "core/packaged/places.py",
        "core/packaged/repair.py",
    ):
        yield package.joinpath(path).read_bytes()
