"""Creates the database cluster of an installation and gives the server's settings."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
from pathlib import Path

from cotmoc.postgres.account import Account
from cotmoc.postgres.binaries import Binaries
from cotmoc.postgres.errors import StartError, VersionError
from cotmoc.postgres.layout import PORT, Layout

SUPERUSER = "postgres"

# For a station of two cores and four GiB that also runs the application and a browser.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "max_locks_per_transaction": "256",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "default_text_search_config": "pg_catalog.simple",
    "log_line_prefix": "%m [%p] ",
    "lc_messages": "C",
}
# For tests only: a crash of the machine may lose or break the data.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def create_cluster(layout: Layout, binaries: Binaries, account: Account) -> None:
    """Create the cluster once, as one step: a run killed half-way leaves nothing that looks whole."""
    if layout.data.exists():
        _check_version(layout, binaries)
        return
    shutil.rmtree(layout.unfinished_data, ignore_errors=True)
    account.make_private_folder(layout.unfinished_data)
    password = read_or_make_password(layout.superuser_password)
    password_file = layout.base / "initdb-password"
    password_file.touch(mode=0o600)
    try:
        password_file.write_text(password, encoding="ascii")
        account.own(password_file, 0o600)
        _run_initdb(layout, binaries, account, password_file)
    finally:
        password_file.unlink()
    layout.unfinished_data.rename(layout.data)


def read_or_make_password(path: Path) -> str:
    """The password kept in `path`, made on first use and readable by its owner only."""
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.new")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(32), encoding="ascii")
        unfinished.rename(path)
    return path.read_text(encoding="ascii")


def server_command(layout: Layout, binaries: Binaries, *, durable: bool) -> list[str]:
    """The command line of the server."""
    settings = SETTINGS | ({} if durable else NOT_DURABLE)
    socket_folder = str(layout.socket_folder).replace('"', '""')
    settings["port"] = PORT
    settings["unix_socket_directories"] = f'"{socket_folder}"'
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [binaries.program("postgres"), "-D", str(layout.data), *options]


def cluster_state(layout: Layout, binaries: Binaries, account: Account) -> str:
    """The cluster's state as PostgreSQL's control file tells it, such as `shut down`."""
    done = subprocess.run(
        [binaries.program("pg_controldata"), str(layout.data)],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C"},
        **account.process_options,
    )
    match = re.search(r"^Database cluster state:\s*(.+)$", done.stdout, re.MULTILINE)
    return match[1].strip() if match else "unknown"


def _run_initdb(layout: Layout, binaries: Binaries, account: Account, password_file: Path) -> None:
    command = [
        binaries.program("initdb"),
        f"--pgdata={layout.unfinished_data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--data-checksums",
        "--encoding=UTF8",
        *_locale_options(binaries.major),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, **account.process_options
    )
    if done.returncode != 0:
        raise StartError(f"The database could not be created: {done.stderr}", log=done.stderr)


def _locale_options(major: int) -> list[str]:
    """Locale options that sort by code point on every machine, so that indexes survive a move."""
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def _check_version(layout: Layout, binaries: Binaries) -> None:
    major = int((layout.data / "PG_VERSION").read_text(encoding="ascii"))
    if major != binaries.major:
        message = (
            f"The database in {layout.data} was written by PostgreSQL {major}; this program brings "
            f"PostgreSQL {binaries.major}. Make a backup with the earlier program version "
            "(cotmoc backup) and restore it to an empty place with this one (cotmoc restore)."
        )
        raise VersionError(message, data=major, binaries=binaries.major)
