"""A small fixed world for understanding rows: two agencies, a few communes, two units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cotmoc.ingest.core.context import AreaHit, AreaParts
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.understanding import Understood, understand
from cotmoc.normalise.readings import Reading, warning
from cotmoc.normalise.text import fold
from cotmoc.records.core.drafts import IncidentDraft, ReturnDraft

AREAS = {"hai ha": "vn-2025-22-06967", "mong cai": "vn-2025-22-06709"}
AGENCIES = {"alpha": "alpha", "bravo": "bravo", "bien phong": "alpha"}
UNITS = {"don 1": "alpha-1", "don 2": "alpha-2"}


@dataclass(frozen=True)
class World:
    """A context that knows the names above."""

    today: date = date(2026, 1, 15)

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:
        code = AREAS.get(fold(parts.commune or written.partition(",")[0]))
        if code is None:
            return Reading(None, (warning("area.unknown", written),))
        return Reading(AreaHit(code, "commune"))

    def agency_code(self, written: str) -> str | None:
        return AGENCIES.get(fold(written))

    def unit_code(self, written: str) -> str | None:
        return UNITS.get(fold(written))


WORLD = World()


def make_profile(fields: dict[str, str], kind: str = "incident", **options: Any) -> Profile:
    """A profile from column -> field; a field may carry options behind a "?" (unit=lb)."""
    rules = []
    for column, text in fields.items():
        field, _, tail = text.partition("?")
        pairs = dict(pair.split("=") for pair in tail.split("&")) if tail else {}
        rules.append(ColumnRule(column, field, pairs))
    return Profile("p", kind, "r", tuple(rules), **options)


def understood(profile: Profile, *rows: tuple[str, ...]) -> Understood:
    """The record that rows (cells in the order of the profile's columns) state."""
    headers = tuple(rule.column for rule in profile.columns)
    numbered = [RawRow(number, cells) for number, cells in enumerate(rows, start=2)]
    return understand(numbered, headers, profile, WORLD)


def incident(record: Understood) -> IncidentDraft:
    """The incident of a record."""
    draft = record.drafts[0]
    assert isinstance(draft, IncidentDraft)
    return draft


def returns(record: Understood) -> list[ReturnDraft]:
    """The returns of a record."""
    assert all(isinstance(draft, ReturnDraft) for draft in record.drafts)
    return [draft for draft in record.drafts if isinstance(draft, ReturnDraft)]


def codes(record: Understood) -> list[tuple[int, str, str]]:
    """Row, column and code of each finding."""
    return [(p.row, p.column, p.problem.code) for p in record.problems]
