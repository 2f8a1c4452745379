"""What a check of a file found, and what committing it would do, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

#: The entries of a report that are numbers.
NUMBERS = (
    "rows", "records", "ready", "parked", "parked_rows", "new", "changed", "unchanged", "gone", "withdrawn",
    "rows_left_out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a coded finding occurs in a file, in how many records, and its first occurrence as an example."""

    code: str
    severity: str
    findings: int
    records: int
    example: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The report of one file. Round-trips through JSON.

    - `rows` and `records` read; `ready` and `parked` records, `parked_rows` their rows.
    - `new`, `changed`, `unchanged`: what committing would do, after the commit what it did. `gone`: records of the
      register that the file should hold and does not; `withdrawn` how many of them are taken back. `gone_keys` are
      the first of their keys.
    - `rows_left_out`: rows that are no data (titles, totals, notes); `left_out` the first of them with number, reason
      and text. `sheet` is the one that was read, `sheets_left_out` the others with name and reason.
    - `headers` of the file; `refused` columns (header -> kind) whose cells were not stored; `findings` by code.
    - `mended_to`: number of the last mended cell that the check knew of.
    """

    rows: int = 0
    records: int = 0
    ready: int = 0
    parked: int = 0
    parked_rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    withdrawn: int = 0
    rows_left_out: int = 0
    gone_keys: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[CodeCount, ...] = ()
    file_problems: Sequence[Mapping[str, Any]] = ()
    mended_to: int = 0
    left_out: Sequence[Mapping[str, Any]] = ()
    sheet: str = ""
    sheets_left_out: Sequence[Mapping[str, Any]] = ()

    def with_numbers(self, numbers: Mapping[str, int]) -> CheckReport:
        """The report with other numbers, by their names."""
        known: dict[str, Any] = {name: numbers[name] for name in numbers if name in NUMBERS}
        return replace(self, **known)

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> CheckReport:
        """The report that `to_json` gave; an empty one for nothing."""
        values = dict(stored)
        values["findings"] = tuple(CodeCount(**entry) for entry in values.get("findings", ()))
        for name in ("gone_keys", "headers", "file_problems", "left_out", "sheets_left_out"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)
