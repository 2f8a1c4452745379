"""Identifiers: what they are, whether they can be, and what is said of those that cannot."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.identifiers import (
    DOCUMENTS,
    HINTS,
    REGISTRATIONS,
    Kind,
    Validity,
    document_key,
    masked,
    read_identifier,
    read_machine_readable,
    registration_key,
)
from cotmoc.normalise.identifiers.tables import rows
from cotmoc.normalise.moments import Moment, Precision

TODAY = date(2026, 1, 15)
LIKE_NUMBERS = st.text("0123456789ABCĐQNTS桂ກ -.<+()/:eE", max_size=40)


def codes(written: str, hint: str = "") -> list[str]:
    """The codes of the findings about a written number, without their subject."""
    problems = read_identifier(written, hint, today=TODAY).problems
    return [problem.code.removeprefix("identifier.") for problem in problems]


@given(st.text(max_size=60) | LIKE_NUMBERS, st.sampled_from([*HINTS, "no such hint"]))
def test_no_text_breaks_the_reading(written: str, hint: str) -> None:
    reading = read_identifier(written, hint, today=TODAY)
    if reading.value:
        assert bool(reading.value.why) is (reading.value.validity is Validity.IMPOSSIBLE)
        assert reading.readable is not (reading.value.validity is Validity.IMPOSSIBLE)


@given(LIKE_NUMBERS, st.sampled_from(["", "document", "registration"]))
def test_canonical_number_reads_as_itself(written: str, hint: str) -> None:
    found = read_identifier(written, hint, today=TODAY).value
    if found and found.validity is not Validity.IMPOSSIBLE:
        again = read_identifier(found.canonical, found.kind.value, today=TODAY).value
        assert again is not None
        assert (again.kind, again.canonical, again.key) == (found.kind, found.canonical, found.key)


@given(LIKE_NUMBERS)
def test_key_is_that_of_the_canonical_number(written: str) -> None:
    found = read_identifier(written, today=TODAY).value
    if found and found.kind in REGISTRATIONS and found.country not in ("LA", "TH"):
        assert registration_key(found.canonical) == found.key
    if found and found.kind in DOCUMENTS:
        assert document_key(found.canonical) == found.key


@given(st.integers(0, 10**12 - 1))
def test_birth_in_a_citizens_number_is_no_more_precise_than_a_year(number: int) -> None:
    found = read_identifier(f"{number:012d}", "citizen", today=TODAY).value
    assert found is not None
    assert found.birth is None or found.birth.precision is Precision.YEAR


def test_nothing_written_is_nothing_read() -> None:
    assert read_identifier("  ").value is None
    assert codes("  ") == []


def test_meaning_of_a_provinces_code_is_that_of_the_year_of_birth() -> None:
    before, after = read_identifier("015185001234").value, read_identifier("015326001234").value
    assert before
    assert after
    assert (before.province, after.province) == ("Yên Bái", "Lào Cai")


def test_birth_in_the_future_depends_on_today() -> None:
    assert codes("022227001234") == ["birth_in_future"]
    assert read_identifier("022227001234", today=date(2027, 5, 1)).readable


@pytest.mark.parametrize("hint", ["", "document", "registration", "phone"])
def test_bank_card_is_never_given_nor_quoted_in_full(hint: str) -> None:
    reading = read_identifier("Thẻ 4111 1111 1111 1111", hint)
    assert reading.value
    assert (reading.value.kind, reading.value.key) == (Kind.BANK_CARD, "")
    everything = f"{reading.value}{reading.problems}"
    assert "4111" not in everything
    assert "1111 1111" not in everything


@given(st.from_regex(r"[0-9]{15,19}", fullmatch=True))
def test_long_digits_that_are_read_as_nothing_are_covered(written: str) -> None:
    reading = read_identifier(written)
    if reading.value is None:
        assert all(problem.written == masked(written) for problem in reading.problems)


def test_hint_of_the_words_outweighs_that_of_the_place() -> None:
    found = read_identifier("SĐT 0912345678", "registration").value
    assert found
    assert found.kind is Kind.PHONE
    assert codes("SĐT 0912345678", "registration") == []


def test_number_of_another_kind_than_its_place_is_said() -> None:
    assert codes("022085001234", "registration") == ["other_kind"]


def test_number_of_two_kinds_is_said_to_be_ambiguous() -> None:
    reading = read_identifier("0700100183")
    assert [problem.code for problem in reading.problems] == ["identifier.ambiguous"]
    assert reading.problems[0].params["kinds"] == "phone, tax_code"


def test_zone_of_the_standard_reads_as_printed_there() -> None:
    zone = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    found = read_machine_readable(zone, TODAY).value
    assert found
    assert found.identifier.birth == Moment(date(1974, 8, 12))
    assert found.expires == Moment(date(2012, 4, 15))
    assert (found.surname, found.given_names) == ("ERIKSSON", "ANNA MARIA")


def test_card_of_the_standard_reads_as_printed_there() -> None:
    zone = (
        "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    )
    found = read_machine_readable(zone, TODAY).value
    assert found
    assert (found.identifier.canonical, found.failed) == ("D23145890", ())


@pytest.mark.parametrize("at", [44, 57, 65, 87])
def test_zone_with_a_wrong_character_is_impossible(at: int) -> None:
    zone = (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    )
    other = "5" if zone[at] != "5" else "6"
    reading = read_machine_readable(zone[:at] + other + zone[at + 1 :], TODAY)
    assert reading.value
    assert reading.value.identifier.validity is Validity.IMPOSSIBLE
    assert "whole" in reading.value.failed


def test_every_label_leads_to_a_hint_that_exists() -> None:
    assert {hint for _, hint in rows("labels.tsv", 2)} <= HINTS.keys()


@pytest.mark.parametrize(
    ("written", "holder"),
    [
        ("80-NG-296-01", "US"),
        ("29-NG-605-12", "CN"),
        ("NG 121-13", "CU"),
        ("80-CV-446-11", "JP"),
        ("80-QT-346-01", ""),
        ("80-NG-999-01", ""),
        ("80-NG-000-01", ""),
    ],
)
def test_plates_of_embassies_say_whose_they_are(written: str, holder: str) -> None:
    found = read_identifier(written).value
    assert found
    assert found.holder == holder


@pytest.mark.parametrize(
    ("written", "holder"),
    [
        ("QB 80-22", "Bộ đội Biên phòng"),
        ("QM 10-01", "Bộ Tư lệnh 86"),
        ("CP-11-22", "Tổng công ty 319"),
    ],
)
def test_red_plates_say_whose_they_are(written: str, holder: str) -> None:
    found = read_identifier(f"biển đỏ {written}").value
    assert found
    assert found.holder == holder
