"""A text that states amounts as tokens: numbers, words and signs; words that bound a number become signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from cotmoc.normalise.amount_items import Bound

# Words that bound a number, or say that there is none, each with the sign that stands for them.
_BOUNDS = (
    ("≥", "không dưới|ít nhất|tối thiểu|hơn|trên|at least|more than|over|trở lên|có hơn"),
    ("≤", "không quá|không vượt quá|tối đa|dưới|at most|up to|less than|under|trở xuống"),
    ("≈", r"(?:ước )?(?:khoảng|chừng|xấp xỉ)|ước tính|ước|about|approximately|approx\.?"),
    ("≅", "gần|tầm|around|nearly|almost|some"),
    (
        "¿",
        "vài|mấy|dăm|hàng(?= (?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ))|nhiều|một (?:số|ít|vài|lượng)|số lượng lớn",
    ),
)
_BOUND = re.compile("|".join(rf"(?<!\w)({words})(?!\w)" for _, words in _BOUNDS))
# A text without any of these has none: looking for the phrases is most of the work otherwise.
_BOUND_WORDS = frozenset(
    (
        "không", "ít", "tối", "hơn", "trên", "trở", "có", "dưới", "ước", "khoảng", "chừng", "xấp", "gần", "tầm", "vài",
        "mấy", "dăm", "hàng", "nhiều", "một", "số", "at", "more", "over", "up", "less", "under", "about",
        "approximately", "approx", "around", "nearly", "almost", "some",
    )
)  # fmt: skip
#: What the signs mean that stand for such words.
BOUND_OF = {
    "≈": Bound.ABOUT, "≅": Bound.ABOUT, "~": Bound.ABOUT, "±": Bound.ABOUT, "≥": Bound.AT_LEAST, ">": Bound.AT_LEAST,
    "≤": Bound.AT_MOST, "<": Bound.AT_MOST,
}  # fmt: skip
# "twenty-five", "half a kilo"
_ENGLISH = re.compile(
    r"\b(?:(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?=[a-z])|(half) an? )"
)
_TOKEN = re.compile(
    # Digits in groups, fractions, digits with marks, also with a power of ten, as programs write.
    r"(?P<number>\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+/\d+(?![\d/.,])|[½¼¾]"
    r"|\d{1,20}(?:[.,]\d{1,20})?e[+-]?\d{1,3}(?!\w)|\d[\d.,]*\d|\d|[.,]\d+)"
    r"|(?P<word>(?:us|hk)\$|m[23²³](?!\w)|[^\W\d_]+(?:-[^\W\d_]+)*|[$¥€£₫₭฿៛])|(?P<sign>[^\s\w])"
)


class Token(NamedTuple):
    """A number, word or sign; `glued` to the one before when nothing stands between them."""

    kind: str
    text: str
    glued: bool


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in small letters with their marks.

    >>> [token.text for token in tokens_of("gần 1kg2")]
    ['≅', '1', 'kg', '2']
    """
    marked = _ENGLISH.sub(r"\1\2 ", text) if text.isascii() else text
    words = marked.replace("(", " ").replace(")", " ").replace(".", " ").split()
    if not _BOUND_WORDS.isdisjoint(words):
        marked = _BOUND.sub(lambda match: f" {_BOUNDS[(match.lastindex or 1) - 1][0]} ", marked)
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(marked):
        tokens.append(Token(match.lastgroup or "sign", match.group(), match.start() == end))
        end = match.end()
    return tokens
