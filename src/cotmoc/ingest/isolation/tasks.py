"""What the reading process can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from cotmoc.ingest.core.marked_workbook import SheetMarks, write_marked_workbook
from cotmoc.ingest.core.normal_form import FormPaths, write_forms
from cotmoc.ingest.core.readers.archives import unpacked
from cotmoc.ingest.core.readers.opening import naming_the_file, open_scan

#: Rows of the first form, from which columns are suggested while the rest is read.
HEAD_ROWS = 1_000
MARKED = "marked.xlsx"

Tell = Callable[[dict[str, Any]], None]


def read_table(asked: Mapping[str, Any], tell: Tell) -> None:
    """Writes the normal form of a table; of its first rows only, when no more is asked for."""
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    folder = Path(asked["folder"])
    with naming_the_file(asked["name"]):
        scan = open_scan(asked["path"], filename=asked["name"], sheet=asked["sheet"] or None)
        forms = write_forms(
            scan,
            FormPaths.at(folder, "whole"),
            FormPaths.at(folder, "head"),
            HEAD_ROWS,
            lambda: tell({"decided": True}),
        )
        for rows in forms:
            tell({"rows": rows})
            if asked["head_only"] and rows >= HEAD_ROWS:
                return


def mark_workbook(asked: Mapping[str, Any], tell: Tell) -> None:
    """Writes the workbook with what is to be corrected marked in it, as `marked.xlsx` in the folder."""
    tell({"decided": True})
    marks = SheetMarks.from_json(asked["marks"])
    with (Path(asked["folder"]) / MARKED).open("wb") as target:
        write_marked_workbook(Path(asked["path"]), target, marks)


def unpack(asked: Mapping[str, Any], tell: Tell) -> None:
    """Takes an archive apart into the folder, and tells the name and number of each file."""
    with naming_the_file(asked["name"]):
        for member in unpacked(Path(asked["path"]), Path(asked["folder"])):
            number = member.path.name if member.path else ""
            tell({"rows": 0, "member": member.name, "number": number})


TASKS: Mapping[str, Callable[[Mapping[str, Any], Tell], None]] = {
    "table": read_table,
    "mark": mark_workbook,
    "unpack": unpack,
}
