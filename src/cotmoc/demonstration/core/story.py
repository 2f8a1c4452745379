"""When what came: the system was introduced in January 2025, and registers of earlier years were taken in then."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    """A moment in Vietnam.

    >>> moment(2025, 7, 2).isoformat()
    '2025-07-02T08:00:00+07:00'
    """
    return datetime(year, month, day, hour, minute, tzinfo=_ZONE)


#: The day on which the system was introduced, and what was there was taken in.
INTRODUCED = moment(2025, 1, 6)
