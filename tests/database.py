"""One embedded PostgreSQL server per test run, shared by the workers of pytest-xdist."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from cotmoc.postgres.server import start


def start_for_this_run() -> None:
    """Start the run's server and name it, and a data folder, in the environment.

    Settings are read before any conftest, so `tests/settings.py` calls this; workers of
    pytest-xdist find the controller's server in the environment. The folder is short, for the
    socket's address, and under /tmp, where `nobody` may go when the run is root's.
    """
    if os.environ.get("COTMOC_TEST_RUN"):
        return
    home = Path(tempfile.mkdtemp(prefix="cotmoc-test-", dir="/tmp"))
    home.chmod(0o711)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["COTMOC_TEST_RUN"] = os.environ["COTMOC_HOME"] = str(home)
    if "DATABASE_URL" not in os.environ:
        server = start(home, durable=False, may_create_databases=True)
        atexit.register(server.stop)
        os.environ["DATABASE_URL"] = server.url
