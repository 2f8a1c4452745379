"""Ids of things: two parts, ordered by number."""

from __future__ import annotations

import pytest

from cotmoc.resolution.core.ids import BadIdError, numbers_by_kind, ordered_pair, parse_id


@pytest.mark.parametrize(
    "text", ["incident:0", "incident:-1", "incident", "Incident:1", "a:1:2", ""]
)
def test_malformed_id_is_refused(text: str) -> None:
    with pytest.raises(BadIdError):
        parse_id(text)


def test_id_is_written_as_it_was_read() -> None:
    assert str(parse_id("incident:123")) == "incident:123"


def test_pair_is_ordered_by_number_not_by_text() -> None:
    assert [str(side) for side in ordered_pair("incident:10", "incident:9")] == [
        "incident:9",
        "incident:10",
    ]


def test_numbers_are_grouped_by_kind() -> None:
    assert numbers_by_kind(["incident:3", "party:1", "incident:2"]) == {
        "incident": [3, 2],
        "party": [1],
    }
