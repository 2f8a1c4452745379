"""Moments keep the precision they were written in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.column_dates import column_year_evidence
from cotmoc.normalise.moments import (
    Moment,
    Precision,
    column_order_evidence,
    compose_moment,
    read_day_and_time,
    read_moment,
    stored_moment,
)
from cotmoc.normalise.text import clean

DAY, MONTH = Precision.DAY, Precision.MONTH


def codes(written: str, **options: object) -> list[str]:
    return [p.code for p in read_moment(written, **options).problems]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "start", "precision"),
    [
        ("2024-05-01", date(2024, 5, 1), DAY),
        ("1/4/2024", date(2024, 4, 1), DAY),
        ("5.4.2024", date(2024, 4, 5), DAY),
        ("20240501", date(2024, 5, 1), DAY),
        ("ngày 5 tháng 4 năm 2024", date(2024, 4, 5), DAY),
        ("thứ hai, ngày 5/4/2024", date(2024, 4, 5), DAY),
        ("1 Apr 2024", date(2024, 4, 1), DAY),
        ("Apr 1st, 2024", date(2024, 4, 1), DAY),
        ("4/2024", date(2024, 4, 1), MONTH),
        ("2024-04", date(2024, 4, 1), MONTH),
        ("tháng 4 năm 2024", date(2024, 4, 1), MONTH),
        ("T4/2024", date(2024, 4, 1), MONTH),
        ("April 2024", date(2024, 4, 1), MONTH),
        ("quý I/2025", date(2025, 1, 1), Precision.QUARTER),
        ("Q3 2025", date(2025, 7, 1), Precision.QUARTER),
        ("6 tháng cuối năm 2025", date(2025, 7, 1), Precision.HALF_YEAR),
        ("2024", date(2024, 1, 1), Precision.YEAR),
        ("năm 2024", date(2024, 1, 1), Precision.YEAR),
    ],
)
def test_moment_is_as_precise_as_written(written: str, start: date, precision: Precision) -> None:
    assert read_moment(written).value == Moment(start, precision)


@pytest.mark.parametrize(
    ("written", "minute"),
    [
        ("2024-02-01T07:30:00", 450),
        ("2024-02-01T07:30:00.123+07:00", 450),
        ("1/2/2024 15:30", 930),
        ("15h30 ngày 1/2/2024", 930),
        ("lúc 7 giờ 30 phút, ngày 1/2/2024", 450),
        ("1/2/2024 3:30 PM", 930),
        ("12:05 SA 1/2/2024", 5),
        ("10:00:00 CH 1/2/2024", 1320),
    ],
)
def test_moment_with_a_time_is_a_minute(written: str, minute: int) -> None:
    assert read_moment(written).value == Moment(date(2024, 2, 1), Precision.MINUTE, minute)


@pytest.mark.parametrize("written", ["31/02/2024", "04/25/2024", "25:70 1/2/2024", "1/1/0024"])
def test_moment_that_does_not_exist_is_impossible(written: str) -> None:
    assert codes(written) == ["moment.impossible"]


def test_moment_in_other_words_is_unreadable() -> None:
    assert codes("hôm qua") == ["moment.unreadable"]


def test_month_before_day_where_the_column_says_so() -> None:
    assert read_moment("04/25/2024", "mdy").value == Moment(date(2024, 4, 25))


def test_day_or_month_undecided_is_read_day_first_with_a_warning() -> None:
    reading = read_moment("03/04/2024", "")
    assert reading.value == Moment(date(2024, 4, 3))
    assert [p.code for p in reading.problems] == ["moment.order_ambiguous"]


def test_day_above_twelve_decides_for_itself() -> None:
    assert codes("04/25/2024", order="") == []


def test_moment_after_today_is_warned_of() -> None:
    assert codes("2025-07-02", today=date(2025, 7, 1)) == ["moment.future"]


def test_serial_number_of_a_workbook_is_a_date_with_a_warning() -> None:
    reading = read_moment("45413.75")
    assert reading.value == Moment(date(2024, 5, 1), Precision.MINUTE, 1080)
    assert [p.code for p in reading.problems] == ["moment.serial"]


def test_time_in_utc_without_the_registers_own_is_left_out() -> None:
    reading = read_moment("2024-02-01T20:00:00Z")
    assert (reading.value, codes("2024-02-01T20:00:00Z")) == (
        Moment(date(2024, 2, 1)),
        ["time.zone"],
    )


def test_time_in_utc_is_brought_to_the_registers_own() -> None:
    reading = read_moment("2024-02-01T20:00:00Z", utc_offset_minutes=420)
    assert reading.value == Moment(date(2024, 2, 2), Precision.MINUTE, 180)


@pytest.mark.parametrize(
    ("time", "minute"), [("1530", 930), ("15:30", 930), ("930", 570), ("0.5", 720), ("07h", 420)]
)
def test_time_in_its_own_column(time: str, minute: int) -> None:
    reading = read_day_and_time(read_moment("2024-02-01"), time)
    assert reading.value == Moment(date(2024, 2, 1), Precision.MINUTE, minute)


@pytest.mark.parametrize(("time", "code"), [("NA", "time.unreadable"), ("2561", "time.impossible")])
def test_time_that_is_none_leaves_the_day(time: str, code: str) -> None:
    reading = read_day_and_time(read_moment("2024-02-01"), time)
    assert (reading.value, [p.code for p in reading.problems]) == (Moment(date(2024, 2, 1)), [code])


def test_time_of_a_month_is_left_out() -> None:
    reading = read_day_and_time(read_moment("2/2024"), "15:30")
    assert [p.code for p in reading.problems] == ["time.without_day"]


@pytest.mark.parametrize(
    ("year", "month", "fiscal_start", "moment"),
    [
        ("2019", "OCT", 10, Moment(date(2018, 10, 1), MONTH)),
        ("2019", "SEP", 10, Moment(date(2019, 9, 1), MONTH)),
        ("2025 (FYTD)", "12", 10, Moment(date(2024, 12, 1), MONTH)),
        ("2019", "", 10, Moment(date(2018, 10, 1), Precision.YEAR)),
        ("2019", "Q1", 10, Moment(date(2018, 10, 1), Precision.QUARTER)),
        ("2019", "Tháng 4", None, Moment(date(2019, 4, 1), MONTH)),
        ("2019", "quý II", None, Moment(date(2019, 4, 1), Precision.QUARTER)),
    ],
)
def test_year_and_month_in_columns(
    year: str, month: str, fiscal_start: int | None, moment: Moment
) -> None:
    assert compose_moment(year, month, fiscal_start=fiscal_start).value == moment


def test_day_of_a_month_in_columns() -> None:
    assert compose_moment("2019", "2", "28").value == Moment(date(2019, 2, 28))


def test_day_that_the_month_has_not_is_impossible() -> None:
    assert [p.code for p in compose_moment("2019", "2", "30").problems] == ["moment.impossible"]


@pytest.mark.parametrize(("year", "month"), [("", "4"), ("2019", "xyz"), ("2019/2020", "1")])
def test_year_or_month_that_is_none_is_unreadable(year: str, month: str) -> None:
    assert [p.code for p in compose_moment(year, month).problems] == ["moment.unreadable"]


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["03/04/2024", "25/04/2024"], "dmy"),
        (["03/04/2024", "04/25/2024"], "mdy"),
        (["2024-04-03"], "ymd"),
        (["03/04/2024"], ""),
        (["25/04/2024", "04/25/2024"], ""),
    ],
)
def test_order_follows_from_what_can_be_read_in_one_way(samples: list[str], order: str) -> None:
    assert column_order_evidence(samples).order == order


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_day_in_every_common_form_is_the_same(day: date) -> None:
    forms = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%Y%m%d")
    read = {read_moment(day.strftime(form)).value for form in forms}
    assert read == {Moment(day)}


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_iso_of_a_date_time_is_its_minute(instant: datetime) -> None:
    expected = Moment(instant.date(), Precision.MINUTE, instant.hour * 60 + instant.minute)
    if instant == datetime.combine(instant.date(), time()):
        expected = Moment(instant.date())  # programs fill up a day with zeros
    assert read_moment(instant.isoformat()).value == expected


@given(st.text() | st.from_regex(r"[\d/ .:-]{1,20}"))
def test_any_text_is_read_or_coded(written: str) -> None:
    reading = read_moment(written, "")
    assert reading.value is not None or reading.problems or not clean(written)


@given(st.text(max_size=10), st.text(max_size=10), st.text(max_size=5), st.integers(1, 12))
def test_any_columns_are_composed_or_coded(
    year: str, month: str, day: str, fiscal_start: int
) -> None:
    reading = compose_moment(year, month, day, fiscal_start)
    nothing = not clean(year + month + day)
    assert reading.value is not None or reading.problems or nothing


@pytest.mark.parametrize(
    ("written", "start", "until"),
    [
        ("đêm 12 rạng 13/3/2024", date(2024, 3, 12), date(2024, 3, 14)),
        ("đêm 31/12 rạng sáng 1/1/2025", date(2024, 12, 31), date(2025, 1, 2)),
        ("từ ngày 12 đến ngày 15/3/2024", date(2024, 3, 12), date(2024, 3, 16)),
        ("từ 28/12 đến 3/1/2025", date(2024, 12, 28), date(2025, 1, 4)),
        ("9 tháng năm 2024", date(2024, 1, 1), date(2024, 10, 1)),
        ("tuần 20/2024", date(2024, 5, 13), date(2024, 5, 20)),
        ("cuối tháng 2/2024", date(2024, 2, 21), date(2024, 3, 1)),
    ],
)
def test_moment_longer_than_a_day_has_its_own_end(written: str, start: date, until: date) -> None:
    moment = read_moment(written).value
    assert moment is not None
    assert (moment.start, moment.until) == (start, until)


def test_span_that_is_a_period_is_that_period() -> None:
    assert read_moment("1/1/2024 - 31/3/2024").value == read_moment("quý I/2024").value


def test_part_of_the_day_invents_no_minute() -> None:
    assert read_moment("tối ngày 12/3/2024").value == Moment(date(2024, 3, 12))


@pytest.mark.parametrize(
    ("written", "day"),
    [("23h đêm 12 rạng 13/3/2024", 12), ("1h30 đêm 12 rạng sáng 13/3/2024", 13)],
)
def test_hour_of_a_night_says_on_which_side_of_midnight(written: str, day: int) -> None:
    moment = read_moment(written).value
    assert moment is not None
    assert (moment.start.day, moment.precision) == (day, Precision.MINUTE)


def test_date_without_a_year_takes_the_one_that_is_stated_and_says_so() -> None:
    reading = read_moment("5/4", year=2024)
    assert reading.value == Moment(date(2024, 4, 5))
    assert [p.code for p in reading.problems] == ["moment.year_completed"]


def test_date_without_a_year_is_not_guessed() -> None:
    assert (read_moment("5/4").value, codes("5/4")) == (None, ["moment.year_missing"])


def test_lunar_date_is_not_converted() -> None:
    assert (read_moment("15/8 âm lịch").value, codes("15/8 âm lịch")) == (None, ["moment.lunar"])


def test_serial_number_of_the_1904_system() -> None:
    assert read_moment("43951", serials="1904").value == Moment(date(2024, 5, 1))


def test_columns_that_contradict_themselves_are_counted_both_ways() -> None:
    evidence = column_order_evidence(["25/04/2024", "04/25/2024", "04/26/2024", "3/3/2024"])
    assert (evidence.dmy, evidence.mdy, evidence.contradictory) == (1, 2, True)


def test_year_of_a_column_that_states_two_years_completes_nothing() -> None:
    assert column_year_evidence(["1/2/2023", "1/2/2024", "3/4"]).year is None


_YEARS = st.integers(1990, 2030)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
def test_span_takes_in_exactly_its_days(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    moment = read_moment(f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}").value
    assert moment is not None
    assert (moment.start, moment.until) == (first, last + timedelta(days=1))


_WRITERS = st.sampled_from(
    (
        "{d}/{m}", "{d}/{m}/{y}", "tháng {m}/{y}", "quý I/{y}", "đêm {d} rạng sáng {e}/{m}/{y}", "khoảng {d}/{m}/{y}",
        "{d}-{e}/{m}/{y}", "từ {d}/{m} đến {e}/{m}/{y}", "đầu tháng {m}/{y}", "{y}", "sáng {d}/{m}/{y}", "tuần {d}/{y}",
        "{d} tháng {m}", "{d} tháng năm {y}", "6 tháng đầu năm {y}", "{d}.{m}.{y}",
    )
)  # fmt: skip


@given(_WRITERS, st.integers(1, 31), st.integers(1, 12), _YEARS)
def test_no_minute_is_read_where_no_hour_is_written(
    form: str, day: int, month: int, year: int
) -> None:
    moment = read_moment(form.format(d=day, e=day + 1, m=month, y=year), year=year).value
    assert moment is None or moment.precision is not Precision.MINUTE


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(Precision), st.integers(0, 90))
def test_moment_in_columns_is_the_same_moment(start: date, precision: Precision, days: int) -> None:
    last = start + timedelta(days=days) if precision is Precision.SPAN else None
    moment = Moment(start, precision, None, last)
    assert stored_moment(start, moment.until, precision.value) == moment
