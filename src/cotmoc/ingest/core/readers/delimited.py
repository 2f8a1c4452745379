"""Comma-, semicolon- and tab-separated text, compressed or not, in the encodings that offices use."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cotmoc.ingest.core.readers.cells import LONGEST_CELL
from cotmoc.ingest.core.readers.quotes import ClosedQuotes, usual_width
from cotmoc.ingest.core.readers.scanning import Scan, scan_records
from cotmoc.ingest.core.readers.sheets import MOST_LISTED, spans_text
from cotmoc.ingest.core.readers.tables import Cells, FileError, Record, Records
from cotmoc.ingest.core.readers.text_files import (
    LEGACY,
    Lines,
    find_encoding,
    open_bytes,
    sample_of,
)
from cotmoc.normalise.readings import Problem, warning

_SAMPLE_BYTES = 1 << 18
_DELIMITERS = ",;\t|"


@dataclass(slots=True)
class _Text:
    """How a text file is written, and what was met while it was read."""

    encoding: str
    delimiter: str
    width: int = 1
    controls: int = 0
    unknown: int = 0
    open_quotes: list[int] = field(default_factory=list)

    def problems(self) -> Iterator[Problem]:
        """What is to be said, at the end."""
        if self.open_quotes:
            rows = spans_text(self.open_quotes[:MOST_LISTED])
            yield warning("file.quote_open", "", count=str(len(self.open_quotes)), rows=rows)
        if self.controls:
            yield warning("file.controls", "", count=str(self.controls))
        if self.unknown:
            yield warning("file.unknown_bytes", "", count=str(self.unknown))


def scan_delimited(path: Path) -> Scan:
    """A scan of a delimited text file, or of one compressed with gzip.

    Encoding (UTF-8, UTF-16, UTF-32, windows-1258, -1252) and delimiter (comma, semicolon, tab, bar) are found from
    the content. Rows are numbered by record, from 1: a line break inside quotes begins no row. Raises `FileError`.
    """
    encoding = find_encoding(path)
    sample = sample_of(path, encoding, _SAMPLE_BYTES)
    delimiter = find_delimiter(sample)
    text = _Text(encoding, delimiter, usual_width(sample, delimiter))
    kind = "tsv" if text.delimiter == "\t" else "csv"
    scan = scan_records(_records(path, text), kind, text.problems)
    scan.encoding, scan.delimiter = text.encoding, text.delimiter
    return scan


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


def _records(path: Path, text: _Text) -> Records:
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    with open_bytes(path) as file:
        lines = Lines(file, text.encoding)
        closed = ClosedQuotes(iter(lines), text.delimiter, text.width)
        reader = csv.reader(closed, delimiter=text.delimiter)
        try:
            while True:
                lines.between = True
                row = next(reader, None)
                text.controls, text.unknown = lines.controls, lines.unknown
                if row is None:
                    break
                number += 1
                if closed.opened:
                    text.open_quotes.append(number + lines.skipped)
                yield Record(number + lines.skipped, _composed(row, text.encoding))
        except (csv.Error, UnicodeError, EOFError, OSError) as cause:
            raise _unreadable(number + lines.skipped + 1, cause) from cause


def _unreadable(row: int, cause: Exception) -> FileError:
    if "field larger" in str(cause):
        return FileError("file.cell_too_long", "a cell is too long", most=str(LONGEST_CELL))
    detail = type(cause).__name__
    return FileError("file.unreadable", f"row {row}: {cause}", row=str(row), detail=detail)


def _composed(row: list[str], encoding: str) -> Cells:
    """The cells; windows-1258 writes tones as characters of their own, which are joined to their letters."""
    if encoding == LEGACY:
        return tuple([unicodedata.normalize("NFC", cell) for cell in row])
    return tuple(row)
