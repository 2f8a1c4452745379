"""A fifth of the province: what resolution does, held against the truth that stands beside the files."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest
from django.utils import translation

from cotmoc.config.cli import resolve
from cotmoc.records.core.truth import TRUTH_FILES, read_truth
from cotmoc.records.queries.measuring import Measured, measure
from tests.integration.demonstration.conftest import CONSOLE

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def share() -> float:
    """A fifth of the province."""
    return 0.2


def measured(folder: Path, kind: str) -> Measured:
    """What measuring the kind comes to."""
    return measure(viewer=CONSOLE, kind=kind, truth=read_truth(folder / TRUTH_FILES[kind]))


@pytest.mark.parametrize("kind", list(TRUTH_FILES))
def test_everything_that_the_truth_names_is_found(folder: Path, kind: str) -> None:
    found = measured(folder, kind)
    assert found.things > 100
    assert found.not_found == 0


def test_incidents_are_joined_rightly_and_nearly_all_of_them_found(folder: Path) -> None:
    figures = measured(folder, "incident").figures
    assert figures.precision >= 0.99
    assert figures.recall >= 0.9
    assert figures.recall_reached >= 0.99


def test_parties_are_joined_rightly_and_nearly_all_of_them_found(folder: Path) -> None:
    figures = measured(folder, "party").figures
    assert figures.true > 200
    assert figures.precision >= 0.99
    assert figures.recall >= 0.9
    assert figures.recall_reached >= 0.93


def test_nearly_all_vehicles_are_joined_rightly(folder: Path) -> None:
    figures = measured(folder, "conveyance").figures
    assert figures.precision >= 0.99
    assert figures.recall >= 0.99


def test_chances_of_incidents_and_parties_hold_at_both_ends(folder: Path) -> None:
    for kind in ("incident", "party"):
        tenths = measured(folder, kind).calibration.tenths
        assert tenths[0].share < 0.1
        assert tenths[-1].share > 0.85


def asked(folder: Path, plot: Path, **options: object) -> Namespace:
    """The options of a call of `cotmoc resolve measure`."""
    told = {"what": "measure", "kind": None, "truth": folder, "plot": plot, "json": False}
    return Namespace(**(told | options))


def test_command_tells_the_figures_and_draws_them(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with translation.override("en"):
        assert resolve.run(asked(folder, tmp_path)) == 0
    told = capsys.readouterr().out
    assert told.count("(precision)") == len(TRUTH_FILES)
    drawn = (tmp_path / "calibration-party.svg").read_text(encoding="utf-8")
    assert "<circle" in drawn


def test_command_answers_programs_as_json(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert resolve.run(asked(folder, tmp_path, json=True, kind="party")) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["party"]["figures"]["precision"] >= 0.99
    assert len(told["party"]["calibration"]["tenths"]) == 10


def test_command_refuses_a_truth_without_its_columns(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "truth.csv").write_text("event,office\n1,x\n", encoding="utf-8")
    assert resolve.run(asked(tmp_path, tmp_path)) == 1
    assert "agency" in capsys.readouterr().err
