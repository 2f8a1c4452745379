"""What a file held, in one form for all kinds: text cells with row numbers in Arrow, and the facts beside them in JSON.

It is written by the process that reads the file, and read by all others, quickly and without trust in the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import ipc

from cotmoc.ingest.core.readers.scanning import Scan
from cotmoc.ingest.core.readers.tables import LeftOut, LeftOutSheet, RawRow, Table
from cotmoc.ingest.core.stored import bare_problem_to_json, problem_from_json

#: Rises whenever files are read differently: what was read before is read anew.
VERSION = 1
BATCH_ROWS = 4_096
#: A batch ends early when its texts are long.
BATCH_CHARACTERS = 8_000_000
_DIGEST_CHUNK = 1 << 20
_COLUMN = "c{}"


class NormalFormError(ValueError):
    """A normal form that is not whole, not ours, or of an earlier version; the file is to be read again."""


@dataclass(frozen=True, slots=True)
class FormPaths:
    """The two files of a normal form."""

    rows: Path
    facts: Path

    @classmethod
    def at(cls, folder: Path, name: str) -> FormPaths:
        """The files of this name in a folder."""
        return cls(folder / f"{name}.arrow", folder / f"{name}.json")


class FormWriter:
    """Writes the rows of a scan to the disk as they come."""

    def __init__(self, scan: Scan, paths: FormPaths) -> None:
        self.scan, self.paths = scan, paths
        self.rows = 0
        self._buffer: list[RawRow] = []
        self._characters = 0
        fields = [("number", pa.int64())]
        fields += [(_COLUMN.format(at), pa.string()) for at in range(len(scan.headers))]
        self._schema = pa.schema(fields)
        options = ipc.IpcWriteOptions(compression="zstd", use_threads=False)
        self._file = pa.OSFile(str(paths.rows), "wb")
        self._writer = ipc.new_file(self._file, self._schema, options=options)

    def add(self, row: RawRow) -> None:
        """Takes a row."""
        self._buffer.append(row)
        self._characters += sum(map(len, row.cells))
        if len(self._buffer) >= BATCH_ROWS or self._characters >= BATCH_CHARACTERS:
            self._flush()

    def end(self, *, complete: bool) -> None:
        """Writes what is left, and the facts: only with them is the form whole."""
        self._flush()
        self._writer.close()
        self._file.close()
        facts = {
            "version": VERSION,
            "complete": complete,
            "rows": self.rows,
            "digest": file_digest(self.paths.rows),
            **_facts_of(self.scan),
        }
        self.paths.facts.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    def _flush(self) -> None:
        if self._buffer:
            numbers, cells = zip(*self._buffer, strict=True)
            columns = [pa.array(numbers, pa.int64())]
            columns += [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
            self._writer.write_batch(pa.record_batch(columns, schema=self._schema))
            self.rows += len(self._buffer)
            self._buffer.clear()
            self._characters = 0


def open_form(paths: FormPaths) -> Table:
    """The table of a normal form; its `count` is None when that holds only first rows. Raises `NormalFormError`."""
    try:
        facts = json.loads(paths.facts.read_text(encoding="utf-8"))
        if facts["version"] != VERSION or facts["digest"] != file_digest(paths.rows):
            raise NormalFormError(f"{paths.rows} is not what was written")
        return _table(facts, paths.rows)
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise NormalFormError(str(cause)) from cause


def file_digest(path: Path) -> str:
    """The digest by which a damaged file is known."""
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_DIGEST_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _facts_of(scan: Scan) -> dict[str, Any]:
    table = scan.table(lambda: iter(()))
    return {
        "headers": table.headers,
        "columns": table.columns,
        "kind": table.kind,
        "problems": [bare_problem_to_json(problem) for problem in table.problems],
        "header_rows": table.header_rows,
        "left_out": table.left_out,
        "rows_left_out": table.rows_left_out,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "sheets_left_out": table.sheets_left_out,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
    }


def _table(facts: dict[str, Any], rows: Path) -> Table:
    positions = tuple(map(int, facts["columns"]))
    columns = [_COLUMN.format(at) for at in positions]
    left_out = tuple(
        LeftOut(int(n), str(reason), str(text)) for n, reason, text in facts["left_out"]
    )
    return Table(
        headers=tuple(map(str, facts["headers"])),
        kind=str(facts["kind"]),
        read=lambda: _rows(rows, columns),
        problems=tuple(problem_from_json(each) for each in facts["problems"]),
        header_rows=tuple(map(int, facts["header_rows"])),
        left_out=left_out,
        rows_left_out=int(facts["rows_left_out"]),
        sheet=str(facts["sheet"]),
        sheets=tuple(map(str, facts["sheets"])),
        sheets_left_out=tuple(LeftOutSheet(str(n), str(r)) for n, r in facts["sheets_left_out"]),
        encoding=str(facts["encoding"]),
        delimiter=str(facts["delimiter"]),
        columns=positions,
        count=int(facts["rows"]) if facts["complete"] else None,
    )


def _rows(path: Path, columns: Sequence[str]) -> Iterator[RawRow]:
    """The rows, a batch at a time; those without content in these columns are left out."""
    with pa.OSFile(str(path), "rb") as file:
        reader = ipc.open_file(file, options=ipc.IpcReadOptions(use_threads=False))
        for at in range(reader.num_record_batches):
            batch = reader.get_batch(at)
            # Written by the process that read a file of strangers: its offsets are not taken on trust.
            batch.validate(full=True)
            numbers = batch.column("number").to_pylist()
            cells = zip(*(batch.column(name).to_pylist() for name in columns), strict=True)
            yield from map(RawRow, numbers, cells)


def write_forms(
    scan: Scan, whole: FormPaths, head: FormPaths, rows: int, decided: Callable[[], None]
) -> Iterator[int]:
    """The number of rows written so far, now and then, while the normal form of a scan is written.

    After `rows` rows their form is written as the `head`, `decided` is called, and the whole goes on.
    """
    writer = FormWriter(scan, whole)
    first: list[RawRow] = []
    for row in scan.rows():
        writer.add(row)
        if len(first) < rows:
            first.append(row)
            if len(first) == rows:
                _write_head(scan, head, first)
                decided()
                yield rows
        elif writer.rows and not writer._buffer:
            yield writer.rows
    writer.end(complete=True)
    yield writer.rows


def _write_head(scan: Scan, head: FormPaths, first: list[RawRow]) -> None:
    writer = FormWriter(scan, head)
    for row in first:
        writer.add(row)
    writer.end(complete=False)
