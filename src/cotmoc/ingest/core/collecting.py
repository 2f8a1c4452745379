"""Python's collector of garbage, told to look rarely while many records are made and given up again.

Records are no cycles: they are freed as they are given up, and the collector finds next to nothing. Each of its looks
costs, and the rarest of them go through the hundreds of thousands of areas that are kept all the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

#: Objects made between two looks; by default 700.
RARELY = 100_000

_lock = Lock()
_thresholds: list[tuple[int, int, int]] = []


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """A block, or a function, in which the collector looks rarely; then, with no other thread in one, as before.

    >>> with collecting_rarely():
    ...     gc.get_threshold()[0]
    100000
    """
    with _lock:
        _thresholds.append(gc.get_threshold())
        gc.set_threshold(RARELY)
    try:
        yield
    finally:
        with _lock:
            if len(_thresholds) == 1:
                gc.set_threshold(*_thresholds[0])
            _thresholds.pop()


def collect_rarely() -> None:
    """From now on to the process's end lets the collector look rarely, and never at what is there now."""
    gc.freeze()
    gc.set_threshold(RARELY)
