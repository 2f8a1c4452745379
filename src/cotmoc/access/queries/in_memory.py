"""What is held in the memory of a process: made once, then brought up to date by what has changed since."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

from cotmoc.access.queries.revisions import STAMP

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest revision that something knows, and when that was made ("" before the first)."""

    revision: int
    at: str


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """A value and what it stands at."""

    value: T
    standing: Standing


def latest_standing() -> Standing:
    """What somebody who looks now sees."""
    return _now(0)[0]


class InMemory(Generic[T]):
    """A value that follows what is known, for any number of threads of this process.

    make     reads everything; its standing must be read before the rest, or in one transaction with it
    refresh  from what is held to what stands now: the same value changed, or a new one; None where everything has to be
             read again. Called by one thread at a time, and never with what is of another past: the database was
             restored or replaced, or what `beside` gives has changed.
    beside   what else the value was made of
    """

    def __init__(
        self,
        make: Callable[[], Held[T]],
        refresh: Callable[[Held[T]], Held[T] | None],
        beside: Callable[[], Hashable] = lambda: None,
    ) -> None:
        self._make, self._refresh, self._beside = make, refresh, beside
        self._lock = Lock()
        self._held: Held[T] | None = None
        self._made_of: Hashable = None

    def current(self) -> T:
        """The value with everything that is known now."""
        held = self._held
        if held is None or not self._is_current(held):
            with self._lock:
                held = self._held
                if held is None or not self._is_current(held):
                    made_of = self._now_made_of()
                    held = self._held = self._brought_up(held) or self._make()
                    self._made_of = made_of
        return held.value

    def forget(self) -> None:
        """Drops the value; the next one who asks makes it anew."""
        with self._lock:
            self._held = None

    def _is_current(self, held: Held[T]) -> bool:
        now, _ = _now(held.standing.revision)
        return held.standing == now and self._made_of == self._now_made_of()

    def _brought_up(self, held: Held[T] | None) -> Held[T] | None:
        if held is None or self._made_of != self._now_made_of():
            return None
        now, known_at = _now(held.standing.revision)
        is_of_this_past = known_at == held.standing.at and now.revision >= held.standing.revision
        return self._refresh(held) if is_of_this_past else None

    def _now_made_of(self) -> Hashable:
        return connection.settings_dict["NAME"], self._beside()


def _now(revision: int) -> tuple[Standing, str]:
    """What stands now, and when `revision` was made ("" if never)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STAMP.format(known=int(revision))}")
        latest, at, known_at = cursor.fetchone()
    return Standing(latest, at), known_at
