"""Brings a backup back to an empty place and checks what came."""

from __future__ import annotations

import contextlib
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.db import transaction

from cotmoc.config.backups.dumps import read_dump, table_names, table_sums
from cotmoc.config.backups.manifest import (
    DUMP,
    KEY,
    MANIFEST,
    UPLOADS,
    Manifest,
    TableSum,
    sha256_of,
)
from cotmoc.config.errors import BackupFileError, NotEmptyError, RestoredDiffersError
from cotmoc.config.home import key_path


@contextlib.contextmanager
def checked_backup(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The opened backup and what it says it holds, after every member's checksum was found right.

    Raises BackupFileError when the file is missing, is no backup, or one bit of it has changed.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise _bad(file, str(error)) from error
    with archive:
        manifest = _manifest(archive, file)
        _check_members(archive, manifest, file)
        yield archive, manifest


def check_place_is_empty(home: Path) -> None:
    """Raises NotEmptyError when the data folder holds uploaded files; see `check_database_is_empty`."""
    uploads = home / UPLOADS
    if uploads.is_dir() and any(uploads.iterdir()):
        raise NotEmptyError(f"{uploads} holds files", place=str(uploads))


def check_database_is_empty() -> None:
    """Raises NotEmptyError when the database has tables."""
    if names := table_names():
        raise NotEmptyError(f"the database has {len(names)} tables", place=names[0])


def restore(archive: zipfile.ZipFile, manifest: Manifest, home: Path) -> None:
    """Fill the empty place; the files come first, so that no row ever lacks its file.

    Raises RestoredDiffersError when the tables do not hold what the backup counted.
    """
    arriving = home / "restoring"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(mode=0o700)
    for name in manifest.members:
        archive.extract(name, arriving)
    (arriving / UPLOADS).mkdir(exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        (home / UPLOADS).rmdir()
    (arriving / UPLOADS).rename(home / UPLOADS)
    read_dump(arriving / DUMP)
    (arriving / KEY).chmod(0o600)
    (arriving / KEY).rename(key_path(home))
    shutil.rmtree(arriving)
    _check_tables(manifest)


def _check_tables(manifest: Manifest) -> None:
    with transaction.atomic():
        found = table_sums()
    if found == manifest.tables:
        return
    differences = ", ".join(
        f"{name}: {_shown(manifest.tables.get(name))} -> {_shown(found.get(name))}"
        for name in sorted({*found, *manifest.tables})
        if found.get(name) != manifest.tables.get(name)
    )
    raise RestoredDiffersError(f"tables differ: {differences}", differences=differences)


def _shown(table: TableSum | None) -> str:
    return "-" if table is None else f"{table.rows} ({table.content})"


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        text = archive.read(MANIFEST).decode("utf-8")
    except (KeyError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise _bad(file, str(error)) from error
    return Manifest.from_json(text, file)


def _check_members(archive: zipfile.ZipFile, manifest: Manifest, file: Path) -> None:
    if {*archive.namelist()} != {MANIFEST, *manifest.members}:
        raise _bad(file, "its list of members differs from its manifest")
    for name, digest in manifest.members.items():
        if not _is_ours(name):
            raise _bad(file, f"{name} has no place in a backup")
        try:
            with archive.open(name) as member:
                found = sha256_of(member)
        except (OSError, zipfile.BadZipFile) as error:
            raise _bad(file, str(error)) from error
        if found != digest:
            raise _bad(file, f"the checksum of {name} is wrong")


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in (DUMP, KEY) or (name.startswith(UPLOADS) and ".." not in parts)


def _bad(file: Path, reason: str) -> BackupFileError:
    return BackupFileError(f"{file}: {reason}", file=str(file), reason=reason)
