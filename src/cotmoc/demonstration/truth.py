"""The truth behind the files: what is one thing, what builds up, what hangs together, what nobody could read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cotmoc.demonstration.core.incidents import DIEN_BIEN_BORDER_GUARD
from cotmoc.demonstration.core.province import Entry, Province
from cotmoc.demonstration.core.statements import Statement, make_statement
from cotmoc.records.core.truth import TRUTH_FILES

REPORTS, PARTIES, CONVEYANCES = (TRUTH_FILES[k] for k in ("incident", "party", "conveyance"))
CLUSTERS, SERIES, PARKED = "truth-clusters.csv", "truth-series.csv", "truth-parked.csv"


#: What the table of reports says of each: the event it is of, whose it is, its number there, how it came about.
REPORT_COLUMNS = ("event", "agency", "reference", "way")


def report_row(entry: Entry) -> tuple[str, ...]:
    """A report in the table of reports."""
    event = str(entry.incident.number)
    return (event, entry.report.agency, entry.reference, entry.report.way)


#: What the tables of parties and conveyances say of each that a report names: which one it is in truth, whose report it
#: is, its number there, the place among those that it names, as written, what befell it there, whom it is like.
PARTY_COLUMNS = ("party", "agency", "reference", "place", "written", "befell", "like")
CONVEYANCE_COLUMNS = ("conveyance", "agency", "reference", "place", "written")


def party_rows(said: Statement) -> Iterator[tuple[str, ...]]:
    """The named parties of a statement in the table of parties."""
    named = [party for party in said.parties if party.written]
    for place, party in enumerate(named, start=1):
        assert party.written
        befell = " ".join(party.written.kinds)
        whose = (said.report.agency, said.entry.reference, str(place))
        yield (party.who, *whose, party.written.name, befell, party.like)


def conveyance_rows(said: Statement) -> Iterator[tuple[str, ...]]:
    """The registered conveyances of a statement in the table of conveyances: what it is, says its own plate."""
    both = list(zip(said.incident.conveyances, said.conveyances, strict=True))
    if said.report.agency == DIEN_BIEN_BORDER_GUARD:
        both = both[:1]  # its layout has room for one
    registered = [(true, written) for true, written in both if true.registration]
    for place, (true, written) in enumerate(registered, start=1):
        whose = (said.report.agency, said.entry.reference, str(place))
        yield (true.registration, *whose, written.registration)


def write_truth(
    folder: Path, province: Province, seed: int, parked: Sequence[tuple[str, str, str]]
) -> None:
    """Writes the tables of the truth into `folder`.

    `truth.csv` names every report by the event it is of and how it came about: reports of one event are double.
    `truth-parties.csv` and `truth-conveyances.csv` name everybody and everything that a report names, the same
    wherever it is the same.
    """
    said = [make_statement(seed, entry) for entry in province.entries]
    for name, columns, rows in (
        (PARTIES, PARTY_COLUMNS, party_rows),
        (CONVEYANCES, CONVEYANCE_COLUMNS, conveyance_rows),
    ):
        _write(folder / name, columns, (row for each in said for row in rows(each)))
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
