"""Numbers in digits, words and both at once: "2 tỷ 350 triệu", "một trăm linh năm", "hai phẩy năm triệu"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cotmoc.normalise.text import bare
from cotmoc.normalise.written_numbers import parse_number


class Exact(NamedTuple):
    """The number `digits` / 10 ** `places`, and whether its mark could divide thousands as well as decimals."""

    digits: int
    places: int = 0
    ambiguous: bool = False

    def times(self, other: Exact) -> Exact:
        """The product, exactly."""
        return Exact(
            self.digits * other.digits,
            self.places + other.places,
            self.ambiguous or other.ambiguous,
        )

    def plus(self, other: Exact) -> Exact:
        """The sum, exactly."""
        places = max(self.places, other.places)
        digits = self.digits * 10 ** (places - self.places) + other.digits * 10 ** (
            places - other.places
        )
        return Exact(digits, places, self.ambiguous or other.ambiguous)


HALF = Exact(5, 1)
_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "hăm": 20,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WITHIN = {"mươi": 10, "chục": 10, "trăm": 100, "hundred": 100}
_SCALES = {
    "nghìn": 10**3, "ngàn": 10**3, "thousand": 10**3, "vạn": 10**4, "triệu": 10**6, "tr": 10**6, "million": 10**6,
    "tỷ": 10**9, "tỉ": 10**9, "billion": 10**9, "bn": 10**9, "tá": 12, "dozen": 12, "k": 1000,
}  # fmt: skip
_LINKS = {"linh", "lẻ", "lẽ"}
_HALVES = {"rưỡi", "rưởi"}
_HALF_OF = {"nửa", "half"}
# What is said for the mark before decimals.
_POINTS = {"phẩy", "phảy", "chấm", "point"}
_DOZEN = 12
# Scales that stand for a word of their own only behind digits: "5 tr", "50k".
_SHORT = {"tr", "k", "bn"}


class Numeral(NamedTuple):
    """A number read from words: its value, how many words it takes, and its largest scale (10 ** 6 for triệu; or 0)."""

    value: Exact
    length: int
    scale: int = 0


def _unmarked(words: Mapping[str, int]) -> dict[str, int]:
    return {bare(word): value for word, value in reversed(list(words.items()))}


_BARE_DIGITS, _BARE_WITHIN, _BARE_SCALES = map(_unmarked, (_DIGITS, _WITHIN, _SCALES))
NUMERALS = frozenset((*_DIGITS, *_WITHIN, *_SCALES, *_LINKS, *_HALVES, *_HALF_OF, *_POINTS))
BARE_NUMERALS = frozenset(map(bare, NUMERALS))


class _Reader:
    """Adds up one number, word by word.

    `group` is what stands below the next scale, `loose` the value last added to it, `last` the word before that value:
    10 and 100 within a group, a scale, or 0.
    """

    def __init__(self, decimal: str, unmarked: bool) -> None:
        self.decimal = decimal
        self.digits, self.within, self.scales = (
            (_BARE_DIGITS, _BARE_WITHIN, _BARE_SCALES) if unmarked else (_DIGITS, _WITHIN, _SCALES)
        )
        self.links = {"linh", "le"} if unmarked else _LINKS
        self.halves = {"ruoi"} if unmarked else _HALVES
        self.points = {"phay", "cham", "point"} if unmarked else _POINTS
        self.total, self.group = Exact(0), Exact(0)
        self.loose: Exact | None = None
        self.width = 0
        self.last, self.highest = 0, 0
        self.linked = self.begun = self.spelled = False

    def read(self, words: Sequence[str]) -> Numeral | None:
        """The number that the words begin with; None when they begin with none."""
        taken = 0
        while taken < len(words):
            word = words[taken]
            if word in self.points:
                decimals = self._take_decimals(words[taken + 1 :])
                if not decimals:
                    break
                taken += decimals
            elif word == ",":
                if not self._goes_on(words[taken + 1 :]):
                    break
            elif not self._take(word, words[taken + 1 : taken + 2]):
                break
            taken += 1
        if not self.begun:
            return None
        return Numeral(self._sum(), taken, self.highest if self.highest != _DOZEN else 0)

    def _goes_on(self, words: Sequence[str]) -> bool:
        """True behind "2 tỷ," when a smaller scale follows: "350 triệu"."""
        scale = self.scales.get(words[1], 0) if len(words) > 1 else 0
        return (
            self.loose is None
            and self.last > 1000
            and _DOZEN < scale < self.last
            and words[0][:1].isdecimal()
        )

    def _take(self, word: str, following: Sequence[str]) -> bool:
        if word[0].isdecimal():
            return self._take_digits(word)
        if word in self.digits and not (self.loose is not None and word in self.within):
            return self._take_digit(self.digits[word], following)
        if word in self.within:
            return self._take_within(self.within[word])
        if word in self.scales:
            return self._take_scale(word)
        if word in self.links:
            self.linked = self.begun
            return self.begun
        return self._take_half() if word in self.halves else self._take_half_of(word)

    def _take_decimals(self, words: Sequence[str]) -> int:
        """How many of the words behind a spoken decimal mark are decimals; the number has them then.

        "phẩy năm" are five tenths, "phẩy không năm" five hundredths, "phẩy hai lăm" twenty-five of them.
        """
        if not self.begun or self.highest or self._whole_group().places:
            return 0
        digits = ""
        for taken, word in enumerate(words):
            value = self.digits.get(word, 0 if word == "0" else None)
            if word.isdecimal() and not digits:
                return self._with_decimals(word, 1)
            if value is None or value > 9:
                # "bảy mươi lăm": the word between tens and ones adds no place, but where no ones follow.
                if word in self.within and self.within[word] == 10 and len(digits) == 1:
                    more = [
                        self.digits.get(next_one, 10) for next_one in words[taken + 1 : taken + 2]
                    ]
                    if more and more[0] < 10:
                        continue
                    return self._with_decimals(f"{digits}0", taken + 1)
                return self._with_decimals(digits, taken)
            digits += str(value)
        return self._with_decimals(digits, len(words))

    def _with_decimals(self, digits: str, taken: int) -> int:
        if digits:
            number = self._whole_group().plus(Exact(int(digits), len(digits)))
            self.group, self.last, self.linked = Exact(0), 0, False
            self._add(number, len(digits))
        return taken if digits else 0

    def _take_digits(self, word: str) -> bool:
        if self.loose is not None:
            return False
        number = parse_number(word, self.decimal)
        if number is None:
            return False
        self._add(Exact(*number), len(word))
        self.spelled = False
        return True

    def _take_digit(self, value: int, following: Sequence[str]) -> bool:
        if self.loose is not None:
            # "twenty five": tens and ones; "mười lăm": ten and ones.
            ones = self.loose.places == 0 and self.loose.digits in _TENS and 0 < value < 10
            if not ones:
                return False
            self.loose = Exact(self.loose.digits + value)
            return True
        is_said = bool(following) and (following[0] in self.within or following[0] in self.points)
        if value == 0 and not (is_said or self.begun):
            return False
        self._add(Exact(value), 1)
        self.spelled = True
        return True

    def _add(self, value: Exact, width: int) -> None:
        self.loose, self.width, self.begun = value, width, True

    def _take_within(self, factor: int) -> bool:
        value = (
            self.loose
            if self.loose is not None
            else (None if self.begun and self.last < 1000 else Exact(1))
        )
        if value is None or (factor == 10 and self.loose is None):
            return False
        self.group = self.group.plus(value.times(Exact(factor)))
        self.loose, self.last, self.begun, self.linked = None, factor, True, False
        return True

    def _take_scale(self, word: str) -> bool:
        scale = self.scales[word]
        if not self.begun and (word in _SHORT or (scale == _DOZEN and word != "dozen")):
            return False
        group = self._whole_group()
        if not self.begun or (not group.digits and self.total.digits):
            group = group if group.digits else Exact(0 if self.total.digits else 1)
        if self.highest and scale > self.highest:
            self.total = self.total.plus(group).times(Exact(scale))
        else:
            self.total = self.total.plus(group.times(Exact(scale)))
        self.highest = max(self.highest, scale)
        self.group, self.loose, self.last, self.begun, self.linked = (
            Exact(0),
            None,
            scale,
            True,
            False,
        )
        return True

    def _whole_group(self) -> Exact:
        return self.group.plus(self.loose) if self.loose is not None else self.group

    def _take_half(self) -> bool:
        if not self.last or self.loose is not None:
            return False
        half = Exact(self.last * 5, 1)
        if self.last < 1000:
            self.group = self.group.plus(half)
        else:
            self.total = self.total.plus(half)
        return True

    def _take_half_of(self, word: str) -> bool:
        if self.begun or bare(word) not in ("nua", "half"):
            return False
        self._add(HALF, 1)
        return True

    def _sum(self) -> Exact:
        group = self._whole_group()
        if self.loose is not None and self._is_short(self.loose):
            left_out = Exact(self.loose.digits * self.last, self.loose.places + self.width)
            number = self.total.plus(self.group).plus(left_out)
            return number._replace(ambiguous=number.ambiguous or self.loose.ambiguous)
        ambiguous = self.highest >= 10**6 and self.last == 100 and self.loose is None
        total = self.total.plus(group)
        return total._replace(ambiguous=True) if ambiguous and group.digits else total

    def _is_short(self, loose: Exact) -> bool:
        """True where a lower word is left out: "2 tr 5", "1 nghìn 2", "2 tỷ 350"; not behind "linh"."""
        if self.last < 100 or self.linked:
            return False
        return self.spelled is False or loose.digits < 10


_TENS = (10, 20, 30, 40, 50, 60, 70, 80, 90)


def read_numeral(words: Sequence[str], decimal: str = "", unmarked: bool = False) -> Numeral | None:
    """The number that the words begin with; digits, words, and both mixed. None when they begin with none.

    Words are in small letters with their marks, or all without (`unmarked`). What speech leaves out is put back:
    "2 tr 5" are 2.5 million, "1 nghìn 2" are 1200, "hai triệu rưỡi" 2.5 million.

    >>> read_numeral("một trăm linh năm con".split())
    Numeral(value=Exact(digits=105, places=0, ambiguous=False), length=4, scale=0)
    >>> read_numeral(["2", "tỷ", "350", "triệu"]).value.digits
    2350000000
    >>> read_numeral("hai phẩy không năm triệu".split()).value
    Exact(digits=205000000, places=2, ambiguous=False)
    """
    return _Reader(decimal, unmarked).read(words)
