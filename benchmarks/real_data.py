"""Takes the published registers in with the commands of any user, and compares with independent sums.

    python -m benchmarks.real_data

Reads `../shared/data`, works in a data folder of its own that is removed afterwards, and writes the tables between the
markers of docs/real-data.md. Nothing in it knows the product's tables: it speaks to `cotmoc` alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.documents import put_section
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.codes.matching import match_code

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
PROFILES = ROOT / "docs" / "real-data" / "profiles"
POUND_G = Decimal("453.59237")
AGENCIES = (
    ("cbp", "other", "U.S. Customs and Border Protection", "CBP"),
    ("ofo", "customs", "Office of Field Operations", "OFO"),
    ("usbp", "border_guard", "U.S. Border Patrol", "USBP"),
    ("imb", "other", "International Maritime Bureau", "IMB"),
    ("nga", "other", "National Geospatial-Intelligence Agency", "NGA"),
)
VINTAGES = {
    "fy19_22": range(2019, 2023),
    "fy20_23": range(2020, 2024),
    "fy21_24": range(2021, 2025),
}


@dataclass(frozen=True, slots=True)
class Cotmoc:
    """The command, in a data folder of its own."""

    home: str

    def run(self, *words: str) -> str:
        """What the command prints. Raises CalledProcessError when it fails."""
        environment = {**os.environ, "COTMOC_HOME": self.home}
        command = [sys.executable, "-m", "cotmoc.config", *words, "--language", "en"]
        return subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def answer(self, *words: str) -> Any:
        """What the command answers as JSON."""
        return json.loads(self.run(*words, "--json"))

    def figures(self, *words: str) -> dict[str, dict[str, Any]]:
        """The figures of a picture by what they open."""
        groups = self.answer("picture", *words)["groups"]
        return {figure["href"]: figure for group in groups for figure in group["figures"]}


def main() -> None:
    """Runs everything and writes the tables."""
    with tempfile.TemporaryDirectory(prefix="cotmoc-real-", dir="/tmp") as home:
        Path(home).chmod(0o755)
        cotmoc = Cotmoc(f"{home}/data")
        _set_up(cotmoc)
        parts = [*_drugs(cotmoc), *_weapons(cotmoc), *_piracy(cotmoc)]
    put_section("real-data.md", "measured", "\n\n".join(parts))


def _set_up(cotmoc: Cotmoc) -> None:
    for code, kind, name, short in AGENCIES:
        cotmoc.run(
            "agency", "add", code, "--kind", kind,
            "--name", name, "--name-en", name, "--short", short, "--short-en", short,
        )  # fmt: skip
    cotmoc.run(
        "areas", "load", str(ROOT / "docs/real-data/us-areas.csv"),
        "--kind", "zone", "--prefix", "us", "--parent", "country-us",
    )  # fmt: skip


def _take_in(cotmoc: Cotmoc, file: str, agency: str, profile: str) -> list[object]:
    started = time.perf_counter()
    answer = cotmoc.answer(
        "import", str(DATA / file), "--agency", agency,
        "--profile", str(PROFILES / f"{profile}.json"), "--yes",
    )  # fmt: skip
    seconds = time.perf_counter() - started
    report = answer[0]["report"]
    names = ("rows", "records", "parked", "new", "changed", "unchanged", "gone")
    return [f"`{Path(file).name}`", *(report[name] for name in names), f"{seconds:.0f} s"]


FILE_HEAD = ("file", "rows", "records", "parked", "new", "changed", "unchanged", "gone", "time")


def _drugs(cotmoc: Cotmoc) -> Iterator[str]:
    """The three vintages in order; then every fiscal year against DuckDB's own sum of its latest vintage."""
    yield "### Drug seizures: three vintages of one series"
    rows = [
        _take_in(cotmoc, f"cbp/cbp_drug_seizures_{name}.csv", "cbp", "drug-seizures")
        for name in VINTAGES
    ]
    yield _table(FILE_HEAD, rows)
    latest = {year: name for name, years in VINTAGES.items() for year in years}
    yield _table(
        ("fiscal year", "latest vintage", "figures compared", "events", "of DuckDB", "mass, kg",
         "of DuckDB", "largest difference of a drug"),
        [_drug_year(cotmoc, year, name) for year, name in latest.items()],
    )  # fmt: skip


