"""A file as it is sent: by whom, when, under which name, how it is read, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cotmoc.demonstration.layouts.columns import Block, Column
from cotmoc.demonstration.other_workbooks import write_old_workbook, write_open_document
from cotmoc.demonstration.writers import Encode, Frame, TextForm, write_text, write_workbook
from cotmoc.ingest.core.mapping import Profile


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file: who sends it, under which name, when it comes, how it is read, and what writes it into a path."""

    agency: str
    name: str
    received: datetime
    profile: Profile
    write: Callable[[Path], None]


def workbook(
    columns: Sequence[Column], blocks: Iterable[Block], frame: Frame
) -> Callable[[Path], None]:
    """What writes a workbook."""
    kept = list(blocks)
    return lambda path: write_workbook(path, columns, kept, frame)


def old_workbook(columns: Sequence[Column], blocks: Iterable[Block]) -> Callable[[Path], None]:
    """What writes a workbook of an old system (xls)."""
    kept = list(blocks)
    return lambda path: write_old_workbook(path, columns, kept)


def open_document(columns: Sequence[Column], blocks: Iterable[Block]) -> Callable[[Path], None]:
    """What writes a workbook of LibreOffice (ods)."""
    kept = list(blocks)
    return lambda path: write_open_document(path, columns, kept)


def text(
    columns: Sequence[Column],
    blocks: Iterable[Block],
    delimiter: str,
    encode: Encode,
    mark: bytes = b"",
) -> Callable[[Path], None]:
    """What writes a text file."""
    kept, form = list(blocks), TextForm(delimiter, encode, mark)
    return lambda path: write_text(path, columns, kept, form)
