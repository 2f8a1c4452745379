"""Filters as one condition over a table of facts: the figure and the list it opens are counted by the same text.

Every table of things carries the keys of its incident (days, area, offence, agencies, and as bits what else is in it),
so the same condition holds on each of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cotmoc.picture.core.catalogue import FAMILIES, codes_of
from cotmoc.picture.core.cells import masked_cell
from cotmoc.picture.core.filters import NOT_STATED, Filters
from cotmoc.picture.core.kinds import Kind


@dataclass(frozen=True, slots=True)
class AreaScope:
    """Where to look for an area: a column of facts, and the ids that it may hold there.

    `wider` are the areas above, by which something that lies in it may be known only imprecisely.
    """

    column: str
    ids: tuple[int, ...]
    wider: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """How codes are numbered in the fact store at hand.

    `codes` by family and code; `bits` the place of a code in its family's mask; `agencies` their places by code;
    `units` ids by code; `scope` of the area asked for, None when none is.
    """

    codes: Mapping[tuple[str, str], int]
    bits: Mapping[tuple[str, str], int]
    agencies: Mapping[str, int]
    units: Mapping[str, int]
    scope: AreaScope | None = None


@dataclass(slots=True)
class Condition:
    """SQL conditions that all hold, with their parameters in order."""

    parts: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, sql: str, *parameters: Any) -> None:
        """One more condition."""
        self.parts.append(sql)
        self.parameters.extend(parameters)

    @property
    def sql(self) -> str:
        """The conditions as one, true when there are none."""
        return " AND ".join(self.parts) or "true"


def compile_filters(filters: Filters, kind: Kind, lookup: Lookup) -> Condition:
    """The condition that the rows of `kind` must meet.

    A line (seizure, outcome) must itself be what `commodity` or `outcome` ask for; of other kinds, something in the
    same incident. `text` is not in it: what it finds stands in the table `matched` of the reading.
    """
    condition = Condition()
    _add_days(condition, filters)
    _add_area(condition, filters, lookup.scope if filters.area else None)
    if filters.text:
        condition.add(_MATCHED[kind is Kind.RETURN])
    _add_register(condition, filters, kind, lookup)
    if kind is Kind.RETURN:
        _add_code(condition, "commodity", "commodity", filters.commodity, lookup)
        _add_agencies(condition, filters, lookup)
    else:
        _add_incident(condition, filters, kind, lookup)
    _add_line(condition, filters, kind, lookup)
    return condition


_MATCHED = {
    False: "incident_id IN (SELECT incident_id FROM matched)",
    True: "record_id IN (SELECT record_id FROM matched_return)",
}


def _add_days(condition: Condition, filters: Filters) -> None:
    """Inside: the whole interval lies in the period. Aside: it overlaps the period, or no date is known."""
    first, last = filters.day_from, filters.day_to
    inside, overlapping = Condition(), Condition()
    if first:
        inside.add("day_from >= ?", first)
        overlapping.add("day_until > ?", first)
    if last:
        inside.add("day_until <= ?", last + timedelta(days=1))
        overlapping.add("day_from <= ?", last)
    if filters.aside == "date":
        condition.add(
            f"(day_from IS NULL OR ({overlapping.sql}) AND NOT ({inside.sql}))",
            *overlapping.parameters,
            *inside.parameters,
        )
    elif inside.parts:
        condition.add(inside.sql, *inside.parameters)
    if filters.dated:
        condition.add(UNDATED[filters.dated])


#: Things whose interval is not within one year, one month, or one week.
UNDATED = {
    unit: f"(day_from IS NULL OR date_trunc('{unit}', day_from) <> date_trunc('{unit}', day_until - 1))"
    for unit in ("year", "month", "week")
}


def _add_area(condition: Condition, filters: Filters, scope: AreaScope | None) -> None:
    if scope is not None:
        if filters.aside == "area":
            condition.add(_wider(scope))
        else:
            condition.add(_is_in(scope.column, scope.ids))
    elif filters.aside == "area":
        condition.add("false")
    if filters.placed:
        condition.add(UNPLACED[scope.column if scope else ""])


def _wider(scope: AreaScope) -> str:
    """Known only by an area above the one asked for, or by none at all."""
    inside = _is_in(scope.column, scope.ids)
    above = f"area IS NULL OR {_is_in('area', scope.wider)}"
    return f"(({above}) AND NOT coalesce({inside}, false))"


#: Things in no area of the level that the page divides the chosen one by.
UNPLACED = {
    "": "province IS NULL",
    "country": "province IS NULL",
    "province": "commune IS NULL",
    "commune": "true",
    "area": "commune IS NULL",
}


def _is_in(column: str, ids: Sequence[int]) -> str:
    if not ids:
        return "false"
    if len(ids) == 1:
        return f"{column} = {int(ids[0])}"
    return f"{column} IN ({', '.join(str(int(number)) for number in ids)})"


def _add_register(condition: Condition, filters: Filters, kind: Kind, lookup: Lookup) -> None:
    if filters.register is None:
        return
    number = lookup.codes.get(("register", filters.register), -1)
    if kind in {Kind.SOURCE, Kind.RETURN}:
        condition.add("register = ?", number)
    else:
        condition.add("incident_id IN (SELECT incident_id FROM source WHERE register = ?)", number)


def _add_incident(condition: Condition, filters: Filters, kind: Kind, lookup: Lookup) -> None:
    _add_code(condition, "offence", "offence", filters.offence, lookup)
    _add_code(condition, "detection", "detection", filters.detection, lookup)
    _add_bits(condition, "commodities", "commodity", filters.commodity, lookup)
    _add_bits(condition, "outcomes", "outcome", filters.outcome, lookup)
    _add_bits(condition, "outcomes", "outcome", filters.ended, lookup)
    _add_agencies(condition, filters, lookup)
    if filters.several:
        condition.add("reporters > 1")
    if filters.joint:
        condition.add(f"bit_count(agencies) {'>' if filters.joint == 'yes' else '='} 1")
    if filters.unit and kind is not Kind.SOURCE:
        unit = lookup.units.get(filters.unit, -1)
        condition.add("incident_id IN (SELECT incident_id FROM source WHERE unit = ?)", unit)
    _add_of_incident(condition, _of_incident(filters), kind)


def _of_incident(filters: Filters) -> Condition:
    """What only the table of incidents can tell."""
    condition = Condition()
    if filters.cell:
        mask, bits = masked_cell(filters.cell)
        condition.add(f"cell & {mask}::UBIGINT = {bits}")
    if filters.lacks:
        condition.add(LACKING[filters.lacks])
    if filters.has:
        condition.add("seizures > 0")
    return condition


#: Incidents in which nothing of a kind is stated.
LACKING = {"party": "parties = 0", "seizure": "seizures = 0"}


def _add_of_incident(condition: Condition, asked: Condition, kind: Kind) -> None:
    if not asked.parts:
        return
    if kind is Kind.INCIDENT:
        condition.add(asked.sql)
    else:
        condition.add(f"incident_id IN (SELECT incident_id FROM incident WHERE {asked.sql})")


def _add_agencies(condition: Condition, filters: Filters, lookup: Lookup) -> None:
    if filters.agency and filters.part == "lead":
        condition.add("lead = ?", lookup.agencies[filters.agency])
    elif filters.agency:
        condition.add("agencies & (1::UBIGINT << ?) <> 0", lookup.agencies[filters.agency])
    if filters.lead:
        condition.add("lead = ?", lookup.agencies[filters.lead])
    if filters.under:
        condition.add("lead <> ?", lookup.agencies[filters.under])
    if filters.took_part:
        condition.add("agencies & (1::UBIGINT << ?) <> 0", lookup.agencies[filters.took_part])


def _add_code(
    condition: Condition, column: str, family: str, value: str | None, lookup: Lookup
) -> None:
    if value is None:
        return
    wanted = codes_of(FAMILIES[family], value) or {value}
    condition.add(_is_in(column, sorted(lookup.codes.get((family, code), -1) for code in wanted)))


def _add_bits(
    condition: Condition, column: str, family: str, value: str | None, lookup: Lookup
) -> None:
    if value is None:
        return
    if value == NOT_STATED and family == "outcome":
        condition.add(f"{column} = 0")
        return
    wanted = codes_of(FAMILIES[family], value) or {value}
    mask = sum(1 << lookup.bits[family, code] for code in wanted if (family, code) in lookup.bits)
    condition.add(f"{column} & {mask}::UHUGEINT <> 0" if mask else "false")


def _add_line(condition: Condition, filters: Filters, kind: Kind, lookup: Lookup) -> None:
    """What only one kind of rows has."""
    if kind is Kind.PARTY:
        _add_code(condition, "role", "role", filters.role, lookup)
        _add_bits(condition, "fates", "outcome", filters.fate, lookup)
    elif kind is Kind.CONVEYANCE:
        _add_code(condition, "conveyance", "conveyance", filters.conveyance, lookup)
    elif kind is Kind.OUTCOME:
        _add_code(condition, "outcome", "outcome", filters.outcome, lookup)
        _add_code(condition, "outcome", "outcome", filters.result, lookup)
        if filters.fined:
            condition.add(f"fine_vnd IS {'NOT ' if filters.fined == 'yes' else ''}NULL")
    elif kind is Kind.SEIZURE:
        _add_code(condition, "commodity", "commodity", filters.commodity, lookup)
        if filters.valued:
            condition.add(f"value_vnd IS {'NOT ' if filters.valued == 'yes' else ''}NULL")
    if kind in {Kind.SEIZURE, Kind.RETURN}:
        _add_quantity(condition, filters, lookup)
    if kind in {Kind.SOURCE, Kind.RETURN}:
        _add_source(condition, filters, lookup)
    if kind is Kind.RETURN:
        _add_code(condition, "indicator", "indicator", filters.indicator, lookup)


def _add_quantity(condition: Condition, filters: Filters, lookup: Lookup) -> None:
    _add_code(condition, "commodity", "commodity", filters.goods, lookup)
    if filters.measure:
        code = "" if filters.measure == "none" else filters.measure
        condition.add("measure = ?", lookup.codes.get(("measure", code), -1))
    if filters.amount:
        condition.add(f"amount IS {'NOT ' if filters.amount == 'read' else ''}NULL")


def _add_source(condition: Condition, filters: Filters, lookup: Lookup) -> None:
    if filters.unit:
        condition.add("unit = ?", lookup.units.get(filters.unit, -1))
    if filters.stated_by:
        condition.add("agency = ?", lookup.agencies[filters.stated_by])
    if filters.corrected:
        condition.add("version > 1")
    if filters.stated_from:
        condition.add("own_from >= ?", filters.stated_from)
    if filters.stated_to:
        condition.add("own_until <= ?", filters.stated_to + timedelta(days=1))
