"""Processes beside ours, so that a large file is understood by all processors of the machine."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from cotmoc.ingest.core import staging_process
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.record_reading import Assignment
from cotmoc.ingest.core.staged_text import Staged, World
from cotmoc.normalise.errors import CotmocError

#: Each of them holds the areas of the country, some 100 MB.
MOST_PROCESSES = 4
#: Smaller files, of a few thousand rows, are read before a process has begun.
LARGE_BYTES = 500_000
#: Chunks on their way for each process: one in work, one that waits.
AHEAD = 2

#: Some records one after the other, each by its rows, with the index of the first.
Chunk = tuple[int, Sequence[Sequence[RawRow]]]


class SideProcessEndedError(CotmocError):
    """A process that read a part of the file has ended before its work was done."""

    code = "file.reading_ended"


def processes_for(size_bytes: int) -> int:
    """How many processes beside ours a file of that size is worth; 0: our own is enough."""
    processors = len(os.sched_getaffinity(0))
    if size_bytes < LARGE_BYTES or processors < 2:
        return 0
    return min(processors, MOST_PROCESSES)


@contextlib.contextmanager
def many_hands(world: World, number: int) -> Iterator[Hands]:
    """What makes records ready, by so many processes beside ours; 0: by our own.

    They begin at once, are there for as long as the block lasts, and end with our own process, however that ends.
    """
    if not number:
        yield OwnHands(world)
        return
    with ThreadPoolExecutor(number) as pool, contextlib.ExitStack() as stack:
        processes = [stack.enter_context(SideProcess.started()) for _ in range(number)]
        yield ManyHands(world, processes, pool)


class OwnHands:
    """Our own process."""

    def __init__(self, world: World) -> None:
        self._world = world

    def stage(
        self, upload_id: int, assignment: Assignment, chunks: Iterable[Chunk]
    ) -> Iterator[Staged]:
        """The chunks of an upload made ready, in their order."""
        stager = self._world.stager(upload_id, assignment)
        return (stager.stage(*chunk) for chunk in chunks)


class ManyHands:
    """Processes beside ours, for one upload."""

    def __init__(
        self, world: World, processes: Sequence[SideProcess], pool: ThreadPoolExecutor
    ) -> None:
        self._processes, self._pool = processes, pool
        self._free: SimpleQueue[SideProcess] = SimpleQueue()
        greeting = staging_process.message(world)
        for process in processes:
            pool.submit(self._begin, process, greeting)

    def _begin(self, process: SideProcess, greeting: bytes) -> None:
        try:
            process.send(greeting)
        finally:
            # One that could not begin is found out by what it gets next.
            self._free.put(process)

    def stage(
        self, upload_id: int, assignment: Assignment, chunks: Iterable[Chunk]
    ) -> Iterator[Staged]:
        """The chunks of an upload made ready, in their order. Raises `SideProcessEndedError`."""
        ready = [self._free.get() for _ in self._processes]
        for process in ready:
            process.send(staging_process.message((upload_id, assignment)))
            self._free.put(process)
        waiting: deque[Future[Staged]] = deque()
        for chunk in chunks:
            waiting.append(self._pool.submit(self._stage, chunk))
            if len(waiting) >= len(self._processes) * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _stage(self, chunk: Chunk) -> Staged:
        process = self._free.get()
        try:
            return process.stage(chunk)
        finally:
            self._free.put(process)


Hands = OwnHands | ManyHands


class SideProcess:
    """One process beside ours. Any number of its own threads may use it one after the other."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._inward, self._outward = process, process.stdin, process.stdout

    @classmethod
    @contextlib.contextmanager
    def started(cls) -> Iterator[SideProcess]:
        """A process for as long as the block lasts."""
        command = [sys.executable, "-m", staging_process.__name__]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        side = cls(process)
        try:
            yield side
        finally:
            process.kill()
            process.wait()
            for stream in (side._inward, side._outward):
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def send(self, message: bytes) -> None:
        """Sends one message. Raises `SideProcessEndedError`."""
        try:
            self._inward.write(message)
            self._inward.flush()
        except (BrokenPipeError, ValueError) as cause:
            raise SideProcessEndedError("a process beside ours has ended") from cause

    def stage(self, chunk: Chunk) -> Staged:
        """The chunk made ready. Raises `SideProcessEndedError`."""
        self.send(staging_process.message(chunk))
        staged: Staged | None = staging_process.receive(self._outward)
        if staged is None:
            raise SideProcessEndedError("a process beside ours has ended")
        return staged
