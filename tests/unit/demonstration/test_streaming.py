"""Files of any number of incidents are written as they are made."""

from __future__ import annotations

import csv
import hashlib
import tracemalloc
from itertools import islice
from pathlib import Path

from cotmoc.demonstration.layouts import border_guard
from cotmoc.demonstration.streaming import stream_entries, write_stream
from cotmoc.demonstration.truth import REPORTS
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.understanding import row_key


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_write_stream_with_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_stream(tmp_path / name, 60, seed=1)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


def test_write_stream_names_every_record_in_the_truth(tmp_path: Path) -> None:
    write_stream(tmp_path, 80, seed=1)
    truth = {row[2] for row in _rows(tmp_path / REPORTS)[1:] if row[1] == "bdbp"}
    headers, *rows = _rows(tmp_path / "bdbp.csv")
    profile = border_guard.profile("none")
    keys = {row_key(RawRow(2, tuple(row)), tuple(headers), profile) for row in rows}
    assert keys - {""} == truth


def test_stream_of_ten_million_begins_at_once_and_in_little_memory() -> None:
    list(islice(stream_entries(1, 10), 10))
    tracemalloc.start()
    entries = list(islice(stream_entries(1, 10_000_000), 50))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len({entry.reference for entry in entries}) == 50
    assert most < 20_000_000


def test_stream_has_double_reports() -> None:
    entries = list(stream_entries(1, 400))
    assert len(entries) > len({entry.incident.number for entry in entries})
