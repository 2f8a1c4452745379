"""Which processes live: the server of a cluster, and the process that started it.

A process id alone proves nothing after a restart of the machine or container, where small ids come
again; each is checked against what the kernel tells of the process.
"""

from __future__ import annotations

import os
from pathlib import Path

from cotmoc.postgres.layout import Layout


def running_server(layout: Layout) -> int | None:
    """The process id of the live server of this cluster, or None."""
    try:
        pid = int((layout.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if _serves(pid, layout.data) else None


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and only waits for its parent does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")


def note_starter(layout: Layout) -> None:
    """Write down that this process has started the server."""
    pid = os.getpid()
    layout.starter.write_text(f"{pid} {_birth(pid)}", encoding="ascii")


def starter_lives(layout: Layout) -> bool:
    """Whether the process that started the server still runs."""
    try:
        pid, birth = layout.starter.read_text(encoding="ascii").split()
    except (FileNotFoundError, ValueError):
        return False
    return is_alive(int(pid)) and _birth(int(pid)) == birth


def _serves(pid: int, data: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False
    return os.fsencode(data) in command and is_alive(pid)


def _birth(pid: int) -> str:
    """When the process began, in the kernel's ticks since boot."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return "gone"
    return status.rpartition(")")[2].split()[19]
