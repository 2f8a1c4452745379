"""Starts an installation's PostgreSQL server, or attaches to the one that already runs."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from cotmoc.postgres import account as accounts
from cotmoc.postgres import cluster, processes, roles
from cotmoc.postgres.account import Account
from cotmoc.postgres.binaries import Binaries, server_binaries
from cotmoc.postgres.errors import FolderError, StartError
from cotmoc.postgres.layout import Layout, folder_mode

START_LIMIT_S = 600.0  # replaying the log after a crash may take minutes
STOP_LIMIT_S = 60.0
POLL_S = 0.05
LEFTOVERS = "pre-existing shared memory block"
LEFTOVERS_LIMIT_S = 30.0
LARGEST_LOG_BYTES = 10_000_000
IN_ORDER = ("shut down", "shut down in recovery", "unknown")

CRASHED = "database_recovered"
LEFT_RUNNING = "run_interrupted"


@dataclass
class Server:
    """A running server of one data folder.

    `recovered` is None, or why this start was not an ordinary one: `database_recovered` when the
    server itself had been killed and its log was replayed, `run_interrupted` when only the command
    that had started it was.
    """

    layout: Layout
    binaries: Binaries
    pid: int
    owned: bool
    recovered: str | None
    process: subprocess.Popen[bytes] | None = None
    _use: IO[str] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """The address of the application's database, under its own role."""
        return roles.application_url(self.layout)

    @property
    def superuser_url(self) -> str:
        """The address of the same database as the superuser; for the launcher and tests only."""
        return roles.superuser_url(self.layout, roles.DATABASE)

    @property
    def alive(self) -> bool:
        """Whether the server still runs."""
        if self.process is not None:
            return self.process.poll() is None
        return processes.is_alive(self.pid)

    @property
    def used_by_others(self) -> bool:
        """Whether another command uses the server now."""
        self._leave()
        used = not _nobody_uses(self.layout)
        self._use = _begin_use(self.layout)
        return used

    def revive(self) -> None:
        """Start the server again, or attach to one that somebody else started, after it has died."""
        self._leave()
        fresh = start(self.layout.home)
        self.pid, self.process, self.owned = fresh.pid, fresh.process, fresh.owned
        self.recovered, self._use = fresh.recovered, fresh._use

    def stop(self, *, patience_s: float = 0.0) -> None:
        """Stop the server if this process started it (or took it over from one that died).

        Waits up to `patience_s` for other commands that use it to end first.
        """
        self._leave()
        if not self.owned:
            return
        _wait_for(lambda: _nobody_uses(self.layout), patience_s)
        with _locked(self.layout):
            self._end_process()
            self.layout.starter.unlink(missing_ok=True)

    def _leave(self) -> None:
        if self._use is not None:
            self._use.close()
            self._use = None

    def _end_process(self) -> None:
        for sign in (signal.SIGINT, signal.SIGQUIT):  # fast, then immediate
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sign)
            if _wait_for(lambda: not self.alive, STOP_LIMIT_S):
                return


def start(home: Path, *, durable: bool = True, may_create_databases: bool = False) -> Server:
    """A running server of the data folder `home`, started here or found running.

    `durable=False` and `may_create_databases=True` are for tests. Raises LauncherError. The server
    ends with the thread that calls this, so call it from one that lives as long as the program.

    >>> server = start(Path("/var/lib/cotmoc"))  # doctest: +SKIP
    >>> server.url  # doctest: +SKIP
    'postgresql://cotmoc:...@/cotmoc?host=%2Fvar%2Flib%2Fcotmoc%2Fpostgres%2Frun'
    """
    layout = Layout(home.resolve())
    account = accounts.server_account()
    _prepare_folders(layout)
    accounts.check_account_can_reach(account, layout.base)
    with _locked(layout):
        binaries = server_binaries(layout, account)
        server = _attach(layout, binaries) or _launch(layout, binaries, account, durable=durable)
        server._use = _begin_use(layout)
    if server.process is not None:
        roles.create_role_and_database(layout, may_create_databases=may_create_databases)
    return server


