"""A profile: which column of a file is which field, and how its values are written."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cotmoc.ingest.core.fields import JOINED_FIELDS, check_field, field_name
from cotmoc.ingest.core.protected import ProtectedColumnError, protected_reason
from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.readings import Problem
from cotmoc.normalise.text import fold

KINDS = ("incident", "return", "information")
COVERAGES = ("none", "periods", "register")
PROFILE_FORMAT = 1


class ProfileError(CotmocError):
    """A profile that contradicts itself or its file; `params` say where."""

    code = "profile.invalid"


@dataclass(frozen=True)
class ColumnRule:
    """One column (by its header) is one field; `options` say how its values are written.

    Options: `unit` (of all quantities in the column), `order` (dmy, mdy, ymd), `year` (of dates without one),
    `serials` (1904: the workbook counts days from 1904), `decimal` ("," or "."), `measure`, `role`, `separator`
    (several values in one cell). Of figures, which several columns may state of one indicator: `breakdown` (what the
    column's figures are of), `commodity` and `period`, each as the header says it.
    """

    column: str
    field: str
    options: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Alternative:
    """What a column may be instead: a field, how probable it is (0..1), and why, by a stable code."""

    field: str
    confidence: float
    reason: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """What a column probably is: `confidence` 0..1 and the reason in words of a stable code.

    `field` is "" when nothing fits, and "refused" for a column the product does not take
    (`reason` is then `column.protected`). `options` are those the content gives evidence for; `doubts` say where
    the content contradicts itself. `others` are the next likely fields, the likeliest first; `constants` what the
    column's header says of every row (field -> text).
    """

    column: str
    field: str
    confidence: float
    reason: str
    options: Mapping[str, str] = dataclasses.field(default_factory=dict)
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)
    doubts: tuple[Problem, ...] = ()
    others: tuple[Alternative, ...] = ()
    constants: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """How files of one shape are read. Frozen; round-trips through JSON exactly.

    - `kind`: incident, return or information; `register`: the agency's name for the series of files.
    - `columns`: see `ColumnRule`; columns without a rule are kept as written and not understood.
    - `constants`: field -> text that stands for every row (`offence`, `seizure[1].unit`, `place.suffix` ...).
    - `key`: the columns that name a record within the register. Rows with the same key are one record. Empty:
      the mapped reference, for returns all columns that are not figures, else the whole content of the row.
    - `coverage`: whether records missing from a revised file are withdrawn: `none`, `periods` (only within the
      periods the file covers) or `register` (the file is the whole register).
    - `missing`: texts read as empty, such as NA. `date_order`: dmy, mdy, ymd. `decimal`: "," or "." or "" (unknown).
    - `fiscal_start_month`: month of the calendar year before in which a fiscal year begins (10 in the United States);
      None: fiscal years are calendar years, as in Viet Nam.
    - `list_separators`: characters that separate several values in one cell.
    - `utc_offset_minutes`: local time of the register; times given in UTC are brought to it. None: they are
      not taken, with a warning.
    - `continued`: a row that names neither a record nor a date goes on with the record above it.
    - `sheet`: of a workbook; "" is the first that holds a table. `version`: raised at each change.
    """

    name: str
    kind: str
    register: str
    columns: tuple[ColumnRule, ...]
    key: tuple[str, ...] = ()
    constants: Mapping[str, str] = dataclasses.field(default_factory=dict)
    coverage: str = "none"
    missing: tuple[str, ...] = ()
    date_order: str = "dmy"
    decimal: str = ""
    fiscal_start_month: int | None = None
    list_separators: str = ";\n"
    utc_offset_minutes: int | None = None
    continued: bool = False
    sheet: str = ""
    version: int = 1

    def __post_init__(self) -> None:
        check_profile(self)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(
            (self.name, self.kind, self.register, self.key, self.version, len(self.columns))
        )

    @cached_property
    def fingerprint(self) -> str:
        """The mark of the shape of files it reads: of its columns, whatever their order."""
        return headers_fingerprint(tuple(rule.column for rule in self.columns))

    def to_json(self) -> dict[str, Any]:
        """The profile as JSON values, with the number of its format."""
        return {"format": PROFILE_FORMAT, **dataclasses.asdict(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Profile:
        """The profile that `to_json` gave. Raises `ProfileError` for another format or unknown entries."""
        values = {k: v for k, v in stored.items() if k != "format"}
        if stored.get("format") != PROFILE_FORMAT:
            raise ProfileError("unknown profile format", format=stored.get("format"))
        try:
            values["columns"] = tuple(ColumnRule(**rule) for rule in values["columns"])
            for name in ("key", "missing"):
                values[name] = tuple(values.get(name, ()))
            return cls(**values)
        except (TypeError, KeyError) as cause:
            raise ProfileError("not a profile", detail=str(cause)) from cause

    def next_version(self, **changes: Any) -> Profile:
        """The profile with changes and the next version number."""
        return dataclasses.replace(self, **{"version": self.version + 1, **changes})

    def digest(self) -> str:
        """A digest of everything that decides how a file is read, for "the same file again"."""
        text = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def headers_fingerprint(headers: tuple[str, ...]) -> str:
    """The mark of a file's shape: equal for the same headers in any order, case or Unicode form.

    >>> headers_fingerprint(("Ngày", "Nơi")) == headers_fingerprint(("NƠI", "ngày"))
    True
    """
    names = sorted(fold(header) for header in headers)
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()[:32]


def check_profile(profile: Profile) -> None:
    """Nothing; raises `ProfileError` or `ProtectedColumnError` when the profile cannot be used."""
    _check_choice("kind", profile.kind, KINDS)
    _check_choice("coverage", profile.coverage, COVERAGES)
    _check_choice("date_order", profile.date_order, ("dmy", "mdy", "ymd"))
    _check_choice("decimal", profile.decimal, ("", ",", "."))
    if not profile.register.strip():
        raise ProfileError("a profile names its register", entry="register")
    names = [rule.column for rule in profile.columns]
    if len(set(names)) != len(names):
        raise ProfileError("a column has two rules", entry="columns")
    unknown = [column for column in profile.key if column not in names]
    if unknown:
        raise ProfileError("a key column has no rule", entry="key", column=unknown[0])
    for rule in profile.columns:
        _check_rule(rule)
    for field in profile.constants:
        _check_rule(ColumnRule("", field))
    _check_single(profile.columns)


# Options that tell columns apart which hold figures of one indicator.
TELLING_APART = ("breakdown", "commodity", "period")


def rule_name(rule: ColumnRule) -> str:
    """The name of a rule's field as understanding uses it; figures that are told apart have different ones.

    >>> rule_name(ColumnRule("Ma túy: Số vụ", "return.amount[events]", {"breakdown": "Ma túy"}))
    'return.amount[events]#Ma túy'
    """
    name = field_name(rule.field)
    told = [rule.options[each] for each in TELLING_APART if rule.options.get(each)]
    return "#".join([name, *told]) if name.startswith("return.amount") else name


def _check_single(rules: tuple[ColumnRule, ...]) -> None:
    seen: set[str] = set()
    for rule in rules:
        name = "ignore" if rule.field == "ignore" else rule_name(rule)
        if name in seen and name not in JOINED_FIELDS | {"ignore"}:
            raise ProfileError(
                "two columns are one field", entry="columns", column=rule.column, field=rule.field
            )
        seen.add(name)


def _check_choice(entry: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ProfileError(f"{entry} must be one of {allowed}", entry=entry, value=value)


def _check_rule(rule: ColumnRule) -> None:
    if rule.field == "ignore":
        return
    reason = protected_reason(rule.column) or protected_reason(rule.field.partition(".")[2])
    if reason:
        raise ProtectedColumnError(
            "the product takes no such column", column=rule.column, kind=reason
        )
    problem = check_field(rule.field)
    if problem:
        raise ProfileError(problem, entry="columns", column=rule.column, field=rule.field)
