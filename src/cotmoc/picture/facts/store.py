"""The fact stores of this process: the one that follows what is known now, and those of earlier moments."""

from __future__ import annotations

import atexit
import os
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db import connection

from cotmoc.picture.facts.moving import (
    MOST_CHANGED,
    Stamp,
    fill,
    latest_stamp,
    move,
    new_store,
    read_stamp,
    stamp_text,
)
from cotmoc.picture.facts.reading import LATEST, Source, open_source
from cotmoc.picture.facts.schema import LAYOUT

#: Stores of earlier moments that stay open, and that stay on disk.
KEPT_OPEN, KEPT_ON_DISK = 3, 8
#: Records moved since the last snapshot, after which the next is written.
SNAPSHOT_AFTER = 20_000
#: Before the number of the process that is writing a file, in the file's name.
MAKING = "making-"


@dataclass(slots=True)
class Facts:
    """One fact store, for any number of threads; `codes` and `agencies` by their numbers and places."""

    store: Any
    _local: threading.local = field(default_factory=threading.local)

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A DuckDB connection for this thread in which everything read is of one revision."""
        cursor = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self.store.cursor()
        cursor.execute("BEGIN")
        try:
            yield cursor
        finally:
            cursor.execute("ROLLBACK")


class _Stores:
    """What is open in this process. `lock` is held by whoever changes it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.current: Facts | None = None
        self.stamp: Stamp | None = None
        self.moved = 0
        self.past: OrderedDict[Stamp, Facts] = OrderedDict()


_stores = _Stores()


def current_facts() -> Facts:
    """The facts as known now: brought up to date before they are handed out."""
    current, stamp = _stores.current, _stores.stamp
    if current is not None and stamp is not None and _is_latest(stamp):
        return current
    with _stores.lock:
        if _stores.current is None or _stores.stamp is None or not _is_latest(_stores.stamp):
            _bring_up_to_date()
        assert _stores.current is not None
        return _stores.current


def are_ready(patience_s: float) -> bool:
    """True when the facts can be read; False while they are made for the first time, which has lasted so long already.

    Who is the first to ask makes them, and is not told to wait.
    """
    if _stores.current is not None:
        return True
    if not _stores.lock.acquire(timeout=patience_s):
        return False
    _stores.lock.release()
    return True


def facts_at(revision: int) -> Facts:
    """The facts as known at a revision; the present ones when nothing was said or judged since."""
    current = current_facts()
    latest, made_at = _latest_and_known(revision)
    if revision >= latest.revision:
        return current
    stamp = Stamp(revision, made_at, latest.areas, latest.agencies)
    with _stores.lock:
        if stamp not in _stores.past:
            with open_source() as source:
                _stores.past[stamp] = Facts(_open_past(source, stamp))
            if len(_stores.past) > KEPT_OPEN:
                _stores.past.popitem(last=False)
        _stores.past.move_to_end(stamp)
        return _stores.past[stamp]


def forget() -> None:
    """Drops every store of this process; the next reading starts from the snapshot or from nothing."""
    with _stores.lock:
        _stores.__init__()  # type: ignore[misc]


def facts_folder() -> Path:
    """Where snapshots are kept, readable by the installation's owner only."""
    folder = Path(settings.HOME) / "facts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _is_latest(stamp: Stamp) -> bool:
    """True when nothing was said, judged or loaded since."""
    return stamp == _latest_and_known(stamp.revision)[0]