def _prepare_folders(layout: Layout) -> None:
    """Make our own folders; a data folder that was there before keeps its mode."""
    try:
        if not layout.home.exists():
            layout.home.mkdir(parents=True)
            layout.home.chmod(folder_mode())
        layout.base.mkdir(exist_ok=True)
        layout.base.chmod(folder_mode())
    except OSError as error:
        message = (
            f"The data folder {layout.home} cannot be used: {error.strerror}. Run as its owner, or "
            "choose another with COTMOC_HOME."
        )
        raise FolderError(message, folder=str(layout.home)) from error


def _attach(layout: Layout, binaries: Binaries) -> Server | None:
    """The server that already runs, taken over if the process that started it has died."""
    pid = processes.running_server(layout)
    if pid is None or not _becomes_ready(layout, lambda: processes.is_alive(pid)):
        return None
    orphan = not processes.starter_lives(layout)
    if orphan:
        processes.note_starter(layout)
    return Server(layout, binaries, pid, orphan, LEFT_RUNNING if orphan else None)


def _launch(layout: Layout, binaries: Binaries, account: Account, *, durable: bool) -> Server:
    cluster.create_cluster(layout, binaries, account)
    recovered = _why_recovered(layout, binaries, account)
    account.make_private_folder(layout.socket_folder)
    _remove_notes_of_dead_server(layout)
    process = _spawn_until_ready(
        layout, cluster.server_command(layout, binaries, durable=durable), account
    )
    processes.note_starter(layout)
    return Server(layout, binaries, process.pid, owned=True, recovered=recovered, process=process)


def _remove_notes_of_dead_server(layout: Layout) -> None:
    """Remove the files that say a server runs; the caller has found that none does.

    The server would trust the process id in them, which a stranger, or the dead server itself while
    nobody has taken note of its end, may bear.
    """
    for note in (layout.data / "postmaster.pid", *layout.socket_folder.glob(".s.PGSQL.*")):
        note.unlink(missing_ok=True)


def _spawn_until_ready(
    layout: Layout, command: list[str], account: Account
) -> subprocess.Popen[bytes]:
    """The server's process once it answers; children of a killed server are given time to end."""
    deadline = time.monotonic() + LEFTOVERS_LIMIT_S
    while True:
        process = _spawn(layout, command, account)
        if _becomes_ready(layout, functools.partial(_runs, process)):
            return process
        process.kill()
        process.wait()
        said = _last_lines(layout.log)
        if LEFTOVERS not in said or time.monotonic() > deadline:
            raise StartError(f"The database server did not start. It wrote: {said}", log=said)
        time.sleep(0.5)


def _runs(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is None


def _why_recovered(layout: Layout, binaries: Binaries, account: Account) -> str | None:
    if cluster.cluster_state(layout, binaries, account) not in IN_ORDER:
        return CRASHED
    return LEFT_RUNNING if layout.starter.exists() else None


def _spawn(layout: Layout, command: list[str], account: Account) -> subprocess.Popen[bytes]:
    if layout.log.exists() and layout.log.stat().st_size > LARGEST_LOG_BYTES:
        layout.log.rename(layout.log.with_suffix(".1"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with _private(layout.log) as log:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=functools.partial(accounts.end_with_parent, signal.SIGINT),  # fast shutdown
            **account.process_options,
        )


def _becomes_ready(layout: Layout, lives: Callable[[], bool]) -> bool:
    """Whether the server answers before it ends; one that is shutting down is waited for."""

    def settled() -> bool:
        return _answers(layout) or not lives()

    return _wait_for(settled, START_LIMIT_S) and lives()


def _answers(layout: Layout) -> bool:
    """Whether the server takes connections; a refused role is an answer too."""
    try:
        with psycopg.connect(roles.superuser_url(layout), connect_timeout=10) as connection:
            connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True


def _wait_for(settled: Callable[[], bool], limit_s: float) -> bool:
    """Whether `settled()` comes true within `limit_s`; asked at least once."""
    deadline = time.monotonic() + limit_s
    while not settled():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


@contextlib.contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    with _private(layout.lock) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _begin_use(layout: Layout) -> IO[str]:
    """A shared lock held as long as this process uses the server; the kernel frees it on death."""
    file = _private(layout.users)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def _nobody_uses(layout: Layout) -> bool:
    with _private(layout.users) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _private(path: Path) -> IO[str]:
    """The file opened for appending; readable by its owner only when it is made here."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "a")


def _last_lines(log: Path, count: int = 8) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-count:])
