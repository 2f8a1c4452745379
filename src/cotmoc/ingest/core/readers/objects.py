"""JSON files as tables of text: an array of objects, an object with `rows`, or one object a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cotmoc.ingest.core.readers.cells import exact_text, value_text
from cotmoc.ingest.core.readers.scanning import Scan, scan_named
from cotmoc.ingest.core.readers.tables import FileError, Record, check_width
from cotmoc.ingest.core.readers.text_files import find_encoding, open_bytes

_CHUNK = 1 << 18
_LARGEST_OBJECT = 1 << 24
_ROWS = "rows"


def scan_json(path: Path) -> Scan:
    """A scan of a JSON file; headers are all keys in order of first appearance, rows numbered from 1.

    Numbers stay as they are written (1.234 with a further zero), nested values become JSON text. The file is read
    twice and never held whole. Raises `FileError` `file.unreadable`, `file.empty`, `file.wrong_type`,
    `file.too_many_columns`.
    """
    encoding = find_encoding(path)
    keys: dict[str, None] = {}
    for item in _objects(path, encoding):
        keys.update(dict.fromkeys(item))
        check_width(len(keys))
    if not keys:
        raise FileError("file.empty", "the file holds no rows")
    records = (
        Record(number, tuple([value_text(item.get(key)) for key in keys]))
        for number, item in enumerate(_objects(path, encoding), start=1)
    )
    scan = scan_named(records, tuple(keys), "json")
    scan.encoding = encoding
    return scan


def _objects(path: Path, encoding: str) -> Iterator[dict[str, Any]]:
    with open_bytes(path) as file:
        stream = _JsonStream(io.TextIOWrapper(file, encoding))
        try:
            for item in _items(stream):
                if not isinstance(item, dict):
                    raise FileError("file.wrong_type", "not an array of objects", found="json")
                yield item
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
    yield first
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
