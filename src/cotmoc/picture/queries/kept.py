"""What was counted once and is asked for again: pictures in memory, each under everything that it was made of."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by what they were made of; those asked for last stay, as many as their sizes allow.

    A key must hold everything that decides the value: what is not in the key must not be read while making it. Two
    threads that ask for the same at once may both make it. A value larger than all the room is given and not kept.

    >>> kept = Kept(room=10, size_of=len)
    >>> kept.get("a", lambda: "made"), kept.get("a", lambda: "made anew")
    ('made', 'made')
    """

    def __init__(self, room: int, size_of: Callable[[T], int]) -> None:
        self._room, self._size_of = room, size_of
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self.size = 0

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value kept under `key`, or what `make` gives."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        value = make()
        self._keep(key, value, self._size_of(value))
        return value

    def _keep(self, key: Hashable, value: T, size: int) -> None:
        with self._lock:
            if size > self._room or key in self._values:
                return
            self._values[key] = (value, size)
            self.size += size
            while self.size > self._room:
                _, (_, gone) = self._values.popitem(last=False)
                self.size -= gone

    def forget(self) -> None:
        """Drops everything."""
        with self._lock:
            self._values.clear()
            self.size = 0
