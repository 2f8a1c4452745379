"""Where an installation keeps its data, its secret key and its database address."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def home_folder() -> Path:
    """The data folder: COTMOC_HOME, else /var/lib/cotmoc for root, else the user's data folder."""
    if named := os.environ.get("COTMOC_HOME"):
        return Path(named).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/cotmoc")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "cotmoc"


def secret_key(home: Path) -> str:
    """The installation's secret key, made on first use and kept readable by its owner only."""
    if named := os.environ.get("COTMOC_SECRET_KEY"):
        return named
    path = home / "secret-key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def database_settings(home: Path) -> dict[str, Any]:
    """Django's settings of DATABASE_URL (postgresql://user:password@host:port/name?host=/socket)."""
    url = os.environ.get("DATABASE_URL") or f"postgresql:///cotmoc?host={home / 'run'}"
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
