"""Synthetic people have numbers of the right form, and noisy copies of them say what was done to them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.demonstration.core.chance import stream
from cotmoc.demonstration.core.noise import (
    MISTAKES,
    hurried_copy,
    hurried_plate,
    noisy_copy,
    write_person,
)
from cotmoc.demonstration.core.people import (
    CHINESE,
    make_citizen,
    make_motorcycle_plate,
    make_person,
)
from cotmoc.demonstration.core.places import communes
from cotmoc.normalise.identifiers import Kind, read_identifier, registration_key
from cotmoc.normalise.names import name_key

seeds = st.integers(0, 2**32)
TODAY = date(2026, 11, 1)


@given(seeds)
def test_citizens_number_agrees_with_sex_birth_and_province(seed: int) -> None:
    chance = stream(seed)
    person = make_citizen(chance, chance.choice([*communes("22"), *communes("home")]))
    found = read_identifier(person.identity, "document", today=TODAY).value
    assert found is not None
    assert (found.kind, found.sex) == (Kind.CITIZEN, person.sex)
    assert found.birth is not None
    assert person.born is not None
    assert found.birth.start.year == person.born.year
    assert person.home is not None
    assert found.province in person.home.province_before


@given(seeds)
def test_foreigner_has_a_passport_and_no_home_here(seed: int) -> None:
    person = make_person(stream(seed))
    assert (person.nationality == CHINESE) == (person.home is None)


@given(seeds)
def test_hurried_copy_is_still_the_same_name_and_year(seed: int) -> None:
    chance = stream(seed)
    written = write_person(make_person(chance), TODAY)
    copy = hurried_copy(chance, written)
    assert name_key(copy.name) == name_key(written.name)
    assert copy.birth[-4:] == written.birth[-4:]


@given(seeds, st.integers(1, 3))
def test_noisy_copy_names_what_was_done(seed: int, most: int) -> None:
    chance = stream(seed)
    copy = noisy_copy(chance, write_person(make_person(chance), TODAY), most)
    assert 1 <= len(copy.kinds) <= most
    assert set(copy.kinds) <= set(MISTAKES)
    assert copy.name


@given(seeds)
def test_motorcycles_plate_is_one_however_it_is_written_again(seed: int) -> None:
    chance = stream(seed)
    plate = make_motorcycle_plate(chance)
    written = hurried_plate(chance, plate)
    found = [read_identifier(text, "registration", today=TODAY).value for text in (plate, written)]
    assert found[0] is not None
    assert found[0].kind is Kind.PLATE
    assert found[1] is not None
    assert registration_key(found[0].canonical) == registration_key(found[1].canonical)


def test_write_person_before_the_reform_names_the_district() -> None:
    person = make_citizen(stream(1), communes("22")[0])
    assert "Thành phố Hạ Long" in write_person(person, date(2024, 5, 1)).residence
    assert "Hạ Long" not in write_person(person, date(2026, 5, 1)).residence
