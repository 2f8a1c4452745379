"""The moment under which a change is kept: now, but for a demonstration that tells what happened before."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

from cotmoc.access.queries.organisation import is_demonstration
from cotmoc.normalise.errors import CotmocError

#: The moment that `storytelling.telling` says; None everywhere else.
STORY: ContextVar[datetime | None] = ContextVar("story", default=None)


class NotAStoryError(CotmocError):
    """Somebody tells an installation in real use that something became known at another moment than it did."""

    code = "access.not_a_story"


def moment_of_change() -> datetime:
    """Now; in a demonstration that is being told, the moment of its story, which is never in the future.

    Raises `NotAStoryError` where a story is told to an installation in real use: what is known there, and since when,
    is never anything but what it was.
    """
    told = STORY.get()
    if told is None:
        return timezone.now()
    if not is_demonstration():
        raise NotAStoryError("only a demonstration tells a story")
    return min(told, timezone.now())
