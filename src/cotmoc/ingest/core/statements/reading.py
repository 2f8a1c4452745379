"""What all parts of a statement share: the values, the world, and texts that fit their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from cotmoc.ingest.core.context import Context
from cotmoc.ingest.core.findings import Findings
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.plans import NOTHING, Plan, Values, Written
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.text import clean, fold

# The longest texts the system of record holds for each.
LONGEST = {
    "reference": 200,
    "name": 250,
    "identity_number": 60,
    "nationality": 60,
    "registration": 90,
    "flag": 60,
    "vessel_name": 200,
    "key": 250,
}
_NUMBERING = re.compile(r"^(?:\d{1,2}[.)]|[-+•])\s+")
_DIGIT = re.compile(r"\d")
_UNNAMED = frozenset(
    fold(word)
    for word in (
        "không rõ", "chưa rõ", "chưa xác định", "không xác định", "unknown", "unspecified", "name withheld",
        "not stated", "unnamed", "n/a", "không tên", "vô chủ", "không có", "?", "-",
    )
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """The values of one row (or of a record, for what is stated once), and what is needed to read them."""

    plan: Plan
    values: Values
    context: Context
    findings: Findings
    _fields: Values = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._fields = {**self.plan.constants, **self.values}

    @property
    def profile(self) -> Profile:
        """The profile the values are read by."""
        return self.plan.profile

    def get(self, name: str) -> Written:
        """The field as written, else as the profile's constant, else an empty text."""
        return self._fields.get(name, NOTHING)

    def has(self, *names: str) -> bool:
        """True when one of the fields is written in the row itself."""
        return not self.values.keys().isdisjoint(names)

    def has_leaf(self, group: str, leaves: tuple[str, ...]) -> bool:
        """True when one of these leaves of a group, such as `party[1]`, is written in the row itself."""
        return not self.values.keys().isdisjoint(_names(group, leaves))

    def code(self, codes: CodeList, at: Written) -> str | None:
        """The code that a written value stands for, its findings noted."""
        return self.findings.take(match_code(codes, at.text), at) if at.text else None

    def text(self, at: Written, kind: str) -> str:
        """The cleaned text, cut to what the system of record holds, which is noted as an error."""
        text = clean(at.text)
        if len(text) > LONGEST[kind]:
            self.findings.add_error("text.too_long", at, most=str(LONGEST[kind]))
            return text[: LONGEST[kind]]
        return text

    def parts(self, at: Written) -> tuple[str, ...]:
        """The values of a cell that holds several, divided as the profile says."""
        separators = at.options.get("separator") or self.profile.list_separators
        return split_list(at.text, separators)


@lru_cache(maxsize=1_024)
def _names(group: str, leaves: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{group}.{leaf}" for leaf in leaves)


def split_list(text: str, separators: str) -> tuple[str, ...]:
    """The cleaned parts of a text that holds several, without empty ones and without numbering.

    >>> split_list("1. Nguyễn Văn A; 2. Trần B", ";")
    ('Nguyễn Văn A', 'Trần B')
    """
    dividing = _dividing(separators)
    if dividing is None or not dividing.search(text):
        only = clean(text)
        return (only,) if only else ()
    parts = [part for part in map(clean, dividing.split(text)) if part]
    if len(parts) > 1:
        parts = [_NUMBERING.sub("", part) for part in parts]
    return tuple(parts)


@lru_cache(maxsize=256)
def _dividing(separators: str) -> re.Pattern[str] | None:
    return re.compile(f"[{re.escape(separators)}]") if separators else None


def is_unnamed(text: str) -> bool:
    """True for words that stand where a name is not known."""
    if _DIGIT.search(text):
        return False
    folded = fold(text)
    return not folded or folded in _UNNAMED
