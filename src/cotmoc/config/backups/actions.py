"""Makes a backup of this installation in one file."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.config.backups.dumps import table_sums, write_dump
from cotmoc.config.backups.manifest import (
    DUMP,
    KEY,
    MANIFEST,
    UPLOADS,
    Manifest,
    TableSum,
    sha256_of,
)
from cotmoc.config.database import server_major
from cotmoc.config.errors import BackupFileError


@dataclass(frozen=True)
class Snapshot:
    """What the database held at one moment, and its dump of the same moment."""

    revision: int
    tables: dict[str, TableSum]


@action(Event.BACKUP_MADE)
def make_backup(*, actor: Viewer, file: Path) -> Manifest:
    """A backup of database, uploaded files and secret key in the new `file`, and what it holds.

    The file appears under its name only when it is whole. Raises BackupFileError when something of
    that name exists, DumpError when the database cannot be read.
    """
    if file.exists():
        raise BackupFileError(f"{file} exists already", file=str(file), reason="it exists already")
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as folder:
        dump = Path(folder) / DUMP
        snapshot = _dump_snapshot(dump)
        unfinished = Path(folder) / file.name
        manifest = _write_archive(unfinished, dump, snapshot)
        _keep_on_disk(unfinished)
        unfinished.rename(file)
    record_event(actor=actor, event=Event.BACKUP_MADE, details={"revision": manifest.revision})
    return manifest


def uploaded_files(home: Path) -> Iterator[tuple[str, Path]]:
    """Name in the backup, and path, of every file that agencies put in."""
    folder = home / UPLOADS
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{UPLOADS}{path.relative_to(folder).as_posix()}", path


def _dump_snapshot(dump: Path) -> Snapshot:
    with connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        cursor.execute("select pg_export_snapshot()")
        snapshot_id = cursor.fetchone()[0]
    write_dump(dump, snapshot_id)
    return Snapshot(latest_revision(), table_sums())


def _write_archive(target: Path, dump: Path, snapshot: Snapshot) -> Manifest:
    target.touch(mode=0o600)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.write(dump, DUMP)
        archive.writestr(KEY, settings.SECRET_KEY)
        for name, path in uploaded_files(settings.HOME):
            archive.write(path, name)
        manifest = Manifest(
            program=importlib.metadata.version("cotmoc"),
            made_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            postgres_major=server_major(),
            revision=snapshot.revision,
            members=_digests(archive),
            tables=snapshot.tables,
        )
        archive.writestr(MANIFEST, manifest.to_json())
    return manifest


def _digests(archive: zipfile.ZipFile) -> dict[str, str]:
    """SHA-256 of each member, as it can be read again from the archive just written."""
    digests = {}
    for name in archive.namelist():
        with archive.open(name) as member:
            digests[name] = sha256_of(member)
    return digests


def _keep_on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
