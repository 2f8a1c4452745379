"""Zip files of several files, taken apart without trusting a name or a size in them."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cotmoc.ingest.core.readers.cells import plain_text
from cotmoc.ingest.core.readers.packages import Package, check_part
from cotmoc.ingest.core.readers.tables import FileError

MOST_MEMBERS = 200
MOST_UNPACKED_BYTES = 1_000_000_000
LONGEST_NAME = 255
# What systems put beside files: no user knows of it.
_OF_SYSTEMS = ("__MACOSX/", ".", "~$", "Thumbs.db", "desktop.ini")


class Member(NamedTuple):
    """A file of an archive: a name that is safe to show and to keep, and where it lies; None for what is no file."""

    name: str
    path: Path | None


def unpacked(path: Path, folder: Path) -> Iterator[Member]:
    """The files of an archive, one after the other, each written to the folder under a number.

    Folders and what systems put beside files are passed over; links come without a path. Raises `FileError`
    `file.too_many_files`, `file.too_large`, `file.bomb`, `file.encrypted`, `file.unreadable`.
    """
    package = Package(path)
    members = [part for part in package.parts() if not _is_of_systems(part)]
    if len(members) > MOST_MEMBERS:
        raise FileError(
            "file.too_many_files", "too many files", found=str(len(members)), most=str(MOST_MEMBERS)
        )
    if sum(part.file_size for part in members) > MOST_UNPACKED_BYTES:
        raise FileError("file.too_large", "the archive is too large")
    for number, part in enumerate(members):
        check_part(part)
        target = None if _is_link(part) else folder / f"{number:04d}"
        if target is not None:
            with target.open("xb") as file:
                file.writelines(package.pieces_of(part))
        yield Member(safe_name(_decoded(part)), target)


def safe_name(name: str) -> str:
    """A file's name with its folders before it, without what leads elsewhere or cannot be shown.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\Tháng 1\\\\Sổ\\u202e A.xlsx"), safe_name("/..")
    ('etc - passwd', 'Tháng 1 - Sổ A.xlsx', 'file')
    """
    parts = plain_text(name).replace("\\", "/").split("/")
    kept = [part.strip() for part in parts if part.strip(" .") and not part.endswith(":")]
    return unicodedata.normalize("NFC", " - ".join(kept))[-LONGEST_NAME:].strip() or "file"


def _is_of_systems(part: zipfile.ZipInfo) -> bool:
    last = part.filename.rstrip("/").rpartition("/")[2]
    return part.is_dir() or part.filename.startswith("__MACOSX/") or last.startswith(_OF_SYSTEMS)


def _is_link(part: zipfile.ZipInfo) -> bool:
    mode = part.external_attr >> 16
    return bool(mode) and not stat.S_ISREG(mode) and stat.S_IFMT(mode) != 0


def _decoded(part: zipfile.ZipInfo) -> str:
    """The name; programs write UTF-8, or the code page of their system, without saying so."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        written = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "cp1258"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename
