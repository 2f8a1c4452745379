"""Times matching at a million synthetic incidents: 1,000 new records against all, then everything at once.

    python -m benchmarks.resolve_scale [RECORDS [NEW]]

Three agencies, ten years, a province of 100 x 60 km whose incidents gather at 300 places; names of three words, texts
of 25 words, a tenth with a registration; every fifth record is another agency's report of the one before.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cotmoc.resolution.core.blocking import CandidateFinder
from cotmoc.resolution.core.clustering import Ledger, cluster
from cotmoc.resolution.core.features import IncidentColumns, build_features
from cotmoc.resolution.core.matching import MatchSettings, find_matches
from cotmoc.resolution.core.scoring import WeightScorer

T = TypeVar("T")
FIRST_DAY, DAYS, PLACES = date(2015, 1, 1).toordinal() - date(1970, 1, 1).toordinal(), 3650, 300
OFFENCES = np.array(["smuggling", "narcotics", "illegal_crossing", "fraud", "gambling"])


def timed(label: str, work: Callable[[], T]) -> T:
    """The result of the work, after printing how long it took."""
    started = time.perf_counter()
    result = work()
    print(f"{label}: {time.perf_counter() - started:.2f} s")
    return result


def columns(count: int, chance: np.random.Generator) -> IncidentColumns:
    """The synthetic records; every fifth repeats the one before it from another agency."""
    source = np.arange(count)
    source[4::5] -= 1
    place = chance.integers(0, PLACES, count)[source]
    around = chance.normal(0, 0.01, (2, count))[:, source]
    home = chance.uniform((106.5, 21.0), (107.5, 21.6), (PLACES, 2))
    day = chance.integers(0, DAYS, count)[source] + FIRST_DAY
    words = (chance.pareto(0.6, (count, 25)) * 5).astype(np.int64).clip(max=200_000)[source]
    words[4::5, ::2] = (
        (chance.pareto(0.6, (len(words[4::5]), 13)) * 5).astype(np.int64).clip(max=200_000)
    )
    return IncidentColumns(
        ids=[f"incident:{number}" for number in range(1, count + 1)],
        agencies=np.array(["alpha", "bravo", "charlie"])[
            (source + (source != np.arange(count))) % 3
        ].tolist(),
        first_days=pa.array(day, type=pa.int32()).cast(pa.date32()),
        until_days=pa.array(day + 1, type=pa.int32()).cast(pa.date32()),
        minutes=[None] * count,
        lons=(home[place, 0] + around[0]).tolist(),
        lats=(home[place, 1] + around[1]).tolist(),
        place_radii_m=np.where(source % 2, 50.0, 5_000.0).tolist(),
        areas_today=[f"area-{number}" for number in place],
        offences=OFFENCES[chance.integers(0, len(OFFENCES), count)[source]].tolist(),
        references=[None] * count,
        names=_names(chance.integers(0, 400, (count, 3))[source]),
        registrations=[[f"14C{n:06d}"] if n % 10 == 0 else [] for n in source.tolist()],
        texts=pa.array([" ".join(f"w{word}" for word in row) for row in words.tolist()]),
        goods=[()] * count,
        things=[()] * count,
    )


def _names(parts: NDArray[np.int64]) -> list[list[str]]:
    return [[f"ho{one} dem{two} ten{three}"] for one, two, three in parts.tolist()]


def ledger(count: int, rows: int, chance: np.random.Generator) -> Ledger:
    """Random judgements about `count` records, a tenth of them "different"."""
    pairs = np.sort(chance.integers(1, count + 1, (rows, 2)), axis=1)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    verdict = np.where(chance.random(len(pairs)) < 0.1, -1, 1).astype(np.int8)
    return Ledger(
        sequence=np.arange(len(pairs)),
        left=pairs[:, 0],
        right=pairs[:, 1],
        verdict=verdict,
        by_person=verdict < 0,
        weight=chance.random(len(pairs)) * 10,
        withdraws=np.full(len(pairs), -1),
    )


def main(arguments: list[str]) -> None:
    """Runs the command line."""
    count = int(arguments[0]) if arguments else 1_000_000
    fresh = int(arguments[1]) if len(arguments) > 1 else 1_000
    chance = np.random.default_rng(7)
    made: Any = timed(f"{count} synthetic records made", lambda: columns(count, chance))
    features = timed("features of all", lambda: build_features(made))
    settings = MatchSettings(scorer=WeightScorer())
    timed("words of all weighed (once)", lambda: settings.scorer.evidence(features))  # type: ignore[attr-defined]
    new = np.arange(count - fresh, count)
    finder = CandidateFinder(features)
    timed("indexes (once)", lambda: finder.pairs(new[:0]))
    pairs = timed(f"candidates of {fresh} new", lambda: finder.pairs(new))
    print(f"  {len(pairs)} pairs")
    timed("scoring", lambda: settings.scorer.score(features, pairs.left, pairs.right))
    matches = timed(
        f"whole pass of {fresh} new", lambda: find_matches(features, new, settings=settings)
    )
    print(
        f"  {len(matches.joined)} joined, {len(matches.proposed)} proposed, {matches.compared} compared"
    )
    everything = timed(
        "whole pass of all",
        lambda: find_matches(features, np.arange(count), settings=settings),
    )
    print(
        f"  {len(everything.joined)} joined, {len(everything.proposed)} proposed,"
        f" {everything.compared} compared; too large: {everything.large}"
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"  {time.process_time():.0f} s of processor time so far, at most {most:.1f} GB of memory"
    )
    rows = ledger(count, 200_000, chance)
    timed("entities from 200,000 judgements", lambda: cluster(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
