"""What sources state of an incident, for tests of counting."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from cotmoc.records.core.counting import (
    SourceStatements,
    StatedParty,
    StatedSeizure,
)

ALPHA, BRAVO = 1, 2
GOODS = ("heroin", "tobacco", "phao no", "fireworks", "firecracker")
NAMES = ("nguyen van an", "tran thi binh", "le van cuong", "nguyen an")


def a_source(record_id: int, agency_id: int = ALPHA, **stated: Any) -> SourceStatements:
    return replace(SourceStatements(record_id, agency_id), **stated)


def seizure(record_id: int, index: int, commodity: str, amount: str | None) -> StatedSeizure:
    return StatedSeizure(record_id, index, commodity, Decimal(amount) if amount else None)


def suspect(record_id: int, index: int, name: str = "", **known: Any) -> StatedParty:
    return replace(StatedParty(record_id, index, "suspect", name_key=name), **known)
