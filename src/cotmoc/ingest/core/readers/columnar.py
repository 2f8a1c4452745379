"""Parquet files as tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cotmoc.ingest.core.readers.cells import value_text
from cotmoc.ingest.core.readers.nested import Flat, names_of, rows_of
from cotmoc.ingest.core.readers.scanning import Scan, scan_named
from cotmoc.ingest.core.readers.tables import FileError, Record, Records, check_width

_BATCH_ROWS = 4_096


def scan_parquet(path: Path) -> Scan:
    """A scan of a parquet file; rows are numbered from 1. Lists and structures become rows and columns of their own.

    Raises `FileError` `file.unreadable`, `file.empty`, `file.too_many_columns`.
    """
    try:
        with pq.ParquetFile(path) as file:
            schema, count = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError) as cause:
        raise FileError("file.unreadable", str(cause), detail=type(cause).__name__) from cause
    if not schema.names or not count:
        raise FileError("file.empty", "the file holds no rows")
    check_width(len(schema.names))
    if any(pa.types.is_nested(field.type) for field in schema):
        return _scan_nested(path, schema.names)
    return scan_named(_records(path), tuple(schema.names), "parquet")


def _scan_nested(path: Path, names: Sequence[str]) -> Scan:
    """A scan of a file with records within its records; it is read twice."""
    keys = names_of(_lines(path, names))
    records = (
        Record(number, tuple([value_text(line.get(key)) for key in keys]))
        for number, line in enumerate(_lines(path, names), start=1)
    )
    return scan_named(records, tuple(keys), "parquet")


def _lines(path: Path, names: Sequence[str]) -> Iterator[Flat]:
    for _, values in _rows(path):
        yield from rows_of(dict(zip(names, values, strict=True)))


def _records(path: Path) -> Records:
    for number, values in _rows(path):
        yield Record(number, tuple([value_text(value) for value in values]))


def _rows(path: Path) -> Iterator[tuple[int, tuple[Any, ...]]]:
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH_ROWS):
                if all(column.null_count == batch.num_rows for column in batch.columns):
                    number += batch.num_rows
                    continue
                columns = [column.to_pylist() for column in batch.columns]
                for values in zip(*columns, strict=True):
                    number += 1
                    yield number, values
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError) as cause:
        raise FileError(
            "file.unreadable", str(cause), row=str(number + 1), detail=type(cause).__name__
        ) from cause
