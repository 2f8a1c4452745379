"""Figures of inhabitants taken in, corrected, and read again by year."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from cotmoc.areas import queries
from cotmoc.areas.actions.populations import PopulationReport, load_populations
from cotmoc.areas.core.files.populations import PopulationOptions
from cotmoc.areas.core.populations import PopulationFact
from cotmoc.areas.models import Edition, Population
from tests.integration.areas.test_area_command import command

Added = dict[str, int]
PROVINCE = "vn-2025-22"


def load(path: Path, text: str, audit: Any, **options: Any) -> PopulationReport:
    file = path / "people.csv"
    file.write_text(text, encoding="utf-8")
    asked = PopulationOptions(**{"on": date(2026, 7, 25), "source": "NGTK", **options})
    return load_populations(actor=audit.actor, path=file, audit=audit, options=asked)


def counts(report: PopulationReport) -> tuple[int, int, int, int]:
    return (report.new, report.changed, report.unchanged, len(report.left_out))


def test_figures_are_kept_with_source_and_day_and_audited(
    packaged: Added, audit: Any, tmp_path: Path
) -> None:
    text = f"code,year,population\n{PROVINCE},2024,1381200\nnowhere,2024,5\n"
    report = load(tmp_path, text, audit, published=date(2025, 6, 30))
    assert counts(report) == (1, 0, 0, 1)
    found = queries.populations([PROVINCE], 2024)
    assert found == {PROVINCE: PopulationFact(1_381_200, 2024, "NGTK", date(2025, 6, 30))}
    assert audit.rows == [
        ("console:test", "areas:loaded", {"file": "people.csv", "populations": 1, "left_out": 1})
    ]


def test_same_file_again_changes_nothing(packaged: Added, audit: Any, tmp_path: Path) -> None:
    text = f"code,year,population\n{PROVINCE},2024,1381200\n"
    load(tmp_path, text, audit)
    editions = Edition.objects.count()
    assert counts(load(tmp_path, text, audit)) == (0, 0, 1, 0)
    assert Edition.objects.count() == editions


def test_corrected_figure_takes_the_place_of_the_one_before_which_is_kept(
    packaged: Added, audit: Any, tmp_path: Path
) -> None:
    load(tmp_path, f"code,year,population\n{PROVINCE},2024,1381200\n", audit)
    report = load(tmp_path, f"code,year,population\n{PROVINCE},2024,1381300\n", audit)
    assert counts(report) == (0, 1, 0, 0)
    assert queries.populations([PROVINCE], 2024)[PROVINCE].inhabitants == 1_381_300
    assert Population.objects.count() == 2


@pytest.mark.parametrize(
    ("asked", "taken"), [(2019, 2020), (2021, 2020), (2022, 2020), (2026, 2024)]
)
def test_figure_of_the_nearest_year_is_taken_of_two_the_earlier(
    packaged: Added, audit: Any, tmp_path: Path, asked: int, taken: int
) -> None:
    text = f"code,year,population\n{PROVINCE},2024,1381200\n{PROVINCE},2020,1338000\n"
    load(tmp_path, text, audit)
    assert queries.populations([PROVINCE], asked)[PROVINCE].year == taken


def test_command_says_what_was_left_out_and_why(
    packaged: Added, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"code,population\n{PROVINCE},1381200\n{PROVINCE}-x,many\n")
    with translation.override("en"):
        assert command("population", str(path), "--year", "2024", "--source", "NGTK") == 0
    out = capsys.readouterr().out
    assert "Inhabitants: 1 new, 0 changed, 0 unchanged, 1 left out." in out
    assert "“many” cannot be read as a number of inhabitants." in out
    command("population", str(path), "--year", "2024", "--json")
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told["to_look_at"][0]["problems"]] == [
        "population.area_unknown",
        "population.number_unreadable",
    ]
