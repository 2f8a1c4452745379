"""Values of workbooks and columnar files as text that reads back as the same value."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

# What no cell may carry into pages and keys: controls (a database of texts cannot hold NUL and halves of characters),
# and marks that turn the direction of writing, so that a text shows backwards.
CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
#: Excel counts days from here, since it takes 1900 for a leap year; the other way of counting begins in 1904.
EPOCH, EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - local, as in the file
LAST_SERIAL = 2_958_465
#: Characters of a cell; Excel's own limit is 32,767.
LONGEST_CELL = 200_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")


def number_text(value: float) -> str:
    """The text of a number that a file holds as a number, with "." before decimals, as exact as Excel is.

    A number of three decimals gets a fourth: "1.234" might be read as more than a thousand, "1.2340" cannot. What is
    not a number gives "".

    >>> number_text(3.0), number_text(59.7), number_text(1.234), number_text(0.1 + 0.2)
    ('3', '59.7', '1.2340', '0.3')
    """
    if value != value:  # noqa: PLR0124 - not a number is not equal to itself
        return ""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    return exact_text(text if len(text) <= 16 else f"{value:.15g}")


def percent_text(value: float) -> str:
    """The text of a number that a sheet shows per cent: as it is seen, so that a quantity is not taken for it.

    >>> percent_text(0.855), percent_text(7.0), percent_text(0.07)
    ('85.5%', '700%', '7%')
    """
    return f"{number_text(float(f'{value * 100:.12g}'))}%" if value == value else ""  # noqa: PLR0124


def exact_text(written: str) -> str:
    """A number written with "." before decimals, so that it cannot be taken for thousands.

    >>> exact_text("1.234"), exact_text("1.5"), exact_text("1234")
    ('1.2340', '1.5', '1234')
    """
    return f"{written}0" if _THREE_DECIMALS.fullmatch(written) else written


def serial_text(serial: float, epoch: dt.datetime, *, elapsed: bool = False) -> str:
    """The ISO text of a day counted as workbooks do; "" beyond the years they know. `elapsed`: a time span.

    >>> serial_text(45292.0, EPOCH), serial_text(45292.3125, EPOCH), serial_text(0.3125, EPOCH)
    ('2024-01-01', '2024-01-01 07:30', '07:30')
    >>> serial_text(1.5, EPOCH, elapsed=True)
    '36:00'
    """
    if not 0 <= serial <= LAST_SERIAL + 1:
        return ""
    seconds = round(serial * 86_400)
    if elapsed:
        hours, rest = divmod(seconds, 3_600)
        minutes, second = divmod(rest, 60)
        return f"{hours:02d}:{minutes:02d}" + (f":{second:02d}" if second else "")
    # Before 1 March 1900 the count of days is off by the 29 February that was not.
    early = (
        dt.timedelta(days=1)
        if 86_400 <= seconds < 60 * 86_400 and epoch == EPOCH
        else dt.timedelta()
    )
    moment = epoch + dt.timedelta(seconds=seconds) + early
    if serial < 1:
        return time_text(moment.time())
    return datetime_text(moment)


def datetime_text(value: dt.datetime) -> str:
    """ISO text; the time only where there is one."""
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(" ", "minutes" if not value.second else "seconds")


def time_text(value: dt.time) -> str:
    """ISO text; seconds only where there are some."""
    return value.isoformat("minutes" if not value.second else "seconds")


def plain_text(value: str) -> str:
    """The text without controls and marks of direction.

    >>> plain_text("a\\x00b\\u202ec")
    'abc'
    """
    return CONTROLS.sub("", value) if CONTROLS.search(value) else value


def unescaped(text: str) -> str:
    """The text with characters that XML cannot hold, as workbooks write them.

    >>> unescaped("a_x000D_b_x005F_x")
    'a\\rb_x'
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def span_text(value: dt.timedelta) -> str:
    """A time span in hours and minutes."""
    return serial_text(value.total_seconds() / 86_400, EPOCH, elapsed=True)


def value_text(value: Any) -> str:
    """The text of any value of a workbook, columnar or JSON file: ISO dates; nested values as JSON.

    >>> value_text({"a": [1, 2]}), value_text(None), value_text(b"abc"), value_text(dt.date(2024, 5, 1))
    ('{"a": [1, 2]}', '', 'abc', '2024-05-01')
    """
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    if isinstance(value, list | dict | tuple):
        return plain_text(json.dumps(value, ensure_ascii=False, default=str))
    if isinstance(value, bytes):
        return plain_text(value.decode("utf-8", errors="replace"))
    return plain_text(str(value))


# By exact type: a date-time is also a date, and a truth value is also a number.
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: plain_text,
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    int: str,
    float: number_text,
    Decimal: lambda value: exact_text(f"{value:f}"),
    dt.datetime: datetime_text,
    dt.date: dt.date.isoformat,
    dt.time: time_text,
    dt.timedelta: span_text,
}
