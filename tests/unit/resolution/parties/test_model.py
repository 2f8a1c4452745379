"""Tables of weights that cannot be right are refused with their reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cotmoc.resolution.core.parties.model import (
    CONVEYANCE_PATH,
    PARTY_PATH,
    BadModelError,
    load_party_model,
    model_as_json,
    model_from,
)


def stated() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(PARTY_PATH.read_text(encoding="utf-8"))
    return data


def put(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        *way, last = path.split(".")
        for step in way:
            data = data[step]
        data[last] = value

    return change


def drop(data: dict[str, Any]) -> None:
    del data["levels"]["birth"]["swapped"]


@pytest.mark.parametrize("path", [PARTY_PATH, CONVEYANCE_PATH])
def test_a_shipped_table_is_read_and_written_back_the_same(path: Path) -> None:
    model = load_party_model(path)
    again = model_from(model_as_json(model))
    assert again.name == model.name
    assert all((again.m[name] == model.m[name]).all() for name in model.m)
    assert (again.level_table() == model.level_table()).all()
    assert again.curve == model.curve


@pytest.mark.parametrize("path", [PARTY_PATH, CONVEYANCE_PATH])
def test_the_chances_of_a_shipped_comparison_add_up_to_one(path: Path) -> None:
    model = load_party_model(path)
    for side in (model.m, model.u):
        for name, chances in side.items():
            assert chances.sum() == pytest.approx(1.0, abs=0.02), name


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put("levels.birth.same_day.m", 1.5), "not_probability"),
        (put("levels.birth.same_day.u", 0.0), "not_probability"),
        (put("levels.number.same.u", 1e-16), "too_strong"),
        (put("levels.name.exact.m", 1e-5), "no_evidence"),
        (put("levels.name.given_same.m", 0.9), "not_monotone"),
        (put("levels.category.different.m", 0.9), "not_monotone"),
        (put("expected_partners", 500.0), "partners_out_of_range"),
        (put("expected_partners", 0), "partners_out_of_range"),
        (put("chances.family", 2.0), "not_probability"),
        (put("levels.area.nowhere", {"m": 0.1, "u": 0.1}), "incomplete"),
        (put("prior_records", "many"), "incomplete"),
        (put("namesakes.whole.category.same.u", 0.0), "not_probability"),
        (put("namesakes.nobody", {}), "incomplete"),
        (put("curve", [[0, 0], [1, -2]]), "not_monotone"),
        (put("curve", [[0, 0, 0]]), "incomplete"),
        (drop, "incomplete"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(
    change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    data = stated()
    change(data)
    with pytest.raises(BadModelError) as refused:
        model_from(data)
    assert refused.value.params["reason"] == reason


def test_a_file_that_is_not_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text("weights", encoding="utf-8")
    with pytest.raises(BadModelError):
        load_party_model(path)
