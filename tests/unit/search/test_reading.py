"""In which ways a question may be read, and what each part counts as."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.search.core.asking import read_question
from cotmoc.search.core.places import AreaColumns, Places
from cotmoc.search.core.reading import MOST_READINGS, Part, Question, question_of
from cotmoc.search.core.terms import Terms

#: A province (1), a former city (2) with two communes (3, 4) and another district (5) with three (6, 7, 8); today two
#: numbered wards carry on the city (11, 12), and one of today (13) a commune of the city and all of the district.
IDS = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13], np.int64)
PLACES = Places(
    {"quang ninh": frozenset({1}), "mong cai": frozenset({2}), "hai son": frozenset({3}), "ngoc son": frozenset({4}),
     "hai ha": frozenset({5}), "duong hoa": frozenset({6}), "quang minh": frozenset({7}), "cai chien": frozenset({8}),
     "hai xuan": frozenset({9}), "mong cai 1": frozenset({11}), "mong cai 2": frozenset({12}),
     "quang ha": frozenset({13})},
    AreaColumns(
        area=IDS,
        parent=np.array([0, 1, 2, 2, 1, 5, 5, 5, 2, 1, 1, 1], np.int64),
        today=np.array([1, 11, 11, 12, 13, 13, 13, 13, 13, 11, 12, 13], np.int64),
        commune=np.array([0, 11, 11, 12, 13, 13, 13, 13, 13, 11, 12, 13], np.int64),
        province=np.full(12, 1, np.int64),
    ),
    home=1,
)  # fmt: skip
TERMS = Terms({"haiquan": ("Hải quan", "Customs")})


def asked(text: str, said: dict[str, Part] | None = None) -> Question:
    """The question that a text asks of these places and terms."""
    question = read_question(text)
    places = PLACES.in_question(question.words)
    return question_of(question, places, TERMS.in_question(question.words), said)


def ways(text: str, said: dict[str, Part] | None = None) -> list[tuple[str, ...]]:
    """The ways to read a text: each part as its kind and words, the rest as the name."""
    question = asked(text, said)
    return [
        (*(f"{s.part}:{' '.join(question.asked.words[s.start : s.end])}" for s in reading.spans),
         *([" ".join(reading.words)] if reading.words else []))
        for reading in question.readings
    ]  # fmt: skip


def test_words_are_read_as_a_name_alone_and_with_a_place() -> None:
    assert ways("nguyen van a mong cai")[:2] == [
        ("nguyen van a mong cai",),
        ("place:mong cai", "nguyen van a"),
    ]


def test_goods_an_agency_and_a_place_are_found_together() -> None:
    assert ("agency:hai quan", "goods:thuoc la", "place:mong cai") in ways(
        "hai quan thuoc la mong cai"
    )


def test_word_before_a_place_belongs_to_it_or_not() -> None:
    found = ways("nguyen van a tai mong cai")
    assert ("place:tai mong cai", "nguyen van a") in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mog cai", "mong cai"),
        ("mong kai", "mong cai"),
        ("quang nin", "quang ninh"),
        ("mongs cais", "mong cai"),
        ("duong h", "duong hoa"),
    ],
)
def test_place_is_understood_with_a_slip_and_while_it_is_typed(text: str, name: str) -> None:
    places = PLACES.in_question(read_question(f"le thi b {text}").words)
    assert name in {each.name for each in places}


def test_one_syllable_begins_a_place_only_behind_a_whole_name() -> None:
    assert PLACES.in_question(("nguyen", "hai")) == []
    assert PLACES.in_question(("nguyen", "van", "a", "mong"))[0].name == "mong cai"


def test_former_city_counts_whole_where_it_lay_and_in_part_where_little_of_it_went() -> None:
    (city,) = PLACES.in_question(("mong", "cai"))
    counts = dict(zip(IDS.tolist(), city.inside[IDS].tolist(), strict=True))
    assert [counts[each] for each in (2, 3, 4, 9, 11, 12)] == [1.0] * 6
    # A fifth of what the ward of today carries on was of the city.
    assert counts[13] == 0.0
    assert counts[6] == 0.0


def test_ward_of_today_holds_all_that_it_carries_on() -> None:
    (ward,) = PLACES.in_question(("quang", "ha"))
    assert [float(ward.inside[each]) for each in (13, 5, 6, 9, 3)] == [1.0, 1.0, 1.0, 1.0, 0.0]


def test_single_syllable_is_goods_only_where_nothing_else_is_left() -> None:
    assert all("goods:phao" not in way for way in ways("nguyen van phao"))
    assert ("goods:phao", "place:mong cai") in ways("phao mong cai")


def test_words_that_are_a_place_at_home_are_sure() -> None:
    assert asked("nguyen van a mong cai").sure == {"mong", "cai"}
    assert asked("nguyen van a mog cai").sure == frozenset()


def test_asker_has_the_last_word() -> None:
    assert ways("nguyen mong cai", {"mong cai": Part.NAME}) == [("nguyen mong cai",)]
    assert all("place:mong cai" in way for way in ways("nguyen mong cai", {"mong cai": Part.PLACE}))
    assert asked("le thi b 2025", {"2025": Part.HAPPENED}).years == {2025: Part.HAPPENED}


def test_year_behind_the_word_for_birth_is_of_birth() -> None:
    assert asked("le thi b sinh nam 2001").years == {2001: Part.BORN}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ("mong", "cai", "hai", "son", "quan", "phao", "heroin", "tai", "nguyen", "1985", "2025", "buon", "lau")
        ),
        max_size=9,
    ),
    st.dictionaries(st.sampled_from(["mong cai", "hai", "1985", "khong"]), st.sampled_from(list(Part))),
)  # fmt: skip
def test_every_word_is_in_exactly_one_part_of_each_way(
    words: list[str], said: dict[str, Part]
) -> None:
    question = asked(" ".join(words), said)
    assert 1 <= len(question.readings) <= MOST_READINGS
    for reading in question.readings:
        inside = [at for span in reading.spans for at in range(span.start, span.end)]
        assert len(set(inside)) == len(inside)
        assert len(inside) + len(reading.words) == len(question.asked.words)
        assert len(reading.words) == len(reading.marked)
