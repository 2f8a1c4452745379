"""Keeps a served installation's parts alive: its database server and its job worker."""

from __future__ import annotations

import functools
import logging
import signal
import subprocess
import sys
import threading
import time
from types import TracebackType

from cotmoc.config.database import point_at
from cotmoc.postgres.account import end_with_parent
from cotmoc.postgres.errors import LauncherError
from cotmoc.postgres.server import Server

LOOK_EVERY_S = 0.5
WORKER_STOP_S = 10.0
LONGEST_PAUSE_S = 60.0

logger = logging.getLogger(__name__)


class Supervisor:
    """While entered, restarts the worker, and an embedded database server, whenever one has died.

    All children are started by one thread that lives as long as the supervision: the kernel ends
    them with the thread that made them.
    """

    def __init__(self, database: Server | None) -> None:
        self._database = database
        self._worker: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._pause_s = 0.0
        self._not_before = 0.0

    def __enter__(self) -> Supervisor:
        """Begin; the worker starts in a moment."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the worker and the supervision."""
        self._stopping.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.is_set():
            if self._database is None or self._database.alive or self._revive(self._database):
                self._keep_worker()
            self._stopping.wait(LOOK_EVERY_S)
        self._stop_worker()

    def _revive(self, database: Server) -> bool:
        try:
            database.revive()
        except LauncherError as error:
            logger.error("%s", error)  # noqa: TRY400 - one sentence; tried again at the next look
            return False
        point_at(database)
        self._end_worker()  # a job may have lost its connection: the next worker takes it up
        logger.warning("the database server had ended and was started again")
        return True

    def _keep_worker(self) -> None:
        if self._worker is not None and self._worker.poll() is None:
            return
        now = time.monotonic()
        if now < self._not_before:
            return
        if self._worker is not None:
            logger.error("the job worker ended with %s", self._worker.returncode)
        lived_long = now - self._not_before > LONGEST_PAUSE_S
        self._pause_s = 0.5 if lived_long else min(2 * self._pause_s, LONGEST_PAUSE_S)
        self._not_before = now + self._pause_s
        self._worker = self._start_worker()

    def _start_worker(self) -> subprocess.Popen[bytes]:
        alone = self._database is not None and self._database.owned
        command = [sys.executable, "-m", "cotmoc.config", "worker", *(["--alone"] if alone else [])]
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=functools.partial(end_with_parent, signal.SIGKILL),
        )

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()

    def _stop_worker(self) -> None:
        """Ask the worker to stop; end it if its job takes long: the next start takes the job up."""
        if self._worker is None:
            return
        self._worker.send_signal(signal.SIGTERM)
        try:
            self._worker.wait(WORKER_STOP_S)
        except subprocess.TimeoutExpired:
            self._end_worker()
