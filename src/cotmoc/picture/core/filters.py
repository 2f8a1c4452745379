"""The filters of the picture: what an address asks, read from and written to its query string.

A page, a figure and the list that the figure opens are named by the same filters. Those of the filter bar come
first; the rest narrow to what one figure counts, so that the figure's address is the page's address and a little more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, tzinfo
from functools import partial
from operator import attrgetter
from typing import Any
from urllib.parse import quote_plus

from cotmoc.normalise.readings import Problem, warning
from cotmoc.picture.core.cells import masked_cell

#: What stands for "not stated" in the address, where a code is expected.
NOT_STATED = "none"
#: A group of codes is asked for by this prefix and its name.
GROUP = "group."
#: Query names that are not Python names.
ADDRESS_NAMES = {"day_from": "from", "day_to": "to", "text": "q"}
_CODE = re.compile(r"[A-Za-z0-9_.:\-]{1,120}")
_REVISION = re.compile(r"r(0|[1-9][0-9]{0,17})")
MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything that narrows the picture; None asks for all. Dates are inclusive days.

    `part`: "lead" takes only incidents that `agency` led, else also those in which it took part. `known_at` is a
    local ISO moment, or `r` and the number of a revision. `cell`: an H3 hexagon in which the recorded position lies.
    Codes may be `group.<name>` or `none` (not stated).

    The narrowing fields: `lead`, `took_part` agencies; `several` "yes": reported by several agencies; `role` of
    parties; `conveyance` kind; `goods` one commodity of lines; `measure`; `amount` "read" or "unread"; `result` one
    outcome; `fate` one outcome of parties themselves; `fined` "yes" or "no": a fine is stated or not; `indicator`;
    `unit` that reported; `stated_by` an agency; `stated_from`, `stated_to` the days that a source itself states;
    `placed` "no": in no area of the next level; `dated` "year", "month", "week": not dated as precisely as that;
    `aside` "date", "area": what may belong to the picture but is not known precisely enough for that; `joint` "yes"
    or "no": several agencies took part, or one; `valued` "yes" or "no": a value is stated or not; `lacks` "party",
    "seizure": incidents that state none; `corrected` "yes": sources of which a later version stands; `under` an
    agency that did not lead; `has` "seizure": incidents that state goods; `ended` an outcome among their outcomes.
    """

    area: str | None = None
    day_from: date | None = None
    day_to: date | None = None
    offence: str | None = None
    commodity: str | None = None
    agency: str | None = None
    part: str | None = None
    outcome: str | None = None
    detection: str | None = None
    register: str | None = None
    text: str | None = None
    cell: str | None = None
    known_at: str | None = None
    lead: str | None = None
    took_part: str | None = None
    several: str | None = None
    role: str | None = None
    conveyance: str | None = None
    goods: str | None = None
    measure: str | None = None
    amount: str | None = None
    result: str | None = None
    fate: str | None = None
    fined: str | None = None
    indicator: str | None = None
    unit: str | None = None
    stated_by: str | None = None
    stated_from: date | None = None
    stated_to: date | None = None
    placed: str | None = None
    dated: str | None = None
    aside: str | None = None
    joint: str | None = None
    valued: str | None = None
    lacks: str | None = None
    corrected: str | None = None
    under: str | None = None
    has: str | None = None
    ended: str | None = None

    def items(self) -> list[tuple[str, str]]:
        """The query string's names and values, in the one canonical order."""
        values = zip(NAMES.values(), _VALUES(self), strict=True)
        return [(address, str(value)) for address, value in values if value]

    def query(self) -> str:
        """The query string, without the question mark.

        >>> Filters(area="vn-2025-22", day_from=date(2026, 1, 1)).query()
        'area=vn-2025-22&from=2026-01-01'
        """
        return "&".join([f"{name}={_written(value)}" for name, value in self.items()])

    def chosen(self) -> Filters:
        """Only what the filter bar chooses, without what narrows to one figure."""
        return Filters(**{name: getattr(self, name) for name in CHOICES})

    def with_(self, **changes: Any) -> Filters:
        """These filters with some replaced."""
        return Filters(**dict(zip(NAMES, _VALUES(self), strict=True)) | changes)

    def between(self, first: date, last: date) -> Filters:
        """These filters for the part of the days `first` to `last` that lies in their own period."""
        return self.with_(
            day_from=max(first, self.day_from) if self.day_from else first,
            day_to=min(last, self.day_to) if self.day_to else last,
        )


#: Every field, with its name in the address.
NAMES = {field.name: ADDRESS_NAMES.get(field.name, field.name) for field in fields(Filters)}
#: Reads them all at once: a page writes a thousand addresses.
_VALUES = attrgetter(*NAMES)
#: What stands in an address as it is.
_PLAIN = re.compile(r"[A-Za-z0-9_.\-~]*")


