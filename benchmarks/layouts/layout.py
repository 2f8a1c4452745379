"""Written layouts of tables with the true field of every column, read, and rendered as real files."""

from __future__ import annotations

import csv
import json
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from cotmoc.ingest.core.columns.headers import LEVELS
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import FileError, unique_headers

FOLDER = Path(__file__).parent / "tables"
PARTS = ("tune", "held")
PROFILES = Path(__file__).parents[2] / "docs" / "real-data" / "profiles"
SHARED = Path(__file__).parents[3] / "shared" / "data"
PUBLISHED = {
    "drug-seizures": "cbp/cbp_drug_seizures_fy21_24.csv",
    "weapons-seizures": "cbp/cbp_weapons_seizures_fy22_25.csv",
    "piracy-imb": "piracy/imb_pirate_attacks_1993_2020.csv",
    "piracy-nga": "piracy/nga_asam_20220621.csv",
}
PUBLISHED_ROWS = 200
# A column that is no field may be left open, left out, or kept in the file's own words.
NO_FIELD = ("", "ignore")


@dataclass(frozen=True)
class LayoutColumn:
    """A column: its header from the top row down, the fields that are right for it (the first the best), and values.

    `options` are those that its header or values prove: unit, order, decimal, breakdown, period.
    """

    header: tuple[str, ...]
    fields: tuple[str, ...]
    values: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """True for a column that the product must not take in."""
        return self.fields == ("refused",)

    def is_right(self, suggested: str) -> bool:
        """True when a suggested field ("" for none) is one of the right ones."""
        if suggested in NO_FIELD or suggested.startswith("extra."):
            return "" in self.fields
        return any(
            suggested == each or (each.endswith("*") and suggested.startswith(each[:-1]))
            for each in self.fields
        )


@dataclass(frozen=True, eq=False)
class Layout:
    """A table as an agency keeps it. `sort` is what kind of table, `part` tune or held (never tuned on)."""

    name: str
    kind: str
    sort: str
    part: str
    columns: tuple[LayoutColumn, ...]
    titles: tuple[str, ...] = ()
    note: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers as a reader hands them on: levels joined, unique."""
        joined = (LEVELS.join(part for part in column.header if part) for column in self.columns)
        return unique_headers(tuple(joined))[0]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The sample rows."""
        return list(zip(*(column.values for column in self.columns), strict=True))

    @property
    def header_rows(self) -> int:
        """How many rows the header has."""
        return max(len(column.header) for column in self.columns)


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, by name. Raises `ValueError` for one that contradicts itself."""
    return tuple(read_layout(path) for path in sorted(FOLDER.glob("*.toml")))


def read_layout(path: Path) -> Layout:
    """The layout of a file."""
    stored = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = tuple(_column(entry) for entry in stored["columns"])
    if stored["part"] not in PARTS or len({len(column.values) for column in columns}) != 1:
        raise ValueError(f"{path.stem}: not a layout")
    return Layout(
        path.stem, stored["kind"], stored["sort"], stored["part"], columns,
        tuple(stored.get("titles", ())), stored.get("note", ""),
    )  # fmt: skip


def _column(entry: Mapping[str, Any]) -> LayoutColumn:
    fields = entry["field"]
    return LayoutColumn(
        tuple(entry["header"]),
        (fields,) if isinstance(fields, str) else tuple(fields),
        tuple(entry["values"]),
        entry.get("options", {}),
    )


def write_xlsx(layout: Layout, path: Path) -> None:
    """Writes the layout as a workbook: titles, a header of one to three rows with merged cells, the rows as text."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    bold = book.add_format(
        {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    for row, title in enumerate(layout.titles):
        sheet.write_string(row, 0, title, bold)
    top = len(layout.titles) + (1 if layout.titles else 0)
    _write_header(sheet, layout, top, bold)
    for number, cells in enumerate(layout.rows, start=top + layout.header_rows):
        for column, text in enumerate(cells):
            sheet.write_string(number, column, text)
    book.close()


def _write_header(sheet: Any, layout: Layout, top: int, style: Any) -> None:
    depth = layout.header_rows
    heads = [_levels(column.header, depth) for column in layout.columns]
    for level in range(depth):
        over = [_over(each, level) for each in heads]
        for (path, below), cells in groupby(range(len(heads)), over.__getitem__):
            span = list(cells)
            if not path[-1]:
                continue
            bottom = level if below else depth - 1
            _write_block(sheet, (top + level, span[0], top + bottom, span[-1]), path[-1], style)


def _levels(header: Sequence[str], depth: int) -> tuple[str, ...]:
    return tuple(part for part in header if part) + ("",) * (depth - len([p for p in header if p]))


def _over(levels: Sequence[str], level: int) -> tuple[tuple[str, ...], bool]:
    """The names down to a level, and whether there is one below; neighbours with equal ones are one merged cell."""
    below = level + 1 < len(levels) and bool(levels[level + 1])
    # Lowest names stand each in a cell of their own, also where two are equal.
    return (*levels[: level + 1],) if below else (*levels, *levels[level : level + 1]), below


def _write_block(sheet: Any, block: tuple[int, int, int, int], text: str, style: Any) -> None:
    top, left, bottom, right = block
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text, style)
    else:
        sheet.merge_range(top, left, bottom, right, text, style)


def write_csv(layout: Layout, path: Path) -> None:
    """Writes the layout as comma-separated text with its joined headers in one row."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            LEVELS.join(part for part in column.header if part) for column in layout.columns
        )
        writer.writerows(layout.rows)


@cache
def read_back(layout: Layout, ending: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of the layout as the product's readers give them, written as an xlsx or csv file.

    Nothing where the file cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"layout.{ending}"
        (write_xlsx if ending == "xlsx" else write_csv)(layout, path)
        try:
            table = open_table(path)
            return table.headers, [row.cells for row in table.rows()]
        except FileError:
            return (), []


def published_layouts() -> tuple[Layout, ...]:
    """The published registers of docs/real-data as layouts, the fields those of the profiles kept for them.

    None where the folder of shared data is not there.
    """
    found = []
    for name, file in PUBLISHED.items():
        profile = Profile.from_json(
            json.loads((PROFILES / f"{name}.json").read_text(encoding="utf-8"))
        )
        fields = {rule.column: rule.field for rule in profile.columns}
        if (SHARED / file).exists():
            table = open_table(SHARED / file)
            rows = [row.cells for row in islice(table.rows(), PUBLISHED_ROWS)]
            columns = tuple(
                LayoutColumn((header,), (_no_extra(fields.get(header, "")),), tuple(cells))
                for header, cells in zip(table.headers, zip(*rows, strict=True), strict=True)
            )
            found.append(Layout(name, profile.kind, "published register", "real", columns))
    return tuple(found)


def _no_extra(field: str) -> str:
    return "" if field.startswith("extra.") else field
