"""A small province whose records are double, unreadable, closed and imprecise in every way that figures must bear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cotmoc.areas.actions.writing import insert_facts
from cotmoc.areas.core.facts import AreaFact, AreaFacts, LineageFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.picture.facts.store import forget
from tests.cast import Cast


def area(code: str, kind: AreaKind, parent: str | None, name: str) -> AreaFact:
    """An area with a position, so that the map can show it."""
    return AreaFact(code, kind, name, name, parent, "test", country="VN", lon=107.5, lat=21.4)


PROVINCE, OTHER = "vn-2025-22", "vn-2025-11"
COMMUNES = ("vn-2025-22-1", "vn-2025-22-2", "vn-2025-22-3")
FORMER = "vn-2004-22-194-06724"
GATE = "vn-gate-mong-cai"
AREAS = AreaFacts(
    (
        area("vn", AreaKind.COUNTRY, None, "Việt Nam"),
        area(PROVINCE, AreaKind.PROVINCE, "vn", "Quảng Ninh"),
        area(OTHER, AreaKind.PROVINCE, "vn", "Điện Biên"),
        area("vn-2004-22", AreaKind.PROVINCE, "vn", "Quảng Ninh"),
        area("vn-2004-22-194", AreaKind.DISTRICT, "vn-2004-22", "Móng Cái"),
        *(area(code, AreaKind.COMMUNE, PROVINCE, f"Xã {code[-1]}") for code in COMMUNES),
        area("vn-2025-11-1", AreaKind.COMMUNE, OTHER, "Xã Sín Thầu"),
        area(FORMER, AreaKind.COMMUNE, "vn-2004-22-194", "Hải Sơn"),
        area(GATE, AreaKind.GATE, COMMUNES[1], "Cửa khẩu Móng Cái"),
    ),
    lineage=(
        LineageFact("vn-2004-22", PROVINCE, False, True, "test"),
        LineageFact(FORMER, COMMUNES[0], True, True, "test"),
        LineageFact(FORMER, COMMUNES[1], True, False, "test"),
    ),
)


@pytest.fixture
def province(transactional_db: None, cast: Cast) -> Iterator[Cast]:
    """The cast in a province of three communes, a gate and a former commune; the facts start from nothing."""
    forget()
    insert_facts(AREAS)
    yield cast
    forget()
