"""One new party against a million or ten million that are known, explained; and explained pairs a second.

python -m benchmarks.party_online [RECORDS ...] [--write]
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace

import numpy as np

from benchmarks.documents import machine, put_section
from benchmarks.party_data import synthetic
from benchmarks.party_engines import columns_of
from cotmoc.resolution.core.parties.explaining import Explainer
from cotmoc.resolution.core.parties.linking import link_parties
from cotmoc.resolution.core.parties.model import load_party_model
from cotmoc.resolution.core.parties.online import PartyIndex
from cotmoc.resolution.core.parties.rows import build_parties

ASKED = 500
PART = 500_000
EXPLAINED = 100_000


def online_row(count: int) -> str:
    """A row of the table: the times of asking about records not in it, a fifth of them copies."""
    index, built_s = PartyIndex(load_party_model()), 0.0
    for start in range(0, count, PART):
        size = min(PART, count - start)
        made = synthetic(size + ASKED, seed=11 + start // PART).as_table()
        columns = replace(columns_of(made.slice(0, size)), numbers=np.arange(start, start + size))
        started = time.process_time()
        index.add(columns)
        built_s += time.process_time() - started
    ones = [columns_of(made.slice(row, 1)) for row in range(size, size + ASKED)]
    ones = [replace(one, numbers=one.numbers + count) for one in ones]
    index.find(ones[0])
    wall, cpu = [], []
    for one in ones:
        started, used = time.perf_counter(), time.process_time()
        index.find(one)
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - used)
    started = time.process_time()
    index.add(ones[0])
    added_ms = (time.process_time() - started) * 1e3
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    middle, late = (np.percentile(wall, share) * 1e3 for share in (50, 95))
    own, own_late = (np.percentile(cpu, share) * 1e3 for share in (50, 95))
    return (
        f"| {count:,} | {middle:.1f} ms | {late:.1f} ms | {own:.1f} ms | {own_late:.1f} ms |"
        f" {built_s:.0f} s | {added_ms:.1f} ms | {memory:.1f} GiB |"
    )


def explained_a_second() -> float:
    """How many scored pairs are put into words in a second of one core; the best of three."""
    parties, model = build_parties(columns_of(synthetic(EXPLAINED).as_table())), load_party_model()
    pairs, best = link_parties(parties, model), 0.0
    for _ in range(3):
        started, explainer = time.process_time(), Explainer(model)
        count = sum(1 for _ in explainer.explain(pairs))
        best = max(best, count / (time.process_time() - started))
    return best


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument(
        "--write", action="store_true", help="write the table into docs/benchmarks.md"
    )
    options = parser.parse_args()
    lines = [
        "## One person against all",
        "",
        f"The same synthetic persons in memory; {ASKED} new ones asked about one after the other, from columns to the"
        " ten most likely with their reasons; processor time beside the clock, which other work slowed down. "
        f"{explained_a_second():,.0f} pairs are explained in a second of one core. `python -m benchmarks.party_online`",
        "",
        "| known | median | 95th percentile | processor: median | 95th percentile | index built (processor) |"
        " one put in | memory |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [online_row(count) for count in options.records]
    lines += ["", f"{machine()}."]
    print("\n".join(lines))
    if options.write:
        put_section("benchmarks.md", "party-online", "\n".join(lines))


if __name__ == "__main__":
    main()
