"""Telling a demonstration as it would have happened. Nothing but the demonstration may import this."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from cotmoc.access.actions.clock import STORY


@contextmanager
def telling(moment: datetime) -> Iterator[None]:
    """Within it, changes of a demonstration become known at the (aware) moment; audit events keep the true time.

    A revision is never earlier than the one before it. In an installation in real use every change within it raises
    `NotAStoryError`.
    """
    token = STORY.set(moment)
    try:
        yield
    finally:
        STORY.reset(token)
