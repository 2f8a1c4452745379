"""Records made ready by processes beside ours: the same as by our own, and none of them outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.ingest.actions.side_processes import (
    Chunk,
    SideProcessEndedError,
    many_hands,
    processes_for,
)
from cotmoc.ingest.core import staging_process
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.record_reading import Assignment
from cotmoc.ingest.core.staged_text import Tally, World
from cotmoc.ingest.core.world import ImportContext
from cotmoc.records.core.statement_rows import Ids

HEADERS = ("No", "Date", "Goods", "Quantity")
PROFILE = Profile(
    name="p",
    kind="incident",
    register="r",
    columns=(
        ColumnRule("No", "reference"),
        ColumnRule("Date", "occurred.date"),
        ColumnRule("Goods", "seizure[1].commodity"),
        ColumnRule("Quantity", "seizure[1].quantity"),
    ),
    key=("No",),
)
WAITING = """
import time
from tests.unit.ingest.test_side_processes import make_world
from cotmoc.ingest.actions.side_processes import many_hands
with many_hands(make_world(), 2):
    print("begun", flush=True)
    time.sleep(60)
"""


def make_world() -> World:
    """A world without areas."""
    context = ImportContext(date(2026, 11, 1), Gazetteer(AreaFacts(())), {"alpha": "alpha"}, {})
    return World(context, Ids({}, {"alpha": 1}, {}))


ASSIGNMENT = Assignment(HEADERS, PROFILE, "alpha", "shared", frozenset({"alpha"}))


def chunks() -> Iterator[Chunk]:
    """Twenty chunks of fifty records of one or two rows, every tenth of them without a date."""
    for first in range(0, 1000, 50):
        records = []
        for number in range(first, first + 50):
            day = "some day" if number % 10 == 3 else f"{number % 28 + 1}/3/2024"
            cells = (f"N{number}", day, "heroin\t\\", f"{number} g")
            rows = [RawRow(number + 2, cells)]
            records.append(rows * 2 if number % 7 == 0 else rows)
        yield first, records


def staged_by(processes: int) -> tuple[bytes, Tally]:
    """The lines of all chunks in their order, and all that was found."""
    lines, tally = [], Tally()
    with many_hands(make_world(), processes) as hands:
        for staged in hands.stage(7, ASSIGNMENT, chunks()):
            lines.append(staged.lines)
            tally.add(staged.tally)
    return b"".join(lines), tally


def test_processes_beside_ours_stage_what_our_own_stages() -> None:
    assert staged_by(3) == staged_by(0)


def test_everything_is_staged_in_the_order_of_the_file() -> None:
    lines, tally = staged_by(2)
    assert [int(line.split(b"\t")[1]) for line in lines.splitlines()] == [*range(1000)]
    assert (tally.numbers["records"], tally.numbers["parked"]) == (1000, 100)


def test_process_that_ends_too_early_is_told() -> None:
    with many_hands(make_world(), 2) as hands:
        assert comes_true(lambda: bool(side_processes_of(os.getpid())))
        for pid in side_processes_of(os.getpid()):
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(SideProcessEndedError):
            list(hands.stage(7, ASSIGNMENT, chunks()))


def test_hand_that_ends_in_the_middle_is_told() -> None:
    with many_hands(make_world(), 2) as hands:
        staged = hands.stage(7, ASSIGNMENT, chunks())
        next(staged)
        os.kill(side_processes_of(os.getpid())[-1], signal.SIGKILL)
        with pytest.raises(SideProcessEndedError):
            list(staged)


def test_no_process_is_left_behind_by_an_error() -> None:
    with pytest.raises(KeyError), many_hands(make_world(), 2):
        raise KeyError
    assert side_processes_of(os.getpid()) == []


def test_no_process_outlives_the_one_that_started_it() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", WAITING], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "begun\n"
    assert comes_true(lambda: len(side_processes_of(parent.pid)) == 3)  # one, and its two hands
    children = side_processes_of(parent.pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert comes_true(lambda: not any(map(is_alive, children)))


def test_small_file_needs_no_process() -> None:
    assert processes_for(10_000) == 0


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether the condition holds within a minute."""
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def side_processes_of(pid: int) -> list[int]:
    """The processes beside a process and their hands; it may have started others too, such as a server."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    children = (child for each in lists for child in each.read_text(encoding="ascii").split())
    beside = [int(child) for child in children if _stages(Path(f"/proc/{child}/cmdline"))]
    return [found for child in beside for found in (child, *side_processes_of(child))]


def _stages(command: Path) -> bool:
    return staging_process.__name__.encode() in command.read_bytes()


def is_alive(pid: int) -> bool:
    """False for a process that is gone or only waits to be taken note of."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")
