"""Matches the two published piracy registers, reports the result, and draws or scores the sample judged by hand.

python benchmarks/resolve_piracy.py            # counts and times, and precision and recall of the judged sample
python benchmarks/resolve_piracy.py --draw     # prints the pairs of the sample with both texts, for reading
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.piracy_registers import Attack, columns_of, read_attacks
from cotmoc.resolution.core.blocking import candidate_pairs
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.matching import Match, Matches, MatchSettings, find_matches

JUDGED = Path(__file__).resolve().parents[1] / "docs" / "real-data" / "piracy-judged-pairs.csv"
SEED = 4711
JOINED_DRAWN, BELOW_DRAWN = 60, 40
#: "Just below": proposals of two agencies from this weight on.
BELOW_BITS = -2.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run over both registers: the rows, the outcome, and seconds per step."""

    attacks: list[Attack]
    matches: Matches
    seconds: dict[str, float]

    def attack(self, record_id: str) -> Attack:
        """The row that a record stands for."""
        return self.attacks[int(record_id.split(":")[1]) - 1]

    def key(self, match: Match) -> tuple[str, str]:
        """The keys of the pair's two rows, IMB first."""
        return self.attack(match.left_id).key, self.attack(match.right_id).key

    def below(self) -> list[Match]:
        """What the rule left to people, of two agencies."""
        return [
            match
            for match in self.matches.proposed
            if match.score.weight >= BELOW_BITS
            and self.attack(match.left_id).agency != self.attack(match.right_id).agency
        ]


def run() -> Run:
    """Both registers matched from nothing, each step timed."""
    attacks, seconds = read_attacks(), {}
    started = time.perf_counter()
    features = build_features(columns_of(attacks))
    seconds["features"] = time.perf_counter() - started
    rows = np.arange(len(features))
    started = time.perf_counter()
    pairs = candidate_pairs(features, rows)
    seconds["blocking"] = time.perf_counter() - started
    settings = MatchSettings()
    started = time.perf_counter()
    settings.scorer.score(features, pairs.left, pairs.right)
    seconds["scoring"] = time.perf_counter() - started
    started = time.perf_counter()
    matches = find_matches(features, rows, settings=settings)
    seconds["whole pass with reasons"] = time.perf_counter() - started
    return Run(attacks, matches, seconds)


def sample(done: Run) -> list[tuple[str, Match]]:
    """60 pairs joined by the rule and 40 left to people, drawn at random with a fixed seed from pairs ordered by id."""
    chance = np.random.default_rng(SEED)
    drawn = []
    for stratum, pairs, size in (
        ("joined", list(done.matches.joined), JOINED_DRAWN),
        ("below", done.below(), BELOW_DRAWN),
    ):
        pairs.sort(key=done.key)
        chosen = sorted(chance.choice(len(pairs), size, replace=False).tolist())
        drawn += [(stratum, pairs[position]) for position in chosen]
    return drawn


def print_sample(done: Run) -> None:
    """Both texts of every pair drawn."""
    for number, (stratum, match) in enumerate(sample(done), 1):
        print(f"=== {number} {stratum} {match.score.weight:.1f} bits")
        for record_id in (match.left_id, match.right_id):
            attack = done.attack(record_id)
            print(
                f"{attack.key} | {attack.day} | {attack.lon:.3f} {attack.lat:.3f} | {attack.names}"
            )
            print(f"    {' '.join(attack.text.split())[:900]}")


def print_counts(done: Run) -> None:
    """How many pairs were compared, joined and proposed, and how long it took."""
    matches = done.matches
    print(f"records {len(done.attacks)}, pairs compared {matches.compared}")
    print(f"joined by {matches.rule}: {len(matches.joined)}")
    within = len(matches.proposed) - len(done.below())
    print(f"proposed: {len(done.below())} of two agencies, {within} within one")
    for step, seconds in done.seconds.items():
        print(f"{step}: {seconds:.2f} s")


def print_quality(done: Run) -> None:
    """Precision and recall from the judged sample, with 95 % intervals (Wilson, 1927).

    Each judged pair counts on the side of the rule on which it is now. A pair that changed sides since it was drawn is
    reported: a random sample of a set is one of its parts too, but after many changes a new one has to be drawn.
    """
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file))
    joined = {done.key(match) for match in done.matches.joined}
    sides: dict[str, list[str]] = {"joined": [], "below": []}
    moved = 0
    for row in judged:
        side = "joined" if (row["imb"], row["nga"]) in joined else "below"
        sides[side].append(row["judgement"])
        moved += side != row["stratum"]
    print(f"judged pairs: {len(judged)}, of which changed sides since they were drawn: {moved}")
    shares = {side: _print_share(side, answers) for side, answers in sides.items()}
    found = shares["joined"] * len(done.matches.joined)
    missed = shares["below"] * len(done.below())
    print(f"true pairs joined: about {found:.0f}; true pairs left to people: about {missed:.0f}")
    print(f"recall of the rule among joined and proposed pairs: {found / (found + missed):.3f}")


def _print_share(side: str, answers: list[str]) -> float:
    same, total = answers.count("same"), len(answers)
    low, high = wilson(same, total)
    print(
        f"{side}: {same} of {total} the same, {answers.count('unsure')} unsure,"
        f" {answers.count('different')} different; share {same / total:.3f} ({low:.3f} to {high:.3f})"
    )
    return same / total


def print_named_source(done: Run) -> None:
    """How many NGA rows whose text names IMB as a source were joined or proposed.

    An estimate of recall that does not rest on what the matcher found: such a row should have a counterpart, unless
    IMB's published register lacks it. Only days on which that register has rows at all are counted.
    """
    days = [attack.day for attack in done.attacks if attack.agency == "imb"]
    named = {
        f"incident:{number}"
        for number, attack in enumerate(done.attacks, 1)
        if attack.agency == "nga"
        and min(days) <= attack.day <= max(days)
        and re.search(r"\bIMB\b", attack.text)
    }
    joined = {side for m in done.matches.joined for side in (m.left_id, m.right_id)} & named
    proposed = {side for m in done.below() for side in (m.left_id, m.right_id)} & named - joined
    print(
        f"NGA rows naming IMB: {len(named)}; joined {len(joined) / len(named):.3f},"
        f" proposed {len(proposed) / len(named):.3f}"
    )


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share.

    >>> tuple(round(bound, 3) for bound in wilson(58, 60))
    (0.886, 0.991)
    """
    share, spread = hits / total, z * z / total
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * (share * (1 - share) / total + spread / (4 * total)) ** 0.5
    return centre - half, centre + half


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", action="store_true", help="print the sample for reading")
    wanted = parser.parse_args()
    done = run()
    print_counts(done)
    if wanted.draw:
        print_sample(done)
    elif JUDGED.exists():
        print_quality(done)
        print_named_source(done)


if __name__ == "__main__":
    main()
