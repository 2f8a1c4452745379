"""Matches the two published piracy registers by ready-made and by trained weights, and holds both against judgements.

    python -m benchmarks.resolve_piracy            # writes the table into docs/real-data.md
    python -m benchmarks.resolve_piracy --draw     # prints 200 pairs, drawn by strata, with both texts, for reading

The 200 pairs of docs/real-data/piracy-judged-pairs-2.csv were drawn so and judged by reading both texts; the column
*previous* says what the previous rule had made of them.
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.documents import put_section
from benchmarks.piracy_judged import SECOND, JudgedPair, Quality, estimate, judged_pairs
from benchmarks.piracy_registers import Attack, columns_of, read_attacks
from cotmoc.resolution.core.blocking import CandidateFinder
from cotmoc.resolution.core.competing import rival_bits
from cotmoc.resolution.core.features import IncidentFeatures, build_features
from cotmoc.resolution.core.matching import Match, Matches, MatchSettings, find_matches
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.training import train_weights
from cotmoc.resolution.core.weights import WeightTable, load_weights

SEED = 20261126
#: Pairs drawn from each band of the trained weight: of those joined, asked about, not asked about, and far below.
BANDS = {"joined": (4.0, 95), "asked": (-2.0, 65), "not asked": (-8.0, 30), "far below": (-1e9, 10)}
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
    def joined(self) -> set[Keys]:
        """The pairs that the rule joined."""
        return {self.key(match) for match in self.matches.joined}

    @cached_property
    def asked(self) -> set[Keys]:
        """The pairs of the two registers that were left to people."""
        keys = map(self.key, self.matches.proposed)
        return {key for key in keys if key[0][:3] != key[1][:3]}

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


def print_sample(attacks: list[Attack], features: IncidentFeatures, table: WeightTable) -> None:
    """Pairs of the two registers drawn at random within bands of their weight, with both texts."""
    scorer, rows = WeightScorer(table), np.arange(len(features))
    found = CandidateFinder(features).pairs(rows)
    scores = scorer.score(features, found.left, found.right)
    scores = scores.beside_rivals(rival_bits(features, scores))
    two = features.agency[scores.left] != features.agency[scores.right]
    chance, upper = np.random.default_rng(SEED), np.inf
    for band, (lower, size) in BANDS.items():
        among = np.flatnonzero(two & (scores.weight >= lower) & (scores.weight < upper))
        upper = lower
        print(f"=== {band}: {len(among)} pairs")
        for pair in np.sort(chance.choice(among, min(size, len(among)), replace=False)).tolist():
            for row in (scores.left[pair], scores.right[pair]):
                attack = attacks[row]
                print(
                    f"{attack.key} | {attack.day} | {attack.lat:.3f} {attack.lon:.3f} | {attack.names}"
                )
                print(f"    {' '.join(attack.text.split())[:900]}")
            print()


def table_of(runs: dict[str, Run]) -> str:
    """The measured table of docs/real-data.md."""
    judged = judged_pairs(SECOND)
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
    counts = " | ".join(f"{len(done.joined):,}" for done in runs.values())
    asked = " | ".join(f"{len(done.asked):,}" for done in runs.values())
    named = {name: named_source(done) for name, done in runs.items()}
    rows.append(f"| pairs joined | 3,489 | {counts} |")
    rows.append(f"| pairs of two agencies left to people | 1,406 | {asked} |")
    shares = " | ".join(f"{joined:.1%}, {left:.1%}" for _, joined, left in named.values())
    total = next(iter(named.values()))[0]
    rows.append(
        f"| NGA rows that name the IMB ({total:,}): joined, asked about | 50.9%, 19.7% | {shares} |"
    )
    seconds = " | ".join(f"{done.seconds:.1f}" for done in runs.values())
    rows.append(f"| comparing 16,153 records, seconds of one processor | | {seconds} |")
    return "\n".join(rows)


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", action="store_true", help="print a sample for reading")
    wanted = parser.parse_args()
    attacks = read_attacks()
    features = build_features(columns_of(attacks))
    trained = train_weights(features, load_weights()).table
    if wanted.draw:
        print_sample(attacks, features, trained)
        return
    runs = {
        "ready-made weights": run(attacks, features, load_weights()),
        "trained on the registers": run(attacks, features, trained),
    }
    put_section("real-data.md", "piracy", table_of(runs))


if __name__ == "__main__":
    main()
