"""The truth behind the files: what is one thing, what builds up, what hangs together, what nobody could read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from cotmoc.demonstration.core.province import Entry, Province

REPORTS, CLUSTERS, SERIES, PARKED = (
    "truth.csv",
    "truth-clusters.csv",
    "truth-series.csv",
    "truth-parked.csv",
)


#: What the table of reports says of each: the event it is of, whose it is, its number there, how it came about.
REPORT_COLUMNS = ("event", "agency", "reference", "way")


def report_row(entry: Entry) -> tuple[str, ...]:
    """A report in the table of reports."""
    event = str(entry.incident.number)
    return (event, entry.report.agency, entry.reference, entry.report.way)


def write_truth(folder: Path, province: Province, parked: Sequence[tuple[str, str, str]]) -> None:
    """Writes the tables of the truth into `folder`.

    `truth.csv` names every report by the event it is of and how it came about: reports of one event are double.
    """
    _write(folder / REPORTS, REPORT_COLUMNS, map(report_row, province.entries))
    for name, part in ((CLUSTERS, "cluster"), (SERIES, "series")):
        _write(
            folder / name,
            (part, "event", "agency", "reference"),
            (
                (found, str(each.incident.number), each.report.agency, each.reference)
                for each in province.entries
                if (found := str(getattr(each.incident, part)))
            ),
        )
    _write(folder / PARKED, ("file", "reference", "day"), parked)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
