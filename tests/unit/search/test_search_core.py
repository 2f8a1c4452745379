"""Names, numbers and questions: what is found, in which order, and why."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.normalise.sounds import sound_key
from cotmoc.search.core.asking import MOST_TYPED, read_question
from cotmoc.search.core.names import NameIndex
from cotmoc.search.core.numbers import NumberIndex, NumberSlip, number_bytes
from cotmoc.search.core.places import AreaColumns, Places
from cotmoc.search.core.vocabulary import Slip

NAMES = (
    "nguyen van duc",
    "nguyen thi sinh",
    "tran van trung",
    "giang a de",
    "le thi thuy",
    "pham quang hai",
    "cong ty co phan sao bien",
    "nguyen duc van",
)
INDEX = NameIndex(pa.array(NAMES), np.ones(len(NAMES), np.int64))


def found(text: str) -> list[str]:
    """The names found for a text, the best first."""
    return [NAMES[name.number] for name in INDEX.find(read_question(text).words, 5)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("duc nguyen van", "nguyen van duc"),
        ("nguyen duc", "nguyen van duc"),
        ("nguyen thi xinh", "nguyen thi sinh"),
        ("tran van chung", "tran van trung"),
        ("dang a de", "giang a de"),
        ("rang a de", "giang a de"),
        ("le thi thui", "le thi thuy"),
        ("nguyeenx vawn dduwcs", "nguyen van duc"),
        ("dduwcs", "nguyen van duc"),
        ("nguyenvanduc", "nguyen van duc"),
        ("phan quang hai", "pham quang hai"),
        ("pham qua", "pham quang hai"),
        ("sao bie", "cong ty co phan sao bien"),
    ],
)
def test_name_is_found_first(text: str, name: str) -> None:
    assert found(text)[0] == name


def test_words_in_their_order_come_before_the_same_in_another() -> None:
    assert found("nguyen van duc")[:2] == ["nguyen van duc", "nguyen duc van"]
    assert found("nguyen duc van")[:2] == ["nguyen duc van", "nguyen van duc"]


def test_number_in_a_title_is_found_as_it_is_and_not_as_one_like_it() -> None:
    index = NameIndex(
        pa.array(["bat giu 25kg heroin", "bat giu 26kg heroin"]), np.ones(2, np.int64)
    )
    assert [name.number for name in index.find(("26kg", "heroin"), 2)] == [1]
    assert index.find(("27kg",), 2) == []


def test_each_word_says_how_it_was_found() -> None:
    first = INDEX.find(("tran", "van", "chung", "xyzzy"), 1)[0]
    assert [(word.found, word.slip) for word in first.words] == [
        ("tran", Slip.SAME),
        ("van", Slip.SAME),
        ("trung", Slip.SOUND),
        (None, Slip.SAME),
    ]


def test_rare_word_weighs_more_than_a_common_one() -> None:
    texts = pa.array(["nguyen van bac", "nguyen van tung", "le minh tung"])
    index = NameIndex(texts, np.array([500, 500, 1], np.int64))
    assert index.find(("le", "tung"), 3)[0].number == 2


def test_of_names_alike_the_first_of_the_index_is_found_first() -> None:
    texts = pa.array(["nguyen van hung", "nguyen van hoa", "nguyen van hai"])
    index = NameIndex(texts, np.array([9, 1, 1], np.int64))
    assert index.find(("nguyen", "van", "h"), 3)[0].number == 0


def test_smaller_index_weighs_words_like_the_larger_one_beside_it() -> None:
    large = NameIndex(pa.array(["nguyen van a", "tran b"]), np.array([900, 1], np.int64))
    small = NameIndex(pa.array(["nguyen b"]), np.array([1], np.int64), large)
    assert small.find(("nguyen",), 1)[0].score < small.find(("b",), 1)[0].score


@pytest.mark.parametrize("text", ["", " ", "a", "\x00\x1f", "?!", "\u202e"])
def test_next_to_nothing_asks_nothing(text: str) -> None:
    assert read_question(text).is_empty


def test_long_text_is_read_from_its_beginning() -> None:
    asked = read_question("nguyen van duc " * 1000)
    assert asked.was_cut
    assert len(asked.text) <= MOST_TYPED
    assert found("nguyen van duc " * 1000)[0] == "nguyen van duc"


def test_year_day_and_number_are_told_apart() -> None:
    asked = read_question("Lê Thị Thủy sinh 12/3/1985 022185001234")
    assert (asked.words, asked.years, asked.day) == (
        ("le", "thi", "thuy"),
        (1985,),
        date(1985, 3, 12),
    )
    assert asked.numbers == ("022185001234",)


def test_impossible_day_is_no_day_of_birth() -> None:
    assert read_question("le thi thuy 31/2/1985").day is None


def test_digits_alone_are_a_number() -> None:
    assert read_question("1985").numbers == ("1985",)
    assert read_question("0221").numbers == ("0221",)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_question_or_the_index(text: str) -> None:
    asked = read_question(text)
    assert len(asked.words) == len(asked.marked)
    for name in INDEX.find(asked.words, 5):
        assert -0.1 <= name.score <= 1.001


@settings(max_examples=100, deadline=None)
@given(st.permutations(range(3)), st.sampled_from(NAMES[:6]))
def test_a_name_in_any_order_is_found_with_nearly_the_whole_score(
    order: list[int], name: str
) -> None:
    words = tuple(name.split()[at] for at in order)
    best = next(each for each in INDEX.find(words, 5) if NAMES[each.number] == name)
    assert best.score > 0.97


@pytest.mark.parametrize(
    "pair", [("sa", "xa"), ("tra", "cha"), ("gia", "da"), ("ra", "da"), ("la", "na"), ("ly", "li")]
)
def test_slips_of_the_ear_sound_alike(pair: tuple[str, str]) -> None:
    assert sound_key(pair[0]) == sound_key(pair[1])


@pytest.mark.parametrize(
    "pair", [("nga", "na"), ("nha", "na"), ("tha", "ta"), ("kha", "ca"), ("ba", "ma")]
)
def test_other_initials_do_not(pair: tuple[str, str]) -> None:
    assert sound_key(pair[0]) != sound_key(pair[1])


NUMBERS = NumberIndex(number_bytes(["022085001234", "14C12345", "QN1234TS", "022085001235", ""]))


@pytest.mark.parametrize(
    ("asked", "place", "slip"),
    [
        ("022085001234", 0, NumberSlip.SAME),
        ("02208500", 0, NumberSlip.BEGUN),
        ("022085001243", 0, NumberSlip.WRONG),
        ("022085001294", 0, NumberSlip.WRONG),
        ("02208500124", 0, NumberSlip.WRONG),
        ("0220850012344", 0, NumberSlip.WRONG),
        ("14C", 1, NumberSlip.BEGUN),
        ("2345", 1, NumberSlip.ENDED),
        ("QM1234TS", 2, NumberSlip.WRONG),
    ],
)
def test_number_is_found(asked: str, place: int, slip: NumberSlip) -> None:
    assert NUMBERS.find(asked)[place] is slip


@pytest.mark.parametrize("asked", ["", "9", "99999", "022085999999"])
def test_other_number_is_not_found(asked: str) -> None:
    assert NUMBERS.find(asked) == {}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("0123456789ABC", min_size=1, max_size=24), min_size=1, max_size=30))
def test_every_number_finds_itself(numbers: list[str]) -> None:
    index = NumberIndex(number_bytes(numbers))
    for place, number in enumerate(numbers):
        assert index.find(number)[place] is NumberSlip.SAME


def places() -> Places:
    """A city of before with a commune, carried on by two numbered wards of a province."""
    ids = np.array([1, 2, 3, 11, 12], np.int64)  # province, city, its commune, ward 1, ward 2
    return Places(
        {"quang ninh": frozenset({1}), "mong cai": frozenset({2}), "ha": frozenset({3}),
         "mong cai 1": frozenset({11}), "mong cai 2": frozenset({12})},
        AreaColumns(
            area=ids,
            parent=np.array([0, 1, 2, 1, 1], np.int64),
            today=np.array([1, 11, 12, 11, 12], np.int64),
            commune=np.array([0, 11, 12, 11, 12], np.int64),
            province=np.array([1, 1, 1, 1, 1], np.int64),
        ),
    )  # fmt: skip


def test_place_among_words_is_the_longest_name() -> None:
    (found_place,) = places().in_question(("nguyen", "van", "a", "mong", "cai"))
    assert (found_place.start, found_place.end, found_place.name) == (3, 5, "mong cai")
    assert set(np.flatnonzero(found_place.inside).tolist()) == {2, 3, 11, 12}


def test_one_syllable_is_a_place_only_behind_a_word_for_its_kind() -> None:
    assert places().in_question(("nguyen", "thi", "ha")) == []
    (found_place,) = places().in_question(("nguyen", "thi", "xa", "ha"))
    assert (found_place.start, found_place.end) == (2, 4)
