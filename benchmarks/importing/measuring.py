"""What a step took: the time on the clock, the work of our processes, and that of the database's."""

from __future__ import annotations

import functools
import json
import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Steps:
    """The steps of one contender by name: seconds on the clock, of its own work, and of its database session's."""

    spent: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    def run(self, name: str, action: Callable[[], T]) -> T:
        """What the action gives, timed under that name; a step that comes twice is added up."""
        before = _now()
        result = action()
        took = tuple(now - then for now, then in zip(_now(), before, strict=True))
        known = self.spent.get(name, (0.0, 0.0, 0.0))
        self.spent[name] = (known[0] + took[0], known[1] + took[1], known[2] + took[2])
        return result

    def save(self, path: Path) -> None:
        """Writes everything, with the most memory that this process, and any that it started, had at one time."""
        self.notes["self_kb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.notes["child_kb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Steps:
        """What `save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def _now() -> tuple[float, float, float]:
    times = os.times()
    work = times.user + times.system + times.children_user + times.children_system
    return time.perf_counter(), work, server_seconds()


def rows_of(tables: Mapping[str, type[models.Model]]) -> dict[str, int]:
    """How many rows each kind's table holds."""
    return {kind: table._default_manager.count() for kind, table in sorted(tables.items())}


def server_seconds() -> float:
    """The seconds that the server's process of our session has worked so far."""
    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text(encoding="ascii")
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS


class Parts:
    """Where the work of a step goes: each part's own seconds, without those of the parts within it."""

    def __init__(self) -> None:
        self.own: defaultdict[str, float] = defaultdict(float)
        self.server: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = ["other"]
        self._inner: list[float] = [0.0]
        self._since = time.thread_time()

    def watch(self, owner: Any, name: str, part: str, *, server: bool = False) -> None:
        """Times every call of a function of a module or class; with `server` the session's work, too."""
        function = getattr(owner, name)

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._enter(part)
            try:
                return (
                    self._asked(part, function, *args, **kwargs)
                    if server
                    else function(*args, **kwargs)
                )
            finally:
                self._leave()

        setattr(owner, name, timed)

    def watch_rows(self, owner: Any, name: str, part: str) -> None:
        """Times every item that a function yields."""
        function = getattr(owner, name)

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Iterator[Any]:
            items = iter(function(*args, **kwargs))
            while True:
                self._enter(part)
                try:
                    item = next(items)
                except StopIteration:
                    return
                finally:
                    self._leave()
                yield item

        setattr(owner, name, timed)

    def _asked(self, part: str, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """What the function gives; the session's work for it counts for the part, but for what inner parts asked."""
        before = server_seconds()
        self._inner.append(0.0)
        try:
            return function(*args, **kwargs)
        finally:
            worked, inner = server_seconds() - before, self._inner.pop()
            self.server[part] += worked - inner
            self._inner[-1] += worked

    def _enter(self, part: str) -> None:
        self._count()
        self._open.append(part)

    def _leave(self) -> None:
        self._count()
        self._open.pop()

    def _count(self) -> None:
        now = time.thread_time()
        self.own[self._open[-1]] += now - self._since
        self._since = now
