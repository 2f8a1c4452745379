"""Every promise of the fuzzed normalisers and readers holds for what it begins with, cut, doubled and put together."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.fuzzing.target import BrokenPromiseError, Target, promise
from benchmarks.fuzzing.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda each: each.name)
def test_promises_of_a_target_hold_for_its_seeds(target: Target) -> None:
    seeds = list(target.seeds())
    for seed in seeds:
        target.check(seed)
    for seed in seeds[::7]:
        target.check(seed[: len(seed) // 2])
        target.check(seed * 2)
    for first, second in list(pairwise(seeds))[::7]:
        target.check(first + b" " + second)


def test_broken_promise_is_told_with_what_broke_it() -> None:
    with pytest.raises(BrokenPromiseError, match="a sum of its own: '1 kg'"):
        promise(False, "a sum of its own", "1 kg")
