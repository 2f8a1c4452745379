"""The most memory that the processes hold that read the files, watched from a thread."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from benchmarks.importing.memory import family, held_bytes

EVERY_S = 0.05


class Most:
    """While entered, watches the readers that this process starts; `mb` is the most they held together."""

    def __init__(self) -> None:
        self.mb = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Most:
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.over.wait(EVERY_S):
            self.mb = max(self.mb, round(sum(map(held_bytes, _readers())) / 1e6))


def _readers() -> Iterator[int]:
    for pid in family(os.getpid()):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        if b"cotmoc.ingest.isolation" in command:
            yield pid
