"""Goods, drugs, money and weapons that were seized."""

from __future__ import annotations

from cotmoc.ingest.core.plans import NOTHING, Written
from cotmoc.ingest.core.statements.combined import divide_goods
from cotmoc.ingest.core.statements.reading import Row
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.money import read_money
from cotmoc.normalise.quantities import Quantity, read_quantity
from cotmoc.normalise.readings import Reading, Severity
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import SeizureDraft

_LEAVES = ("commodity", "quantity", "unit", "value")
_LARGEST_VND = 10**15


def read_seizures(row: Row) -> list[SeizureDraft]:
    """The lines of a row; a cell of several goods with as many quantities is one line for each."""
    lines: list[SeizureDraft] = []
    for number in row.plan.numbers["seizure"]:
        group = f"seizure[{number}]"
        if row.get(f"{group}.written").text:
            lines += [_draft(row, *cells) for cells in _written(row, group)]
        elif row.has_leaf(group, _LEAVES):
            lines += [_draft(row, *cells) for cells in _divided(row, group)]
    return lines


def _written(row: Row, group: str) -> list[tuple[Written, Written, Written, Written]]:
    """The lines of a cell that says goods and quantity together; a value is that of a single line only."""
    at = row.get(f"{group}.written")
    goods = [said for part in row.parts(at) for said in divide_goods(part)]
    commodity, quantity, unit, value = (row.get(f"{group}.{leaf}") for leaf in _LEAVES)
    if len(goods) != 1:
        return [
            (at._replace(text=said.commodity), at._replace(text=said.quantity), NOTHING, NOTHING)
            for said in goods
        ]
    named = commodity if commodity.text else at._replace(text=goods[0].commodity)
    counted = quantity if quantity.text else at._replace(text=goods[0].quantity)
    return [(named, counted, unit, value)]


def _divided(row: Row, group: str) -> list[tuple[Written, Written, Written, Written]]:
    commodity, quantity, unit, value = (row.get(f"{group}.{leaf}") for leaf in _LEAVES)
    goods, amounts, units = row.parts(commodity), row.parts(quantity), row.parts(unit)
    if len(goods) < 2 or len(amounts) != len(goods):
        return [(commodity, quantity, unit, value)]
    if len(units) != len(goods):
        units = (unit.text,) * len(goods)
    return [
        # The value of all of them together is no value of one of them.
        (
            commodity._replace(text=goods[at]),
            quantity._replace(text=amounts[at]),
            unit._replace(text=units[at]),
            value._replace(text=""),
        )
        for at in range(len(goods))
    ]


def _draft(
    row: Row, commodity_at: Written, quantity_at: Written, unit_at: Written, value_at: Written
) -> SeizureDraft:
    commodity = row.code(COMMODITIES, commodity_at)
    if not commodity_at.text:
        row.findings.add_warning("seizure.no_commodity", quantity_at)
    quantity = read_goods(row, quantity_at, unit_at, commodity)
    return SeizureDraft(
        commodity=commodity,
        commodity_written=clean(commodity_at.text) if commodity_at.column else "",
        quantity_written=clean(quantity_at.text),
        unit_written=clean(unit_at.text) or quantity_at.options.get("unit", ""),
        measure=quantity.measure if quantity else None,
        amount=quantity.amount if quantity else None,
        value_vnd=read_vnd(row, value_at),
        bound=quantity.bound.value if quantity else "exact",
        most=quantity.most if quantity else None,
        beside={side.measure: side.amount for side in quantity.beside} if quantity else {},
    )


def read_goods(row: Row, at: Written, unit_at: Written, commodity: str | None) -> Quantity | None:
    """The quantity of some goods. What cannot be read stays as text, with a warning; less than nothing is an error."""
    if not at.text:
        return None
    measure = COMMODITIES[commodity].measure if commodity else ""
    unit = at.options.get("unit") or clean(unit_at.text)
    decimal = at.options.get("decimal") or row.profile.decimal
    return take_quantity(row, read_quantity(at.text, unit, decimal, measure, commodity or ""), at)


def take_quantity(row: Row, reading: Reading[Quantity], at: Written) -> Quantity | None:
    """The quantity of a reading: unreadable is a warning, negative or too large an error."""
    for problem in reading.problems:
        if problem.severity is Severity.ERROR and problem.code == "quantity.unreadable":
            row.findings.add_warning(problem.code, at)
        else:
            row.findings.add(problem, at)
    return reading.value


def read_vnd(row: Row, at: Written) -> int | None:
    """The whole sum in đồng, None for nothing, for another currency and for what cannot be read (a warning)."""
    if not at.text:
        return None
    decimal = at.options.get("decimal") or row.profile.decimal
    money = row.findings.take_softly(
        read_money(at.text, at.options.get("unit", "vnd"), decimal), at
    )
    if money is None:
        return None
    if money.currency != "vnd" or money.amount >= _LARGEST_VND:
        row.findings.add_warning("money.not_vnd", at, currency=money.currency)
        return None
    return int(money.amount)
