"""A throw-away data folder with a database server of its own, in which a benchmark works."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cotmoc.postgres.server import Server, start


@contextmanager
def throwaway_server(*, durable: bool) -> Iterator[tuple[Path, Server]]:
    """The folder and the running server, both gone afterwards; `durable`: it waits for the disk, as they do in use."""
    home = Path(tempfile.mkdtemp(prefix="cotmoc-bench-", dir="/tmp"))
    home.chmod(0o711)  # the server may run as another user, who must pass through
    try:
        server = start(home, durable=durable, may_create_databases=True)
        try:
            yield home, server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def throwaway_installation(*, durable: bool) -> Iterator[Path]:
    """The data folder of an installation without tables, which this process and those it starts belong to."""
    with throwaway_server(durable=durable) as (home, server):
        os.environ["COTMOC_HOME"] = str(home)
        os.environ["COTMOC_LOG"] = "ERROR"
        os.environ["DATABASE_URL"] = server.url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cotmoc.config.settings")
        import django

        django.setup()
        yield home
