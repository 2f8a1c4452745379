"""The demonstration goes in like any file, and what is joined is compared with what really happened."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from cotmoc.access.core.viewer import console
from cotmoc.areas.actions.packaged import load_packaged_areas
from cotmoc.demonstration import loading
from cotmoc.demonstration.files import TRUTH_FILE
from cotmoc.demonstration.loading import RealDataError, load_demonstration
from cotmoc.records.models import SourceRecord
from cotmoc.resolution.models import Judgement, Proposal
from tests.cast import Cast

CONSOLE = console("test")
Pair = tuple[int, int]


@pytest.fixture
def folder(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demonstration of a quarter of the size, loaded from its files."""
    monkeypatch.setattr(loading, "NUMBER", 220)
    load_packaged_areas(actor=CONSOLE, audit=lambda **_: None)
    load_demonstration(actor=CONSOLE, folder=tmp_path, say=lambda _: None)
    return tmp_path


def _true_pairs(folder: Path) -> set[Pair]:
    ids = {
        (agency, key): pk
        for pk, agency, key in SourceRecord.objects.values_list("pk", "agency__code", "key")
    }
    reported = defaultdict(list)
    with (folder / TRUTH_FILE).open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            reported[row["event"]].append(ids[row["agency"], row["reference"]])
    return {(min(pair), max(pair)) for pair in reported.values() if len(pair) == 2}


def test_load_demonstration_joins_nothing_that_is_not_the_same(folder: Path) -> None:
    joined = set(Judgement.objects.values_list("left_number", "right_number"))
    assert joined
    assert joined <= _true_pairs(folder)


def test_load_demonstration_finds_every_double_report(folder: Path) -> None:
    found = set(Judgement.objects.values_list("left_number", "right_number"))
    found |= set(Proposal.objects.values_list("left_number", "right_number"))
    assert _true_pairs(folder) <= found


def test_load_demonstration_again_changes_nothing(folder: Path) -> None:
    before = SourceRecord.objects.count()
    steps = load_demonstration(actor=CONSOLE, folder=folder, say=lambda _: None)
    assert [(step.report.new, step.report.changed) for step in steps] == [(0, 0)] * 3
    assert SourceRecord.objects.count() == before


def test_load_demonstration_into_real_data_is_refused(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(RealDataError):
        load_demonstration(actor=CONSOLE, folder=tmp_path, say=lambda _: None)
