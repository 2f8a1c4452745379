"""Aggregate figures: one row may state several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cotmoc.ingest.core.fields import parse_field
from cotmoc.ingest.core.plans import Written
from cotmoc.ingest.core.statements.incidents import read_unit
from cotmoc.ingest.core.statements.moments import read_period, read_when
from cotmoc.ingest.core.statements.places import read_place
from cotmoc.ingest.core.statements.reading import Row
from cotmoc.ingest.core.statements.seizures import read_goods, take_quantity
from cotmoc.normalise.codes.catalogue import COMMODITIES, INDICATORS
from cotmoc.normalise.moments import Moment
from cotmoc.normalise.quantities import Quantity, read_quantity
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import ReturnDraft

_AMOUNT = "return.amount"


def read_returns(rows: Sequence[Row]) -> tuple[ReturnDraft, ...]:
    """The figures that the rows of one record state; a cell without a figure states none.

    Two figures of one indicator, goods and breakdown under the same key are the error `return.repeated`: one of
    them would have to be wrong.
    """
    drafts: list[ReturnDraft] = []
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        for draft, at in _read_row(row):
            said = (
                draft.indicator,
                draft.period,
                draft.commodity_written,
                *sorted(draft.dimensions.items()),
            )
            if said in seen:
                row.findings.add_error("return.repeated", at)
            seen.add(said)
            drafts.append(draft)
    return tuple(drafts)


def _read_row(row: Row) -> list[tuple[ReturnDraft, Written]]:
    cells = [at for name, at in row.values.items() if name.startswith(_AMOUNT)]
    if not cells:
        row.findings.add_warning("return.no_figure")
        return []
    # Columns that name their period in the header need none in the row.
    stated = [at for at in cells if not at.options.get("period")]
    common = _common(row, *(read_when(row, "return.no_period") if stated else (None, "")))
    return [(_figure(row, at, _with_header(row, at, common)), at) for at in cells]


def _with_header(row: Row, at: Written, common: ReturnDraft) -> ReturnDraft:
    """What the rows share, with the period, goods and breakdown that the figure's own column names."""
    period, commodity = at.options.get("period", ""), at.options.get("commodity", "")
    breakdown = at.options.get("breakdown", "")
    if period:
        named = at._replace(text=period)
        common = replace(common, period=read_period(row, named), period_written=period)
    if commodity:
        code = row.code(COMMODITIES, at._replace(text=commodity))
        common = replace(common, commodity=code, commodity_written=commodity)
    if breakdown:
        common = replace(common, dimensions={**common.dimensions, "breakdown": breakdown})
    return common


def _common(row: Row, period: Moment | None, period_written: str) -> ReturnDraft:
    unknown: dict[str, str] = {}
    commodity_at, unit_at = row.get("return.commodity"), row.get("unit")
    return ReturnDraft(
        indicator="",
        period=period,
        period_written=period_written,
        unit=read_unit(row, unknown),
        unit_written=clean(unit_at.text),
        place=read_place(row, period.start if period else None),
        commodity=row.code(COMMODITIES, commodity_at),
        commodity_written=clean(commodity_at.text) if commodity_at.column else "",
        dimensions={
            name.removeprefix("dimension."): clean(at.text)
            for name, at in row.values.items()
            if name.startswith("dimension.")
        },
    )


def _figure(row: Row, at: Written, common: ReturnDraft) -> ReturnDraft:
    indicator, dimensions = _indicator(row, at, dict(common.dimensions))
    quantity = _quantity(row, at, indicator, common.commodity)
    return replace(
        common,
        indicator=indicator,
        dimensions=dimensions,
        quantity_written=clean(at.text),
        measure=quantity.measure if quantity else None,
        amount=quantity.amount if quantity else None,
        bound=quantity.bound.value if quantity else "exact",
        most=quantity.most if quantity else None,
    )


def _indicator(row: Row, at: Written, dimensions: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The indicator of a figure: of its column, else of the row. An unknown one is `other`, named in a dimension."""
    target = parse_field(at.field)
    named = row.get("return.indicator")
    text = target.argument if target and target.argument else named.text
    if not text:
        row.findings.add_error("return.no_indicator", at)
        return "other", dimensions
    code = row.code(INDICATORS, at._replace(text=text))
    return (code, dimensions) if code else ("other", {**dimensions, "indicator": clean(text)})


def _quantity(row: Row, at: Written, indicator: str, commodity: str | None) -> Quantity | None:
    measure = INDICATORS[indicator].measure
    if not measure:
        return read_goods(row, at, row.get("return.quantity_unit"), commodity)
    decimal = at.options.get("decimal") or row.profile.decimal
    unit = at.options.get("unit", "")
    return take_quantity(row, read_quantity(at.text, unit, decimal, measure), at)
