"""Made-up input by the million against every normaliser and reader, guided by which lines of code it reaches.

    python -m benchmarks.fuzzing [TARGET ...] [--minutes 10] [--at-once 2] [--write]

Each target (see targets.py for what it promises) runs for the minutes in a process of its own, with 1 GiB of memory. A
broken promise, an exception, a hang and too much memory end it, and what was fed to it is kept and shown. With --write
the table goes into docs/reading.md.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import machine, put_section
from benchmarks.fuzzing.targets import TARGETS
from benchmarks.peers import ROOT, peer_path

_SPARE_SECONDS = 60


@dataclass(frozen=True)
class Outcome:
    """What came of one target: inputs tried, those that reached something new, and how it broke ("" when it held)."""

    name: str
    inputs: int
    new: int
    slowest_s: int
    broken: str = ""

    @property
    def line(self) -> str:
        """Its line in the table."""
        held = "held" if not self.broken else f"broke: {self.broken.splitlines()[-1][:120]}"
        return (
            f"| {self.name} | {self.inputs:,} | {self.new:,} | {self.slowest_s or '< 1'} | {held} |"
        )


def main() -> int:
    """Fuzzes all targets, or those named; 1 when one broke."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="TARGET", help="all without any")
    parser.add_argument("--minutes", type=float, default=10, help="for each target")
    parser.add_argument("--at-once", type=int, default=2, help="how many run side by side")
    parser.add_argument("--write", action="store_true", help="write the document")
    arguments = parser.parse_args()
    names = arguments.names or list(TARGETS)
    with ThreadPoolExecutor(arguments.at_once) as pool:
        seconds = int(arguments.minutes * 60)
        outcomes = list(pool.map(lambda name: fuzz(name, seconds), names))
    table = table_of(outcomes, arguments.minutes, arguments.at_once)
    print(table)
    for outcome in outcomes:
        if outcome.broken:
            print(f"\n{outcome.name}:\n{outcome.broken}")
    if arguments.write:
        put_section("reading.md", "fuzzing", table)
    return int(any(outcome.broken for outcome in outcomes))


def fuzz(name: str, seconds: int) -> Outcome:
    """One target fuzzed for some seconds in a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix=f"cotmoc-fuzz-{name}-"))
    search = os.pathsep.join(map(str, (ROOT, ROOT / "src", peer_path("atheris", "atheris>=3"))))
    command = [sys.executable, "-m", "benchmarks.fuzzing.child", name, str(folder), str(seconds)]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": search},
            capture_output=True,
            # On a busy machine its clock is asked for seldom.
            timeout=2 * seconds + _SPARE_SECONDS,
            check=False,
        )
        said = done.stderr.decode(errors="replace")
    except subprocess.TimeoutExpired as late:
        said = (late.stderr or b"").decode(errors="replace") + "\nERROR: never ended"
    outcome = Outcome(
        name,
        _stat(said, "number_of_executed_units"),
        _stat(said, "new_units_added"),
        _stat(said, "slowest_unit_time_sec"),
        _broken(folder, said),
    )
    print(outcome.line, flush=True)
    return outcome


def _stat(said: str, name: str) -> int:
    found = re.search(rf"stat::{name}:\s+(\d+)", said)
    return int(found.group(1)) if found else 0


def _broken(folder: Path, said: str) -> str:
    """Why a target broke, with the input that broke it; empty when it held."""
    if (folder / "broken").exists():
        data = (folder / "input").read_bytes()
        return f"{data!r}\n{(folder / 'broken').read_text(encoding='utf-8').strip()}"
    errors = re.findall(r"ERROR: (?:libFuzzer: )?(timeout|out-of-memory|never ended)", said)
    inputs = [path.read_bytes()[:500] for path in folder.glob("timeout-*")]
    if errors:
        return f"{inputs[:1]!r}\n{errors[0]}"
    return "" if _stat(said, "number_of_executed_units") else f"{said[-2000:]}\ndid not run"


def table_of(outcomes: Sequence[Outcome], minutes: float, at_once: int) -> str:
    """The table of all targets."""
    head = (
        f"{minutes:g} minutes each, {at_once} at once; {machine()}. `python -m benchmarks.fuzzing`",
        "",
        "| target | inputs tried | that reached something new | slowest, s | |",
        "|---|---|---|---|---|",
    )
    return "\n".join([*head, *(outcome.line for outcome in outcomes)])


if __name__ == "__main__":
    sys.exit(main())
