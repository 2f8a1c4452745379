"""Documents that are zip files of XML parts, opened without trusting what they say of themselves."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from cotmoc.ingest.core.readers.cells import LONGEST_CELL
from cotmoc.ingest.core.readers.tables import FileError

CHUNK_BYTES = 1 << 18
#: Parts of a document; a workbook of a thousand sheets has some three thousand.
MOST_PARTS = 20_000
#: A part that unpacks to more than this must not be packed tighter than any sheet is: empty rows reach 1:60.
LARGE_PART_BYTES = 64_000_000
TIGHTEST = 300
#: One tag or entity. A parser holds it whole, so that an endless one would fill the memory.
LONGEST_TAG_BYTES = 4_000_000
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """The parts of a zipped document by their names, read in pieces."""

    def __init__(self, path: Path) -> None:
        """Raises `FileError` `file.unreadable`, `file.encrypted`, `file.bomb`."""
        with _told_as_damage():
            self._archive = zipfile.ZipFile(path)
        parts = self._archive.infolist()
        if len(parts) > MOST_PARTS:
            raise FileError("file.bomb", "too many parts", detail=f"{len(parts)} parts")
        for part in parts:
            check_part(part)
        # Names differ in case between programs; a part named twice is the last, as in Excel.
        self._parts = {part.filename.lstrip("/").casefold(): part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def names(self, prefix: str = "") -> list[str]:
        """The names of the parts that begin so, in lower case."""
        return [name for name in self._parts if name.startswith(prefix)]

    def size(self, name: str) -> int:
        """The bytes of a part as it says itself; 0 when it is not there."""
        part = self._parts.get(name.casefold())
        return part.file_size if part else 0

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, piece by piece; nothing when it is not there. Raises `FileError`."""
        part = self._parts.get(name.casefold())
        if part is not None:
            yield from self.pieces_of(part)

    def parts(self) -> list[zipfile.ZipInfo]:
        """All parts, in the order of the file; a name may come more than once."""
        return self._archive.infolist()

    def pieces_of(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of a part, piece by piece. Raises `FileError`."""
        with _told_as_damage(), self._archive.open(part) as stream:
            while piece := stream.read(CHUNK_BYTES):
                yield piece

    def close(self) -> None:
        """Lets go of the file."""
        self._archive.close()


def check_part(part: zipfile.ZipInfo) -> None:
    """Nothing; raises `file.encrypted`, `file.bomb` or `file.unreadable` for a part that must not be unpacked."""
    if part.flag_bits & _ENCRYPTED:
        raise FileError("file.encrypted", "a part is encrypted")
    if part.compress_type not in _METHODS:
        raise FileError("file.unreadable", "packed in an unusual way", detail="zip")
    if part.file_size > max(LARGE_PART_BYTES, TIGHTEST * part.compress_size):
        detail = f"{part.compress_size} → {part.file_size} bytes"
        raise FileError("file.bomb", "unpacks to far more than it is", detail=detail)


def resolved(base: str, target: str) -> str:
    """The name of a part that another part names, relative to its folder or from the root.

    >>> resolved("xl/workbook.xml", "worksheets/sheet1.xml"), resolved("xl/workbook.xml", "/xl/styles.xml")
    ('xl/worksheets/sheet1.xml', 'xl/styles.xml')
    """
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


class XmlParser:
    """An XML parser that knows no entities of its own and holds no endless tag.

    What extends it sets the handlers of `parser` before the first piece. Elements and attributes come as written:
    `local_name` takes the prefix off.
    """

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 16
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self.since_tag = 0

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Reads on. Raises `FileError` `file.unreadable`, `file.bomb`."""
        at = piece.rfind(b"<")
        self.since_tag = self.since_tag + len(piece) if at < 0 else len(piece) - at
        if self.since_tag > LONGEST_TAG_BYTES and piece.rfind(b">") < at:
            raise FileError("file.bomb", "an endless tag", detail="xml")
        try:
            self.parser.Parse(piece, last)
        except (expat.ExpatError, LookupError, ValueError) as cause:
            # The last two: an encoding that is named and that nobody knows, or that is none of single bytes.
            raise FileError("file.unreadable", str(cause), detail="xml") from cause

    def feed_all(self, pieces: Iterator[bytes]) -> None:
        """Reads a whole part."""
        for piece in pieces:
            self.feed(piece)
        self.feed(b"", last=True)


class CellText:
    """The text of a cell, which an XML parser gives in pieces."""

    __slots__ = ("_length", "_pieces")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def add(self, piece: str) -> None:
        """Takes the next piece. Raises `FileError` `file.cell_too_long`."""
        self._length += len(piece)
        if self._length > LONGEST_CELL:
            raise FileError("file.cell_too_long", "a cell is too long", most=str(LONGEST_CELL))
        self._pieces.append(piece)

    def take(self) -> str:
        """The whole text; the next piece begins another one."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text


def local_name(name: str) -> str:
    """The name of an element or attribute without its prefix.

    >>> local_name("table:table-row"), local_name("row")
    ('table-row', 'row')
    """
    return name.rpartition(":")[2]


def _refuse_doctype(*_: object) -> None:
    raise FileError("file.bomb", "a document type is declared", detail="DOCTYPE")


@contextmanager
def _told_as_damage() -> Iterator[None]:
    try:
        yield
    except zipfile.BadZipFile as cause:
        raise FileError("file.unreadable", "a damaged zip file", detail="zip") from cause
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as cause:
        raise FileError("file.unreadable", str(cause), detail=type(cause).__name__) from cause
