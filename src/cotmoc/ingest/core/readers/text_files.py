"""Text files of any usual encoding, compressed or not, line by line and never held whole."""

from __future__ import annotations

import codecs
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from cotmoc.ingest.core.readers.cells import CONTROLS
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.normalise.legacy_fonts import LegacyFont
from cotmoc.normalise.text_repair import column_font_evidence

_CHUNK_BYTES = 1 << 20
#: As much is looked through for bytes that are not UTF-8; of compressed files this is a part.
_MOST_LOOKED_BYTES = 1 << 28
_LONGEST_LINE_BYTES = 1 << 24
_BATCH_CHARACTERS = 1 << 17
_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The Vietnamese code page of Windows; what older programs of offices write.
LEGACY = "cp1258"
# Fonts older than Unicode lie on the letters of this one.
_WESTERN = "cp1252"
_SPLIT = re.compile(r"[\t,;|\r\n]+")
# Controls that no text holds, but for zero bytes; one of a text in so many bytes may be such.
_BINARY = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_RARE = 50
_BLANK = frozenset({"\n", "\r\n", "\r"})


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, decompressed when it is a gzip file."""
    with path.open("rb") as file:
        compressed = file.read(2) == _GZIP
    return cast(BinaryIO, gzip.open(path, "rb")) if compressed else path.open("rb")


def find_encoding(path: Path) -> str:
    """The encoding of a text file, by its mark or by looking it through.

    Text that is not UTF-8 is windows-1258, or windows-1252 when it speaks for a font that lies on its letters. A few
    bad bytes do not make a text of another encoding. Raises `file.wrong_type` for content that is no text.
    """
    with open_bytes(path) as file:
        start = file.read(4096)
        for mark, encoding in _BOMS:
            if start.startswith(mark):
                return encoding
        zeros = start.count(0)
        if zeros * 4 > len(start):
            return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        if zeros and not _is_text_with_zeros(start):
            raise FileError("file.wrong_type", "binary content", found="binary")
        return _utf8_or_legacy(start, file)


def _is_text_with_zeros(start: bytes) -> bool:
    """True for a text into which a few zero bytes fell: they are its only controls, and rare."""
    others = len(_BINARY.findall(start))
    return others == 0 and start.count(0) * _RARE <= len(start)


def _utf8_or_legacy(start: bytes, file: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    looked, chunk = 0, start
    while chunk and looked < _MOST_LOOKED_BYTES:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return _weighed(chunk)
        looked += len(chunk)
        chunk = file.read(_CHUNK_BYTES)
    return "utf-8"


def _weighed(chunk: bytes) -> str:
    """The encoding of a piece of text that is not all UTF-8."""
    text = chunk.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    if good > 4 * bad:
        return "utf-8"
    words = _SPLIT.split(chunk[:65_536].decode(_WESTERN, errors="replace"))
    font = column_font_evidence(words[:2_000]).font
    return _WESTERN if font in {LegacyFont.TCVN3, LegacyFont.VNI} else LEGACY


def sample_of(path: Path, encoding: str, size: int) -> str:
    """The beginning of a text."""
    with open_bytes(path) as file:
        return file.read(size).decode(encoding, errors="ignore").replace("\0", "")


class Lines:
    """The lines of a text, for a csv reader: each bounded in length, without controls.

    Set `between` before a record is asked for: empty lines are then passed over at once, and counted in `skipped`.
    `controls` counts lines with characters that were left out, `unknown` lines with bytes that are no text.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        guarded = cast(BinaryIO, _Guarded(file))
        self._text = io.TextIOWrapper(guarded, encoding, errors="replace", newline="")
        self.between = False
        self.skipped = self.controls = self.unknown = 0

    def __iter__(self) -> Iterator[str]:
        while lines := self._text.readlines(_BATCH_CHARACTERS):
            if self.between and not "".join(lines).strip("\r\n"):
                self.skipped += len(lines)
                continue
            for line in lines:
                if self.between and line in _BLANK:
                    self.skipped += 1
                    continue
                self.between = False
                yield self._plain(line)

    def _plain(self, line: str) -> str:
        if "\ufffd" in line:
            self.unknown += 1
        if CONTROLS.search(line):
            self.controls += 1
            return CONTROLS.sub("", line)
        return line


class _Guarded(io.BufferedIOBase):
    """A stream of bytes that refuses to go on when a line does not end."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.since_break = 0

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1, /) -> bytes:
        return self.read(size)

    def read(self, size: int | None = -1, /) -> bytes:
        piece = self.file.read(size if size and size > 0 else _CHUNK_BYTES)
        at = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self.since_break = self.since_break + len(piece) if at < 0 else len(piece) - at
        if self.since_break > _LONGEST_LINE_BYTES:
            raise FileError(
                "file.cell_too_long", "a line does not end", most=str(_LONGEST_LINE_BYTES)
            )
        return piece
