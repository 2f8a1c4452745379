"""What is held in memory is made once, follows what is known, and is made anew where it is of another past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from cotmoc.access.models import Revision
from cotmoc.access.queries.in_memory import Held, InMemory, latest_standing

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
Numbers = tuple[int, ...]


class Followed:
    """The revisions that there are, in memory; and what was done to keep them."""

    def __init__(self, most: int = 10) -> None:
        self.done: list[str] = []
        self.most, self.weights = most, 1
        self.kept = InMemory(self.make, self.refresh, lambda: self.weights)

    def make(self) -> Held[Numbers]:
        self.done.append("made")
        return Held(_numbers(0), latest_standing())

    def refresh(self, held: Held[Numbers]) -> Held[Numbers] | None:
        new = _numbers(held.standing.revision)
        if len(new) > self.most:
            return None
        self.done.append("refreshed")
        return Held((*held.value, *new), latest_standing())


def _numbers(after: int) -> Numbers:
    found = Revision.objects.filter(number__gt=after).order_by("number")
    return tuple(found.values_list("number", flat=True))


def tell(*numbers: int, at: datetime = NOON) -> None:
    for number in numbers:
        Revision.objects.create(number=number, at=at, actor_name="a", event="e")


@contextmanager
def taken_back() -> Iterator[None]:
    """What is told within is no more afterwards, as in a database that was restored."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def test_value_is_made_once_while_nothing_changes() -> None:
    tell(1, 2)
    followed = Followed()
    assert [followed.kept.current() for _ in range(3)] == [(1, 2)] * 3
    assert followed.done == ["made"]


def test_value_made_before_the_first_revision_is_refreshed_by_it() -> None:
    followed = Followed()
    assert followed.kept.current() == ()
    tell(1)
    assert followed.kept.current() == (1,)
    assert followed.done == ["made", "refreshed"]


def test_value_is_made_anew_when_more_changed_than_a_refresh_takes() -> None:
    followed = Followed(most=1)
    followed.kept.current()
    tell(1, 2)
    assert followed.kept.current() == (1, 2)
    assert followed.done == ["made", "made"]


def test_value_of_another_past_is_made_anew() -> None:
    tell(1)
    followed = Followed()
    with taken_back():
        tell(2)
        followed.kept.current()
    tell(2, at=NOON + timedelta(seconds=1))
    tell(3)
    assert followed.kept.current() == (1, 2, 3)
    assert followed.done == ["made", "made"]


def test_value_of_a_database_that_was_set_back_is_made_anew() -> None:
    tell(1)
    followed = Followed()
    with taken_back():
        tell(2)
        followed.kept.current()
    assert followed.kept.current() == (1,)
    assert followed.done == ["made", "made"]


def test_value_is_made_anew_when_what_it_was_made_of_changed() -> None:
    followed = Followed()
    followed.kept.current()
    followed.weights = 2
    followed.kept.current()
    assert followed.done == ["made", "made"]


def test_value_that_was_forgotten_is_made_anew() -> None:
    followed = Followed()
    followed.kept.current()
    followed.kept.forget()
    followed.kept.current()
    assert followed.done == ["made", "made"]
