"""A process that makes records ready for the staging table, for the process that started it.

It knows no database: what it needs to know of the world comes with the first message, what it is to read with the
second, and work with all others. Messages are pickled values with their length before them. When the other end closes,
also because it was killed, it ends.
"""

from __future__ import annotations

import gc
import pickle
import signal
import sys
from typing import IO, Any

from cotmoc.ingest.core.staged_text import World
from cotmoc.normalise.codes.catalogue import (
    COMMODITIES,
    CONVEYANCE_KINDS,
    DETECTIONS,
    OFFENCES,
    OUTCOMES,
    ROLES,
)
from cotmoc.normalise.codes.matching import match_code

LENGTH_BYTES = 8
#: Objects made between two looks of the collector; by default 700.
RARELY = 100_000


def main() -> None:
    """Stages what comes in, until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the one that started us
    inward, outward = sys.stdin.buffer, sys.stdout.buffer
    world: World | None = receive(inward)
    _warm_up()
    collect_rarely()
    assigned = receive(inward)
    if world is None or assigned is None:
        return
    stager = world.stager(*assigned)
    while (work := receive(inward)) is not None:
        outward.write(message(stager.stage(*work)))
        outward.flush()


def collect_rarely() -> None:
    """Lets the collector look rarely, and never at what is there now.

    What came first stays to the end, and records leave nothing behind: there is little for it to find.
    """
    gc.freeze()
    gc.set_threshold(RARELY)


def _warm_up() -> None:
    """Makes what is made at the first use, while there is nothing to do yet."""
    for codes in (COMMODITIES, CONVEYANCE_KINDS, DETECTIONS, OFFENCES, OUTCOMES, ROLES):
        match_code(codes, "-")


def message(value: object) -> bytes:
    """The value as it is sent."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def receive(stream: IO[bytes]) -> Any:
    """The next value sent; None when the other end has closed. Only for streams between our own processes."""
    length = stream.read(LENGTH_BYTES)
    content = stream.read(int.from_bytes(length, "big")) if len(length) == LENGTH_BYTES else b""
    return pickle.loads(content) if content else None  # noqa: S301 - written by our own process


if __name__ == "__main__":
    main()