def _latest_and_known(revision: int) -> tuple[Stamp, str]:
    """The stamp of the latest revision, and when `revision` was made ("" if never); a few index look-ups."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST.format(known=int(revision)))
        latest, made_at, known_at, agencies = cursor.fetchone()
    return Stamp(latest, made_at, stamp_text(), agencies), known_at


def _bring_up_to_date() -> None:
    if _stores.current is None:
        _sweep()
        atexit.register(_remove_working_files)
    if _stores.current is None and (opened := _open_snapshot(facts_folder() / "current.duckdb")):
        _stores.current, _stores.stamp = Facts(opened), read_stamp(opened)
    with open_source() as source:
        here = _stores.stamp
        stamp, known_at = latest_stamp(source, here.revision if here else 0)
        # A revision that was made at another moment is another one: the database was restored or replaced.
        if (
            _stores.current is None
            or here is None
            or known_at != here.at
            or not here.is_of_same_past(stamp)
            or len(source.changed(here.revision, stamp.revision)) > MOST_CHANGED
        ):
            _rebuild(source, stamp)
        else:
            _stores.moved += move(_stores.current.store, source, stamp)
        _stores.stamp = stamp
    if _stores.moved > SNAPSHOT_AFTER:
        _write_snapshot(_stores.current.store if _stores.current else None)


def _sweep() -> None:
    """Removes what processes that were killed left half-written."""
    for path in facts_folder().glob(f"*.{MAKING}*"):
        number = path.name.split(MAKING, 1)[1].split(".")[0]
        if not Path(f"/proc/{number}").exists():
            path.unlink(missing_ok=True)


def _rebuild(source: Source, stamp: Stamp) -> None:
    store = new_store(str(_working_file()))
    fill(store, source, stamp)
    _stores.current = Facts(store)
    _stores.past.clear()
    rows = store.execute("SELECT (SELECT count(*) FROM source) + (SELECT count(*) FROM returned)")
    _stores.moved = rows.fetchone()[0]


def _write_snapshot(store: Any) -> None:
    """Keeps the store on disk, for the next start; a half-written file never takes the place of a whole one."""
    path = facts_folder() / "current.duckdb"
    _copy_to(store, path)
    _stores.moved = 0


def _working_file() -> Path:
    """A new file of this process alone, for the store that it moves along; the one before goes.

    A file and not memory: it is compressed to a sixth, only what is asked for is in memory, and it opens at once.
    """
    _remove_working_files()
    return facts_folder() / f"working-{next(_numbers)}.{MAKING}{os.getpid()}"


def _remove_working_files() -> None:
    # Readers of the store before keep what they have open.
    for path in facts_folder().glob(f"working-*.{MAKING}{os.getpid()}*"):
        path.unlink(missing_ok=True)


_numbers = count(1)


def _copy_to(store: Any, path: Path) -> None:
    waiting = path.with_name(f"{path.name}.{MAKING}{os.getpid()}")
    waiting.unlink(missing_ok=True)
    cursor = store.cursor()
    try:
        cursor.execute(f"ATTACH '{waiting}' AS kept")
        cursor.execute(f'COPY FROM DATABASE "{_own_name(cursor)}" TO kept')
        cursor.execute("DETACH kept")
    finally:
        cursor.close()
    waiting.chmod(0o600)
    waiting.replace(path)


def _own_name(cursor: Any) -> str:
    return str(cursor.execute("SELECT current_database()").fetchone()[0])


def _open_snapshot(path: Path) -> Any | None:
    """A copy of the snapshot to move along; None when there is none, or none that can be used."""
    if not path.exists():
        return None
    working = _working_file()
    shutil.copyfile(path, working)
    try:
        store = duckdb.connect(str(working))
        if read_stamp(store).layout == LAYOUT:
            return store
    except duckdb.Error:
        pass  # written by another version, or damaged: it is only a copy, and made anew
    path.unlink(missing_ok=True)
    return None


def _open_past(source: Source, stamp: Stamp) -> Any:
    """The store of an earlier moment, read from disk, or made from the current one by going back."""
    path = facts_folder() / f"at-{stamp.revision}.duckdb"
    if not _is_of(path, stamp):
        _make_past(source, stamp, path)
    path.touch()
    for old in sorted(facts_folder().glob("at-*.duckdb"), key=lambda p: p.stat().st_mtime)[
        :-KEPT_ON_DISK
    ]:
        old.unlink(missing_ok=True)
    return duckdb.connect(str(path), read_only=True)


def _is_of(path: Path, stamp: Stamp) -> bool:
    if not path.exists():
        return False
    try:
        with duckdb.connect(str(path), read_only=True) as store:
            return read_stamp(store) == stamp
    except duckdb.Error:
        return False  # damaged or of another version: made anew


def _make_past(source: Source, stamp: Stamp, path: Path) -> None:
    making = path.with_name(f"{path.name}.{MAKING}{os.getpid()}")
    making.unlink(missing_ok=True)
    here = _stores.stamp
    assert _stores.current is not None
    assert here is not None
    if len(source.changed(stamp.revision, here.revision)) > MOST_CHANGED:
        store = new_store(str(making))
        fill(store, source, stamp)
    else:
        _copy_to(_stores.current.store, making)
        store = duckdb.connect(str(making))
        move(store, source, stamp)
    store.close()
    making.chmod(0o600)
    making.replace(path)
