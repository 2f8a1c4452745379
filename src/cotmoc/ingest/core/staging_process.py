"""A process that makes records ready for the staging table, for the process that started it, with hands of its own.

It knows no database: what it needs to know of the world comes with the first message. When it has made what is made at
the first use, it divides itself into as many hands as it was given sockets: none of them has to begin anew, and they
share what they know. A hand is told by its socket what it is to read, and then gets work. Messages are pickled values
with their length before them. When the other end closes, also because it was killed, hands and process end.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from typing import IO, Any

from cotmoc.ingest.core.collecting import collect_rarely
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


def main() -> None:
    """Learns of the world, and leaves one hand at each of the open sockets whose numbers are the arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the one that started us
    sockets = [*map(int, sys.argv[1:])]
    gc.disable()
    world: World | None = receive(sys.stdin.buffer)
    if world is None:
        return
    _warm_up(world)
    collect_rarely()
    gc.enable()
    _divide(world, sockets)


def _divide(world: World, sockets: Sequence[int]) -> None:
    """Leaves a hand at each socket, and waits for the end of all."""
    for at, own in enumerate(sockets):
        if os.fork() == 0:
            # Only an end that nobody else holds is seen to close.
            for other in sockets[at + 1 :]:
                os.close(other)
            _serve(world, own)
            os._exit(0)
        os.close(own)
    for _ in sockets:
        os.wait()


def _serve(world: World, own: int) -> None:
    """Stages what comes in, until nothing comes any more."""
    inward, outward = os.fdopen(own, "rb"), os.fdopen(os.dup(own), "wb")
    try:
        assigned = receive(inward)
        if assigned is None:
            return
        stager = world.stager(*assigned)
        while (work := receive(inward)) is not None:
            outward.write(message(stager.stage(*work)))
            outward.flush()
    except (BrokenPipeError, ConnectionResetError):
        return  # the other end closed while we were at work


def _warm_up(world: World) -> None:
    """Makes what is made at the first use, while there is nothing to do yet."""
    for codes in (COMMODITIES, CONVEYANCE_KINDS, DETECTIONS, OFFENCES, OUTCOMES, ROLES):
        match_code(codes, "-")
    world.context.areas.warm_up()


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
