"""Writes the demonstration's files: what each agency would send, and the truth behind them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from cotmoc.demonstration import border_guard, customs, returns
from cotmoc.demonstration.events import BORDER_GUARD, CUSTOMS, Event
from cotmoc.demonstration.organisation import STATIONS, unit_names

BORDER_GUARD_FILE = "bien-phong-so-vu-viec.xlsx"
CUSTOMS_FILE = "hai-quan-bat-giu.csv"
RETURNS_FILE = "bien-phong-bao-cao-thang.xlsx"
TRUTH_FILE = "truth.csv"
#: Written into every workbook, so that the same seed gives the same bytes.
MADE_ON = datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook's time has no zone


def write_files(folder: Path, events: Sequence[Event], seed: int) -> None:
    """Writes the files of both agencies and `truth.csv` into `folder`, which is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    units = unit_names()
    _write_workbook(
        folder / BORDER_GUARD_FILE,
        border_guard.HEADERS,
        border_guard.workbook_rows(events, seed, units),
    )
    _write_csv(folder / CUSTOMS_FILE, customs.HEADERS, customs.file_rows(events, seed, units), ";")
    _write_workbook(
        folder / RETURNS_FILE, returns.HEADERS, returns.return_rows(events, seed, STATIONS)
    )
    _write_csv(folder / TRUTH_FILE, ("event", "agency", "reference"), _truth(events), ",")


def _truth(events: Sequence[Event]) -> Iterable[tuple[str, ...]]:
    known_as = {
        BORDER_GUARD: border_guard.references(events),
        CUSTOMS: customs.references(events),
    }
    for event in events:
        for agency in event.reported_by:
            yield (str(event.number), agency, known_as[agency][event.number])


def _write_workbook(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as workbook:
        workbook.set_properties({"created": MADE_ON})
        sheet = workbook.add_worksheet()
        for number, row in enumerate([headers, *rows]):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofit()


def _write_csv(
    path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str
) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(headers)
        writer.writerows(rows)
