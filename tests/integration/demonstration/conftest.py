"""Provinces loaded once for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from cotmoc.access.actions.areas import record_areas_event
from cotmoc.access.core.viewer import console
from cotmoc.areas.actions.packaged import load_packaged_areas
from cotmoc.demonstration.loading import load_demonstration
from cotmoc.picture.facts.store import forget

CONSOLE = console("test")


@pytest.fixture(scope="module")
def share() -> float:
    """How much of the province a module loads."""
    return 1


@pytest.fixture(scope="module")
def folder(
    share: float,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The files of a demonstration that is loaded for the module, and gone after it."""
    path = tmp_path_factory.mktemp("demonstration")
    with django_db_blocker.unblock():
        _empty()
        load_packaged_areas(actor=CONSOLE, audit=record_areas_event)
        load_demonstration(actor=CONSOLE, folder=path, say=lambda _: None, share=share)
        yield path
        _empty()


def _empty() -> None:
    """Nothing of this or of an earlier test that committed for itself."""
    call_command("flush", interactive=False, verbosity=0)
    forget()
