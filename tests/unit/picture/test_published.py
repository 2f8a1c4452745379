"""The packaged table of published figures, against the facts it was made from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cotmoc.picture.core.kinds import TABLES
from cotmoc.picture.core.published import published_figures
from tests.unit.picture.facts_file import Facts, read_facts

FACTS = Path(__file__).resolve().parents[4] / "shared" / "reference" / "published-figures.yaml"
#: Entries that say what a number is of.
NO_FIGURES = {"period", "note", "unit", "opened", "id", "item"}


def _flat(value: Facts, path: str) -> dict[str, Decimal]:
    """Every number of the facts by its path; a list of seizures by its items, of cases by their ids."""
    if isinstance(value, str):
        return {path: Decimal(value)}
    if isinstance(value, list) and not isinstance(value[0], dict):
        return {path: Decimal(len(value))}
    if isinstance(value, list):
        parts = {_name(part): part for part in value}
    elif "quantity" in value:
        return _flat(value["quantity"], path)
    else:
        parts = {name: part for name, part in value.items() if name not in NO_FIGURES}
    return {
        at: number
        for name, part in parts.items()
        for at, number in _flat(part, f"{path}.{name}").items()
    }


def _name(part: Facts) -> str:
    assert isinstance(part, dict)
    return str(part.get("item") or part["id"])


@pytest.mark.shared
def test_published_figures_are_all_of_the_facts_and_nothing_else() -> None:
    if not FACTS.exists():
        pytest.skip(f"no published facts at {FACTS}")
    facts = read_facts(FACTS.read_text(encoding="utf-8"))
    assert isinstance(facts, dict)
    wanted = {
        name: number for block, part in facts.items() for name, number in _flat(part, block).items()
    }
    assert {figure.path: figure.number for figure in published_figures()} == wanted


def test_every_published_figure_asks_for_a_total_that_its_list_has() -> None:
    assert [f.path for f in published_figures() if f.total not in TABLES[f.kind].totals] == []
