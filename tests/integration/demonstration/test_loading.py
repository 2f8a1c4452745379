"""A small province goes in like any files, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cotmoc.demonstration.core.incidents import CUSTOMS
from cotmoc.demonstration.loading import load_demonstration
from cotmoc.ingest.models import Upload
from cotmoc.ingest.queries.profiles import kept_profiles
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


def test_what_the_product_finds_out_about_a_column_is_kept(folder: Path) -> None:
    kept = {profile.register: profile for profile in kept_profiles(viewer=CONSOLE, agency=CUSTOMS)}
    quantity = next(rule for rule in kept["bat-giu"].columns if rule.field == "seizure[1].quantity")
    assert quantity.options == {"decimal": ","}  # found out by the product, in no layout of ours


def test_load_demonstration_again_changes_nothing(folder: Path) -> None:
    before = SourceVersion.objects.count()
    steps = load_demonstration(actor=CONSOLE, folder=folder, say=lambda _: None, share=0.04)
    assert {(step.report.new, step.report.changed) for step in steps} == {(0, 0)}
    assert SourceVersion.objects.count() == before
