"""Any agency file opened as a table, by what it holds and not by what it is called."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cotmoc.ingest.core.readers import ods
from cotmoc.ingest.core.readers.binary_workbooks import BinaryWorkbook
from cotmoc.ingest.core.readers.columnar import scan_parquet
from cotmoc.ingest.core.readers.delimited import scan_delimited
from cotmoc.ingest.core.readers.markup import MarkupWorkbook
from cotmoc.ingest.core.readers.objects import scan_json
from cotmoc.ingest.core.readers.ods import OdsWorkbook
from cotmoc.ingest.core.readers.packages import Package
from cotmoc.ingest.core.readers.scanning import Scan, table_of
from cotmoc.ingest.core.readers.sheets import scan_workbook
from cotmoc.ingest.core.readers.tables import FileError, Table
from cotmoc.ingest.core.readers.text_files import open_bytes
from cotmoc.ingest.core.readers.xlsx import XlsxWorkbook

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
# The record FILEPASS behind BOF, and behind WRITEPROT where there is one ([MS-XLS] 2.1.4).
_FILEPASS = re.compile(
    rb"\x09\x08.\x00\x00[\x05\x06]\x05\x00.{4,12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"SQLite format 3", "sqlite"),
)
# Folders of the parts of workbooks, letters and slides: what has none of them is a zip of files.
_OFFICE = ("xl/", "word/", "ppt/", "meta-inf/", "[content_types].xml", "_rels/")
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
    """A file to be read once: csv, tsv (either may be gzip), workbook, web page, parquet or json, told by its content.

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
        return _open_compound(path, sheet)
    if start.startswith(b"PAR1"):
        return scan_parquet(path)
    return _open_text(path, sheet)


def _open_zip(path: Path, sheet: str | None) -> Scan:
    package = Package(path)
    if "xl/workbook.bin" in package:
        macros = any(name.endswith("vbaproject.bin") for name in package.names())
        package.close()
        return scan_workbook(BinaryWorkbook(path, "xlsb", macros=macros), sheet)
    if b"".join(package.pieces("mimetype")).strip().startswith(ods.MIMETYPE):
        return scan_workbook(OdsWorkbook(path), sheet)
    if not any(name.startswith(_OFFICE) for name in package.names()):
        raise FileError("file.archive", "a zip file of several files")
    return scan_workbook(XlsxWorkbook(path), sheet)


def _open_compound(path: Path, sheet: str | None) -> Scan:
    """A scan of a workbook of the format before 2007; raises for what else lies in the same kind of container."""
    found = _marks_in(path, (_ENCRYPTED, *_WORKBOOK, _MACROS))
    if _ENCRYPTED in found:
        raise FileError("file.encrypted", "the workbook has a password")
    if _has_password(path):
        raise FileError("file.encrypted", "the workbook has a password")
    if not found & set(_WORKBOOK):
        raise FileError("file.wrong_type", "a document that is no workbook", found="doc")
    return scan_workbook(BinaryWorkbook(path, "xls", macros=_MACROS in found), sheet)


def _has_password(path: Path) -> bool:
    """True for an xls workbook whose first records say that all others are encrypted."""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if _FILEPASS.search(chunk):
                return True
    return False


def _marks_in(path: Path, marks: tuple[bytes, ...]) -> set[bytes]:
    """Which of the marks stand anywhere in a file."""
    found: set[bytes] = set()
    longest = max(len(mark) for mark in marks)
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(1 << 20):
            found.update(mark for mark in marks if mark in tail + chunk)
            tail = chunk[-longest:]
    return found


def _open_text(path: Path, sheet: str | None) -> Scan:
    with open_bytes(path) as file:
        start = file.read(1024)
    for mark, kind in _FOREIGN:
        if start.startswith(mark):
            raise FileError("file.wrong_type", f"a {kind} file", found=kind)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.replace(b"\x00", b""):
        raise FileError("file.empty", "the file is empty")
    bare = text.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"").lstrip()
    if bare.lower().startswith(_MARKUP):
        return scan_workbook(MarkupWorkbook(path), sheet)
    return scan_json(path) if bare[:1] in (b"[", b"{") else scan_delimited(path)
