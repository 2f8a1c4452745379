"""One day or period in words and numbers, Vietnamese and English, as far as it is stated."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from cotmoc.normalise.precision import Moment, Precision, moment_between

FIRST_YEAR, LAST_YEAR = 1800, 2199
# Two-digit years up to this one are of this century.
_SHORT_YEAR_PIVOT = 49
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_NUMBERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4,
    "dau": 1, "cuoi": 4, "six": 6, "nine": 9, "three": 3, "eight": 8, "ten": 10, "eleven": 11,
}  # fmt: skip


class Stated(NamedTuple):
    """A day or period as far as it is stated: what it is, its year, month and day, its number, what is to be said.

    `unit` is day, month, month_third, month_week, quarter, half_year, first_months, last_months, week, year or
    bare (a number whose unit stands elsewhere). `codes` are the findings about it; an error begins with "!".
    """

    unit: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int = 0
    codes: tuple[str, ...] = ()


class Calendar(NamedTuple):
    """What a stated day or period is in the calendar: a moment, or None; and the codes of what is to be said."""

    moment: Moment | None
    codes: tuple[str, ...] = ()


IMPOSSIBLE = Calendar(None, ("!moment.impossible",))
NO_YEAR = Calendar(None, ("!moment.year_missing",))
UNREADABLE = Calendar(None, ("!moment.unreadable",))
Parts = dict[str, str]


def read_stated(text: str, order: str) -> Stated | None:
    """What a text of small letters without marks (see `cotmoc.normalise.text.bare`) states, None when it is none.

    `order` is dmy, mdy, ymd or "", see `cotmoc.normalise.moments.read_moment`.

    >>> read_stated("thang 4 nam 2024", "dmy")
    Stated(unit='month', year=2024, month=4, day=None, number=0, codes=())
    """
    for pattern, reader in _DIGITS_FIRST if text[:1].isdecimal() else _WORDS_FIRST:
        match = pattern.fullmatch(text)
        if match:
            return reader({"y": "", **match.groupdict(default=""), "order": order})
    return None


def in_calendar(stated: Stated, year: int | None) -> Calendar:
    """The moment that is stated; `year` completes what has none, which is said with `moment.year_completed`.

    >>> in_calendar(Stated("month", month=4), 2024).codes
    ('moment.year_completed',)
    """
    codes = stated.codes
    if stated.year is None:
        if year is None:
            return NO_YEAR
        stated, codes = stated._replace(year=year), (*codes, "moment.year_completed")
    moment = _moment(stated)
    return Calendar(moment, codes) if moment else IMPOSSIBLE


def _moment(stated: Stated) -> Moment | None:
    year = stated.year or 0
    builder = _BUILDERS.get(stated.unit)
    if builder is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return builder(year, stated)
    except ValueError:
        return None


def _a_third(year: int, stated: Stated) -> Moment:
    return Moment(date(year, stated.month or 0, stated.number * 10 - 9), Precision.TEN_DAYS)


def _week_of_month(year: int, stated: Stated) -> Moment:
    if stated.number == 5:
        begun, month = date(year, stated.month or 0, 29), stated.month
        last = begun
        while (last + timedelta(days=1)).month == month:
            last += timedelta(days=1)
        return moment_between(begun, last)
    return Moment(date(year, stated.month or 0, stated.number * 7 - 6), Precision.WEEK)


def _months(year: int, first: int, last: int) -> Moment:
    until = Moment(date(year, last, 1), Precision.MONTH).until
    return moment_between(date(year, first, 1), until - timedelta(days=1))


_BUILDERS: dict[str, Callable[[int, Stated], Moment]] = {
    "day": lambda year, s: Moment(date(year, s.month or 0, s.day or 0)),
    "month": lambda year, s: Moment(date(year, s.month or 0, 1), Precision.MONTH),
    "month_third": _a_third,
    "month_week": _week_of_month,
    "quarter": lambda year, s: Moment(date(year, s.number * 3 - 2, 1), Precision.QUARTER),
    "half_year": lambda year, s: Moment(date(year, s.number * 6 - 5, 1), Precision.HALF_YEAR),
    "first_months": lambda year, s: _months(year, 1, s.number),
    "last_months": lambda year, s: _months(year, 13 - s.number, 12),
    "week": lambda year, s: Moment(date.fromisocalendar(year, s.number, 1), Precision.WEEK),
    "year": lambda year, _: Moment(date(year, 1, 1), Precision.YEAR),
}


def month_number(folded: str) -> int | None:
    """The month 1..12 that a folded text names ("apr", "04", "thang 4", "t4"), else None.

    >>> month_number("thang 12"), month_number("apr"), month_number("13")
    (12, 4, None)
    """
    match = _MONTH_ALONE.fullmatch(folded)
    if match is None:
        return None
    number = _month(match.groupdict(default=""))
    return number if 1 <= number <= 12 else None


def quarter_number(folded: str) -> int | None:
    """The quarter 1..4 that a folded text names ("quy iv", "q2", "3"), else None.

    >>> quarter_number("quy iv"), quarter_number("q2")
    (4, 2)
    """
    match = _QUARTER_ALONE.fullmatch(folded)
    return _number(match.group("n")) if match else None


def _ordered(parts: Parts) -> Stated:
    """Two numbers and perhaps a year: which of the two is the day is for `order` to say."""
    year, codes = _year(parts["y"])
    a, b, order = int(parts["a"]), int(parts["b"]), parts["order"]
    if order == "":
        # Nothing decides for the column: the value itself may.
        order = "mdy" if b > 12 >= a else "dmy"
        if a <= 12 and b <= 12 and a != b:
            codes = (*codes, "moment.order_ambiguous")
    if parts.get("first_mark") == "-" and parts.get("second_mark") in {"/", "."}:
        codes = (*codes, "moment.span_possible")
    day, month = (b, a) if order == "mdy" else (a, b)
    return Stated("day", year, month, day, codes=codes)


def _short_triple(parts: Parts) -> Stated:
    """Three short numbers, the year first where the column says so."""
    if parts["order"] != "ymd":
        return _ordered({**parts, "y": parts["c"]})
    year, codes = _year(parts["a"])
    return Stated("day", year, int(parts["b"]), int(parts["c"]), codes=codes)


def _eight_digits(parts: Parts) -> Stated:
    """Year first (20240313) or day first (13032024): no day, month and year fit both ways."""
    digits = parts["digits"]
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31:
        return Stated("day", year, month, day)
    last = int(digits[4:])
    if FIRST_YEAR <= last <= LAST_YEAR:
        return _ordered({**parts, "a": digits[:2], "b": digits[2:4], "y": digits[4:]})
    return Stated("day", year, month, day)


def _six_digits(parts: Parts) -> Stated:
    digits = parts["digits"]
    year, month = int(digits[:4]), int(digits[4:])
    if 1900 <= year <= 2099 and 1 <= month <= 12:
        return Stated("month", year, month)
    return _short_triple({**parts, "a": digits[:2], "b": digits[2:4], "c": digits[4:]})


def _day(parts: Parts) -> Stated:
    year, codes = _year(parts["y"])
    return Stated("day", year, _month(parts), int(parts["d"]), codes=codes)


def _month_of(parts: Parts) -> Stated:
    year, codes = _year(parts["y"])
    return Stated("month", year, _month(parts), codes=codes)


def _third(parts: Parts) -> Stated:
    year, codes = _year(parts["y"])
    word = parts["third"]
    number = {
        "dau": 1,
        "early": 1,
        "beginning of": 1,
        "thuong tuan": 1,
        "giua": 2,
        "mid": 2,
        "trung tuan": 2,
    }.get(word, 3)
    if not word.endswith("tuan"):
        codes = (*codes, "moment.vague")
    return Stated("month_third", year, _month(parts), number=number, codes=codes)


def _of_year(unit: str, *codes: str) -> Callable[[Parts], Stated]:
    def read(parts: Parts) -> Stated:
        year, said = _year(parts["y"])
        number = _number(parts["n"]) if parts.get("n") else 0
        month = _month(parts) if parts.get("m") or parts.get("mon") else None
        return Stated(unit, year, month, number=number, codes=(*said, *codes))

    return read


def _half_year(parts: Parts) -> Stated:
    year, codes = _year(parts["y"])
    number = 2 if parts["half"] in {"cuoi", "2", "ii", "second"} else 1
    return Stated("half_year", year, number=number, codes=codes)


def _some_months(parts: Parts) -> Stated:
    """ "9 tháng đầu năm 2024", "9 tháng năm 2024": from January on; "3 tháng cuối năm": up to December."""
    unit = "last_months" if parts.get("half") in {"cuoi", "last"} else "first_months"
    return _of_year(unit)(parts)


def _bare(parts: Parts) -> Stated:
    return Stated("bare", number=_number(parts["n"]))


def _year(written: str) -> tuple[int | None, tuple[str, ...]]:
    if not written:
        return None, ()
    year = int(written)
    if len(written) == 4:
        return year, ()
    return year + (2000 if year <= _SHORT_YEAR_PIVOT else 1900), ("moment.short_year",)


def _month(parts: Parts) -> int:
    name = parts.get("mon")
    return _MONTHS[name[:3]] if name else _number(parts["m"])


def _number(written: str) -> int:
    return _NUMBERS.get(written) or int(written)


_MONTH_NAME = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_ALONE = re.compile(rf"(?:thang |t)?(?P<m>\d{{1,2}})|{_MONTH_NAME}")
_QUARTER_ALONE = re.compile(r"(?:quy |quarter |q ?)?(?P<n>iv|i{1,3}|[1-4])")
# One mark or one space between numbers, with room around it; "nam" may lead the year.
_S = r"(?: ?[/.\-\\,_] ?| )"
_TO_YEAR = r"(?: ?[/.\-\\,_] ?| |,? ?nam )(?:nam )?"
_Y4, _Y = r"(?P<y>\d{4})", r"(?P<y>\d{4}|\d{2})"
_D, _M = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})"
_A, _B = r"(?P<a>\d{1,2})", r"(?P<b>\d{1,2})"
_MW = r"(?P<m>\d{1,2}|muoi mot|muoi hai|muoi|mot|hai|ba|tu|nam(?! \d{4})|sau|bay|tam|chin)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAYS = r"(?:(?:ngay|hom) ?)?(?:m[uo]ng )?"
_OF_YEAR = rf"(?:{_TO_YEAR}{_Y4})?"
_WORDED_YEAR = r"(?:[ ,]{1,2}(?:nam|of|in) |/| )?"
_Q = r"(?P<n>iv|i{1,3}|[1-4])"
_N_MONTHS = r"(?P<n>\d{1,2}|three|six|eight|nine|ten|eleven|ba|sau|tam|chin|muoi mot|muoi) ?"

Form = tuple[re.Pattern[str], Callable[[Parts], Stated]]


def _forms(*forms: tuple[str, Callable[[Parts], Stated]]) -> tuple[Form, ...]:
    return tuple((re.compile(pattern), reader) for pattern, reader in forms)


_TRIPLE = rf"{_A} ?(?P<first_mark>[/.\-\\,_ ]) ?{_B} ?(?P<second_mark>[/.\-\\,_ ]|,? ?nam ) ?{_Y4}"
_SHORT_TRIPLE = rf"{_A}{_S}{_B}{_S}(?P<c>\d{{2}})"
_PAIR = rf"{_A}{_S}{_B}"
_DAY_MONTH_WORDS = rf"{_D} thang {_MW}{_OF_YEAR}"
_MONTH_YEAR = rf"{_M}{_TO_YEAR}{_Y4}"
_NTH_MONTHS = rf"{_N_MONTHS}(?:thang|months?|t)(?: (?P<half>dau|cuoi))?(?:{_WORDED_YEAR}{_Y4}| nam)"
_HALF = rf"(?:6|06|sau) thang (?P<half>dau|cuoi)(?: nam)?(?:{_WORDED_YEAR}{_Y4})?"
_DIGITS_FIRST = _forms(
    (_TRIPLE, _ordered),
    (rf"{_Y4}{_S}{_M}{_S}{_D}", _day),
    (_SHORT_TRIPLE, _short_triple),
    (_MONTH_YEAR, _month_of),
    (rf"{_Y4}{_S}(?:thang )?{_M}", _month_of),
    (_Y4, _of_year("year")),
    (_PAIR, _ordered),
    (r"(?P<digits>\d{8})", _eight_digits),
    (r"(?P<digits>\d{6})", _six_digits),
    (_HALF, _half_year),
    (_NTH_MONTHS, _some_months),
    (_DAY_MONTH_WORDS, _day),
    (rf"{_D}{_ORDINAL}[ \-]?(?:of )?{_MONTH_NAME}(?:[ ,\-]{{0,2}}{_Y})?", _day),
    (rf"{_Y4}[ \-]{_MONTH_NAME}[ \-]{_D}", _day),
    (rf"{_Y4}[ \-]{_MONTH_NAME}", _month_of),
    (rf"{_Y4}[ \-]?q ?(?P<n>[1-4])", _of_year("quarter")),
    (rf"{_Y4}[ \-]?w(?P<n>\d{{1,2}})", _of_year("week")),
    (rf"(?P<n>1st|2nd|3rd|4th) quarter(?:{_WORDED_YEAR}{_Y4})?", _of_year("quarter")),
    (r"(?P<n>\d{1,2})", _bare),
)
_WORDS_FIRST = _forms(
    (_DAYS + _TRIPLE, _ordered),
    (_DAYS + _DAY_MONTH_WORDS, _day),
    (rf"(?:ngay )?(?:thang ?|th|t){_M}(?:{_TO_YEAR}{_Y})?", _month_of),
    (rf"(?:ngay )?thang {_MW}{_OF_YEAR}", _month_of),
    (rf"(?:quy|quarter|q)[ .]?{_Q}(?:{_S}?(?:nam |of )?{_Y4})?", _of_year("quarter")),
    (rf"(?:(?:ngay )?thang )?(?:ca )?(?:nam|year|fy) ?{_Y4}", _of_year("year")),
    (_DAYS + _SHORT_TRIPLE, _short_triple),
    (_DAYS + _PAIR, _ordered),
    (rf"nam {_Y4},? thang {_M}", _month_of),
    (rf"nam {_Y4},? quy {_Q}", _of_year("quarter")),
    (rf"nam {_Y4},? nua (?P<half>dau|cuoi)", _half_year),
    (rf"{_MONTH_NAME} {_D}{_ORDINAL}(?:[ ,]{{1,2}}{_Y4})?", _day),
    (rf"{_MONTH_NAME}(?:[ ,\-]{{1,2}}{_Y})?", _month_of),
    (rf"the {_D}{_ORDINAL} (?:of )?{_MONTH_NAME}(?:[ ,]{{1,2}}{_Y4})?", _day),
    (rf"(?P<third>dau|giua|cuoi|(?:thuong|trung|ha) tuan) thang {_MW}{_OF_YEAR}", _third),
    (rf"(?P<third>early|mid|late|beginning of|end of)[ \-]{_MONTH_NAME}(?: {_Y4})?", _third),
    (rf"(?:dau|giua|cuoi|early|mid|late)[ \-](?:nam )?{_Y4}", _of_year("year", "moment.vague")),
    (rf"quy (?P<n>dau|cuoi)(?: nam)?(?: {_Y4})?", _of_year("quarter")),
    (
        rf"(?P<n>first|second|third|fourth|last) quarter(?:{_WORDED_YEAR}{_Y4})?",
        _of_year("quarter"),
    ),
    (_HALF, _half_year),
    (rf"nua (?P<half>dau|cuoi)(?: nam)?(?:{_WORDED_YEAR}{_Y4})?", _half_year),
    (rf"(?P<half>first|second) half(?:{_WORDED_YEAR}{_Y4})?", _half_year),
    (rf"h(?P<half>[12])[ /\-]?{_Y4}", _half_year),
    (
        rf"(?:(?P<half>first|last) )?{_NTH_MONTHS.replace('(?P<half>dau|cuoi)', '(?:dau|cuoi)')}",
        _some_months,
    ),
    (
        rf"(?:tuan|week)(?: thu)? (?P<n>\d)(?:,| cua)? thang {_M}{_OF_YEAR}",
        _of_year("month_week", "moment.vague"),
    ),
    (
        rf"(?:tuan(?: thu)? |week |w)(?P<n>\d{{1,2}})(?:{_TO_YEAR}|{_WORDED_YEAR}){_Y4}",
        _of_year("week"),
    ),
    (r"(?:ngay |quy |q|thang |t)(?P<n>\d{1,2}|iv|i{1,3})", _bare),
    (rf"(?P<n>iv|i{{1,3}})[/\-]{_Y4}", _of_year("quarter")),
    (r"(?P<n>iv|i{1,3})", _bare),
)
