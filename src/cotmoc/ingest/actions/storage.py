"""Files as they were received, each kept once under its digest."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.isolation.forms import remove_forms

#: Larger files are refused with `file.too_large`: a province's registers of ten years are a tenth of it.
LARGEST_FILE_BYTES = 1_000_000_000
PIECE_BYTES = 1 << 20
#: An unfinished file older than this was left behind by a run that was killed.
LEFT_BEHIND_S = 86_400


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is safely on the disk."""

    sha256: str
    size_bytes: int


def uploads_folder() -> Path:
    """The folder of received files, made on first use and open to its owner only."""
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def stored_path(sha256: str) -> Path:
    """Where the file with this digest is kept."""
    return uploads_folder() / sha256


def store_file(content: Iterable[bytes]) -> StoredFile:
    """Writes the content to the disk under its digest, in one step: a killed run leaves no half file.

    Raises `FileError` `file.too_large`, `file.empty`.
    """
    folder = uploads_folder()
    _remove_left_behind(folder)
    unfinished = folder / f"incoming-{os.getpid()}-{time.monotonic_ns()}"
    try:
        stored = write_bounded(content, unfinished)
        unfinished.rename(folder / stored.sha256)
    finally:
        unfinished.unlink(missing_ok=True)
    return stored


def remove_file(sha256: str) -> None:
    """Removes a kept file and what was read of it; nothing when it is not there."""
    remove_read(sha256)
    stored_path(sha256).unlink(missing_ok=True)


def remove_read(sha256: str) -> None:
    """Removes what was read of a kept file; it is read again when it is asked for."""
    remove_forms(stored_path(sha256))


def pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces. Raises `FileError` `file.unreadable`."""
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
    except OSError as error:
        raise FileError("file.unreadable", str(error), detail=error.strerror or "") from error


def write_bounded(content: Iterable[bytes], path: Path) -> StoredFile:
    """Writes content of an allowed size to a new file. Raises `FileError` `file.too_large`, `file.empty`."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in content:
            size += len(chunk)
            if size > LARGEST_FILE_BYTES:
                raise FileError(
                    "file.too_large",
                    "the file is too large",
                    most_mb=str(LARGEST_FILE_BYTES // 1_000_000),
                )
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise FileError("file.empty", "the file is empty")
    return StoredFile(digest.hexdigest(), size)


def _remove_left_behind(folder: Path) -> None:
    for path in folder.glob("incoming-*"):
        if time.time() - path.stat().st_mtime > LEFT_BEHIND_S:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
