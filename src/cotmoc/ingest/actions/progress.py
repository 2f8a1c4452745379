"""Progress of long work, written outside its transaction so that others can see it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

#: Called with the number of rows done and of all rows (0: not known).
Progress = Callable[[int, int], None]

#: Pages look about once a second.
EVERY_S = 0.5


def silent(_done: int, _total: int) -> None:
    """Tells nobody: for small files."""


@contextmanager
def progress_of(upload_id: int) -> Iterator[Progress]:
    """A progress that pages can follow, over a connection of its own."""
    beside = connection.copy()
    told_at = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at < EVERY_S and done != total:
            return
        told_at = time.monotonic()
        with beside.cursor() as cursor:
            cursor.execute(UPSERT, [upload_id, done, total])

    try:
        tell(0, 0)
        yield tell
    finally:
        beside.close()


UPSERT = """
    INSERT INTO ingest_uploadprogress (upload_id, rows_done, rows_total, at) VALUES (%s, %s, %s, now())
    ON CONFLICT (upload_id) DO UPDATE
    SET rows_done = excluded.rows_done, rows_total = excluded.rows_total, at = excluded.at
"""
