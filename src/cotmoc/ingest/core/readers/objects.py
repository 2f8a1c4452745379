"""JSON files as tables of text: objects in an array, in an object around it, or one a line; or an array of rows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cotmoc.ingest.core.readers.cells import exact_text, value_text
from cotmoc.ingest.core.readers.nested import names_of, records_within, rows_of
from cotmoc.ingest.core.readers.scanning import Scan, scan_named, scan_records
from cotmoc.ingest.core.readers.tables import FileError, Record, Records
from cotmoc.ingest.core.readers.text_files import find_encoding, open_bytes

_CHUNK = 1 << 18
_LARGEST_OBJECT = 1 << 24
_ROWS = "rows"


def scan_json(path: Path) -> Scan:
    """A scan of a JSON file; headers are all keys in order of first appearance, rows numbered from 1.

    Numbers stay as they are written (1.234 with a further zero). Records within records become rows and columns of
    their own (`nested.rows_of`). Of an array of arrays the names are found as in a sheet. The file is read twice and
    never held whole. Raises `FileError` `file.unreadable`, `file.empty`, `file.wrong_type`, `file.too_many_columns`.
    """
    encoding = find_encoding(path)
    first = next(_values(path, encoding), None)
    scan = _scan_lists(path, encoding) if isinstance(first, list) else _scan_objects(path, encoding)
    scan.encoding = encoding
    return scan


def _scan_objects(path: Path, encoding: str) -> Scan:
    keys = names_of(_objects(path, encoding))
    if not keys:
        raise FileError("file.empty", "the file holds no rows")
    records = (
        Record(number, tuple([value_text(item.get(key)) for key in keys]))
        for number, item in enumerate(_objects(path, encoding), start=1)
    )
    return scan_named(records, tuple(keys), "json")


def _scan_lists(path: Path, encoding: str) -> Scan:
    def records() -> Records:
        for number, item in enumerate(_values(path, encoding), start=1):
            if not isinstance(item, list):
                raise FileError("file.wrong_type", "not an array of arrays", found="json")
            yield Record(number, tuple([value_text(value) for value in item]))

    return scan_records(records(), "json")


def _objects(path: Path, encoding: str) -> Iterator[dict[str, Any]]:
    for item in _values(path, encoding):
        if not isinstance(item, dict):
            raise FileError("file.wrong_type", "not an array of objects", found="json")
        yield from rows_of(item)


def _values(path: Path, encoding: str) -> Iterator[Any]:
    with open_bytes(path) as file:
        stream = _JsonStream(io.TextIOWrapper(file, encoding))
        try:
            yield from _items(stream)
        except (UnicodeError, EOFError, OSError) as cause:
            raise FileError("file.unreadable", str(cause), detail=type(cause).__name__) from cause


def _items(stream: _JsonStream) -> Iterator[Any]:
    if stream.peek() == "[":
        yield from stream.array()
        return
    first = stream.object_up_to(_ROWS)
    if first is None:
        yield from stream.array()
        return
    within = None if stream.peek() else records_within(first)
    yield from [first] if within is None else within
    while stream.peek():  # one object a line
        yield stream.value()


class _JsonStream:
    """JSON values taken one at a time from a text, without holding the text."""

    def __init__(self, text: io.TextIOBase) -> None:
        self.text = text
        self.buffer = ""
        self.at = 0
        self.ended = False
        self.decoder = json.JSONDecoder(
            parse_float=exact_text, parse_int=str, parse_constant=lambda _: None
        )

    def peek(self) -> str:
        """The next character that is not a space, "" at the end."""
        while True:
            while self.at < len(self.buffer):
                if not self.buffer[self.at].isspace():
                    return self.buffer[self.at]
                self.at += 1
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        if self.peek() != expected:
            raise FileError("file.unreadable", f"expected {expected}", detail="json")
        self.at += 1

    def value(self) -> Any:
        """The next value. A value that reaches the end of what was read may go on: more is read first."""
        while True:
            self.peek()
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError as cause:
                if not self._more():
                    raise FileError("file.unreadable", str(cause), detail="json") from cause
                continue
            except RecursionError as cause:
                raise FileError("file.unreadable", "nested too deep", detail="json") from cause
            if end < len(self.buffer) or not self._more():
                self.at = end
                return value

    def array(self) -> Iterator[Any]:
        """The entries of the array that begins here."""
        self.take("[")
        if self.peek() == "]":
            return
        while True:
            yield self.value()
            if self.peek() == "]":
                return
            self.take(",")

    def object_up_to(self, wanted: str) -> dict[str, Any] | None:
        """The object that begins here; None when its entry `wanted` is an array, which is then next."""
        self.take("{")
        entries: dict[str, Any] = {}
        while self.peek() != "}":
            key = self.value()
            self.take(":")
            if key == wanted and self.peek() == "[":
                return None
            entries[str(key)] = self.value()
            if self.peek() != "}":
                self.take(",")
        self.take("}")
        return entries

    def _more(self) -> bool:
        # Twice as much each time: a value that goes on is begun anew with what was read.
        chunk = "" if self.ended else self.text.read(max(_CHUNK, len(self.buffer) - self.at))
        if not chunk:
            self.ended = True
            return False
        self.buffer, self.at = self.buffer[self.at :] + chunk, 0
        if len(self.buffer) > _LARGEST_OBJECT:
            raise FileError("file.unreadable", "one entry is too large", detail="json")
        return True
