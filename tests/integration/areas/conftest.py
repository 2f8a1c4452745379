"""The packaged areas, loaded into the test's database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from cotmoc.areas.actions.packaged import load_packaged_areas
from cotmoc.areas.core.ports import Actor


@dataclass
class Console:
    """An actor of the tests."""

    name: str = "console:test"


@dataclass
class Ledger:
    """An audit sink that keeps what it is told."""

    rows: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)

    def __call__(
        self, *, actor: Actor, event: str, subject: str, details: Mapping[str, object]
    ) -> None:
        self.rows.append((actor.name, event, dict(details)))


@pytest.fixture
def ledger() -> Ledger:
    """An empty ledger of audit rows."""
    return Ledger()


@pytest.fixture
def packaged(db: None, ledger: Ledger) -> dict[str, int]:
    """What loading the packaged areas added."""
    return load_packaged_areas(actor=Console(), audit=ledger)
