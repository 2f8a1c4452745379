"""A received file opened as a table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO

from django.conf import settings

from cotmoc.ingest.core.marked_workbook import SheetMarks
from cotmoc.ingest.core.parked_file import ParkedRow, write_parked_xlsx
from cotmoc.ingest.core.protected import protected_columns
from cotmoc.ingest.core.readers.tables import FileError, RawRow, Table
from cotmoc.ingest.isolation.forms import Rows, first_rows, whole_table
from cotmoc.ingest.isolation.marking import marked_workbook
from cotmoc.ingest.models import Upload
from cotmoc.normalise.spreadsheets import as_it_was

#: The column that a file of parked rows has beside those of the original: what is to be corrected.
REASON_HEADER = "COTMOC: lý do · reason"
SAMPLE_ROWS = 200


def upload_table(upload: Upload, sheet: str | None = None, told: Rows | None = None) -> Table:
    """The table of all rows of a received file, without the column of reasons that we added to parked rows ourselves.

    `told` is called with the number of rows while they are read out of the file. Raises `FileError`.
    """
    path, wanted = _place(upload, sheet)
    return without_reasons(whole_table(path, upload.file_name, wanted, told))


def upload_head(upload: Upload, sheet: str | None = None) -> Table:
    """The table of at least the first rows of a received file, with all its columns. Raises `FileError`."""
    path, wanted = _place(upload, sheet)
    return first_rows(path, upload.file_name, wanted)


def _place(upload: Upload, sheet: str | None) -> tuple[Path, str]:
    path = Path(settings.HOME) / "uploads" / upload.sha256
    if not path.exists():
        raise FileError("file.gone", "the file is not kept", file=upload.file_name)
    return path, upload.sheet if sheet is None else sheet


def marked_table(upload: Upload, rows: Iterable[ParkedRow]) -> IO[bytes]:
    """The user's own workbook with its wrong cells and the reasons marked; of another kind of file, a workbook like it.

    `rows` are the parked ones. Raises `FileError`.
    """
    path, sheet = _place(upload, upload.profile.get("sheet") or None)
    table = without_reasons(whole_table(path, upload.file_name, sheet))
    wrong = {row.number: row for row in rows}
    if table.kind == "xlsx":
        return marked_workbook(path, _marks(table, wrong))
    target = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    everything = (wrong.get(number) or ParkedRow(cells, "") for number, cells in table.rows())
    write_parked_xlsx(target, table.headers, everything, REASON_HEADER)
    target.seek(0)
    return target


def _marks(table: Table, rows: Mapping[int, ParkedRow]) -> SheetMarks:
    return SheetMarks(
        sheet=table.sheet,
        wrong={n: sorted(table.columns[at] for at in row.wrong) for n, row in rows.items()},
        reasons={number: row.reason for number, row in rows.items()},
        header_row=table.header_rows[-1],
        reason_column=max(table.columns) + 1,
        reason_header=REASON_HEADER,
    )


def is_correction(table: Table) -> bool:
    """True for a file of parked rows, by our own column of reasons: it brings a part of a register only."""
    return REASON_HEADER in table.headers


def without_reasons(table: Table) -> Table:
    """The table without our own column of reasons and apostrophes: a corrected file has the shape of its original."""
    if not is_correction(table):
        return table
    at = table.headers.index(REASON_HEADER)

    def read() -> Iterator[RawRow]:
        for row in table.rows():
            cells = row.cells[:at] + row.cells[at + 1 :]
            if any(cells):
                yield RawRow(row.number, tuple(map(as_it_was, cells)))

    headers = table.headers[:at] + table.headers[at + 1 :]
    return replace(
        table, headers=headers, columns=table.columns[:at] + table.columns[at + 1 :], read=read
    )


def sample_rows(table: Table, number: int = SAMPLE_ROWS) -> list[RawRow]:
    """The first rows of a table."""
    return list(islice(table.rows(), number))


def refused_columns(table: Table) -> dict[str, str]:
    """The headers of columns that the product does not take, each with the kind of what it holds."""
    return protected_columns(table.headers, [row.cells for row in sample_rows(table)])
