"""Comma-, semicolon- and tab-separated text, compressed or not, in the encodings that offices use."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cotmoc.ingest.core.readers.scanning import Scan, scan_records
from cotmoc.ingest.core.readers.tables import Cells, FileError, Record, Records

_CHUNK_BYTES = 1 << 20
_SAMPLE_BYTES = 1 << 18
_LONGEST_LINE = 1 << 20
_DELIMITERS = ",;\t|"
_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The Vietnamese code page of Windows; what older programs of offices write.
_LEGACY = "cp1258"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a text file is written: its encoding and delimiter."""

    encoding: str
    delimiter: str


def scan_delimited(path: Path) -> Scan:
    """A scan of a delimited text file, or of one compressed with gzip.

    Encoding (UTF-8, UTF-16, windows-1258) and delimiter (comma, semicolon, tab, bar) are found from the
    content. Rows are numbered by record, from 1: a line break inside quotes begins no row. Raises `FileError`.
    """
    encoding = find_encoding(path)
    shape = Shape(encoding, find_delimiter(_sample(path, encoding)))
    scan = scan_records(_records(path, shape), "tsv" if shape.delimiter == "\t" else "csv")
    scan.encoding, scan.delimiter = shape.encoding, shape.delimiter
    return scan


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, decompressed when it is a gzip file."""
    with path.open("rb") as file:
        compressed = file.read(2) == _GZIP
    return cast(BinaryIO, gzip.open(path, "rb")) if compressed else path.open("rb")


def find_encoding(path: Path) -> str:
    """The encoding of a text file, by its mark or by reading it all once.

    Text that is not UTF-8 is taken as windows-1258. Raises `file.wrong_type` for content that is no text.
    """
    with open_bytes(path) as file:
        start = file.read(4096)
        for mark, encoding in _BOMS:
            if start.startswith(mark):
                return encoding
        zeros = start.count(0)
        if zeros * 4 > len(start):
            return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        if zeros:
            raise FileError("file.wrong_type", "binary content", found="binary")
        return _utf8_or_legacy(start, file)


def _utf8_or_legacy(start: bytes, file: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = start
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = file.read(_CHUNK_BYTES)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _LEGACY
    return "utf-8"


def _sample(path: Path, encoding: str) -> str:
    with open_bytes(path) as file:
        content = file.read(_SAMPLE_BYTES)
    return content.decode(encoding, errors="ignore")


def find_delimiter(sample: str) -> str:
    """The delimiter that cuts the sample into rows of one width, the wider the better; "," when none does.

    >>> find_delimiter("Ngày;Lượng\\n1/2/2024;1,5\\n2/2/2024;7\\n")
    ';'
    """
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > (0, 0) else ","


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in reader if row][:200]
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    width, count = Counter(widths).most_common(1)[0]
    # The width of the header counts as much as that of all rows: decimal commas in the rows are even too.
    headed = 1 if widths[0] == width else 0
    return (round(count / len(widths), 1) + headed, width) if width > 1 else (0, 0)


class _Lines:
    """The lines of a text, each bounded in length, with the number of quotation marks seen."""

    def __init__(self, text: io.TextIOBase) -> None:
        self.text = text
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise FileError("file.unreadable", "a line is too long", detail="line")
            self.quotes += line.count('"')
            yield line.replace("\x00", "") if "\x00" in line else line


def _records(path: Path, shape: Shape) -> Records:
    number, begun = 0, 0
    with open_bytes(path) as file:
        lines = _Lines(io.TextIOWrapper(file, shape.encoding, errors="strict", newline=""))
        reader = csv.reader(lines, delimiter=shape.delimiter)
        try:
            for row in reader:
                number += 1
                spanned, begun = reader.line_num - begun, reader.line_num
                yield Record(number, _composed(row, shape.encoding))
        except (csv.Error, UnicodeError, EOFError, OSError) as cause:
            detail = type(cause).__name__
            raise FileError(
                "file.unreadable", f"row {number + 1}: {cause}", row=str(number + 1), detail=detail
            ) from cause
        # A quotation mark left open swallows the rest of the file into one cell without any error.
        if lines.quotes % 2 and spanned > 1:
            raise FileError("file.quote_open", "a quotation mark is never closed", row=str(number))


def _composed(row: list[str], encoding: str) -> Cells:
    """The cells; windows-1258 writes tones as characters of their own, which are joined to their letters."""
    if encoding == _LEGACY:
        return tuple(unicodedata.normalize("NFC", cell) for cell in row)
    return tuple(row)
