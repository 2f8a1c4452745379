"""The catalogue of Vietnamese texts."""

from __future__ import annotations

from tools.messages import report


def test_every_message_has_its_vietnamese_text_and_no_text_is_left_over() -> None:
    assert report() == []
