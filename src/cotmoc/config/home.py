"""Where an installation keeps its data, its secret key and its database address."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from cotmoc.config.errors import HomeError
from cotmoc.postgres.layout import Layout, folder_mode

PASSING_KEY = secrets.token_urlsafe(50)


def home_folder() -> Path:
    """The data folder: COTMOC_HOME, else /var/lib/cotmoc for root, else the user's data folder."""
    if named := os.environ.get("COTMOC_HOME"):
        return Path(named).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/cotmoc")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "cotmoc"


def prepare_home(home: Path) -> None:
    """Make the data folder and its secret key; raise HomeError when they cannot be made or read.

    Reading the settings makes nothing, so that `--help` and `doctor` leave no trace.
    """
    try:
        if not home.exists():
            home.mkdir(parents=True)
            home.chmod(folder_mode())
        path = key_path(home)
        if not path.exists():
            _write_key(path)
        path.read_text(encoding="ascii")
    except OSError as error:
        message = f"The data folder {home} cannot be used: {error.strerror}."
        raise HomeError(message, folder=str(home), reason=error.strerror) from error


def key_path(home: Path) -> Path:
    """The file of the installation's secret key."""
    return home / "secret-key"


def secret_key(home: Path) -> str:
    """The installation's secret key; before it is prepared, one that lasts as long as this process."""
    if named := os.environ.get("COTMOC_SECRET_KEY"):
        return named
    path = key_path(home)
    if not os.access(path, os.R_OK):
        return PASSING_KEY
    return path.read_text(encoding="ascii").strip()


def database_settings(home: Path) -> dict[str, Any]:
    """Django's settings of DATABASE_URL (postgresql://user:password@host:port/name?host=/socket)."""
    socket_folder = Layout(home).socket_folder
    url = os.environ.get("DATABASE_URL") or f"postgresql://cotmoc@/cotmoc?host={socket_folder}"
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": None},
    }


def _write_key(path: Path) -> None:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.touch(mode=0o600)
    unfinished.write_text(secrets.token_urlsafe(50), encoding="ascii")
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(unfinished)  # unlike a rename, never replaces a key made meanwhile
    unfinished.unlink()
