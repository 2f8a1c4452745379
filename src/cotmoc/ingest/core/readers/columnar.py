"""Parquet files as tables of text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cotmoc.ingest.core.readers.scanning import Scan, scan_named
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.readers.workbooks import cell_text

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


def _records(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH_ROWS):
                columns = [column.to_pylist() for column in batch.columns]
                for values in zip(*columns, strict=True):
                    number += 1
                    yield number, tuple(value_text(value) for value in values)
    except (pa.ArrowException, OSError) as cause:
        raise FileError(
            "file.unreadable", str(cause), row=str(number + 1), detail=type(cause).__name__
        ) from cause


def value_text(value: Any) -> str:
    """The text of any value of a columnar or JSON file; nested values as JSON.

    >>> value_text({"a": [1, 2]}), value_text(None), value_text(b"abc")
    ('{"a": [1, 2]}', '', 'abc')
    """
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace").replace("\x00", "")
    return cell_text(value)
