"""What completes a field as one types: codes and moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.normalise.codes.completing import complete_code
from cotmoc.normalise.moment_completion import complete_moment
from cotmoc.normalise.moments import read_moment
from cotmoc.normalise.text import fold

NOW = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
DAYS = st.integers(0, 9_000)


def first(text: str, language: str = "vi") -> str:
    """The id of the first completion among the goods."""
    return complete_code(COMMODITIES, text, language)[0].code.id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hero", "heroin"),
        ("Phao n", "firecracker"),
        ("thuoc la", "cigarettes"),
        ("pháo", "fireworks"),
    ],
)
def test_goods_complete_with_marks_and_without(text: str, code: str) -> None:
    assert first(text) == code


def test_marks_that_are_written_come_first() -> None:
    found = complete_code(COMMODITIES, "đá", "vi")
    assert "đá" in (found[0].words or found[0].code.label_vi).lower()


def test_other_word_for_a_thing_is_named_beside_it() -> None:
    found = complete_code(OFFENCES, "drug smug", "vi")
    assert (found[0].code.id, found[0].words) == ("narcotics_transport", "drug smuggling")


def test_label_in_the_language_of_the_page_completes() -> None:
    assert complete_code(OFFENCES, "smugg", "en")[0].words == ""


@settings(deadline=None)
@given(st.text(max_size=30))
def test_every_completion_of_codes_holds_a_word_that_begins_so(text: str) -> None:
    for found in complete_code(COMMODITIES, text, "vi"):
        assert f" {fold(text)}" in f" {fold(found.words or found.code.label_vi)}"


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("", ("26/11/2026 14:05", "26/11/2026", "25/11/2026", "đêm 25 rạng 26/11/2026")),
        ("13h", ("26/11/2026 13:00", "25/11/2026 13:00")),
        ("22h15", ("25/11/2026 22:15", "24/11/2026 22:15")),
        ("hôm qua 22h15", ("25/11/2026 22:15",)),
        ("dem qua", ("đêm 25 rạng 26/11/2026",)),
        ("last night", ("đêm 25 rạng 26/11/2026",)),
        ("15h 26/11", ("26/11/2026 15:00",)),
        ("31/12", ("31/12/2025",)),
        ("29/2", ("29/02/2024",)),
        ("30/2", ()),
        ("25h", ()),
        ("12/3/2026", ()),
        ("gì đó", ()),
    ],
)
def test_moment_completes(text: str, moments: tuple[str, ...]) -> None:
    assert complete_moment(text, NOW) == moments


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=30), st.sampled_from(("", "hôm", "sáng", "tối", "đêm", "15h", "1/1"))
    ),
    DAYS,
    st.sampled_from(("vi", "en")),
)
def test_every_completed_moment_is_read_without_doubt(text: str, days: int, language: str) -> None:
    now = NOW - timedelta(days=days, minutes=days % 1440)
    for moment in complete_moment(text, now, language):
        reading = read_moment(moment, "dmy", today=now.date(), utc_offset_minutes=420)
        assert reading.value is not None
        assert [
            problem.code for problem in reading.problems if problem.code != "moment.future"
        ] == []


def test_night_completes_in_the_language_of_the_page() -> None:
    assert complete_moment("dem qua", NOW, "en") == ("night of 25-26/11/2026",)
    assert complete_moment("this morning", NOW, "en") == ("morning of 26/11/2026",)


def test_nothing_completed_lies_in_the_days_to_come() -> None:
    for moment in complete_moment("", NOW):
        reading = read_moment(moment, "dmy", today=NOW.date(), utc_offset_minutes=420)
        assert reading.value is not None
        assert reading.value.start <= date(2026, 11, 26)
