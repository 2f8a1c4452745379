"""Rows of one record understood: drafts for the system of record, and what is to be said about them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cotmoc.ingest.core.context import AreaHit, AreaParts, Context
from cotmoc.ingest.core.findings import Findings, RowProblem
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.plans import Plan, Values, Written, key_text, plan_for
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.statements.combined import with_time_and_place
from cotmoc.ingest.core.statements.incidents import read_incident
from cotmoc.ingest.core.statements.information import read_information
from cotmoc.ingest.core.statements.reading import LONGEST, Row
from cotmoc.ingest.core.statements.returns import read_returns
from cotmoc.normalise.readings import error
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import Draft

__all__ = [
    "AreaHit",
    "AreaParts",
    "Context",
    "RowProblem",
    "Understood",
    "row_key",
    "understand",
]

_CONTENT = "content:"
_KEY_DIVIDER = " | "
# Stated line by line: rows of one record need not agree in them.
_PER_ROW = ("party[", "conveyance[", "seizure[", "outcome.", "extra.")
_ADDED_UP, _COUNTED = "seizure[", (".heads", ".pieces")
_FIGURES = ("return.amount", "return.quantity_unit", "extra.")


@dataclass(frozen=True, slots=True)
class Understood:
    """One record: its key, the numbers of its rows, its drafts, and the findings.

    `state` is "ok", or "parked" when a finding is an error; a parked record still shows the drafts understood.
    `agency` is the code of the reporting agency where a column names it, else None.
    """

    key: str
    rows: tuple[int, ...]
    drafts: tuple[Draft, ...]
    problems: tuple[RowProblem, ...]
    state: str
    agency: str | None = None


def row_key(row: RawRow, headers: tuple[str, ...], profile: Profile) -> str:
    """The key of the record a row belongs to, within its register; "" when its key columns are empty.

    Without key columns it is the mapped reference, for returns all that is not a figure, and else (or where the
    reference is empty) a digest of the mapped content: rows that say the same are one record.

    >>> from cotmoc.ingest.core.mapping import ColumnRule
    >>> profile = Profile("p", "incident", "r", (ColumnRule("No", "reference"),), key=("No",))
    >>> row_key(RawRow(2, (" 12.0 ",)), ("No",), profile)
    '12'
    """
    plan = plan_for(headers, profile)
    return _key_of_columns(plan, row) if plan.key else _key_of_values(plan, plan.values(row))


def goes_on(row: RawRow, headers: tuple[str, ...], profile: Profile) -> bool:
    """True when a row goes on with the record above: it names no record and no date, and the profile says so.

    Officers write a second person or a second line of goods below the first and leave the number open. A row without
    a number that has a date of its own is a record that lacks its number.

    >>> from cotmoc.ingest.core.mapping import ColumnRule
    >>> rules = (ColumnRule("No", "reference"), ColumnRule("Name", "party[1].name"))
    >>> profile = Profile("p", "incident", "r", rules, key=("No",), continued=True)
    >>> goes_on(RawRow(3, ("", "An")), ("No", "Name"), profile)
    True
    """
    if not profile.continued:
        return False
    plan = plan_for(headers, profile)
    values = plan.values(row)
    named = _key_of_columns(plan, row) if plan.key else "reference" in values
    return bool(values) and not named and not any(name.startswith("when.") for name in values)


def _key_of_columns(plan: Plan, row: RawRow) -> str:
    parts = [key_text(row.cells[position]) for position in plan.key]
    parts = ["" if part in plan.missing else part for part in parts]
    return _KEY_DIVIDER.join(parts) if any(parts) else ""


def _key_of_values(plan: Plan, values: Values) -> str:
    if "reference" in values:
        return key_text(values["reference"].text)
    if plan.profile.kind == "return":
        values = {n: at for n, at in values.items() if not n.startswith(_FIGURES)}
    if not values:
        return ""
    content = "\x1f".join(f"{name}={clean(values[name].text)}" for name in sorted(values))
    return _CONTENT + hashlib.sha256(content.encode()).hexdigest()[:32]


def understand(
    rows: Sequence[RawRow], headers: tuple[str, ...], profile: Profile, context: Context
) -> Understood:
    """The record that all rows of one key state, as drafts, with every finding at its row, column and field.

    Errors park the record: no date, no or a conflicting key, what contradicts itself. All else goes through with
    warnings, and what could not be read stays as text. `rows` must not be empty.
    """
    plan = plan_for(headers, profile)
    findings = Findings(rows[0].number)
    written = [plan.values(row) for row in rows]
    key = _key_of_columns(plan, rows[0]) if plan.key else _key_of_values(plan, written[0])
    values = [with_time_and_place(entry) for entry in written]
    _check_key(key, rows, values, findings)
    by_content = key.startswith(_CONTENT)
    continued = [at > 0 and goes_on(row, headers, profile) for at, row in enumerate(rows)]
    _note_later("row.continued", rows, continued, findings)
    repeated = [at > 0 and by_content and not more for at, more in enumerate(continued)]
    _note_later("row.repeated", rows, repeated, findings)
    kept = [at for at, again in enumerate(repeated) if not again]
    values = [values[at] for at in kept]
    _note_alike([rows[at].number for at in kept], values, findings)
    record = Row(plan, _merged(values, findings), context, findings)
    parts = [Row(plan, entry, context, findings) for entry in values]
    agency = _reporting_agency(record)
    drafts = _read_drafts(record, parts)
    state = "parked" if findings.parked else "ok"
    numbers = tuple(row.number for row in rows)
    return Understood(key, numbers, drafts, tuple(findings.found), state, agency)


def _read_drafts(record: Row, parts: Sequence[Row]) -> tuple[Draft, ...]:
    if record.profile.kind == "return":
        return read_returns(parts)
    if record.profile.kind == "information":
        return (read_information(record),)
    return (read_incident(record, parts),)


def _check_key(
    key: str, rows: Sequence[RawRow], values: Sequence[Values], findings: Findings
) -> None:
    if not key:
        findings.add_error("key.missing" if any(values) else "row.nothing_mapped")
    if len(key) > LONGEST["key"]:
        findings.add(error("text.too_long", key, most=str(LONGEST["key"])))
    for row in rows[1:] if not key else ():
        findings.add_error("key.missing", Written("", row=row.number))


def _note_alike(rows: Sequence[int], values: Sequence[Values], findings: Findings) -> None:
    """Notes rows that add the same to a record as one above: a line pasted twice, or two lots alike.

    What they are only a person can tell: both count, and that is said.
    """
    first: dict[tuple[tuple[str, str], ...], int] = {}
    for row, entry in zip(rows, values, strict=True) if len(rows) > 1 else ():
        if not any(name.startswith(_ADDED_UP) or name.endswith(_COUNTED) for name in entry):
            continue
        said = tuple(sorted((name, clean(at.text)) for name, at in entry.items()))
        above = first.setdefault(said, row)
        if above != row:
            findings.add_warning("row.alike", Written("", row=row), first=str(above))


def _note_later(
    code: str, rows: Sequence[RawRow], chosen: Sequence[bool], findings: Findings
) -> None:
    """Notes of the chosen rows how they stand to the first one."""
    for row, is_chosen in zip(rows, chosen, strict=True):
        if is_chosen:
            findings.add_warning(code, Written("", row=row.number), first=str(rows[0].number))


def _merged(values: Sequence[Values], findings: Findings) -> Values:
    """What the rows state once. Two rows that differ in it are the error `key.conflict`, with both texts."""
    if len(values) == 1:
        return values[0]
    merged: Values = {}
    for entry in values:
        for name, at in entry.items():
            first = merged.setdefault(name, at)
            if first is at or name.startswith((*_PER_ROW, *_FIGURES, "return.", "dimension.")):
                continue
            if clean(first.text) != clean(at.text):
                findings.add_error("key.conflict", at, other=first.text, other_row=str(first.row))
    return merged


def _reporting_agency(record: Row) -> str | None:
    """The agency that a column names as the one that reports; an unknown one is an error, as the row is not ours."""
    at = record.get("agency")
    if not at.text:
        return None
    code = record.context.agency_code(at.text)
    if code is None:
        record.findings.add_error("agency.unknown", at)
    return code
