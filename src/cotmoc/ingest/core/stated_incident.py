"""One incident as a person states it field by field: a file of one row, so that it goes in by the way of every file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cotmoc.ingest.core.context import Context
from cotmoc.ingest.core.fields import FIELDS
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.understanding import Understood, understand
from cotmoc.normalise.readings import Problem, Severity
from cotmoc.records.core.drafts import IncidentDraft

NARRATIVE = "narrative"
#: Registers of what was not kept as a file by anybody.
WRITTEN_REPORTS = "Báo cáo viết"
LOG_SHEETS = "Phiếu ghi vụ việc"
#: Of a log sheet: its number, by which a later correction is a new version of the same record, and what goes with it.
SHEET_NUMBER, SHEET_FILES = "extra.Số phiếu", "extra.Tài liệu kèm theo"
_NUMBERED = re.compile(r"\[(\d+)\]")
_LABELS = {info.name: info.label_vi for info in FIELDS}
_OFFSET_MINUTES = 420


def column_of(field: str) -> str:
    """The header of a field's column, in the words of the forms.

    >>> column_of("party[2].name"), column_of("occurred.date"), column_of("extra.Số phiếu")
    ('Đối tượng 2: họ tên', 'Xảy ra: ngày', 'Số phiếu')
    """
    match = _NUMBERED.search(field)
    label = _LABELS.get(_NUMBERED.sub("[1]", field), field.removeprefix("extra."))
    if match is None:
        return label
    name, colon, rest = label.partition(":")
    return f"{name} {match.group(1)}{colon}{rest}"


def row_file(values: Mapping[str, str]) -> bytes:
    """The JSON file of one row that states the fields; empty ones are left out. Equal fields give equal bytes.

    >>> row_file({"offence": "Buôn lậu", "title": ""}).decode()
    '[{"Hành vi vi phạm": "Buôn lậu"}]'
    """
    row = {column_of(field): text for field, text in values.items() if text.strip()}
    return json.dumps([row], ensure_ascii=False).encode()


def row_profile(values: Mapping[str, str], register: str, decimal: str = ",") -> Profile:
    """The profile that reads such a file: each column is the field it is named after.

    Vietnamese order of days, `decimal` before the decimals, local time; a list of agencies is divided at semicolons. A
    log sheet is known again by its number.
    """
    rules = tuple(
        ColumnRule(column_of(field), field) for field, text in values.items() if text.strip()
    )
    return Profile(
        name=register,
        kind="incident",
        register=register,
        columns=rules,
        key=(column_of(SHEET_NUMBER),) if values.get(SHEET_NUMBER) else (),
        date_order="dmy",
        decimal=decimal,
        utc_offset_minutes=_OFFSET_MINUTES,
    )


def fields_of(profile: Profile, headers: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    """What a row of such a file states, by field: the reverse of `row_file`."""
    names = {rule.column: rule.field for rule in profile.columns}
    stated = zip(headers, cells, strict=False)
    return {names[header]: text for header, text in stated if header in names and text}


@dataclass(frozen=True, slots=True)
class Reading:
    """What fields were understood as, and what is to be said of them: by field, "" for the record as a whole."""

    draft: IncidentDraft
    problems: Mapping[str, tuple[Problem, ...]]

    @property
    def is_parked(self) -> bool:
        """True when it would not be taken in like this."""
        found = (each for problems in self.problems.values() for each in problems)
        return any(each.severity is Severity.ERROR for each in found)


def read_stated(values: Mapping[str, str], profile: Profile, context: Context) -> Reading:
    """What is understood of the fields: by the very steps by which their file will be. Fields of no text say nothing.

    >>> from cotmoc.ingest.core.narrative.trial import TRIAL
    >>> values = {"occurred.date": "12/3/2026", "seizure[1].commodity": "heroin", "seizure[1].quantity": "2 bánh"}
    >>> reading = read_stated(values, row_profile(values, LOG_SHEETS), TRIAL)
    >>> reading.draft.seizures[0].commodity, reading.draft.occurred.start.isoformat()
    ('heroin', '2026-03-12')
    """
    understood = _understood(values, profile, context)
    by_field: dict[str, list[Problem]] = {}
    for each in understood.problems:
        by_field.setdefault(each.field, []).append(each.problem)
    drafts = (each for each in understood.drafts if isinstance(each, IncidentDraft))
    return Reading(
        next(drafts, IncidentDraft(None)),
        {field: tuple(problems) for field, problems in by_field.items()},
    )


def _understood(values: Mapping[str, str], profile: Profile, context: Context) -> Understood:
    headers = tuple(rule.column for rule in profile.columns)
    cells = tuple(values[rule.field] for rule in profile.columns)
    return understand([RawRow(1, cells)], headers, profile, context)
