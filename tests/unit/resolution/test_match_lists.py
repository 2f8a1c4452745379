"""Matches that are put into words when they are read."""

from __future__ import annotations

import numpy as np
import pytest

from cotmoc.resolution.core import match_lists
from cotmoc.resolution.core.match_lists import Match, MatchList
from cotmoc.resolution.core.scores import Score


def match(left: int, right: int) -> Match:
    """A match of two incidents."""
    return Match(f"incident:{left}", f"incident:{right}", 1, Score(3.0, 0.9, ()))


FIRST, MORE = [match(1, 2), match(3, 9), match(4, 5)], [match(6, 7)]


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two are put into words at a time."""
    monkeypatch.setattr(match_lists, "AT_ONCE", 2)


def test_list_holds_the_numbers_and_the_matches() -> None:
    found = MatchList.of(FIRST)
    assert found.pairs.tolist() == [[1, 2], [3, 9], [4, 5]]
    assert (list(found), found[1], list(found[1:])) == (FIRST, FIRST[1], FIRST[1:])


def test_some_of_a_list_are_taken_by_position() -> None:
    assert MatchList.of(FIRST).take(np.array([2, 0])) == [FIRST[2], FIRST[0]]


def test_one_list_is_followed_by_another() -> None:
    whole = MatchList.of(FIRST).then(MatchList.of(MORE))
    assert whole == FIRST + MORE
    assert whole.pairs[-1].tolist() == [6, 7]


def test_lists_of_other_matches_are_not_equal() -> None:
    assert MatchList.of(FIRST) != MORE
    assert MatchList.of(FIRST) != [*FIRST[:2], match(4, 6)]


def test_only_what_is_read_is_put_into_words() -> None:
    asked: list[int] = []

    def worded(positions: match_lists.Positions) -> list[Match]:
        asked.extend(positions.tolist())
        return [FIRST[each] for each in positions.tolist()]

    reading = iter(MatchList(MatchList.of(FIRST).pairs, worded))
    assert (next(reading), asked) == (FIRST[0], [0, 1])
