"""A contender's process with all that it starts, watched from outside."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.importing.measuring import Steps

EVERY_S = 0.5


@dataclass(frozen=True)
class Watched:
    """What a contender measured of itself, and the most memory that its processes held together, in bytes.

    Pages that several processes share are counted once (proportional set size).
    """

    steps: Steps
    most_bytes: int

    @classmethod
    def run(
        cls, command: Sequence[str], environment: Mapping[str, str], folder: Path, report: Path
    ) -> Watched:
        """Runs the command to its end. Raises `CalledProcessError`."""
        from benchmarks.importing.measuring import Steps

        process = subprocess.Popen(command, env=environment, cwd=folder)
        most = 0
        while process.poll() is None:
            most = max(most, sum(held_bytes(pid) for pid in family(process.pid)))
            time.sleep(EVERY_S)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        return cls(Steps.load(report), most)


def family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def held_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
