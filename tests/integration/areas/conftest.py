"""The packaged areas in the test's database, and a ledger in the place of the audit log above areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from cotmoc.areas.actions.packaged import load_packaged_areas
from cotmoc.areas.core.ports import Actor


@dataclass(frozen=True)
class Console:
    """An actor."""

    name: str = "console:test"


@dataclass
class Ledger:
    """An audit sink that keeps what it is told."""

    actor: Console = Console()
    rows: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)

    def __call__(
        self, *, actor: Actor, event: str, subject: str, details: Mapping[str, object]
    ) -> None:
        self.rows.append((actor.name, event, dict(details)))


@pytest.fixture
def audit() -> Ledger:
    """An empty ledger of audit rows."""
    return Ledger()


@pytest.fixture(scope="module")
def stored(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[dict[str, int], Ledger]]:
    """The packaged areas stored for the tests of a module, what that added and its audit rows."""
    ledger = Ledger()
    with django_db_blocker.unblock():
        added = load_packaged_areas(actor=ledger.actor, audit=ledger)
    yield added, ledger
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        for table in ("boundary", "areaname", "lineage", "area", "edition"):
            cursor.execute(f"DELETE FROM areas_{table}")


@pytest.fixture
def packaged(stored: tuple[dict[str, int], Ledger], db: None) -> dict[str, int]:
    """What loading the packaged areas added."""
    return stored[0]
