"""Makes the ready-made weights of incidents from two published registers and from synthetic provinces.

    python -m benchmarks.ready_weights [OUT] [--check]

OUT is the table, by default the one that ships; --check writes nothing and fails unless OUT is what it would be, to the
digit. The first guess is `ready_weights_start.json`. The registers have no truth, and their estimate follows from
the records alone; of the provinces, which are of other seeds than the demonstration's, the truth takes part as people's
answers do. What both showed is the mean of their bits, what one showed is its estimate, the rest stays as it is
stated. The curve by which all that is worth less seen together is fitted to the truth of the provinces.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.incident_provinces import Province, province
from benchmarks.piracy_registers import columns_of, read_attacks
from cotmoc.resolution.core.chances import in_order
from cotmoc.resolution.core.comparison import LEVELS, level
from cotmoc.resolution.core.competing import rival_bits
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.together import Curve, fitted_curve
from cotmoc.resolution.core.training import ESTIMATED, train_weights
from cotmoc.resolution.core.weights import (
    CHAINS,
    DEFAULT_PATH,
    WeightTable,
    load_weights,
    weights_as_json,
)

#: The first gives the weights of a province; all give the curve.
SEEDS = (4711, 31337, 999)
START = Path(__file__).with_name("ready_weights_start.json")
#: Cautious between the two: estimated, a province starts lower and the registers higher.
PRIOR_BITS = -15.0
REGISTERS = "estimated on two registers of attacks on ships"
PROVINCE = "estimated on a synthetic province and its truth"
BOTH = "mean of estimates on two registers of attacks on ships and on a synthetic province"
#: The clerks of a synthetic province never note an amount that is off by a fifth, which no real province's would.
_RAW_SLACK_BITS = 9.0
#: Pairs so far from even odds say nothing about the curve, nor those from which rivals take this much.
_FAR_BITS, _RIVAL_BITS = 14.0, -1.0


def mean_of(start: WeightTable, registers: WeightTable, estimated: WeightTable) -> WeightTable:
    """The table that both estimates come to."""
    m = {name: np.array(start.m[name]) for name in LEVELS}
    u = {name: np.array(start.u[name]) for name in LEVELS}
    why = dict(start.why)
    for name, levels in LEVELS.items():
        for place, each in enumerate(levels):
            key = f"{name}.{each}"
            told = [t for t in (registers, estimated) if t.why[key] == ESTIMATED]
            if not told:
                continue
            m[name][place] = np.exp2(np.mean([np.log2(table.m[name][place]) for table in told]))
            u[name][place] = np.exp2(np.mean([np.log2(table.u[name][place]) for table in told]))
            why[key] = BOTH if len(told) == 2 else REGISTERS if told[0] is registers else PROVINCE
    chains = {
        name: [[level(name, each) for each in chain] for chain in found]
        for name, found in CHAINS.items()
    }
    m = {name: in_order(m[name], u[name], chains[name]) for name in LEVELS}
    return replace(start, m=m, u=u, why=why, prior_bits=PRIOR_BITS, slope=1.0, curve=Curve())


def curve_of(table: WeightTable, provinces: Sequence[Province]) -> Curve:
    """What the sum of all evidence is worth less, by the truth of pairs of two agencies in provinces."""
    weights, same = [], []
    for made in provinces:
        features, pairs = made.features, made.candidates
        scores = WeightScorer(table).score(features, pairs.left, pairs.right)
        told = made.known(scores.left, scores.right) & (np.abs(scores.weight) < _FAR_BITS)
        told &= rival_bits(features, scores) > _RIVAL_BITS
        told &= features.agency[scores.left] != features.agency[scores.right]
        weights.append(scores.weight[told])
        same.append(made.same(scores.left, scores.right)[told])
    found = fitted_curve(np.concatenate(weights), np.concatenate(same))
    return Curve(found.knots, tuple(round(bits, 2) for bits in found.added))


def written(table: WeightTable) -> str:
    """The table as it is kept: one line for each level, with what the shipped file says about itself."""
    kept = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    fresh = weights_as_json(table)
    kept.update({name: fresh[name] for name in ("prior_bits", "slope", "curve", "levels")})
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    line = r'\{\s+"m": ([^,]+),\s+"u": ([^,]+),\s+"why": ("[^"]*")\s+\}'
    text = re.sub(line, r'{"m": \1, "u": \2, "why": \3}', text)
    text = re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", text)
    return re.sub(r"\],\s+\[", "], [", text) + "\n"


def ready_weights() -> WeightTable:
    """The table that the records come to."""
    start, provinces = load_weights(START), [province(seed) for seed in SEEDS]
    registers = train_weights(build_features(columns_of(read_attacks())), start).table
    first = provinces[0]
    estimated = train_weights(
        first.features, start, first.answers(), raw_slack_bits=_RAW_SLACK_BITS
    ).table
    table = mean_of(start, registers, estimated)
    return replace(table, curve=curve_of(table, provinces))


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=DEFAULT_PATH)
    parser.add_argument("--check", action="store_true", help="fail when OUT would be changed")
    options = parser.parse_args()
    text = written(ready_weights())
    if not options.check:
        options.out.write_text(text, encoding="utf-8")
    elif text != options.out.read_text(encoding="utf-8"):
        raise SystemExit(f"{options.out} is not what the records come to")


if __name__ == "__main__":
    main()
