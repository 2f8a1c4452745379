"""A small province goes in like any files, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cotmoc.demonstration.loading import load_demonstration
from cotmoc.ingest.models import Upload
from cotmoc.records.models import SourceVersion
from tests.integration.demonstration.conftest import CONSOLE

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def share() -> float:
    """A twenty-fifth of the province."""
    return 0.04


def test_load_demonstration_takes_every_file_in(folder: Path) -> None:
    names = set(Upload.objects.filter(state="committed").values_list("file_name", flat=True))
    assert names == {path.name for path in folder.iterdir() if not path.name.startswith("truth")}


def test_load_demonstration_again_changes_nothing(folder: Path) -> None:
    before = SourceVersion.objects.count()
    steps = load_demonstration(actor=CONSOLE, folder=folder, say=lambda _: None, share=0.04)
    assert {(step.report.new, step.report.changed) for step in steps} == {(0, 0)}
    assert SourceVersion.objects.count() == before
