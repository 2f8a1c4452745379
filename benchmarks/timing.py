"""What actions take, by the clock and by the processor, and what most of them take."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def timed(action: Callable[[], object]) -> float:
    """How many milliseconds the action took."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def spent(action: Callable[[], object]) -> tuple[float, float]:
    """How many milliseconds the action took, and how many its processors worked."""
    start, work = time.perf_counter(), time.process_time()
    action()
    return (time.perf_counter() - start) * 1000, (time.process_time() - work) * 1000


def quantile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]
