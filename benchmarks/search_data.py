"""Names of people as Vietnam bears them, made up, and the same as somebody types them in a hurry."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cotmoc.demonstration.core.slips import (
    dropped,
    given_name_first,
    inserted,
    replaced,
    without_middle,
)
from cotmoc.demonstration.core.stocks import NameStock, Stock
from cotmoc.normalise.text import fold

NAMES = Path(__file__).resolve().parents[2] / "shared" / "data" / "names"
#: A family name for which no share is published has so much of the share of the one before it.
_FALL = 0.9
_MALE_MIDDLES = "Văn Đức Hữu Xuân Minh Quang Thanh Đình Công Bá Thế Trọng Đăng Duy Anh Tiến Quốc Mạnh Hoàng Viết Ngọc"
_FEMALE_MIDDLES = "Thị Thị Ngọc Thị Thu Thị Kim Hồng Thanh Bích Diệu Hoài Khánh Mai Mỹ Như Phương Quỳnh Thùy Tuyết Xuân"
# Nearly half of the older have no other middle name than these.
_SHARE_OF_FIRST = 0.45
_SOUNDS = (("s", "x"), ("tr", "ch"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("l", "n"))
_LETTERS = "abcdeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Population:
    """Distinct names as they are borne, and how many bear each (int64)."""

    names: list[str]
    often: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, the name meant, and what happened to it on the way."""

    text: str
    meant: str
    damage: str


def population(size: int, seed: int = 20_261_126) -> Population:
    """`size` people: family names with their published shares, middle and given names with a long tail."""
    drawn = np.random.default_rng(seed)
    families = _families()
    often: Counter[str] = Counter()
    for middles, given, count in (
        (_MALE_MIDDLES, _given("male"), size // 2),
        (_FEMALE_MIDDLES, _given("female"), size - size // 2),
    ):
        stock = NameStock(families, _middles(middles.split()), _falling(given))
        often.update(_drawn(drawn, stock, count))
    names = sorted(often)
    return Population(names, np.array([often[name] for name in names], np.int64))


def _drawn(drawn: np.random.Generator, stock: NameStock, count: int) -> dict[str, int]:
    """How many of one sex bear each name; drawn as numbers, of which only the distinct ones are written out."""
    parts = (stock.families, stock.middles, stock.givens)
    codes, often = np.unique(
        stock.codes(*(part.draw(drawn, count) for part in parts)), return_counts=True
    )
    borne: Counter[str] = Counter()
    for name, bearers in zip(stock.written(codes), often.tolist(), strict=True):
        borne[name] += bearers
    return borne


def _middles(names: list[str]) -> Stock:
    rest = (1 - _SHARE_OF_FIRST) / (len(names) - 1)
    return Stock(tuple(names), (_SHARE_OF_FIRST, *[rest] * (len(names) - 1)))


def _falling(names: list[str]) -> Stock:
    return Stock(tuple(names), tuple(1 / place**0.8 for place in range(1, len(names) + 1)))


def _families() -> Stock:
    with (NAMES / "surnames.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["Country"] == "VN"]
    names: list[str] = []
    shares: list[float] = []
    for row in rows:
        spellings = row["Romanized Name"].split("/")
        known = float(row["Percent"]) if row["Percent"] else shares[-1] * _FALL
        names += spellings
        shares += [known / len(spellings)] * len(spellings)
    return Stock(tuple(names), tuple(shares))


def _given(sex: str) -> list[str]:
    """Given names of one syllable first, as most bear one; then those of two."""
    lines = (NAMES / f"given_{sex}_vi.txt").read_text(encoding="utf-8").split("\n")
    whole = [line.strip() for line in lines if line.strip()]
    single = list(dict.fromkeys(name.split()[-1] for name in whole))
    return [*single, *(name for name in whole if " " in name)]


def typed_names(people: Population, count: int, seed: int = 7) -> Iterator[Typed]:
    """`count` names (the commoner, the more often), each typed with one or two slips, in turn of each kind."""
    drawn = np.random.default_rng(seed)
    chosen = drawn.choice(len(people.names), count, p=people.often / people.often.sum())
    for turn, number in enumerate(chosen.tolist()):
        name = people.names[number]
        kind = list(DAMAGES)[turn % len(DAMAGES)]
        yield Typed(DAMAGES[kind](fold(name).split(), drawn), fold(name), kind)


def _unmarked(words: list[str], drawn: np.random.Generator) -> str:  # noqa: ARG001
    return " ".join(words)


def _reordered(words: list[str], drawn: np.random.Generator) -> str:  # noqa: ARG001
    return given_name_first(words)


def _without_middle(words: list[str], drawn: np.random.Generator) -> str:  # noqa: ARG001
    return without_middle(words, len(words) - 2)


def _misheard(words: list[str], drawn: np.random.Generator) -> str:
    for at in drawn.permutation(len(words)).tolist():
        for one, other in (pair for sounds in _SOUNDS for pair in (sounds, sounds[::-1])):
            begins = words[at].startswith(one) and not words[at].startswith((one + "h", "ng", "nh"))
            if begins and words[at][len(one) :]:
                return " ".join([*words[:at], other + words[at][len(one) :], *words[at + 1 :]])
    return " ".join(words)


def _one_edit(words: list[str], drawn: np.random.Generator) -> str:
    at = int(drawn.integers(len(words)))
    word, place = words[at], int(drawn.integers(len(words[at])))
    letter = _LETTERS[int(drawn.integers(len(_LETTERS)))]
    edits = (dropped(word, place), replaced(word, place, letter), inserted(word, place, letter))
    return " ".join([*words[:at], edits[int(drawn.integers(3))], *words[at + 1 :]]).strip()


def _partial(words: list[str], drawn: np.random.Generator) -> str:
    last = words[-1]
    return " ".join([*words[:-1], last[: max(1, len(last) - int(drawn.integers(1, 3)))]])


def _two_slips(words: list[str], drawn: np.random.Generator) -> str:
    return _one_edit(_reordered(words, drawn).split(), drawn)


DAMAGES = {
    "marks lost": _unmarked,
    "order": _reordered,
    "middle dropped": _without_middle,
    "misheard": _misheard,
    "one edit": _one_edit,
    "partial": _partial,
    "order and edit": _two_slips,
}
