"""Parquet files as tables of text."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cotmoc.ingest.core.readers.cells import value_text
from cotmoc.ingest.core.readers.scanning import Scan, scan_named
from cotmoc.ingest.core.readers.tables import FileError, Record, Records

_BATCH_ROWS = 4_096


def scan_parquet(path: Path) -> Scan:
    """A scan of a parquet file; rows are numbered from 1. Lists and structures become JSON text.

    Raises `FileError` `file.unreadable`, `file.empty`, `file.too_many_columns`.
    """
    try:
        with pq.ParquetFile(path) as file:
            names, count = file.schema_arrow.names, file.metadata.num_rows
    except (pa.ArrowException, OSError) as cause:
        raise FileError("file.unreadable", str(cause), detail=type(cause).__name__) from cause
    if not names or not count:
        raise FileError("file.empty", "the file holds no rows")
    return scan_named(_records(path), tuple(names), "parquet")


def _records(path: Path) -> Records:
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
                    yield Record(number, tuple([value_text(value) for value in values]))
    except pa.ArrowMemoryError:
        raise
    except (pa.ArrowException, OSError) as cause:
        raise FileError(
            "file.unreadable", str(cause), row=str(number + 1), detail=type(cause).__name__
        ) from cause
