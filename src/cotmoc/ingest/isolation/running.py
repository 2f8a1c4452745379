"""Files read by a process of their own, which is killed when it takes too long."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.isolation.limits import MEMORY_BYTES

#: A table is found in a file, or it is not, within this time.
DECIDE_S = 9.0
#: On a machine that is busy with other things a process gets less; it is waited for until it had its share, but not
#: longer than so many times the time.
FAIR_SHARE, MOST_PATIENCE = 0.4, 3.0
#: Reading on takes as long as the file is large.
READ_S_PER_MB = 4.0
READ_S = 30.0
LONGEST_LINE = 1 << 20
_LOOK_EVERY_S = 0.25

Told = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a reading process may take: until it has decided, and in all. Seconds of the clock on the wall."""

    decide_s: float = DECIDE_S
    whole_s: float = DECIDE_S

    @classmethod
    def for_whole(cls, size_bytes: int) -> Budget:
        """For reading all of a file of this size."""
        return cls(DECIDE_S, READ_S + READ_S_PER_MB * size_bytes / 1_000_000)

    def is_over(self, passed_s: float, used_s: float, *, decided: bool) -> bool:
        """True when the time is up for a process that used so many seconds of a processor."""
        allowed = self.whole_s if decided else self.decide_s
        fair = used_s >= FAIR_SHARE * allowed or passed_s > MOST_PATIENCE * allowed
        return passed_s > allowed and fair


def run(task: str, asked: Mapping[str, Any], budget: Budget, told: Told) -> bool:
    """True when the task was done; False when time was up after its process had decided.

    `told` is called with each line of the answer. Raises the `FileError` by which the process refused the file, and
    `file.too_slow`, `file.too_much_memory` or `file.unreadable` when it had to be killed or died.
    """
    question = {**asked, "task": task, "parent": os.getpid(), "cpu_s": int(budget.whole_s) + 2}
    with _process() as process:
        started, decided = time.monotonic(), False
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # a process that has died answers by its death
            process.stdin.write(json.dumps(question).encode() + b"\n")
            process.stdin.close()
        for line in _lines(process):
            if line:
                told(line)
            if "refused" in line:
                raise FileError(str(line["refused"]), "refused", **_params(line))
            if "done" in line:
                return True
            decided = decided or bool({"decided", "rows"} & line.keys())
            passed_s = time.monotonic() - started
            if budget.is_over(passed_s, _used_s(process.pid), decided=decided):
                process.kill()
                if decided:
                    return False
                raise FileError(
                    "file.too_slow", "no table within the time", seconds=str(round(budget.decide_s))
                )
        raise _death(process.wait())


@contextmanager
def _process() -> Iterator[subprocess.Popen[bytes]]:
    """The reading process, which does not outlive the block."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "cotmoc.ingest.isolation.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def _used_s(pid: int) -> float:
    """Seconds of a processor that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _environment() -> dict[str, str]:
    """Nothing of ours: no address of a database, no secret; and allocators that do not reserve what is not used."""
    return {
        "LANG": "C.UTF-8",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _lines(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """The lines of the answer as they come; an empty one now and then, while nothing comes."""
    assert process.stdout is not None
    pipe, rest = process.stdout.fileno(), b""
    while True:
        ready, _, _ = select.select([pipe], [], [], _LOOK_EVERY_S)
        if not ready:
            yield {}
            continue
        piece = os.read(pipe, 1 << 16)
        if not piece or len(rest) > LONGEST_LINE:
            return
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield _parsed(line)


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _params(line: Mapping[str, Any]) -> dict[str, str]:
    params = line.get("params")
    return {str(k): str(v)[:1_000] for k, v in params.items()} if isinstance(params, dict) else {}


def _death(status: int) -> FileError:
    """Why a process ended without an answer: a library that gets no memory aborts, the kernel kills."""
    if -status in {signal.SIGXCPU, signal.SIGKILL}:
        return FileError("file.too_slow", "killed", seconds="")
    if -status in {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS}:
        mb = str(MEMORY_BYTES // 1_000_000)
        return FileError("file.too_much_memory", "out of memory", most_mb=mb)
    return FileError("file.unreadable", f"the reader ended with {status}", detail=f"exit {status}")


@contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """A folder of its own beside the stored files, gone at the end; what a killed run leaves is swept later."""
    folder = beside / f"incoming-{os.getpid()}-{time.monotonic_ns()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
