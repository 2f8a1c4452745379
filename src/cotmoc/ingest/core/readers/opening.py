"""Any agency file opened as a table, by what it holds and not by what it is called."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cotmoc.ingest.core.readers.columnar import scan_parquet
from cotmoc.ingest.core.readers.delimited import open_bytes, scan_delimited
from cotmoc.ingest.core.readers.objects import scan_json
from cotmoc.ingest.core.readers.scanning import Scan, table_of
from cotmoc.ingest.core.readers.tables import FileError, Table
from cotmoc.ingest.core.readers.workbooks import scan_workbook

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"SQLite format 3", "sqlite"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<style")


def open_table(path: Path | str, *, filename: str | None = None, sheet: str | None = None) -> Table:
    """The table in a file, read through once. Parameters and errors are those of `open_scan`.

    >>> open_table("missing.csv")
    Traceback (most recent call last):
        ...
    cotmoc.ingest.core.readers.tables.FileError: cannot be opened
    """
    place = Path(path)
    with naming_the_file(filename or place.name):
        return table_of(lambda: _open(place, sheet))


def open_scan(path: Path | str, *, filename: str | None = None, sheet: str | None = None) -> Scan:
    """A file to be read once: csv, tsv (either may be gzip), xlsx, parquet or json, told apart by content.

    `filename` is the name the user gave, for messages, where `path` is a stored copy. `sheet` names a sheet of
    a workbook. Cells are texts, "" where nothing stands. Raises `FileError` with a coded reason, also while rows are
    read.
    """
    place = Path(path)
    with naming_the_file(filename or place.name):
        return _open(place, sheet)


@contextmanager
def naming_the_file(name: str) -> Iterator[None]:
    """While entered, every failure to read is a `FileError` that names the user's file."""
    try:
        yield
    except FileError as cause:
        cause.params.setdefault("file", name)
        raise
    except (OSError, EOFError, zlib.error, UnicodeError) as cause:
        raise FileError(
            "file.unreadable", "cannot be opened", file=name, detail=type(cause).__name__
        ) from cause


def _open(path: Path, sheet: str | None) -> Scan:
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise FileError("file.empty", "the file is empty")
    if start.startswith(_ZIP):
        return _open_zip(path, sheet)
    if start == _COMPOUND:
        _refuse_compound(path)
    if start.startswith(b"PAR1"):
        return scan_parquet(path)
    return _open_text(path)


def _open_zip(path: Path, sheet: str | None) -> Scan:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as cause:
        raise FileError("file.unreadable", "a damaged workbook", detail="zip") from cause
    if "xl/workbook.xml" not in names:
        raise FileError("file.wrong_type", "a zip file that is no workbook", found="zip")
    return scan_workbook(path, sheet)


def _refuse_compound(path: Path) -> None:
    """Nothing; raises: a workbook with a password, or one of the format before 2007."""
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(1 << 20):
            if _ENCRYPTED in tail + chunk:
                raise FileError("file.encrypted", "the workbook has a password")
            tail = chunk[-len(_ENCRYPTED) :]
    raise FileError("file.wrong_type", "a workbook of the format before 2007", found="xls")


def _open_text(path: Path) -> Scan:
    with open_bytes(path) as file:
        start = file.read(1024)
    for mark, kind in _FOREIGN:
        if start.startswith(mark):
            raise FileError("file.wrong_type", f"a {kind} file", found=kind)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.lower().startswith(_MARKUP):
        raise FileError("file.wrong_type", "a web page or markup file", found="html")
    if not text.replace(b"\x00", b""):
        raise FileError("file.empty", "the file is empty")
    bare = text.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"").lstrip()
    return scan_json(path) if bare[:1] in (b"[", b"{") else scan_delimited(path)
