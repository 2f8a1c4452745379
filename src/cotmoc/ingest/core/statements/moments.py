"""When it happened, or which period is reported."""

from __future__ import annotations

from cotmoc.ingest.core.columns.options import MIXED
from cotmoc.ingest.core.plans import NOTHING, Written
from cotmoc.ingest.core.statements.reading import Row
from cotmoc.normalise.moments import (
    Moment,
    Precision,
    compose_moment,
    read_day_and_time,
    read_moment,
)
from cotmoc.normalise.readings import Reading, warning

_OF_BIRTHS = {Precision.DAY, Precision.MONTH, Precision.YEAR}
_PARTS = ("when.date", "when.time", "when.year", "when.quarter", "when.month", "when.day")


def read_when(row: Row, missing: str) -> tuple[Moment | None, str]:
    """The moment of a record and how it is written; nothing written is the error `missing`."""
    cells = [at for at in (row.get(name) for name in _PARTS) if at.text]
    written = " ".join(at.text for at in cells)
    if not cells:
        row.findings.add_error(missing)
        return None, ""
    moment = _from_date(row) if row.get("when.date").text else _from_parts(row)
    return moment, written


def _from_date(row: Row) -> Moment | None:
    at, time = row.get("when.date"), row.get("when.time")
    day = row.findings.take(_read(row, at, _stated_year(row, at)), at)
    if not time.text or day is None:
        return day
    timed = read_day_and_time(Reading(day), time.text, row.profile.utc_offset_minutes)
    return row.findings.take(timed, time)


def _read(row: Row, at: Written, year: int | None = None) -> Reading[Moment]:
    order = at.options.get("order") or row.profile.date_order
    return read_moment(
        at.text,
        "" if order == MIXED else order,
        today=row.context.today,
        year=year,
        utc_offset_minutes=row.profile.utc_offset_minutes,
        serials=at.options.get("serials", "1900"),
    )


def _stated_year(row: Row, at: Written) -> int | None:
    """The year of dates without one: that of the row's own column or the profile's constant, else of the column."""
    stated = compose_moment(row.get("when.year").text).value
    if stated:
        return stated.start.year
    year = at.options.get("year", "")
    return int(year) if year.isdecimal() else None


def read_period(row: Row, at: Written) -> Moment | None:
    """The period that the header of a column names."""
    return row.findings.take(_read(row, at), at)


def _from_parts(row: Row) -> Moment | None:
    at = row.get("when.year")
    month = row.get("when.month")
    if not month.text:
        month = row.get("when.quarter")
    reading = compose_moment(
        at.text, month.text, row.get("when.day").text, row.profile.fiscal_start_month
    )
    moment = row.findings.take(reading, _first(at, month))
    if moment and moment.start > row.context.today:
        row.findings.add(warning("moment.future", at.text), at)
    return moment


def _first(*cells: Written) -> Written:
    return next((at for at in cells if at.text), NOTHING)


def read_birth(row: Row, at: Written) -> Moment | None:
    """The day, month or year of a birth; anything else is left out with a warning."""
    if not at.text:
        return None
    born = row.findings.take_softly(_read(row, at), at)
    if born and born.precision is Precision.MINUTE:
        return Moment(born.start)
    if born and born.precision not in _OF_BIRTHS:
        row.findings.add_warning("party.birth_span", at)
        return None
    return born
