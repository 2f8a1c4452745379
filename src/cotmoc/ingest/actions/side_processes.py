"""Processes beside ours, so that a large file is understood by all processors of the machine."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
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

#: Each of them holds some 100 MB of its own.
MOST_PROCESSES = 4
#: Smaller files, of a few thousand rows, are read before a process has begun.
LARGE_BYTES = 500_000
#: Chunks on their way for each process: one in work, one that waits.
AHEAD = 2

#: A process whose work is over ends by itself after the chunk it is at.
ENDED_WITHIN_S = 20.0

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
    with ThreadPoolExecutor(number + 1) as pool, _started(world, number, pool) as processes:
        yield ManyHands(processes, pool)


@contextlib.contextmanager
def _started(
    world: World, number: int, pool: ThreadPoolExecutor
) -> Iterator[Sequence[SideProcess]]:
    """The hands of one process that learns of the world, while we do other things, and then divides itself."""
    pairs = [socket.socketpair() for _ in range(number)]
    theirs = [str(their.fileno()) for _, their in pairs]
    process = subprocess.Popen(
        [sys.executable, "-m", staging_process.__name__, *theirs],
        stdin=subprocess.PIPE,
        pass_fds=[their.fileno() for _, their in pairs],
        start_new_session=True,
    )
    for _, their in pairs:
        their.close()
    hands = [SideProcess(own) for own, _ in pairs]
    greeted = pool.submit(_greet, process, world)
    try:
        yield hands
    except BaseException:
        _kill(process)  # nobody waits for what they are at
        raise
    finally:
        for hand in hands:
            hand.end()
        _wait(process)
        greeted.result()


def _greet(process: subprocess.Popen[bytes], world: World) -> None:
    """Tells of the world. A process that has ended is found out by what its hands get next."""
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError), process.stdin as stream:
        stream.write(staging_process.message(world))


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Waits until the process and its hands, which nobody tells anything any more, have ended; not for ever."""
    try:
        process.wait(ENDED_WITHIN_S)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and its hands at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


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

    def __init__(self, processes: Sequence[SideProcess], pool: ThreadPoolExecutor) -> None:
        self._processes, self._pool = processes, pool
        self._free: SimpleQueue[SideProcess] = SimpleQueue()

    def stage(
        self, upload_id: int, assignment: Assignment, chunks: Iterable[Chunk]
    ) -> Iterator[Staged]:
        """The chunks of an upload made ready, in their order. Raises `SideProcessEndedError`."""
        assigned = staging_process.message((upload_id, assignment))
        for process in self._processes:
            process.send(assigned)
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

    def __init__(self, own: socket.socket) -> None:
        self._socket = own
        self._inward, self._outward = own.makefile("wb"), own.makefile("rb")

    def end(self) -> None:
        """Lets the process see that nothing more comes; a thread that waits for it gets to know that nothing does."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        for stream in (self._inward, self._outward, self._socket):
            with contextlib.suppress(OSError):
                stream.close()

    def send(self, message: bytes) -> None:
        """Sends one message. Raises `SideProcessEndedError`."""
        try:
            self._inward.write(message)
            self._inward.flush()
        except (OSError, ValueError) as cause:
            raise SideProcessEndedError("a process beside ours has ended") from cause

    def stage(self, chunk: Chunk) -> Staged:
        """The chunk made ready. Raises `SideProcessEndedError`."""
        self.send(staging_process.message(chunk))
        try:
            staged: Staged | None = staging_process.receive(self._outward)
        except (OSError, ValueError):
            staged = None
        if staged is None:
            raise SideProcessEndedError("a process beside ours has ended")
        return staged
