"""The written questions: of every kind, each with an answer."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.search_collection.__main__ import Answered, read_questions, section


def test_there_are_questions_of_every_kind_each_with_an_answer() -> None:
    asked = read_questions()
    kinds = Counter(kind for kind, _, _ in asked)
    assert len(asked) >= 150
    assert min(kinds.values()) >= 4
    assert all(right for _, _, right in asked)


def test_each_question_is_asked_once() -> None:
    asked = [(kind, text) for kind, text, _ in read_questions()]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(("rank", "shares"), [(1, "1.00 | 1.00 | 1.00"), (2, "0.00 | 1.00 | 1.00"),
                                              (9, "0.00 | 0.00 | 1.00"), (0, "0.00 | 0.00 | 0.00")])  # fmt: skip
def test_table_counts_the_place_of_the_first_right_answer(rank: int, shares: str) -> None:
    assert f"| name | 1 | {shares} |" in section([Answered("name", "nguyen van a", rank, 1.0)])


def test_what_is_not_among_the_first_three_is_named() -> None:
    told = section([Answered("name", "nguyen van a", 4, 1.0), Answered("name", "le thi b", 1, 1.0)])
    assert "- name: `nguyen van a` (4)" in told
    assert "le thi b" not in told