def _drug_year(cotmoc: Cotmoc, year: int, vintage: str) -> list[object]:
    expected = _sums_of_file(f"cbp/cbp_drug_seizures_{vintage}.csv", year)
    figures = cotmoc.figures(
        "--register", "drug-seizures", "--from", f"{year - 1}-10-01", "--to", f"{year}-09-30"
    )
    found = {
        (code, measure): Decimal(figure["value"])
        for figure in figures.values()
        if (measure := figure.get("measure")) and "/returns/" in figure["href"]
        for code in [_goods(figure["href"])]
    }
    difference = max(abs(found.get(key, Decimal(0)) - value) for key, value in expected.items())
    if set(found) != set(expected):
        raise SystemExit(f"fiscal year {year}: {set(found) ^ set(expected)} stand on one side only")
    totals = [
        sum((v for (_, m), v in sums.items() if m == measure), Decimal(0))
        for measure in ("incident", "mass")
        for sums in (found, expected)
    ]
    kilograms = [f"{total / 1000:,.3f}" for total in totals[2:]]
    events = [f"{total:,.0f}" for total in totals[:2]]
    return [year, vintage, len(expected), *events, *kilograms, f"{difference:.6f}"]


def _goods(href: str) -> str:
    return href.partition("goods=")[2].partition("&")[0]


def _sums_of_file(file: str, year: int) -> dict[tuple[str, str], Decimal]:
    """Events and grams by commodity code, as DuckDB sums the file's own column for one fiscal year."""
    rows = duckdb.execute(
        'SELECT "Drug Type", sum("Count of Event"), sum("Sum Qty (lbs)"::DECIMAL(30, 15))'
        " FROM read_csv(?, all_varchar = false, types = {'Sum Qty (lbs)': 'VARCHAR'})"
        " WHERE FY = ? GROUP BY 1",
        [str(DATA / file), year],
    ).fetchall()
    sums: dict[tuple[str, str], Decimal] = {}
    for drug, events, pounds in rows:
        code = match_code(COMMODITIES, drug).value or ""
        for measure, amount in (("incident", Decimal(events)), ("mass", pounds * POUND_G)):
            sums[code, measure] = sums.get((code, measure), Decimal(0)) + amount
    return sums


def _weapons(cotmoc: Cotmoc) -> Iterator[str]:
    """The lines of events as incidents with several seizures; every category against DuckDB's own sum."""
    yield "### Weapons seizures: incidents of several lines"
    file = "cbp/cbp_weapons_seizures_fy22_25.csv"
    yield _table(FILE_HEAD, [_take_in(cotmoc, file, "cbp", "weapons-seizures")])
    figures = cotmoc.figures("--register", "weapons-seizures")
    pieces = {
        _goods(href): Decimal(figure["value"])
        for href, figure in figures.items()
        if "/seizures/" in href and "measure=count" in href
    }
    expected: dict[str, list[Decimal]] = {}
    for category, all_pieces, parked in duckdb.execute(PARKED_APART, [str(DATA / file)]).fetchall():
        code = match_code(COMMODITIES, category).value or ""
        sums = expected.setdefault(code, [Decimal(0), Decimal(0)])
        sums[0], sums[1] = sums[0] + int(all_pieces), sums[1] + int(parked)
    yield _table(
        ("goods", "pieces", "of DuckDB", "of them parked", "difference"),
        [
            [code, f"{pieces.get(code, 0):,.0f}", f"{total:,.0f}", f"{parked:,.0f}",
             f"{total - parked - pieces.get(code, Decimal(0)):,.0f}"]
            for code, (total, parked) in sorted(expected.items())
        ],
    )  # fmt: skip


#: An event number whose rows name two areas of responsibility is no one event: the record is parked.
PARKED_APART = """
    WITH line AS (
        SELECT *, count(DISTINCT "Area of Responsibility") OVER (PARTITION BY "Event ID") > 1 AS parked
        FROM read_csv(?)
    )
    SELECT Category, sum("Quantity Seized"),
           coalesce(sum("Quantity Seized") FILTER (parked), 0)
    FROM line GROUP BY 1
"""


def _piracy(cotmoc: Cotmoc) -> Iterator[str]:
    """The two registers of attacks on ships as two agencies' records of the same events."""
    yield "### Piracy: two agencies' records of the same events"
    files = (
        ("piracy/imb_pirate_attacks_1993_2020.csv", "imb", "piracy-imb"),
        ("piracy/nga_asam_20220621.csv", "nga", "piracy-nga"),
    )
    yield _table(FILE_HEAD, [_take_in(cotmoc, *file) for file in files])
    figures = cotmoc.figures("--offence", "piracy")
    wanted = {
        "source records": "/lists/sources/?offence=piracy",
        "incidents": "/lists/incidents/?offence=piracy",
        "of them recorded by both": "/lists/incidents/?offence=piracy&several=yes",
    }
    rows = [[label, f"{figures[href]['value']:,}"] for label, href in wanted.items()]
    yield _table(("figure", "value"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(value) for value in line)} |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and value > 9999 else str(value)


if __name__ == "__main__":
    main()
