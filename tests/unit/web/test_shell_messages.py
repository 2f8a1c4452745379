"""The catalogue of Vietnamese texts against the messages of the sources."""

from __future__ import annotations

from tools.messages import messages_of_sources, problems_of, read_catalog, vietnamese


def test_every_message_has_its_vietnamese_text_and_no_text_is_left_over() -> None:
    assert list(problems_of(messages_of_sources(), read_catalog(vietnamese()))) == []
