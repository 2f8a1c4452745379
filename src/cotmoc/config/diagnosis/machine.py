"""Checks of the machine and the files, made without a database."""

from __future__ import annotations

import importlib.resources
import locale
import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cotmoc.config.diagnosis.findings import Finding, fine, notice, wrong
from cotmoc.config.home import key_path
from cotmoc.postgres.account import check_account_can_reach, server_account
from cotmoc.postgres.errors import FolderError

OLDEST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 1_000_000_000
# The program cannot have been installed before it was written.
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


def python_version(home: Path) -> Finding:
    """Whether this Python is new enough."""
    del home
    shown = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST_PYTHON:
        return wrong("python", "python.old", found=shown)
    return fine("python", found=shown)


def data_folder(home: Path) -> Finding:
    """Whether the data folder can be written, by us and by the server's account."""
    nearest = next(path for path in (home, *home.parents) if path.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        return wrong("folder", "folder.not_writable", folder=str(nearest))
    try:
        check_account_can_reach(server_account(), nearest)
    except FolderError as error:
        return wrong("folder", "folder.closed", folder=str(error.params["folder"]))
    if nearest != home:
        return notice("folder", "folder.new", folder=str(home))
    return fine("folder", found=str(home))


def free_space(home: Path) -> Finding:
    """Whether at least a gigabyte is free where the data lies."""
    nearest = next(path for path in (home, *home.parents) if path.exists())
    free_bytes = shutil.disk_usage(nearest).free
    free_gb = f"{free_bytes / 1e9:.1f}"
    if free_bytes < LEAST_FREE_BYTES:
        return wrong("disk", "disk.full", free_gb=free_gb, folder=str(nearest))
    return fine("disk", found=f"{free_gb} GB")


def key_is_private(home: Path) -> Finding:
    """Whether only the owner can read the secret key."""
    path = key_path(home)
    if os.environ.get("COTMOC_SECRET_KEY"):
        return fine("key", found="COTMOC_SECRET_KEY")
    if not path.exists():
        return notice("key", "key.new", file=str(path))
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return wrong("key", "key.open", file=str(path))
    return fine("key", found=str(path))


def front_end(home: Path) -> Finding:
    """Whether the built map, charts and styles are there."""
    del home
    built = importlib.resources.files("cotmoc.web") / "static" / "built"
    if not built.is_dir() or not any(built.iterdir()):
        return wrong("front_end", "front_end.missing", folder=str(built))
    return fine("front_end", found=str(built))


def translations(home: Path) -> Finding:
    """Whether the Vietnamese text is compiled, and not older than its source."""
    del home
    folder = importlib.resources.files("cotmoc") / "locale" / "vi" / "LC_MESSAGES"
    source, compiled = (Path(str(folder / f"django.{ending}")) for ending in ("po", "mo"))
    if not compiled.exists():
        return wrong("translations", "translations.missing", file=str(compiled))
    if source.exists() and source.stat().st_mtime > compiled.stat().st_mtime:
        return notice("translations", "translations.old", file=str(compiled))
    return fine("translations", found=str(compiled))


def clock(home: Path) -> Finding:
    """Whether the clock can be right: after the program was written, and after the last change."""
    now = datetime.now(UTC)
    newest = max((path.stat().st_mtime for path in _marks(home)), default=0.0)
    if now < WRITTEN or now.timestamp() + 60 < newest:
        return wrong("clock", "clock.behind", now=now.isoformat(timespec="seconds"))
    return fine("clock", found=now.isoformat(timespec="seconds"))


def text_encoding(home: Path) -> Finding:
    """Whether the terminal and the names of files can hold Vietnamese."""
    del home
    encodings = {sys.getfilesystemencoding(), locale.getpreferredencoding(False)}
    if any(encoding.lower().replace("-", "") != "utf8" for encoding in encodings):
        return notice("encoding", "encoding.other", found=", ".join(sorted(encodings)))
    return fine("encoding", found="UTF-8")


def loopback(home: Path) -> Finding:
    """Whether a program of this machine can serve another on it."""
    del home
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError as error:
        return wrong("network", "network.closed", reason=error.strerror or str(error))
    return fine("network", found="127.0.0.1")


CHECKS: tuple[Callable[[Path], Finding], ...] = (
    python_version,
    data_folder,
    free_space,
    key_is_private,
    front_end,
    translations,
    clock,
    text_encoding,
    loopback,
)


def _marks(home: Path) -> list[Path]:
    """Files whose time of change is the time of something this installation did."""
    candidates = (key_path(home), home / "postgres" / "log", home / "postgres" / "data")
    return [path for path in candidates if os.access(path.parent, os.X_OK) and path.exists()]
