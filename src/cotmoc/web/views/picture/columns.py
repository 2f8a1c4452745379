"""The columns of each list: heads, what they are sorted by, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.exports.sheets import Value
from cotmoc.picture.queries.lists import Row
from cotmoc.web.formatting import count_text, moment_of, moment_text, quantity_text, stated_text
from cotmoc.web.views.picture.labels import agency_label, area_label, code_label, measure_label

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: for reading, as a value for files, and how it is shown."""

    text: str
    value: Value = None
    written: str = ""
    agencies: tuple[str, ...] = ()
    lead: str = ""
    is_number: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how it is filled, and by what the list may be sorted through it."""

    head: Any
    cell: Callable[[Row], Cell]
    sort: str = ""
    is_number: bool = False
    opens: bool = False


def _text(text: object, written: object = "") -> Cell:
    shown = str(text or "")
    return Cell(shown or NOTHING, shown, str(written or ""))


def _number(value: Any) -> Cell:
    return Cell(count_text(value), value, is_number=True)


def _closed() -> Cell:
    return Cell(gettext("closed"), gettext("closed"), is_closed=True)


def _day(row: Row) -> Cell:
    """The moment: of the incident where it is known to the list, else the interval of its days."""
    if "day_from" in row.hidden:
        return _closed()
    first, until = row.values.get("day_from"), row.values.get("day_until")
    if first is None or until is None:
        return _text("", row.written.get("occurred_written"))
    precision, minute = row.values.get("precision"), row.values.get("minute")
    if precision:
        return Cell(moment_text(moment_of(first, until, precision, minute)), first)
    last = until - timedelta(days=1)
    shown = date_format(first, "SHORT_DATE_FORMAT")
    return Cell(
        shown if last == first else f"{shown} – {date_format(last, 'SHORT_DATE_FORMAT')}", first
    )


def _place(row: Row) -> Cell:
    if "area" in row.hidden:
        return _closed()
    code = row.values.get("commune") or row.values.get("area")
    written = row.written.get("place_written", "")
    if not code:
        return _text("", written)
    shown = area_label(code)
    if row.values.get("estimated"):
        shown = gettext("%(area)s (estimated)") % {"area": shown}
    return _text(shown, written if written != shown else "")


def _offence(row: Row) -> Cell:
    if "offence" in row.hidden:
        return _closed()
    return _coded("offence", "offence")(row)


def _coded(name: str, family: str) -> Callable[[Row], Cell]:
    return lambda row: _text(code_label(family, row.values.get(name) or ""))


def _agencies(row: Row) -> Cell:
    lead = row.values.get("lead") or ""
    others = tuple(code for code in row.values.get("agencies") or () if code != lead)
    names = ", ".join(agency_label(code) for code in (lead, *others) if code)
    return Cell(names, names, agencies=others, lead=lead)


def _agency(row: Row) -> Cell:
    code = row.values.get("agency") or ""
    return Cell(agency_label(code), agency_label(code), agencies=(code,))


def _what(row: Row) -> Cell:
    written = row.written
    title = written.get("title") or written.get("narrative") or written.get("offence_written")
    return _text(title, written.get("reference") if written.get("reference") != title else "")


def _incident(row: Row) -> Cell:
    return Cell(f"#{row.incident_id}", row.incident_id)


def _source(row: Row) -> Cell:
    return Cell(f"#{row.values['record_id']}", row.values["record_id"])


def _number_of(name: str) -> Callable[[Row], Cell]:
    return lambda row: _number(row.values.get(name))


def _written(*names: str) -> Callable[[Row], Cell]:
    return lambda row: _text(" ".join(str(row.written.get(n) or "") for n in names).strip())


def _amount(row: Row) -> Cell:
    amount = row.values.get("amount")
    written = " ".join(
        str(row.written.get(n) or "")
        for n in ("quantity_written", "unit_written")
        if n in row.written
    )
    if amount is None:
        return Cell(gettext("not read"), None, written.strip())
    bound, most = row.written.get("bound") or "exact", row.written.get("most")
    text = stated_text(amount, row.values.get("measure"), bound, most)
    is_same = written.split() == text.split()
    return Cell(text, Decimal(amount), "" if is_same else written.strip(), is_number=True)


def _goods(row: Row) -> Cell:
    label = code_label("commodity", row.values.get("commodity") or "")
    written = row.written.get("commodity_written") or ""
    return _text(label, written if written.casefold() != label.casefold() else "")


def _measure(row: Row) -> Cell:
    return _text(measure_label(row.values.get("measure") or ""))


def _money(name: str) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        value = row.values.get(name)
        if value is None:
            return _text("")
        return Cell(str(quantity_text(value, "money_vnd")), value, is_number=True)

    return cell


def _birth(row: Row) -> Cell:
    born = moment_of(
        row.written.get("birth_from"), None, row.written.get("birth_precision") or "day"
    )
    return _text(moment_text(born) if born else "")


def _fates(row: Row) -> Cell:
    return _text(", ".join(code_label("outcome", code) for code in row.values.get("fates") or ()))


def _indicator(row: Row) -> Cell:
    dimensions = row.written.get("dimensions") or {}
    pairs = dimensions if isinstance(dimensions, dict) else {}
    return _text(
        code_label("indicator", row.values.get("indicator") or ""),
        ", ".join(f"{name}: {value}" for name, value in pairs.items()),
    )


def _stated_day(row: Row) -> Cell:
    """The moment as this one source states it."""
    first = row.written.get("occurred_from")
    if first is None:
        return _text("", row.written.get("occurred_written"))
    precision, minute = row.written["occurred_precision"], row.written["occurred_minute"]
    moment = moment_of(first, row.written["occurred_until"], precision, minute)
    return Cell(moment_text(moment), first)


def _received(row: Row) -> Cell:
    day = row.values.get("first_day")
    return Cell(date_format(day, "SHORT_DATE_FORMAT"), day) if day else _text("")


_WHEN = Column(_("When"), _day, "day")
_WHERE = Column(_("Where"), _place)
_OFFENCE = Column(_("Offence"), _offence)
_WHO = Column(_("Agencies"), _agencies)
_OPENS = Column(_("Incident"), _incident, opens=True)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.INCIDENT: (
        _OPENS,
        _WHEN,
        _WHERE,
        Column(_("Offence"), _offence, "offence"),
        Column(_("What"), _what),
        _WHO,
        Column(_("Sources"), _number_of("sources"), "sources", is_number=True),
    ),
    Kind.PARTY: (
        _OPENS,
        Column(_("Name"), _written("name")),
        Column(_("Role"), _coded("role", "role"), "role"),
        Column(_("Number"), _number_of("heads"), "heads", is_number=True),
        Column(_("Born"), _birth),
        Column(_("Residence"), _written("residence_written")),
        Column(_("Outcome"), _fates),
        _WHEN,
        _WHERE,
        _WHO,
    ),
    Kind.CONVEYANCE: (
        _OPENS,
        Column(_("Conveyance"), _coded("conveyance", "conveyance"), "conveyance"),
        Column(_("Registration"), _written("registration")),
        Column(_("Name"), _written("name", "flag")),
        Column(_("Number"), _number_of("pieces"), "pieces", is_number=True),
        _WHEN,
        _WHERE,
        _WHO,
    ),
    Kind.SEIZURE: (
        _OPENS,
        Column(_("Goods"), _goods, "commodity"),
        Column(_("Amount"), _amount, "amount", is_number=True),
        Column(_("Measure"), _measure),
        Column(_("Value"), _money("value_vnd"), is_number=True),
        _WHEN,
        _WHERE,
        _WHO,
    ),
    Kind.OUTCOME: (
        _OPENS,
        Column(_("Outcome"), _coded("outcome", "outcome"), "outcome"),
        Column(_("Fine"), _money("fine_vnd"), "fine_vnd", is_number=True),
        Column(_("As written"), _written("written")),
        _WHEN,
        _WHERE,
        _OFFENCE,
        _WHO,
    ),
    Kind.SOURCE: (
        Column(_("Source"), _source, opens=True),
        Column(_("Agency"), _agency, "agency"),
        Column(_("Register"), lambda row: _text(row.values.get("register"))),
        Column(_("What"), _what),
        Column(_("When"), _stated_day, "day"),
        Column(_("Place as written"), _written("place_written")),
        Column(_("First received"), _received, "first_day"),
        Column(_("Counted in"), _incident),
    ),
    Kind.RETURN: (
        Column(_("Source"), _source, opens=True),
        Column(_("Indicator"), _indicator, "indicator"),
        Column(_("Goods"), lambda row: _goods(row) if row.values.get("commodity") else _text("")),
        Column(_("Amount"), _amount, "amount", is_number=True),
        _WHEN,
        _WHERE,
        Column(_("Agency"), _agency),
        Column(_("Unit"), _written("unit_written")),
    ),
}
