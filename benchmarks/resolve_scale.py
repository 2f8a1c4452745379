"""Incidents recognised again among up to a million: 1,000 new records against all, then everything at once.

    python -m benchmarks.resolve_scale [--records 100000 300000 1000000] [--new 1000] [--write]

Each size in a process of its own. Three agencies, ten years, a province of 100 x 60 km whose incidents gather at 300
places; names of three words, texts of 25 words, a tenth with a registration; every fifth record is another agency's
report of the one before.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.documents import machine, put_section
from cotmoc.resolution.core.clustering import Ledger, cluster
from cotmoc.resolution.core.features import IncidentColumns, IncidentFeatures, build_features
from cotmoc.resolution.core.matching import MatchSettings, find_matches
from cotmoc.resolution.core.scoring import WeightScorer

T = TypeVar("T")
FIRST_DAY, DAYS, PLACES = date(2015, 1, 1).toordinal() - date(1970, 1, 1).toordinal(), 3650, 300
OFFENCES = np.array(["smuggling", "narcotics", "illegal_crossing", "fraud", "gambling"])


class Spent:
    """Seconds that steps took, by the clock and of the processors."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}

    def on(self, label: str, work: Callable[[], T]) -> T:
        """The result of the work, after noting how long it took."""
        clock, processors = time.perf_counter(), time.process_time()
        result = work()
        spent = time.perf_counter() - clock, time.process_time() - processors
        self.seconds[label] = spent
        print(f"{label}: {spent[0]:.1f} s, {spent[1]:.1f} s of processors", file=sys.stderr)
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


def measure(count: int, fresh: int) -> dict[str, Any]:
    """What one size takes, and what comes of it."""
    chance, spent = np.random.default_rng(7), Spent()
    features = _features(columns(count, chance), spent)
    settings = MatchSettings(scorer=WeightScorer())
    few = np.arange(min(count, 2_000))
    find_matches(build_features(columns(len(few), chance)), few)  # compiled before it is timed
    new, everyone = np.arange(count - fresh, count), np.arange(count)
    some = spent.on("new", lambda: find_matches(features, new, settings=settings))
    every = spent.on("all", lambda: find_matches(features, everyone, settings=settings))
    rows = ledger(count, count // 5, chance)
    spent.on("entities", lambda: cluster(rows))
    return {
        "records": count,
        "spent": spent.seconds,
        "new": [len(some.joined), len(some.proposed), some.compared],
        "all": [len(every.joined), len(every.proposed), every.compared],
        "memory_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def _features(made: IncidentColumns, spent: Spent) -> IncidentFeatures:
    """The features of the columns, which are not needed after that."""
    return spent.on("features", lambda: build_features(made))


def report(measured: Sequence[Mapping[str, Any]], fresh: int) -> list[str]:
    """The section of the document, as Markdown."""
    lines = [
        "## Incidents recognised again",
        "",
        "Synthetic incidents of three agencies and ten years around 300 places, every fifth another agency's report of"
        " the one before; in memory, from columns to the joins and proposals with their reasons, each size in a process"
        f" of its own; {machine()}. `python -m benchmarks.resolve_scale`",
        "",
        f"| records | pairs compared | joined | proposed | all at once: clock | processors | {fresh:,} new: clock"
        " | processors | columns prepared | entities of the ledger | most memory |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for size in measured:
        joined, proposed, compared = size["all"]
        every, new = size["spent"]["all"], size["spent"]["new"]
        features, entities = size["spent"]["features"], size["spent"]["entities"]
        lines.append(
            f"| {size['records']:,} | {compared:,} | {joined:,} | {proposed:,} | {every[0]:.0f} s | {every[1]:.0f} s"
            f" | {new[0]:.1f} s | {new[1]:.1f} s | {features[1]:.1f} s | {entities[1]:.1f} s"
            f" | {size['memory_gb']:.1f} GB |"
        )
    return lines


def main() -> None:
    """Measures each size in a process of its own, and prints or writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--new", type=int, default=1_000)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.records[0], options.new)))
        return
    measured = [_apart(count, options.new) for count in options.records]
    lines = report(measured, options.new)
    print("\n".join(lines))
    if options.write:
        put_section("benchmarks.md", "resolve", "\n".join(lines))


def _apart(count: int, fresh: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.resolve_scale", "--one"]
    command += ["--records", str(count), "--new", str(fresh)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
