"""Estimates the ready-made weights of incidents from two published registers and from a synthetic province.

    python -m benchmarks.ready_weights COLUMNS [OUT]

COLUMNS is a pickled `IncidentColumns` of a province of another seed than the demonstration's, as
`cotmoc.records.queries.comparing.columns_of_everything` gives it; OUT is the table, by default the one that ships.
What both sources showed is the mean of their bits, what one showed is its estimate, the rest stays as it is stated.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.piracy_registers import columns_of, read_attacks
from cotmoc.resolution.core.chances import in_order
from cotmoc.resolution.core.comparison import LEVELS, level
from cotmoc.resolution.core.features import IncidentColumns, build_features
from cotmoc.resolution.core.training import ESTIMATED, train_weights
from cotmoc.resolution.core.weights import (
    CHAINS,
    DEFAULT_PATH,
    WeightTable,
    load_weights,
    weights_as_json,
)

#: Cautious between the two: estimated, a province starts lower and the registers higher.
PRIOR_BITS = -15.0
REGISTERS = "estimated on two registers of attacks on ships"
PROVINCE = "estimated on a synthetic province"
BOTH = "mean of estimates on two registers of attacks on ships and on a synthetic province"


def mean_of(start: WeightTable, registers: WeightTable, province: WeightTable) -> WeightTable:
    """The table that both estimates come to."""
    m = {name: np.array(start.m[name]) for name in LEVELS}
    u = {name: np.array(start.u[name]) for name in LEVELS}
    why = dict(start.why)
    for name, levels in LEVELS.items():
        for place, each in enumerate(levels):
            key = f"{name}.{each}"
            told = [t for t in (registers, province) if t.why[key] == ESTIMATED]
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
    return replace(start, m=m, u=u, why=why, prior_bits=PRIOR_BITS, slope=1.0)


def written(table: WeightTable) -> str:
    """The table as it is kept: one line for each level, with what the shipped file says about itself."""
    kept = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    fresh = weights_as_json(table)
    kept.update({name: fresh[name] for name in ("prior_bits", "slope", "levels")})
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    line = r'\{\s+"m": ([^,]+),\s+"u": ([^,]+),\s+"why": ("[^"]*")\s+\}'
    return re.sub(line, r'{"m": \1, "u": \2, "why": \3}', text) + "\n"


def main(arguments: list[str]) -> None:
    """Runs the command line."""
    with Path(arguments[0]).open("rb") as file:
        columns = pickle.load(file)
    if not isinstance(columns, IncidentColumns):
        raise SystemExit(f"{arguments[0]} holds no columns of incidents")
    start = load_weights()
    registers = build_features(columns_of(read_attacks()))
    tables = [train_weights(each, start).table for each in (registers, build_features(columns))]
    out = Path(arguments[1]) if len(arguments) > 1 else DEFAULT_PATH
    out.write_text(written(mean_of(start, *tables)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
