"""The files that other people published are read row by row, and the shares add up.

Their shape is what real registers look like; the counts were taken from the files by other means.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cotmoc.ingest.core.context import AreaHit, AreaParts
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.suggesting import recognise, suggest
from cotmoc.ingest.core.understanding import Understood, row_key, understand
from cotmoc.normalise.positions import read_position
from cotmoc.normalise.readings import Reading, Severity
from tests.unit.ingest.world import World, incident, returns

pytestmark = pytest.mark.shared
PROFILES = Path(__file__).resolve().parents[3] / "docs" / "real-data" / "profiles"


class AnyName(World):
    """A world that knows every agency by its own name, as those of the published files are."""

    def agency_code(self, written: str) -> str | None:
        return written.casefold()

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:
        return Reading(None)


def kept_profile(name: str) -> Profile:
    return Profile.from_json(json.loads((PROFILES / f"{name}.json").read_text()))


def read_file(path: Path, profile: Profile) -> list[Understood]:
    """All records of a file, in the order of their first rows."""
    table = open_table(path)
    groups: dict[str, list[RawRow]] = {}
    for row in table.rows():
        groups.setdefault(row_key(row, table.headers, profile), []).append(row)
    return [understand(rows, table.headers, profile, AnyName()) for rows in groups.values()]


def found(records: list[Understood]) -> Counter[str]:
    return Counter(problem.problem.code for record in records for problem in record.problems)


def states(records: list[Understood]) -> Counter[str]:
    return Counter(record.state for record in records)


def test_every_position_of_the_second_piracy_register_is_read(shared_data: Path) -> None:
    table = open_table(shared_data / "piracy" / "nga_asam_20220621.csv")
    at = table.headers.index("position")
    readings = [read_position(row.cells[at]) for row in table.rows()]
    assert len(readings) == 8642
    assert all(reading.value for reading in readings)
    # Sixty minutes are an artefact of how the register was converted; all others are plain.
    assert Counter(p.code for reading in readings for p in reading.problems) == {
        "position.sixty": 378
    }


def test_second_piracy_register_is_understood(shared_data: Path) -> None:
    records = read_file(
        shared_data / "piracy" / "nga_asam_20220621.csv", kept_profile("piracy-nga")
    )
    assert sum(len(record.rows) for record in records) == 8642
    assert states(records) == {"ok": 8640}
    drafts = [incident(record) for record in records]
    assert all(draft.occurred and draft.place.precision == "point" for draft in drafts)
    years = {draft.occurred.start.year for draft in drafts if draft.occurred}
    assert years == set(range(1978, 2023)) - {1982}


def test_first_piracy_register_is_understood(shared_data: Path) -> None:
    records = read_file(
        shared_data / "piracy" / "imb_pirate_attacks_1993_2020.csv", kept_profile("piracy-imb")
    )
    assert sum(len(record.rows) for record in records) == 7511
    assert found(records)["row.repeated"] == 7511 - len(records)
    assert states(records) == {"ok": len(records)}
    assert all(incident(record).place.lon is not None for record in records)


def test_minutes_in_utc_are_not_taken_as_local(shared_data: Path) -> None:
    path = shared_data / "piracy" / "imb_pirate_attacks_1993_2020.csv"
    records = read_file(path, kept_profile("piracy-imb"))
    with path.open(newline="") as file:
        zoned = sum(1 for row in csv.DictReader(file) if row["time"].endswith("UTC"))
    assert zoned == 744
    assert found(records)["time.zone"] + found(records)["time.impossible"] == zoned


def test_every_figure_of_the_drug_returns_is_read(shared_data: Path) -> None:
    path = shared_data / "cbp" / "cbp_drug_seizures_fy19_22.csv"
    records = read_file(path, kept_profile("drug-seizures"))
    figures = [draft for record in records for draft in returns(record)]
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    mass_g = sum(
        d.amount for d in figures if d.indicator == "seized_quantity" and d.amount is not None
    )
    pounds = sum(Decimal(row["Sum Qty (lbs)"]) for row in rows)
    events = sum(d.amount for d in figures if d.indicator == "events" and d.amount is not None)
    assert (len(records), len(figures), found(records)) == (10092, 2 * 10092, Counter())
    assert events == sum(int(row["Count of Event"]) for row in rows)
    # Each figure is kept to a microgram.
    assert abs(mass_g - pounds * Decimal("453.59237")) < Decimal("0.0000005") * len(rows)


def test_every_line_of_the_weapons_file_is_read(shared_data: Path) -> None:
    path = shared_data / "cbp" / "cbp_weapons_seizures_fy22_25.csv"
    records = read_file(path, kept_profile("weapons-seizures"))
    lines = [line for record in records for line in incident(record).seizures]
    assert (len(records), len(lines)) == (14924, 22559)
    assert all(line.commodity for line in lines)
    assert Counter(line.measure for line in lines) == {"count": 22554, None: 5}
    assert all(line.measure or not line.quantity_written for line in lines)
    # One event number is what a program writes for a number that is too large; its rows contradict each other.
    assert [record.key for record in records if record.state == "parked"] == ["-2147483648"]


@pytest.mark.parametrize(
    ("file", "profile"),
    [
        ("cbp/cbp_drug_seizures_fy21_24.csv", "drug-seizures"),
        ("cbp/cbp_weapons_seizures_fy22_25.csv", "weapons-seizures"),
        ("piracy/imb_pirate_attacks_1993_2020.csv", "piracy-imb"),
        ("piracy/nga_asam_20220621.csv", "piracy-nga"),
    ],
)
def test_kept_profile_is_recognised_at_the_next_file(
    shared_data: Path, file: str, profile: str
) -> None:
    names = ("drug-seizures", "weapons-seizures", "piracy-imb", "piracy-nga")
    kept = [kept_profile(name) for name in names]
    assert recognise(open_table(shared_data / file).headers, kept) == kept_profile(profile)


def test_suggestions_for_the_piracy_registers_name_their_main_columns(shared_data: Path) -> None:
    table = open_table(shared_data / "piracy" / "nga_asam_20220621.csv")
    rows = [row.cells for row, _ in zip(table.rows(), range(200), strict=False)]
    suggested = {s.column: s.field for s in suggest(table.headers, rows)}
    assert (suggested["reference"], suggested["date"], suggested["position"], suggested["description"]) == (
        "reference", "occurred.date", "place.position", "narrative",
    )  # fmt: skip


def test_findings_of_the_published_files_are_warnings_but_one_record(shared_data: Path) -> None:
    records = read_file(
        shared_data / "cbp" / "cbp_weapons_seizures_fy22_25.csv", kept_profile("weapons-seizures")
    )
    errors = {
        p.problem.code for r in records for p in r.problems if p.problem.severity is Severity.ERROR
    }
    assert errors == {"key.conflict"}
