"""The returns that agencies send, month by month and quarter by quarter, some of them late; and the tips."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
    POLICE,
    Incident,
)
from cotmoc.demonstration.core.story import INTRODUCED, moment
from cotmoc.demonstration.core.units import unit_names
from cotmoc.demonstration.layouts import returns, tips
from cotmoc.demonstration.layouts.columns import Block, Row
from cotmoc.demonstration.layouts.returns import Month, Returns
from cotmoc.demonstration.sending.sent import SentFile, text, workbook
from cotmoc.demonstration.writers import Frame

#: Since this month stations and branches owe their figures one by one.
FIRST_OWED: Month = (2025, 1)
#: Station and month of the returns that came with those of the next month: late.
SENT_LATE = frozenset(
    {
        ("bp-van-don", (2025, 3)),
        ("bp-po-hen", (2025, 5)),
        ("bp-co-to", (2025, 8)),
        ("bp-bac-phong-sinh", (2025, 12)),
        ("bp-hai-hoa", (2026, 2)),
        ("bp-po-hen", (2026, 4)),
        ("bp-van-don", (2026, 6)),
        ("bp-hon-gai", (2026, 8)),
    }
)
#: Branch and quarter of the returns of the customs that came with those of the next quarter.
QUARTER_LATE = frozenset({("hq-bac-phong-sinh", (2025, 3)), ("hq-hon-gai", (2026, 2))})
_CORRECTED = moment(2026, 9, 21)
#: What there is of the last quarter is sent before its end.
_LAST_SENT = moment(2026, 11, 6)
#: The day of the next month on which the command sends on what its stations reported.
_SENT_ON = 6


def all_returns(seed: int, incidents: Sequence[Incident]) -> Iterator[SentFile]:
    """The returns of all agencies, a revised one among them."""
    yield from _monthly(seed, incidents)
    yield from _branches(seed, incidents)
    yield from _dien_bien(seed)
    diplomacy = returns.diplomacy_returns(seed)
    for year, received in ((2024, INTRODUCED), (2025, moment(2026, 1, 7))):
        rows = [row for row in diplomacy.rows if str(row[0]).endswith(str(year))]
        yield _sent(
            BORDER_GUARD, f"bien-phong-doi-ngoai-{year}.xlsx", received, _of(diplomacy, rows)
        )
    for agency, name, received, made in (
        (BORDER_GUARD, "bien-phong-phoi-hop-hoanh-mo.xlsx", INTRODUCED, returns.gate_returns(seed)),
        (POLICE, "cong-an-phong-chong-ma-tuy.xlsx", moment(2025, 7, 15), returns.programme_returns(seed)),
        (BORDER_GUARD, "bien-phong-bao-cao-thang-2026-07-sua-doi.xlsx", _CORRECTED,
         returns.monthly_returns(seed, incidents, revised=True)),
    ):  # fmt: skip
        yield _sent(agency, name, received, made)


def _monthly(seed: int, incidents: Sequence[Incident]) -> Iterator[SentFile]:
    """The stations' months: those before the system in one file, then each month's, with what was missing before."""
    made = returns.monthly_returns(seed, incidents)
    names = {name: code for code, name in unit_names(BORDER_GUARD).items()}
    come: dict[Month, list[Row]] = {}
    for row in made.rows:
        month = _month(str(row[1]))
        late = (names[str(row[0])], month) in SENT_LATE
        come.setdefault(_next(month) if late else month, []).append(row)
    before = [row for month, rows in come.items() if month < FIRST_OWED for row in rows]
    name = "bien-phong-bao-cao-thang"
    yield _sent(BORDER_GUARD, f"{name}-2019-2024.xlsx", INTRODUCED, _of(made, before))
    for month in returns.months(FIRST_OWED):
        received = moment(*_next(month), _SENT_ON)
        written = f"{name}-{month[0]}-{month[1]:02d}.xlsx"
        yield _sent(BORDER_GUARD, written, received, _of(made, come[month]))


def _branches(seed: int, incidents: Sequence[Incident]) -> Iterator[SentFile]:
    """The branches' months, sent on by quarters since the system is there."""
    made = returns.branch_returns(seed, incidents)
    names = {name: code for code, name in unit_names(CUSTOMS).items()}
    come: dict[Month, list[Row]] = {}
    for row in made.rows:
        year, month = _month(str(row[1]))
        quarter = year, (month + 2) // 3
        late = (names[str(row[0])], quarter) in QUARTER_LATE
        come.setdefault(_next_quarter(quarter) if late else quarter, []).append(row)
    before = [row for quarter, rows in come.items() if quarter < FIRST_OWED for row in rows]
    name = "hai-quan-bao-cao-chi-cuc"
    yield _sent(CUSTOMS, f"{name}-2024.xlsx", INTRODUCED, _of(made, before))
    for quarter in sorted(each for each in come if each >= FIRST_OWED):
        written = f"{name}-{quarter[0]}-quy-{quarter[1]}.xlsx"
        yield _sent(CUSTOMS, written, _after_quarter(quarter), _of(made, come[quarter]))


def _dien_bien(seed: int) -> Iterator[SentFile]:
    made = returns.dien_bien_returns(seed)
    name = "bien-phong-dien-bien-bao-cao-quy"
    yield _sent(
        DIEN_BIEN_BORDER_GUARD, f"{name}-2020-2024.xlsx", INTRODUCED, _of(made, made.rows[:-4])
    )
    for number, row in enumerate(made.rows[-4:], start=1):
        # The third quarter of 2025 came late.
        received = _after_quarter((2025, number)) + timedelta(days=26 if number == 3 else 0)
        yield _sent(
            DIEN_BIEN_BORDER_GUARD, f"{name}-2025-quy-{number}.xlsx", received, _of(made, [row])
        )


def all_tips(seed: int, incidents: Sequence[Incident]) -> Iterator[SentFile]:
    """The tips of the border guard."""
    listed = list(tips.rows(seed, incidents))
    for name, years, received in (
        ("2019-2024", range(2019, 2025), INTRODUCED),
        ("2025", (2025,), moment(2026, 1, 8)),
        ("2026", (2026,), moment(2026, 11, 2)),
    ):
        blocks = [Block((row,)) for row in listed if int(str(row[0]).split("-")[1]) in years]
        write = text(tips.COLUMNS, blocks, ",", str.encode, codecs.BOM_UTF8)
        yield SentFile(
            BORDER_GUARD, f"bien-phong-tin-bao-{name}.csv", received, tips.profile(), write
        )


def _sent(agency: str, name: str, received: datetime, made: Returns) -> SentFile:
    blocks = (Block((row,)) for row in made.rows)
    return SentFile(agency, name, received, made.profile, workbook(made.columns, blocks, Frame()))


def _of(made: Returns, rows: Sequence[Row]) -> Returns:
    return replace(made, rows=tuple(rows))


def _month(written: str) -> Month:
    """Year and month of "06/2026".

    >>> _month("06/2026")
    (2026, 6)
    """
    month, year = written.split("/")
    return int(year), int(month)


def _next(month: Month) -> Month:
    return (month[0], month[1] + 1) if month[1] < 12 else (month[0] + 1, 1)


def _next_quarter(quarter: Month) -> Month:
    return (quarter[0], quarter[1] + 1) if quarter[1] < 4 else (quarter[0] + 1, 1)


def _after_quarter(quarter: Month) -> datetime:
    """When the figures of a quarter are sent on."""
    year, number = quarter
    return min(moment(*_next((year, 3 * number)), _SENT_ON), _LAST_SENT)
