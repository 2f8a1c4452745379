"""The lists that figures open: exactly the rows that were counted, as far as the viewer may open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cotmoc.access.core.viewer import Viewer
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import TABLES, Kind, Total
from cotmoc.picture.facts.moving import Stamp
from cotmoc.picture.queries.reading import Reading, open_reading
from cotmoc.picture.queries.written import written_lines

PAGE_SIZE = 50
#: Columns that hold numbered codes.
CODED = frozenset(
    {
        "offence",
        "detection",
        "precision",
        "place_precision",
        "role",
        "kind",
        "conveyance",
        "commodity",
        "measure",
        "outcome",
        "indicator",
        "register",
    }
)
_KEYS = ("incident_id", "day_from", "day_until", "area", "commune", "offence", "lead", "agencies")
_LINE = (*_KEYS, "record_id", "version_id", "line")
#: What is read for a row of each kind.
COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.INCIDENT: (
        *_KEYS,
        "minute",
        "precision",
        "detection",
        "sources",
        "reporters",
        "estimated",
        "shared",
        "owners",
        "moment_closed",
        "place_closed",
        "offence_closed",
        "closed_owners",
    ),
    Kind.PARTY: (*_LINE, "role", "kind", "heads", "fates"),
    Kind.CONVEYANCE: (*_LINE, "conveyance", "pieces"),
    Kind.SEIZURE: (*_LINE, "commodity", "measure", "amount", "value_vnd"),
    Kind.OUTCOME: (*_LINE, "outcome", "fine_vnd"),
    Kind.SOURCE: (*_LINE, "agency", "register", "unit", "own_from", "own_until", "first_day"),
    Kind.RETURN: (
        "record_id",
        "version_id",
        "line",
        "day_from",
        "day_until",
        "precision",
        "area",
        "commune",
        "agency",
        "register",
        "unit",
        "indicator",
        "commodity",
        "measure",
        "amount",
    ),
}
#: What a list may be sorted by, each with the columns; the first is the order without a choice.
SORTS: dict[Kind, dict[str, str]] = {
    Kind.INCIDENT: {"day": "day_from", "sources": "sources", "offence": "offence"},
    Kind.PARTY: {"day": "day_from", "role": "role", "heads": "heads"},
    Kind.CONVEYANCE: {"day": "day_from", "conveyance": "conveyance", "pieces": "pieces"},
    Kind.SEIZURE: {"day": "day_from", "commodity": "commodity", "amount": "amount"},
    Kind.OUTCOME: {"day": "day_from", "outcome": "outcome", "fine_vnd": "fine_vnd"},
    Kind.SOURCE: {"day": "own_from", "agency": "agency", "first_day": "first_day"},
    Kind.RETURN: {"day": "day_from", "indicator": "indicator", "amount": "amount"},
}


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by, and whether the smallest comes first."""

    by: str = "day"
    ascending: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, with its codes and areas in words of the code lists; `written` is what its source says of it.

    A value that only a closed record of another agency states is in `hidden`, and None here.
    """

    kind: Kind
    values: dict[str, Any]
    written: dict[str, Any] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @property
    def incident_id(self) -> int | None:
        """The incident to open."""
        return self.values.get("incident_id")


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list. `totals` are of all that is counted; `closed` rows of it are not open to the viewer."""

    kind: Kind
    filters: Filters
    stamp: Stamp
    totals: dict[Total, int | Decimal]
    measures: int
    closed: int
    rows: list[Row]
    order: Order

    @property
    def open(self) -> int:
        """How many rows the viewer may open."""
        return int(self.totals[Total.ROWS]) - self.closed


def listed(
    *,
    viewer: Viewer,
    filters: Filters,
    kind: Kind,
    order: Order | None = None,
    start: int = 0,
    size: int = PAGE_SIZE,
) -> Listed:
    """The rows from `start` on of the list that the filters name, and what all of it adds up to."""
    order = order or Order()
    with open_reading(viewer, filters) as reading:
        totals = TABLES[kind].totals
        has_measure = kind in {Kind.SEIZURE, Kind.RETURN}
        measures = "count(DISTINCT measure) FILTER (amount IS NOT NULL)" if has_measure else "0"
        columns = (*totals.values(), f"count(*) FILTER (NOT {reading.visible})", measures)
        *sums, closed, number = reading.rows(kind, ", ".join(columns))[0]
        return Listed(
            kind=kind,
            filters=filters,
            stamp=reading.stamp,
            totals=dict(zip(totals, sums, strict=True)),
            measures=number,
            closed=closed,
            rows=_rows(reading, kind, order, start, size),
            order=order,
        )


def _rows(reading: Reading, kind: Kind, order: Order, start: int, size: int) -> list[Row]:
    by = SORTS[kind].get(order.by, SORTS[kind]["day"])
    way = "ASC" if order.ascending else "DESC"
    last = "record_id, line" if kind is not Kind.INCIDENT else "incident_id"
    rest = (
        f"AND {reading.visible} ORDER BY {by} {way} NULLS LAST, {last} "
        f"LIMIT {int(size)} OFFSET {int(start)}"
    )
    names = COLUMNS[kind]
    found = [
        dict(zip(names, row, strict=True)) for row in reading.rows(kind, ", ".join(names), rest)
    ]
    written = written_lines(kind, _versions(reading, kind, found))
    return [
        _row(reading, kind, values, written.get(key, {}))
        for values, key in zip(found, _versions(reading, kind, found), strict=True)
    ]


def _versions(
    reading: Reading, kind: Kind, found: Sequence[dict[str, Any]]
) -> list[tuple[int, int]]:
    """(version id, line) of what each row is taken from; for an incident, of its first source open to the viewer."""
    if kind is not Kind.INCIDENT:
        return [(values["version_id"], values["line"]) for values in found]
    ids = ", ".join(str(int(values["incident_id"])) for values in found) or "NULL"
    rows = reading.cursor.execute(
        f"SELECT incident_id, arg_min(version_id, record_id) FROM source "
        f"WHERE incident_id IN ({ids}) AND {reading.visible} GROUP BY 1"
    ).fetchall()
    version = dict(rows)
    return [(version[values["incident_id"]], 0) for values in found]


def _row(reading: Reading, kind: Kind, values: dict[str, Any], written: dict[str, Any]) -> Row:
    hidden = _hidden(reading, values) if kind is Kind.INCIDENT else frozenset()
    decoded = {name: _decoded(reading, name, value) for name, value in values.items()}
    decoded |= dict.fromkeys(hidden)
    return Row(kind, decoded, written, hidden)


def _hidden(reading: Reading, values: dict[str, Any]) -> frozenset[str]:
    """The values that come from closed records of other agencies."""
    names = {
        "moment_closed": ("day_from", "day_until", "minute"),
        "place_closed": ("area", "commune"),
        "offence_closed": ("offence",),
    }
    return frozenset(
        name for mark, hidden in names.items() if reading.hides(values[mark]) for name in hidden
    )


def _decoded(reading: Reading, name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in CODED:
        return reading.code_of[value]
    if name in {"area", "commune"}:
        return reading.area_code.get(value, "")
    if name in {"lead", "agency"}:
        return reading.agencies[value]
    if name in {"agencies", "fates"}:
        return _of_mask(reading, name, value)
    return value


def _of_mask(reading: Reading, name: str, mask: int) -> list[str]:
    """The codes whose bits are set in a mask."""
    if name == "agencies":
        return [code for place, code in enumerate(reading.agencies) if mask >> place & 1]
    bits = reading.lookup.bits.items()
    return [code for (family, code), bit in bits if family == "outcome" and mask >> bit & 1]
