"""The running text of a document: plain text in any usual encoding, or a Word document (docx)."""

from __future__ import annotations

from pathlib import Path

from cotmoc.ingest.core.narrative.reading import LONGEST_TEXT
from cotmoc.ingest.core.readers.packages import Package, XmlParser, local_name
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.readers.text_files import find_encoding, open_bytes
from cotmoc.normalise.text_repair import repair_text

_ZIP = b"PK\x03\x04"
# What older Word, PDF, and rich text begin with: none of them is text, whatever they could be decoded as.
_OTHERS = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rt")
_BODY = "word/document.xml"
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t"}
_BYTES_A_CHARACTER = 4


def document_text(path: Path) -> str:
    """The text of a document, up to the longest that is read; text of older fonts becomes Unicode.

    Raises `FileError`: `document.wrong_type` for anything but text and docx, `file.empty`, `file.unreadable`,
    `file.bomb`, `file.encrypted`. Nothing but the body of a Word document is opened: no macros, links or entities.
    """
    with path.open("rb") as file:
        start = file.read(len(_ZIP))
    if start in _OTHERS:
        raise FileError("document.wrong_type", "a document of another kind")
    is_zip = start == _ZIP
    text = _word_text(path) if is_zip else _plain_text(path)
    text = repair_text(text[:LONGEST_TEXT]).text.strip()
    if not text:
        raise FileError("file.empty", "the document holds no text")
    return text


def _plain_text(path: Path) -> str:
    try:
        encoding = find_encoding(path)
    except FileError as cause:
        raise FileError("document.wrong_type", "no text") from cause
    with open_bytes(path) as file:
        content = file.read(LONGEST_TEXT * _BYTES_A_CHARACTER)
    return content.decode(encoding, errors="replace").replace("\r\n", "\n").replace("\x00", "")


def _word_text(path: Path) -> str:
    package = Package(path)
    try:
        if _BODY not in package:
            raise FileError("document.wrong_type", "no Word document")
        body = _Body()
        for piece in package.pieces(_BODY):
            body.feed(piece)
            if body.length >= LONGEST_TEXT:
                return "".join(body.parts)
        body.feed(b"", last=True)
        return "".join(body.parts)
    finally:
        package.close()


class _Body(XmlParser):
    """The texts of a Word document's body; a paragraph ends a line. What was struck out in a revision is no text."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.length = 0
        self._in_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, _: dict[str, str]) -> None:
        name = local_name(name)
        self._in_text = name == "t"
        if name in _BREAKS:
            self._add(_BREAKS[name])

    def _end(self, name: str) -> None:
        self._in_text = False
        if local_name(name) == "p":
            self._add("\n")

    def _text(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
