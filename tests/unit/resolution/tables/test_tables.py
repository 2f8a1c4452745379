"""Any table: which rows are about the same person."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.party_data import synthetic
from benchmarks.resolve_parties import best_f1
from cotmoc.resolution.core.tables.columns import Columns, prepared, read_columns
from cotmoc.resolution.core.tables.comparing import compare
from cotmoc.resolution.core.tables.keys import candidates
from cotmoc.resolution.core.tables.kinds import (
    LEVELS,
    BadProfileError,
    Profile,
    generic_profile,
    profile_from,
    stated_m,
)
from cotmoc.resolution.core.tables.linking import TableSettings, link_table


def levels(kind: str, one: str, other: str) -> str | None:
    columns = read_columns({"x": [one, other]}, Profile("test", (("x", kind),)))
    code = int(compare(columns, np.array([0]), np.array([1]))[0, 0])
    return LEVELS[kind][code - 1] if code else None


@pytest.mark.parametrize(
    ("kind", "one", "other", "level"),
    [
        ("given", "Hương", "huong", "same"),
        ("given", "robert", "robrt", "near"),
        ("given", "robert", "r", "initial"),
        ("given", "robert", "roberta", "near"),
        ("given", "robert", "ruben", "different"),
        ("surname", "macleod", "mcleod", "near"),
        ("surname", "dwayne", "duane", "alike"),
        ("name", "Nguyen Van Nam", "Nam Nguyen Van", "exchanged"),
        ("name", "Anna Maria Josepha Stone", "Stone Anna", "part"),
        ("date", "1971-06-24", "24/06/1971", "same"),
        ("date", "19710624", "1971-06-25", "near"),
        ("date", "1971-06-04", "1971-04-06", "swapped"),
        ("date", "1971-06-24", "1971-06-09", "month"),
        ("date", "1971-06-24", "1971", "year"),
        ("date", "1971-06-24", "1985-02-13", "different"),
        ("number", "530-4218", "5304218", "same"),
        ("number", "5304218", "5304281", "near"),
        ("number", "5304218", "9914218", "different"),
        ("code", "TQ13 8DF", "tq138df", "same"),
        ("code", "tq13 8df", "tq13 9hu", "start"),
        ("code", "4223", "4560", "different"),
        ("text", "winston hills", "wynston hills", "near"),
        ("text", "stanley street", "street 4 stanley", "part"),
        ("email", "a.stone@x.org", "a.stone@y.com", "user"),
        ("category", "m", "f", "different"),
        ("given", "", "robert", None),
        ("date", "who knows", "1971-06-24", None),
    ],
)
def test_values_come_out_at_a_level(kind: str, one: str, other: str, level: str | None) -> None:
    assert levels(kind, one, other) == level


@pytest.mark.parametrize("kind", list(LEVELS))
def test_stated_chances_add_up_to_one(kind: str) -> None:
    assert stated_m(kind).sum() == pytest.approx(1.0, abs=1e-9)
    assert (stated_m(kind) > 0).all()


@settings(deadline=None)
@given(st.sampled_from(list(LEVELS)), st.text(max_size=15), st.text(max_size=15))
def test_any_two_values_compare_the_same_both_ways(kind: str, one: str, other: str) -> None:
    assert levels(kind, one, other) == levels(kind, other, one)


@given(st.sampled_from(list(LEVELS)), st.text(max_size=20))
def test_preparing_twice_is_preparing_once(kind: str, written: str) -> None:
    once = prepared(kind, written)
    assert prepared(kind, once) == once


def test_given_name_and_surname_in_each_others_column_are_exchanged() -> None:
    table = {"first_name": ["anna", "stone"], "surname": ["stone", "anna"]}
    columns = read_columns(table, generic_profile(list(table)))
    told = compare(columns, np.array([0]), np.array([1]))[0].tolist()
    assert [LEVELS["given"][told[0] - 1], LEVELS["surname"][told[1] - 1]] == ["exchanged"] * 2


def test_headers_tell_what_is_compared() -> None:
    headers = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Giới tính", "Địa chỉ", "ghi chú"]
    assert generic_profile(headers).columns == (
        ("Họ và tên", "name"),
        ("Ngày sinh", "date"),
        ("Số CCCD", "number"),
        ("Giới tính", "category"),
        ("Địa chỉ", "text"),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_profile"),
        ("columns = 3", "not_a_profile"),
        ("[columns]", "no_columns"),
        ('[columns]\nname = "soul"', "unknown_kind"),
    ],
)
def test_a_profile_that_cannot_be_right_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadProfileError) as refused:
        profile_from(text, "mine")
    assert refused.value.params["reason"] == reason


def test_a_profile_of_another_table_is_refused() -> None:
    with pytest.raises(BadProfileError) as refused:
        read_columns({"a": []}, Profile("mine", (("b", "name"),)))
    assert refused.value.params["reason"] == "no_such_column"


def people(count: int) -> tuple[dict[str, list[str]], Any]:
    made = synthetic(count, seed=8)
    births = [f"{b // 10_000}-{b // 100 % 100:02d}-{b % 100:02d}" for b in made.births.tolist()]
    table = {
        "full name": made.names.to_pylist(),
        "date of birth": [each if not each.endswith("00") else each[:4] for each in births],
        "id number": [each or "" for each in made.documents.to_pylist()],
        "address": made.areas.to_pylist(),
    }
    return table, made.truth


def test_persons_are_found_again_without_training() -> None:
    table, truth = people(5_000)
    found = link_table(read_columns(table, generic_profile(list(table))))
    best = best_f1(found.left, found.right, found.weights, truth)
    assert best["f1"] > 0.95


def test_reasons_add_up_to_the_weight() -> None:
    table, _ = people(500)
    found = link_table(read_columns(table, generic_profile(list(table))))
    assert len(found) > 20
    for score in found.scores():
        assert sum(r.weight for r in score.reasons) == pytest.approx(score.weight, abs=1e-9)
        assert 0.5 <= score.probability <= 1


def test_rows_of_one_list_are_not_compared_when_two_are_linked() -> None:
    table = {"name": ["anna stone"] * 3 + ["anna stone"], "dob": ["1971-06-24"] * 4}
    sources = np.array([0, 0, 0, 1])
    columns = read_columns(table, generic_profile(list(table)), sources)
    left, right, _ = candidates(columns)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == {(0, 3), (1, 3), (2, 3)}


def test_what_too_many_rows_share_is_left_out_and_reported() -> None:
    table = {"city": ["hanoi"] * 3_000, "name": [f"person {n:05d}" for n in range(3_000)]}
    columns = read_columns(table, Profile("test", (("city", "text"), ("name", "name"))))
    left, _, reports = candidates(columns, pairs_a_record=5)
    by_rule = {report.rule: report for report in reports}
    assert by_rule["city[0]"].left_out == 3_000 * 2_999 // 2
    assert len(left) <= 5 * 3_000 * len(reports)


@pytest.mark.parametrize("names", [[], [""], ["", ""], ["a", "a"], ["?", "!"]])
def test_few_and_empty_rows_are_no_trouble(names: list[str]) -> None:
    table = {"name": names}
    found = link_table(
        read_columns(table, generic_profile(["name"])), TableSettings(least_bits=-50)
    )
    assert len(found) <= 1


def test_the_order_of_the_rows_does_not_matter() -> None:
    table, _ = people(400)
    turned = {header: list(reversed(texts)) for header, texts in table.items()}
    profile = generic_profile(list(table))
    forth, back = (link_table(read_columns(each, profile)) for each in (table, turned))
    pairs = set(zip(forth.left.tolist(), forth.right.tolist(), strict=True))
    again = {
        (399 - r, 399 - left)
        for left, r in zip(back.left.tolist(), back.right.tolist(), strict=True)
    }
    assert len(pairs ^ again) <= 0.02 * len(pairs)


def test_columns_know_their_kinds() -> None:
    columns = read_columns({"city": ["a"], "name": ["b"]}, generic_profile(["city", "name"]))
    assert isinstance(columns, Columns)
    assert [column.header for column in columns.of_kind("name")] == ["name"]
