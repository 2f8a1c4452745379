"""Thresholds set by people, with what follows for pairs: compared anew by the worker, or at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from cotmoc.access.actions.frame import action
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import everything_resolvable
from cotmoc.records.queries.versions import standing_versions
from cotmoc.resolution.actions.checks import draw_checks
from cotmoc.resolution.core.clustering import Verdict, standing
from cotmoc.resolution.core.sorts import KIND_OF, SORTS_OF
from cotmoc.resolution.core.surveys import bands_of
from cotmoc.resolution.queries.ledger import ledger_at

Pair = tuple[int, int]


@action(Event.CHECKS_DRAWN)
def draw_joined_pairs(*, actor: Viewer, sort: str, pairs: int = 50) -> int:
    """How many pairs of a sort, joined by the rule, were drawn for people to check.

    Drawn from every band of a bit of weight, as many from each as there are, so that light joins, which are few and
    most likely wrong, are not left out; within a band by a hash of the pair, so that nobody chooses and drawing again
    draws the same. Pairs that people judged are not among them.
    """
    return draw_checks(actor=actor, sort=sort, pairs=_drawn(_joined(sort), pairs))


def _joined(sort: str) -> list[tuple[Pair, int]]:
    """The pairs of a sort joined by the rule both of which stand, each with its band."""
    kind = KIND_OF[sort]
    rows = standing(ledger_at(kind))
    rows = rows.take(~rows.by_person & (rows.verdict == Verdict.SAME))
    if kind == KIND:
        judged = np.unique(np.concatenate([rows.left, rows.right]))
        sorts = dict.fromkeys(standing_versions(judged.tolist()), 0)
    else:
        known = everything_resolvable(kind)
        sorts = dict(zip(known.columns.numbers.tolist(), known.sorts.tolist(), strict=True))
    wanted = SORTS_OF[kind].index(sort)
    bands = bands_of(np.nan_to_num(rows.weight)).tolist()
    pairs = zip(rows.left.tolist(), rows.right.tolist(), strict=True)
    return [
        (pair, band)
        for pair, band in zip(pairs, bands, strict=True)
        if pair[0] in sorts and pair[1] in sorts and max(sorts[pair[0]], sorts[pair[1]]) == wanted
    ]


def _drawn(joined: Sequence[tuple[Pair, int]], most: int) -> list[Pair]:
    """So many pairs, one from each band in turn."""
    by_band: dict[int, list[Pair]] = {}
    for pair, band in sorted(joined, key=lambda each: _lot(each[0])):
        by_band.setdefault(band, []).append(pair)
    rounds = max(map(len, by_band.values()), default=0)
    turns = [
        by_band[band][turn]
        for turn in range(rounds)
        for band in sorted(by_band)
        if turn < len(by_band[band])
    ]
    return turns[:most]


def _lot(pair: Pair) -> bytes:
    return hashlib.blake2b(f"{pair[0]}-{pair[1]}".encode(), digest_size=8).digest()
