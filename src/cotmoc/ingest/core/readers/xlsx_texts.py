"""The texts of an xlsx workbook that its cells refer to by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cotmoc.ingest.core.readers.cells import CONTROLS, LONGEST_CELL, unescaped
from cotmoc.ingest.core.readers.packages import CellText, XmlParser, local_name
from cotmoc.ingest.core.readers.tables import FileError

#: Characters of all texts together.
MOST_CHARACTERS = 400_000_000
#: From here on texts are kept as UTF-8, which takes half the memory, and are decoded when they are asked for.
MOST_PLAIN_CHARACTERS = 30_000_000
_LONGEST_PENDING = 8_000_000
_END = b"</si>"
_USUAL = re.compile(r"\s*<si><t(?: xml:space=\"preserve\")?>([^<&]*)</t>")


class SharedTexts:
    """Texts by number: `items` are texts, or their UTF-8 when they are many; `controls` had characters left out."""

    def __init__(self) -> None:
        self.items: list[str | bytes] = []
        self.controls = 0
        self._total = 0

    def add(self, text: str) -> None:
        """Takes the next text. Raises `file.cell_too_long`, `file.too_large`."""
        if len(text) > LONGEST_CELL:
            raise FileError("file.cell_too_long", "a text is too long", most=str(LONGEST_CELL))
        self._total += len(text)
        if self._total > MOST_CHARACTERS:
            raise FileError("file.too_large", "too many different texts")
        if "_x" in text:
            text = unescaped(text)
        if CONTROLS.search(text):
            self.controls += 1
            text = CONTROLS.sub("", text)
        compact = self._total > MOST_PLAIN_CHARACTERS
        self.items.append(text.encode() if compact else text)

    def text(self, number: str) -> str:
        """The text of this number as a cell writes it; "" for none."""
        at = int(number) if number.isdecimal() else -1
        found = self.items[at] if 0 <= at < len(self.items) else ""
        return found if isinstance(found, str) else found.decode()


def read_texts(pieces: Iterator[bytes]) -> SharedTexts:
    """The texts of a part, none of one that is not there. Raises `FileError`.

    As usual programs write them they are found by one pattern; a part with anything unusual goes to the parser.
    """
    found = SharedTexts()
    first = next(pieces, b"")
    if not first:
        return found
    if _is_usual(first):
        _read_quickly(chain((first,), pieces), found)
    else:
        _TextsParser(found).feed_all(chain((first,), pieces))
    return found


def _is_usual(start: bytes) -> bool:
    declared = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']", start)
    plain = b"<sst" in start and b"<!" not in start
    return plain and (declared is None or declared[1].lower() == b"utf-8")


def _read_quickly(pieces: Iterator[bytes], found: SharedTexts) -> None:
    parser, rest = _TextsParser(found), b""
    parser.feed(b"<sst>")
    for piece in pieces:
        text = rest + piece
        if b"<!" in piece:
            raise FileError("file.bomb", "a marked section among the texts", detail="xml")
        cut = text.rfind(_END)
        rest = text[cut + len(_END) :] if cut >= 0 else text
        if len(rest) > _LONGEST_PENDING:
            raise FileError("file.cell_too_long", "a text is too long", most=str(LONGEST_CELL))
        if cut >= 0:
            for item in text[:cut].decode("utf-8").split("</si>"):
                _add(item, found, parser)
    end = rest.find(b"</sst>")
    if end < 0 and not rest.rstrip().endswith(b"/>"):
        raise FileError("file.unreadable", "the texts do not end", detail="xml")
    if b"<si" in rest[:end]:
        parser.feed(rest[rest.find(b"<si") : end])


def _add(item: str, found: SharedTexts, parser: _TextsParser) -> None:
    usual = _USUAL.fullmatch(item)
    if usual:
        found.add(usual[1])
        return
    begun = item.find("<si")
    if begun >= 0:
        # Texts that are empty have no end tag of their own: "<si/>" before "<si>".
        parser.feed(item[begun:].encode())
        parser.feed(_END)


class _TextsParser(XmlParser):
    """Takes texts out of XML; pronunciations beside them are left out."""

    def __init__(self, found: SharedTexts) -> None:
        super().__init__()
        self.found = found
        self._written = CellText()
        self._taking = self._spoken = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        name = local_name(name) if ":" in name else name
        if name == "t":
            self._taking = not self._spoken
        elif name == "rPh":
            self._spoken = True

    def _text(self, text: str) -> None:
        if self._taking:
            self._written.add(text)

    def _end(self, name: str) -> None:
        name = local_name(name) if ":" in name else name
        if name == "t":
            self._taking = False
        elif name == "rPh":
            self._spoken = False
        elif name == "si":
            self.found.add(self._written.take())
