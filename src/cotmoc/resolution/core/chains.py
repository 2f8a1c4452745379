"""Which chain of judgements contradicts which "not the same"."""

from __future__ import annotations

from collections import deque

from cotmoc.resolution.core.clustering import Conflict, Ledger, Verdict, standing

Pair = tuple[int, int]


def chain_of(ledger: Ledger, conflict: Conflict) -> tuple[Pair, ...]:
    """The joins that lead from one end of the pair called different to the other, in order; one of them was refused.

    The shortest such chain, of smallest numbers among equally short ones; each step is a pair, smaller number first.
    Whichever of its steps is not the same after all, or if the pair called different is the same, nothing contradicts.
    """
    rows = standing(ledger)
    joins = rows.take(rows.verdict == Verdict.SAME)
    beside: dict[int, list[int]] = {}
    for left, right in zip(joins.left.tolist(), joins.right.tolist(), strict=True):
        beside.setdefault(left, []).append(right)
        beside.setdefault(right, []).append(left)
    start, end = conflict.against
    came_from = _ways(beside, start, end)
    return tuple(_back(came_from, start, end)) if end in came_from else ()


def _ways(beside: dict[int, list[int]], start: int, end: int) -> dict[int, int]:
    """From where each thing was reached first, as far as the end."""
    came_from = {start: start}
    waiting = deque([start])
    while waiting and end not in came_from:
        at = waiting.popleft()
        for other in sorted(beside.get(at, ())):
            if other not in came_from:
                came_from[other] = at
                waiting.append(other)
    return came_from


def _back(came_from: dict[int, int], start: int, end: int) -> list[Pair]:
    steps: list[Pair] = []
    at = end
    while at != start:
        before = came_from[at]
        steps.append((min(at, before), max(at, before)))
        at = before
    return steps[::-1]
