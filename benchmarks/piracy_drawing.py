"""A sample of pairs of the two registers for reading: drawn within strata of what two rules made of them.

    python -m benchmarks.piracy_drawing PREVIOUS.csv OUT.csv --seed N

PREVIOUS.csv holds what another rule made of the pairs (columns imb, nga, side: joined or asked; others were not asked);
`--sides FILE` writes the like of the present rule, for the next time. Pairs that were judged earlier are left out. The
pairs are printed in an order of chance, without stratum or weight, so that who reads them does not know what either
rule said; OUT.csv gets their strata, and room for a judgement and its reason.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

from benchmarks.piracy_judged import FIRST, SECOND, JudgedPair, judged_pairs
from benchmarks.piracy_registers import Attack, columns_of, read_attacks
from cotmoc.resolution.core.blocking import CandidateFinder
from cotmoc.resolution.core.competing import rival_bits
from cotmoc.resolution.core.features import IncidentFeatures, build_features
from cotmoc.resolution.core.matching import MatchSettings, find_matches
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.training import train_weights
from cotmoc.resolution.core.weights import WeightTable, load_weights

Keys = tuple[str, str]
#: How many pairs are drawn of each stratum.
SIZES = {
    "both joined": 50,
    "joined before": 30,
    "joined now": 60,
    "likely": 25,
    "doubtful": 15,
    "not asked": 15,
    "far below": 5,
}
#: The least weights of pairs that neither rule joined, as the present one weighs them.
_LEAST = (("likely", 0.0), ("doubtful", -2.0), ("not asked", -8.0), ("far below", -np.inf))


def weights_by_pair(
    attacks: list[Attack], features: IncidentFeatures, table: WeightTable
) -> dict[Keys, float]:
    """The weight of every candidate pair of the two registers, by the keys of its rows, IMB first."""
    scorer, rows = WeightScorer(table), np.arange(len(features))
    found = CandidateFinder(features).pairs(rows)
    scores = scorer.score(features, found.left, found.right)
    scores = scores.beside_rivals(rival_bits(features, scores))
    two = features.agency[scores.left] != features.agency[scores.right]
    return {
        (attacks[left].key, attacks[right].key): weight
        for left, right, weight in zip(
            scores.left[two].tolist(),
            scores.right[two].tolist(),
            scores.weight[two].tolist(),
            strict=True,
        )
    }


def sides_of(
    attacks: list[Attack], features: IncidentFeatures, table: WeightTable
) -> dict[Keys, str]:
    """What the present rule joins and leaves to people."""
    settings = MatchSettings(scorer=WeightScorer(table))
    found = find_matches(features, np.arange(len(features)), settings=settings)
    sides = {}
    for side, matches in (("asked", found.proposed), ("joined", found.joined)):
        for match in matches:
            one, other = (
                attacks[int(each.split(":")[1]) - 1] for each in (match.left_id, match.right_id)
            )
            if one.agency != other.agency:
                sides[one.key, other.key] = side
    return sides


def stratum_of(before: str, now: str, weight: float) -> str:
    """The stratum of a pair by the sides of both rules and its weight."""
    if before == now == "joined":
        return "both joined"
    if "joined" in (before, now):
        return "joined now" if now == "joined" else "joined before"
    return next(name for name, least in _LEAST if weight >= least)


def drawn(
    weights: dict[Keys, float], before: dict[Keys, str], now: dict[Keys, str], seed: int
) -> list[JudgedPair]:
    """The sample in the order of reading; nothing is judged yet."""
    earlier = {(pair.imb, pair.nga) for path in (FIRST, SECOND) for pair in judged_pairs(path)}
    strata: dict[str, list[Keys]] = {name: [] for name in SIZES}
    for keys in sorted({*weights, *before} - earlier):
        was, side = (each.get(keys, "not asked") for each in (before, now))
        strata[stratum_of(was, side, weights.get(keys, -np.inf))].append(keys)
    chance, pairs = np.random.default_rng(seed), []
    for name, size in SIZES.items():
        listed = strata[name]
        for place in chance.choice(len(listed), min(size, len(listed)), replace=False).tolist():
            imb, nga = listed[place]
            was = before.get((imb, nga), "not asked")
            pairs.append(JudgedPair(imb, nga, name, len(listed), was, ""))
    return [pairs[place] for place in chance.permutation(len(pairs)).tolist()]


def _read_sides(path: Path) -> dict[Keys, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["imb"], row["nga"]): row["side"] for row in csv.DictReader(file)}


def _write(path: Path, header: str, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(), *rows])


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("previous", type=Path, help="what another rule made of the pairs")
    parser.add_argument("out", type=Path, help="where the strata of the drawn pairs are written")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--sides", type=Path, help="where the present rule's sides are written")
    wanted = parser.parse_args()
    attacks = read_attacks()
    features = build_features(columns_of(attacks))
    table = train_weights(features, load_weights()).table
    now, by_key = sides_of(attacks, features, table), {each.key: each for each in attacks}
    if wanted.sides:
        _write(wanted.sides, "imb nga side", [(*keys, side) for keys, side in now.items()])
    weights = weights_by_pair(attacks, features, table)
    sample = drawn(weights, _read_sides(wanted.previous), now, wanted.seed)
    _write(
        wanted.out,
        "number stratum pairs imb nga previous judgement reason",
        [
            (number, p.stratum, p.pairs, p.imb, p.nga, p.previous, "", "")
            for number, p in enumerate(sample, 1)
        ],
    )
    for number, pair in enumerate(sample, 1):
        print(f"=== {number}")
        for key in (pair.imb, pair.nga):
            each = by_key[key]
            print(f"{key} | {each.day} | {each.lat:.3f} {each.lon:.3f} | {each.names}")
            print(f"    {' '.join(each.text.split())[:900]}")


if __name__ == "__main__":
    main()
