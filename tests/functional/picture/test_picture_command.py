"""`cotmoc picture`: the same figures as the page, for readers and for programs."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cotmoc.config.cli import picture as command
from cotmoc.config.command import build_parser
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.queries.page import picture
from tests.cast import CONSOLE, Cast
from tests.integration.picture_world import PROVINCE


def answer(*words: str) -> int:
    """The exit code of the command with these words."""
    return command.run(build_parser().parse_args(["picture", *words]))


def test_json_holds_the_figures_of_the_page(
    full_province: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("--area", PROVINCE, "--from", "2025-01-01", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    asked = Filters(area=PROVINCE, day_from=date(2025, 1, 1))
    shown = picture(viewer=CONSOLE, filters=asked)
    first = told["groups"][0]["figures"][0]
    assert first["value"] == shown.headline.incidents.value
    assert first["href"] == f"/lists/incidents/?area={PROVINCE}&from=2025-01-01"


def test_filter_that_means_nothing_is_refused_with_its_code(
    province: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("--offence", "opinion") == 2
    assert "[filter.unknown]" in capsys.readouterr().err


def test_text_names_the_filters_and_the_revision(
    full_province: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer("--area", "Xã 1, Quảng Ninh") == 0
    assert "Xã 1" in capsys.readouterr().out.splitlines()[0]
