"""Names read many at a time come out as one by one."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.normalise.names import PersonName, read_name
from cotmoc.normalise.sounds import sound_key
from cotmoc.normalise.text import fold
from cotmoc.resolution.core.parties.names import read_name_column
from cotmoc.resolution.core.parties.vocabulary import Vocabulary

WORDS = (
    *("Nguyễn", "Trần", "LÊ", "phạm", "Văn", "thị", "Đức", "Hoà", "LAN", "Ngọc", "Hai", "Hùng"),
    *("Bà", "Quốc", "Tôn", "Thất", "Trương", "Ly", "Nam", "Mai", "Ông", "Công"),
)


def shown(written: str) -> tuple[list[str], bool]:
    """The words as the column holds them, and whether the first is a family name."""
    vocabulary = Vocabulary()
    read, _ = read_name_column(pa.array([written], pa.string()), vocabulary)
    texts = vocabulary.words.codes.texts
    return [texts[n] for n in read.words[0, : read.counts[0]].tolist()], bool(read.families[0])


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_a_plain_name_is_taken_apart_as_one_by_one(written: str) -> None:
    name = read_name(written).value
    words, has_family = shown(written)
    if isinstance(name, PersonName) and name.family and name.given:
        expected = [name.family.replace(" ", ""), *name.middle.split(), name.given.replace(" ", "")]
        assert words == [word.lower() for word in expected]
        assert has_family


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_too_strange_for_a_name(written: str) -> None:
    words, _ = shown(written)
    assert len(words) <= 6


def test_every_distinct_name_is_read_once_for_all_its_rows() -> None:
    vocabulary = Vocabulary()
    read, _ = read_name_column(pa.array(["Lê Văn Tài", "", None, "Lê Văn Tài"]), vocabulary)
    assert read.counts.tolist() == [3, 0, 0, 3]
    assert read.words[0].tolist() == read.words[3].tolist()


def test_another_name_beside_a_name_is_told_with_its_row() -> None:
    _, aliases = read_name_column(
        pa.array(["Lê Văn Tài", "Trần Văn Hải (tức Hải Lé)"]), Vocabulary()
    )
    assert aliases == [(1, "Hải Lé")]


def test_long_names_keep_their_given_name() -> None:
    words, _ = shown("Công Tằng Tôn Nữ Thị Ngọc Bích Lan")
    assert words[-1] == "lan"


@settings(deadline=None)
@given(st.text(max_size=12).map(fold))
def test_sounds_of_sounds_are_no_news_to_vowels(syllable: str) -> None:
    assert "y" not in sound_key(syllable)
