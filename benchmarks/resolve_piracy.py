"""Matches the two published piracy registers by ready-made and by trained weights, and holds both against judgements.

    python -m benchmarks.resolve_piracy            # writes the tables into docs/real-data.md

The pairs of docs/real-data/piracy-judged-pairs-2.csv and -3.csv were drawn by `benchmarks.piracy_drawing` and judged by
reading both texts; the column *previous* says what the previous rule had made of them.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.documents import put_section
from benchmarks.piracy_judged import (
    SECOND,
    THIRD,
    JudgedPair,
    Quality,
    estimate,
    judged_pairs,
    precision_at,
)
from benchmarks.piracy_registers import Attack, columns_of, read_attacks
from cotmoc.resolution.core.features import IncidentFeatures, build_features
from cotmoc.resolution.core.match_lists import Match
from cotmoc.resolution.core.matching import Matches, MatchSettings, find_matches
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.training import train_weights
from cotmoc.resolution.core.weights import WeightTable, load_weights

Keys = tuple[str, str]


@dataclass(frozen=True)
class Run:
    """One pass over both registers."""

    attacks: list[Attack]
    matches: Matches
    seconds: float

    def key(self, match: Match) -> Keys:
        """The keys of the pair's two rows, IMB first."""
        one, other = (
            self.attacks[int(i.split(":")[1]) - 1] for i in (match.left_id, match.right_id)
        )
        return one.key, other.key

    @cached_property
    def joined(self) -> dict[Keys, float]:
        """The pairs that the rule joined, with their weights."""
        return {self.key(match): match.score.weight for match in self.matches.joined}

    @cached_property
    def asked(self) -> set[Keys]:
        """The pairs of the two registers that were left to people."""
        keys = map(self.key, self.matches.proposed)
        return {key for key in keys if key[0][:3] != key[1][:3]}

    def weight(self, pair: JudgedPair) -> float:
        """The weight by which a judged pair was joined; -inf for one that was not."""
        return self.joined.get((pair.imb, pair.nga), -np.inf)

    def side(self, pair: JudgedPair) -> str:
        """What became of a judged pair."""
        key = pair.imb, pair.nga
        return "joined" if key in self.joined else "asked" if key in self.asked else "not asked"


def run(attacks: list[Attack], features: IncidentFeatures, table: WeightTable) -> Run:
    """Both registers compared from nothing."""
    settings = MatchSettings(scorer=WeightScorer(table))
    started = time.process_time()
    matches = find_matches(features, np.arange(len(features)), settings=settings)
    return Run(attacks, matches, time.process_time() - started)


def named_source(done: Run) -> tuple[int, float, float]:
    """How many NGA rows name IMB as a source, and the shares of them that were joined, and asked about.

    An estimate of recall that does not rest on what the matcher found: such a row should have a counterpart, unless
    IMB's published register lacks it. Only days on which that register has rows at all are counted.
    """
    days = [attack.day for attack in done.attacks if attack.agency == "imb"]
    named = {
        attack.key
        for attack in done.attacks
        if attack.agency == "nga"
        and min(days) <= attack.day <= max(days)
        and re.search(r"\bIMB\b", attack.text)
    }
    joined = {nga for _, nga in done.joined} & named
    asked = {nga for _, nga in done.asked} & named - joined
    return len(named), len(joined) / len(named), len(asked) / len(named)


def table_of(runs: dict[str, Run], judged: list[JudgedPair]) -> list[str]:
    """What the rules are worth by pairs that were judged, as the rows of a table."""
    columns: dict[str, Quality] = {
        "previous rule": estimate(judged, [pair.previous for pair in judged])
    }
    columns |= {
        name: estimate(judged, [done.side(pair) for pair in judged]) for name, done in runs.items()
    }
    head = f"| of the pairs of the two registers | {' | '.join(columns)} |"
    rows = [head, "| --- |" + " --- |" * len(columns)]
    for label, name in (
        ("joined pairs that are one incident", "precision"),
        ("pairs of one incident that are joined", "recall"),
        ("... that are joined or left to people", "reach"),
    ):
        cells = " | ".join(str(getattr(each, name)) for each in columns.values())
        rows.append(f"| {label} | {cells} |")
    before = columns["previous rule"]
    reached = (
        precision_at(judged, [done.weight(pair) for pair in judged], before.recall.value)
        for done in runs.values()
    )
    cells = " | ".join("not reached" if np.isnan(each) else f"{each:.3f}" for each in reached)
    rows.append(
        "| joined pairs that are one incident, at the recall of the previous rule |"
        f" {before.precision.value:.3f} | {cells} |"
    )
    return rows


def counts_of(runs: dict[str, Run]) -> list[str]:
    """What does not rest on the judgements, as further rows."""
    counts = " | ".join(f"{len(done.joined):,}" for done in runs.values())
    asked = " | ".join(f"{len(done.asked):,}" for done in runs.values())
    named = {name: named_source(done) for name, done in runs.items()}
    shares = " | ".join(f"{joined:.1%}, {left:.1%}" for _, joined, left in named.values())
    total = next(iter(named.values()))[0]
    seconds = " | ".join(f"{done.seconds:.1f}" for done in runs.values())
    return [
        f"| pairs joined | 3,489 | {counts} |",
        f"| pairs of two agencies left to people | 1,406 | {asked} |",
        f"| NGA rows that name the IMB ({total:,}): joined, asked about | 50.9%, 19.7% | {shares} |",
        f"| comparing 16,153 records, seconds of one processor | | {seconds} |",
    ]


def main() -> None:
    """Compares, and writes both tables."""
    attacks = read_attacks()
    features = build_features(columns_of(attacks))
    trained = train_weights(features, load_weights()).table
    runs = {
        "ready-made weights": run(attacks, features, load_weights()),
        "trained on the registers": run(attacks, features, trained),
    }
    fresh = [*table_of(runs, judged_pairs(THIRD)), *counts_of(runs)]
    put_section("real-data.md", "piracy", "\n".join(fresh))
    put_section("real-data.md", "piracy-earlier", "\n".join(table_of(runs, judged_pairs(SECOND))))


if __name__ == "__main__":
    main()
