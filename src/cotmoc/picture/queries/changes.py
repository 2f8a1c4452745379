"""A picture as it stood at an earlier moment against what is known now: figures, and the records that changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cotmoc.access.core.viewer import Viewer
from cotmoc.picture.core.changing import (
    ChangeKind,
    RecordChange,
    Standing,
    changes_between,
    incidents_of,
)
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind, Total
from cotmoc.picture.facts.moving import Stamp
from cotmoc.picture.facts.reading import CHANGED
from cotmoc.picture.queries.reading import Reading, open_reading
from cotmoc.picture.queries.written import written_lines


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """One figure as it was known then, and as it is known now."""

    name: str
    then: Figure
    now: Figure


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since: the two revisions, the figures, how many changes of each kind, and the changes themselves.

    `records` counts records, for JOINED and PARTED incidents. `closed` of the changed records are not open to the
    viewer; `rows` are those that are.
    """

    then: Stamp
    now: Stamp
    figures: list[ThenAndNow]
    records: dict[ChangeKind, int]
    closed: dict[ChangeKind, int]
    rows: list[RecordChange]


def changes_since(*, viewer: Viewer, filters: Filters) -> Changes:
    """What changed in the picture of the filters since the moment `known_at` that they name."""
    present = filters.with_(known_at=None)
    with open_reading(viewer, filters) as reading:
        then, sums_then = reading.stamp, _sums(reading)
    with open_reading(viewer, present) as reading:
        now, sums_now = reading.stamp, _sums(reading)
    touched = _touched(then.revision, now.revision)
    stood, seen = _standing(viewer, filters, touched)
    stands, seen_now = _standing(viewer, present, touched)
    changed = changes_between(stood, stands)
    # What may be read now decides: a record withdrawn is read as it may have been read then.
    is_open = seen | seen_now
    return Changes(
        then=then,
        now=now,
        figures=[
            ThenAndNow(name, before, after)
            for (name, before), (_, after) in zip(sums_then, sums_now, strict=True)
        ],
        records=_counted(changed),
        closed=_counted([each for each in changed if each.record_id not in is_open]),
        rows=[each for each in changed if each.record_id in is_open],
    )


def _counted(changed: list[RecordChange]) -> dict[ChangeKind, int]:
    numbers = Counter(each.kind for each in changed)
    of_incidents = {ChangeKind.JOINED, ChangeKind.PARTED}
    return {
        kind: incidents_of(changed, kind) if kind in of_incidents else numbers[kind]
        for kind in ChangeKind
    }


#: The figures of both moments: what is counted of which kind.
_FIGURES = (
    ("incidents", Kind.INCIDENT, Total.ROWS, "count(*)"),
    ("sources", Kind.SOURCE, Total.ROWS, "count(*)"),
    ("parties", Kind.PARTY, Total.HEADS, "coalesce(sum(heads), 0)"),
    ("conveyances", Kind.CONVEYANCE, Total.PIECES, "coalesce(sum(pieces), 0)"),
    ("fines", Kind.OUTCOME, Total.FINES, "coalesce(sum(fine_vnd), 0)"),
    ("value", Kind.SEIZURE, Total.VALUE, "coalesce(sum(value_vnd), 0)::BIGINT"),
)
_MONEY = {Total.FINES, Total.VALUE}


def _sums(reading: Reading) -> list[tuple[str, Figure]]:
    return [
        (
            name,
            Figure(
                kind,
                reading.filters,
                reading.rows(kind, sql)[0][0],
                total,
                measure="money_vnd" if total in _MONEY else "",
            ),
        )
        for name, kind, total, sql in _FIGURES
    ]


def _touched(after: int, through: int) -> list[int]:
    """The records of which something was said or judged in the revisions after one, through another."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED.format(after=int(after), through=int(through)))
        return [number for (number,) in cursor.fetchall()]


def _standing(
    viewer: Viewer, filters: Filters, touched: list[int]
) -> tuple[dict[int, Standing], set[int]]:
    """How the records touched and their incidents' others stand in a picture, and which of them the viewer may open."""
    with open_reading(viewer, filters) as reading:
        inside = reading.condition(Kind.SOURCE)
        rows = reading.cursor.execute(
            f"""SELECT record_id, version_id, incident_id, coalesce({inside.sql}, false), {reading.visible} FROM source
                WHERE incident_id IN (
                    SELECT incident_id FROM source WHERE record_id IN (SELECT unnest(?::BIGINT[])))""",
            [*inside.parameters, touched],
        ).fetchall()
    standing = {record: Standing(*values) for record, *values, _ in rows}
    return standing, {row[0] for row in rows if row[-1]}


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """One change as a list shows it: the record's agency and register, and its day and words then and now.

    The day is that of the incident as the source states it; None where it states none, or did not stand.
    """

    change: RecordChange
    agency: str
    register: str
    written: dict[str, Any]
    written_then: dict[str, Any]

    @property
    def day(self) -> date | None:
        """The first day that the source states."""
        return self.written.get("occurred_from")

    @property
    def day_then(self) -> date | None:
        """The first day that it stated then."""
        return self.written_then.get("occurred_from")


def changed_records(changes: list[RecordChange]) -> list[ChangedRecord]:
    """The changes with what their records say, for changes that the viewer has been found to see."""
    ends = [end for each in changes for end in (each.then, each.now) if end is not None]
    written = written_lines(Kind.SOURCE, sorted({(end.version_id, 0) for end in ends}))
    owners = _owners([each.record_id for each in changes])
    return [
        ChangedRecord(
            change=each,
            agency=owners[each.record_id][0],
            register=owners[each.record_id][1],
            written=_said(written, each.now or each.then),
            written_then=_said(written, each.then),
        )
        for each in changes
    ]


def _said(written: dict[tuple[int, int], dict[str, Any]], end: Standing | None) -> dict[str, Any]:
    return written.get((end.version_id, 0), {}) if end else {}


def _owners(records: list[int]) -> dict[int, tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT r.id, a.code, r.register FROM records_sourcerecord r
               JOIN access_agency a ON a.id = r.agency_id WHERE r.id = ANY(%s::bigint[])""",
            [records],
        )
        return {number: (agency, register) for number, agency, register in cursor.fetchall()}