def _written(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else quote_plus(value)


#: The fields of the filter bar.
CHOICES = tuple(NAMES)[:13]


@dataclass(frozen=True, slots=True)
class Known:
    """What the codes of an address may be; those that are in none of these are told and ignored."""

    areas: Container[object]
    agencies: Container[object]
    offences: Container[object]
    commodities: Container[object]
    outcomes: Container[object]
    detections: Container[object]
    zone: tzinfo = UTC


def parse_filters(query: Mapping[str, str], known: Known) -> tuple[Filters, tuple[Problem, ...]]:
    """The filters that a query string asks for, and what is to be said of values that mean nothing.

    Such values are ignored; unknown names, too, without a word: other parts of the page have names of their own.
    Problem codes: `filter.date`, `filter.code`, `filter.unknown`, `filter.moment`, `filter.order`.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, read in _readers(known).items():
        written = query.get(ADDRESS_NAMES.get(name, name), "").strip()
        if not written:
            continue
        value, code = read(written)
        if code:
            problems.append(warning(code, written[:MAX_TEXT], filter=ADDRESS_NAMES.get(name, name)))
        else:
            values[name] = value
    filters = Filters(**values)
    return _in_order(filters, problems), tuple(problems)


def _in_order(filters: Filters, problems: list[Problem]) -> Filters:
    if filters.day_from and filters.day_to and filters.day_from > filters.day_to:
        problems.append(warning("filter.order", str(filters.day_to), filter="to"))
        return filters.with_(day_to=None)
    return filters


_Read = Callable[[str], tuple[Any, str]]


def _readers(known: Known) -> dict[str, _Read]:
    readers: dict[str, _Read] = {field.name: _read_code for field in fields(Filters)}
    readers |= dict.fromkeys(("day_from", "day_to", "stated_from", "stated_to"), _read_day)
    of = {
        "area": known.areas,
        "agency": known.agencies,
        "lead": known.agencies,
        "took_part": known.agencies,
        "under": known.agencies,
        "stated_by": known.agencies,
        "offence": known.offences,
        "commodity": known.commodities,
        "outcome": known.outcomes,
        "fate": known.outcomes,
        "ended": known.outcomes,
        "detection": known.detections,
    }
    readers |= {name: partial(_read_known, allowed) for name, allowed in of.items()}
    readers |= {name: partial(_read_known, allowed) for name, allowed in WORDS.items()}
    return readers | {
        "text": _read_text,
        "cell": _read_cell,
        "known_at": partial(_read_moment, known.zone),
    }


#: Fields that take one of a few words.
WORDS: dict[str, frozenset[str]] = {
    "part": frozenset({"lead"}),
    "several": frozenset({"yes"}),
    "amount": frozenset({"read", "unread"}),
    "fined": frozenset({"yes", "no"}),
    "joint": frozenset({"yes", "no"}),
    "valued": frozenset({"yes", "no"}),
    "corrected": frozenset({"yes"}),
    "has": frozenset({"seizure"}),
    "lacks": frozenset({"party", "seizure"}),
    "placed": frozenset({"no"}),
    "dated": frozenset({"year", "month", "week"}),
    "aside": frozenset({"date", "area"}),
}


def _read_day(written: str) -> tuple[Any, str]:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None, "filter.date"
    # The days before and after must be days, too.
    return (day, "") if 1 < day.year < date.max.year else (None, "filter.date")


def _read_code(written: str) -> tuple[Any, str]:
    return (written, "") if _CODE.fullmatch(written) else (None, "filter.code")


def _read_known(allowed: Container[object], written: str) -> tuple[Any, str]:
    return (written, "") if written in allowed else (None, "filter.unknown")


def _read_text(written: str) -> tuple[Any, str]:
    return written.replace("\0", "")[:MAX_TEXT], ""


def _read_cell(written: str) -> tuple[Any, str]:
    try:
        masked_cell(written)
    except ValueError:
        return None, "filter.code"
    return written, ""


def _read_moment(zone: tzinfo, written: str) -> tuple[Any, str]:
    """A revision, or a local moment; one with an offset is brought to the zone of the installation.

    A day without a clock is its end: what is asked for is how things stood on that day.
    """
    if _REVISION.fullmatch(written):
        return written, ""
    try:
        moment = datetime.fromisoformat(written)
        if len(written) == len("2026-07-05"):
            moment = datetime.combine(moment, time(23, 59, 59))
        if moment.tzinfo:
            moment = moment.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None, "filter.moment"
    return moment.isoformat(), ""
