"""Tables of what is one thing in truth: which records of agencies, and which of the parties that a record names."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cotmoc.normalise.errors import CotmocError

#: The table of each kind in a folder.
TRUTH_FILES = {
    "incident": "truth.csv",
    "party": "truth-parties.csv",
    "conveyance": "truth-conveyances.csv",
}


class BadTruthError(CotmocError):
    """A table of the truth has not the columns that it needs."""

    code = "records.bad_truth"


@dataclass(frozen=True, slots=True)
class TrueThing:
    """One thing as a report names it: which one it is in truth (`key`), the report's agency and its number there.

    `place` counts the things of the kind that the report names, from 1; of incidents it is 1.
    """

    key: str
    agency: str
    reference: str
    place: int = 1


def read_truth(path: Path) -> list[TrueThing]:
    """The things of a table: CSV in UTF-8 with the columns agency and reference, and place where there are several.

    The first column says which thing it is in truth. Other columns are for people. Raises `BadTruthError`.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        names = rows.fieldnames or ()
        if missing := {"agency", "reference"} - set(names):
            raise BadTruthError(f"{path} lacks {', '.join(sorted(missing))}", file=path.name)
        return list(_things(rows, names[0]))


def _things(rows: Iterable[dict[str, str]], key: str) -> Iterable[TrueThing]:
    for row in rows:
        yield TrueThing(row[key], row["agency"], row["reference"], int(row.get("place") or 1))
