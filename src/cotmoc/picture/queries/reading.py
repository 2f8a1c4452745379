"""One reading of the facts: a connection at one revision, the filters compiled for it, and its codes by number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.organisation import unit_ids
from cotmoc.access.queries.revisions import revision_at
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.queries import area_ids, gazetteer
from cotmoc.normalise.text import fold
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import TABLES, Kind
from cotmoc.picture.core.predicate import AreaScope, Condition, Lookup, compile_filters
from cotmoc.picture.facts.moving import Stamp, read_stamp
from cotmoc.picture.facts.store import Facts, current_facts, facts_at


@dataclass(frozen=True, slots=True)
class Rights:
    """All of a viewer that decides what is counted as open or closed; two viewers of equal rights see the same.

    A reading knows nothing else of its viewer, so that what was read for these rights may be kept for them.
    """

    reads_records: bool
    sees_closed: bool
    agency: str | None

    @classmethod
    def of(cls, viewer: Viewer) -> Rights:
        """The rights of a viewer."""
        return cls(viewer.reads_records, viewer.sees_closed, viewer.agency)


@dataclass
class Reading:
    """What one page or one list reads from; everything in it is of one revision.

    Words of the filters are sought when the first condition needs them, from the first day of the filters on, or from
    `since` on where that is earlier.
    """

    cursor: Any
    rights: Rights
    filters: Filters
    since: date | None = None

    @cached_property
    def stamp(self) -> Stamp:
        """Which revision is read."""
        return read_stamp(self.cursor)

    @cached_property
    def agencies(self) -> list[str]:
        """Agency codes by their places."""
        rows = self.cursor.execute("SELECT code FROM agency ORDER BY place").fetchall()
        return [code for (code,) in rows]

    @cached_property
    def _codes(self) -> list[tuple[int, str, str, int | None]]:
        return list(self.cursor.execute("SELECT number, family, code, bit FROM code").fetchall())

    @cached_property
    def code_of(self) -> dict[int, str]:
        """Codes by their numbers."""
        return {number: code for number, _, code, _ in self._codes}

    @cached_property
    def lookup(self) -> Lookup:
        """How the codes of the filters are numbered here."""
        return Lookup(
            codes={(family, code): number for number, family, code, _ in self._codes},
            bits={(family, code): bit for _, family, code, bit in self._codes if bit is not None},
            agencies={code: place for place, code in enumerate(self.agencies)},
            units=unit_ids(),
            scope=area_scope(self.filters.area) if self.filters.area else None,
        )

    @cached_property
    def area_code(self) -> dict[int, str]:
        """Area codes by their ids."""
        return area_codes(self.stamp.areas)

    def condition(self, kind: Kind, filters: Filters | None = None) -> Condition:
        """The compiled filters for one kind; `filters` other than the reading's must ask for the same area and text."""
        asked = filters or self.filters
        if asked.text:
            _ = self._matched
        return compile_filters(asked, kind, self.lookup)

    def rows(
        self, kind: Kind, columns: str, rest: str = "", filters: Filters | None = None
    ) -> list[tuple[Any, ...]]:
        """The rows of `SELECT columns FROM the kind WHERE the filters hold`, and what else is given."""
        where = self.condition(kind, filters)
        sql = f"SELECT {columns} FROM {TABLES[kind].name} WHERE {where.sql} {rest}"
        return list(self.cursor.execute(sql, where.parameters).fetchall())

    @cached_property
    def _matched(self) -> bool:
        """True once what the words are found in is noted."""
        _match_text(self, self.filters.text or "", self.since)
        return True

    @cached_property
    def own_bit(self) -> int:
        """The bit of the viewer's agency; 0 for viewers above the agencies."""
        place = self.lookup.agencies.get(self.rights.agency or "")
        return 0 if place is None else 1 << place

    @property
    def visible(self) -> str:
        """The condition under which the viewer may open a row."""
        if not self.rights.reads_records:
            return "false"
        return "true" if self.rights.sees_closed else f"(shared OR owners & {self.own_bit} <> 0)"

    def hides(self, closed: int) -> bool:
        """True when a value comes from a closed record of another agency than the viewer's."""
        if self.rights.sees_closed:
            return False
        return not self.rights.reads_records or bool(closed & ~self.own_bit)


@lru_cache(maxsize=2)
def area_codes(stamp: str) -> dict[int, str]:
    """Area codes by their ids; the stamp changes when the areas do."""
    del stamp
    return {number: code for code, number in area_ids().items()}


@contextmanager
def open_reading(viewer: Viewer, filters: Filters, since: date | None = None) -> Iterator[Reading]:
    """A reading of what is known now, or was at the moment that the filters name; `since`: see `Reading`."""
    with _facts(filters).reading() as cursor:
        yield Reading(cursor, Rights.of(viewer), filters, since)


def _facts(filters: Filters) -> Facts:
    if filters.known_at is None:
        return current_facts()
    return facts_at(revision_of(filters.known_at))


def revision_of(known_at: str) -> int:
    """The revision that `known_at` of the filters names: by its number, or as the latest at a local moment."""
    if known_at.startswith("r"):
        return int(known_at[1:])
    moment = datetime.fromisoformat(known_at).replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    return revision_at(moment)


def _match_text(reading: Reading, text: str, since: date | None) -> None:
    """Notes what the words are found in, among what the viewer may open: counting must not read closed records out.

    Only what some figure of the filters could count is searched: it is by far the dearest question of a page.
    """
    words = fold(text).split()
    found = " AND ".join(["contains(search, ?)"] * len(words)) or "true"
    for name, column, table, kind in (
        ("matched", "incident_id", "source", Kind.INCIDENT),
        ("matched_return", "record_id", "returned", Kind.RETURN),
    ):
        could = _could_count(reading, kind, since)
        reading.cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT DISTINCT {column} FROM {table} "
            f"WHERE {could.sql} AND {reading.visible} AND {found}",
            [*could.parameters, *words],
        )


def _could_count(reading: Reading, kind: Kind, since: date | None) -> Condition:
    """A wider condition than that of any figure: what overlaps the period or has no date, of any area."""
    asked = reading.filters
    wider = ("text", "area", "aside", "dated", "placed", "register", "cell", "lacks", "has")
    days = ("day_from", "day_to")
    could = reading.condition(kind, asked.with_(**dict.fromkeys((*wider, *days))))
    if asked.day_from:
        first = min(asked.day_from, since or asked.day_from)
        could.add("(day_from IS NULL OR day_until > ?)", first)
    if asked.day_to:
        could.add("(day_from IS NULL OR day_from <= ?)", asked.day_to)
    return could


def area_scope(code: str) -> AreaScope:
    """Where to look for an area of any level and time."""
    known, ids = gazetteer(), area_ids()
    area = known.area(code)
    above = {*known.ancestors(code), *known.kin(code)}
    wider = tuple(sorted(ids[other] for other in above - known.scope(code)))
    if area.kind is AreaKind.COUNTRY:
        return AreaScope("country", (ids[code],), wider)
    line = [known.area(other).kind for other in known.ancestors(code)]
    if area.valid_to is None and all(kind is AreaKind.COUNTRY for kind in line):
        return AreaScope("province", (ids[code],), wider)
    if area.valid_to is None and area.kind is AreaKind.COMMUNE:
        return AreaScope("commune", (ids[code],), wider)
    return AreaScope("area", tuple(sorted(ids[other] for other in known.scope(code))), wider)
