"""When it happened, or which period is reported."""

from __future__ import annotations

from cotmoc.ingest.core.plans import NOTHING, Written
from cotmoc.ingest.core.statements.reading import Row
from cotmoc.normalise.moments import (
    Moment,
    compose_moment,
    read_day_and_time,
    read_moment,
)
from cotmoc.normalise.readings import Reading, warning

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
    profile = row.profile
    order = at.options.get("order") or profile.date_order
    reading = read_moment(
        at.text, order, today=row.context.today, utc_offset_minutes=profile.utc_offset_minutes
    )
    day = row.findings.take(reading, at)
    if not time.text or day is None:
        return day
    timed = read_day_and_time(Reading(day), time.text, profile.utc_offset_minutes)
    return row.findings.take(timed, time)


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
    """The date or year of a birth; what cannot be read is left out with a warning."""
    if not at.text:
        return None
    order = at.options.get("order") or row.profile.date_order
    return row.findings.take_softly(read_moment(at.text, order, today=row.context.today), at)
