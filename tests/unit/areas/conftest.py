"""The packaged areas and their gazetteer, made once."""

from __future__ import annotations

import pytest

from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.packaged.everything import packaged_areas


@pytest.fixture(scope="session")
def facts() -> AreaFacts:
    """Everything that is packaged."""
    return packaged_areas()


@pytest.fixture(scope="session")
def gazetteer(facts: AreaFacts) -> Gazetteer:
    """The gazetteer of the packaged areas."""
    return Gazetteer(facts)
