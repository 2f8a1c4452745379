"""The demonstration's files: the same for the same seed, and true to what happened."""

from __future__ import annotations

import csv
import hashlib
from decimal import Decimal
from pathlib import Path

from cotmoc.demonstration import border_guard, customs, returns
from cotmoc.demonstration.events import BORDER_GUARD, CUSTOMS, make_events
from cotmoc.demonstration.files import TRUTH_FILE, write_files
from cotmoc.demonstration.organisation import STATIONS, unit_names
from cotmoc.demonstration.written import vietnamese_number

EVENTS = make_events(seed=1, number=120)


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_write_files_with_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    write_files(tmp_path / "one", EVENTS, 1)
    write_files(tmp_path / "two", make_events(seed=1, number=120), 1)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


def test_truth_names_every_reference_of_both_registers(tmp_path: Path) -> None:
    write_files(tmp_path, EVENTS, 1)
    with (tmp_path / TRUTH_FILE).open(encoding="utf-8-sig") as file:
        truth = {(row["agency"], row["reference"]) for row in csv.DictReader(file)}
    written = {
        (BORDER_GUARD, row[0]) for row in border_guard.workbook_rows(EVENTS, 1, unit_names())
    }
    written |= {(CUSTOMS, row[0]) for row in customs.file_rows(EVENTS, 1, unit_names())}
    assert truth == written


def test_references_of_the_two_agencies_do_not_give_the_truth_away() -> None:
    guard, other = border_guard.references(EVENTS), customs.references(EVENTS)
    both = guard.keys() & other.keys()
    same = [n for n in both if guard[n].rpartition("-")[2].lstrip("0") == other[n][:4].lstrip("0")]
    assert len(same) < len(both) / 2


def test_workbook_rows_before_the_reform_name_the_district() -> None:
    index = border_guard.HEADERS.index("Huyện")
    day = border_guard.HEADERS.index("Ngày xảy ra")
    rows = [row for row in border_guard.workbook_rows(EVENTS, 1, unit_names()) if row[day]]
    before = {bool(row[index]) for row in rows if row[day][-4:] == "2024"}
    after = {bool(row[index]) for row in rows if row[day][-4:] == "2026"}
    assert (before, after) == ({True}, {False})


def test_return_rows_leave_out_those_never_sent() -> None:
    sent = list(returns.return_rows(EVENTS, 1, STATIONS))
    owed = len(STATIONS) * len(list(returns.months()))
    assert len(sent) == owed - len(returns.NEVER_SENT)


def test_vietnamese_number_of_tonnes() -> None:
    assert vietnamese_number(Decimal("1.0200")) == "1,02"


def test_vietnamese_number_of_dong() -> None:
    assert vietnamese_number(1220030) == "1.220.030"
