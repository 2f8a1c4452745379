"""A text that states amounts, read from left to right: numbers, their units, and how they hang together."""

from __future__ import annotations

import re

from cotmoc.normalise.amount_items import Bound, Item, Link
from cotmoc.normalise.amount_tokens import BOUND_OF, Token, tokens_of
from cotmoc.normalise.measures import FOLDED_UNITS, LONGEST_UNIT, MULTIWORD, UNITS, Unit
from cotmoc.normalise.numerals import BARE_NUMERALS, HALF, NUMERALS, Exact, Numeral, read_numeral
from cotmoc.normalise.written_numbers import parse_number

_VULGAR = {"½": Exact(5, 1), "¼": Exact(25, 2), "¾": Exact(75, 2)}
_FINITE = {2: (5, 1), 4: (25, 2), 5: (2, 1), 8: (125, 3), 10: (1, 1)}
_SQUARES = {"m2": "m²", "m3": "m³"}
_TIMES = {"x", "×", "*", "nhân"}
_EACH = {"mỗi", "each"}
_RANGE = {"-", "–", "—", "đến", "tới", "to"}
_LISTS = {",", ";", "và", "and", "&"}
_BESIDE = {"(", "=", "/", ":", "[", "tức"}
# How books of accounts write what is below zero: a bare number in brackets.
_BELOW_ZERO = re.compile(r"^\((\d[\d.,]*)\)$")
# Words that only lead to the amount behind them.
_EMPTY = {"từ", "between", "from", "a", "an", "of", "tổng", "cộng", "là", "~"}


def read_items(text: str, decimal: str) -> list[Item]:
    """The amounts that a text (small letters with their marks) states, in its order.

    >>> [item.link.value for item in read_items("3 thùng x 12 chai (9 lít)", "")]
    ['', 'times', 'beside']
    """
    text = _BELOW_ZERO.sub(r"-\1", text)
    return _Items(tokens_of(text), decimal, text.isascii()).read()


class _Items:
    """Goes through the tokens once; `at` is the next one."""

    def __init__(self, tokens: list[Token], decimal: str, unmarked: bool) -> None:
        self.tokens, self.decimal, self.unmarked = tokens, decimal, unmarked
        self.numerals = BARE_NUMERALS if unmarked else NUMERALS
        self.at = 0
        self.items: list[Item] = []
        self.link, self.bound = Link.FIRST, Bound.EXACT
        self.described = self.vague = False
        self.before: Unit | None = None

    def read(self) -> list[Item]:
        while self.at < len(self.tokens):
            if not self._take_amount():
                self._take_between()
        return self.items

    def _words(self, at: int, most: int = 14) -> list[str]:
        return [token.text for token in self.tokens[at : at + most]]

    def _number(self, at: int) -> Numeral | None:
        """The number that begins at a token: a numeral, a fraction, or a number of a program."""
        token = self.tokens[at]
        if token.kind == "number":
            found = _special(token.text) or self._alone(at)
            if found:
                return found
        if token.kind == "number" or token.text in self.numerals:
            numeral = read_numeral(self._words(at), self.decimal, self.unmarked)
            following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
            if numeral and numeral.length == 1 and following in _VULGAR:
                return Numeral(numeral.value.plus(_VULGAR[following]), 2)
            return numeral
        return None

    def _alone(self, at: int) -> Numeral | None:
        """A number in digits that no word goes on with, as most are."""
        following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        if following in self.numerals or following in _VULGAR:
            return None
        found = parse_number(self.tokens[at].text, self.decimal)
        return Numeral(Exact(*found), 1) if found else None

    def _take_amount(self) -> bool:
        token = self.tokens[self.at]
        previous = self.tokens[self.at - 1] if self.at else None
        glued = token.kind == "number" and token.glued and previous and previous.kind == "word"
        if glued and previous and not self._leads(previous.text):
            # "K54", "N2O", "1kg2": part of a name, or of the amount that ends here.
            return self._take_rest_of_unit(token)
        if token.kind == "number" and self._is_rest_of_unit():
            return self._take_rest_of_unit(token)
        numeral = self._number(self.at)
        if numeral is None or not self._is_stated(token, numeral):
            return False
        self.at += numeral.length
        self._repeat_in_words(numeral)
        unit, word = self._take_unit()
        self._append(numeral, unit, word)
        return True

    def _leads(self, word: str) -> bool:
        """True for a word right before a number that is no part of a name: "x5", "VND50"."""
        unit = UNITS.get(word)
        return word in _TIMES or (unit is not None and unit.measure.startswith("money"))

    def _is_stated(self, token: Token, numeral: Numeral) -> bool:
        """A number in words counts where a unit follows, or where it is all there is."""
        if token.kind == "number":
            return True
        end = self.at + numeral.length
        return self._unit_at(end) is not None or (self.at == 0 and end == len(self.tokens)) or (
            numeral.scale > 0 or (end < len(self.tokens) and self.tokens[end].text in _RANGE)
        )  # fmt: skip

    def _repeat_in_words(self, numeral: Numeral) -> None:
        """Passes over "02 (hai) bánh", where the words say the same number."""
        tokens = self.tokens
        if self.at + 2 >= len(tokens) or tokens[self.at].text != "(":
            return
        again = self._number(self.at + 1)
        if again is None or tokens[self.at + 1].kind == "number":
            return
        end = self.at + 1 + again.length
        if end < len(tokens) and tokens[end].text == ")":
            self.at = end + 1
            if again.value.digits != numeral.value.digits:
                self.items.append(Item(again.value, None, "≠", Link.BESIDE))

    def _unit_at(self, at: int) -> tuple[Unit, int, str] | None:
        """The longest unit that begins at a token: the unit, its tokens, its words."""
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return None
        first = self.tokens[at].text
        if first in MULTIWORD or self.unmarked:
            tokens = self.tokens[at : at + LONGEST_UNIT]
            for length in range(len(tokens), 1, -1):
                word = " ".join(token.text for token in tokens[:length])
                unit = UNITS.get(word) or (FOLDED_UNITS.get(word) if self.unmarked else None)
                if unit:
                    return unit, length, word
        word = _SQUARES.get(first, first)
        unit = UNITS.get(word) or (FOLDED_UNITS.get(word) if self.unmarked else None)
        return (unit, 1, word) if unit else None

    def _take_unit(self) -> tuple[Unit | None, str]:
        """The unit behind a number, also in brackets of its own: "12,5 (kg)"."""
        if self.at >= len(self.tokens):
            return None, ""
        if self.tokens[self.at].text == "(":
            bracketed = self._unit_at(self.at + 1)
            end = self.at + 1 + (bracketed[1] if bracketed else 0)
            if bracketed and end < len(self.tokens) and self.tokens[end].text == ")":
                self.at = end + 1
                return bracketed[0], bracketed[2]
        found = self._unit_at(self.at)
        if found:
            self.at += found[1]
            return found[0], found[2]
        token = self.tokens[self.at]
        return (
            None,
            token.text
            if token.kind == "word" and token.text not in _TIMES | _LISTS | _RANGE
            else "",
        )

    def _append(self, numeral: Numeral, unit: Unit | None, word: str) -> None:
        if unit is None and not word and self.before:
            unit = self.before
        item = Item(
            numeral.value, unit, word, self.link if self.items else Link.FIRST, self.bound, None, self._take_per(),
            self.described, bool(not self.items and self.described), numeral.scale, self._word_at(self.at),
        )  # fmt: skip
        self.items.append(item._replace(word="¿") if self.vague else item)
        self.link, self.bound, self.described, self.vague = Link.NEXT, Bound.EXACT, False, False
        self.before = None

    def _word_at(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""

    def _take_per(self) -> Unit | None:
        """The unit behind a stroke: "12 chai/thùng"."""
        if self._word_at(self.at) != "/":
            return None
        found = self._unit_at(self.at + 1)
        if found is None:
            return None
        self.at += 1 + found[1]
        return found[0]

    def _is_rest_of_unit(self) -> bool:
        """True for the 5 of "2 tấn 5", which no unit follows."""
        last = self.items[-1] if self.items else None
        return (
            last is not None
            and last.unit is not None
            and self.at > 0
            and not self.described
            and self.link is Link.NEXT
            and self.tokens[self.at].text.isdecimal()
            and last.unit.measure in ("mass", "length", "volume")
            and self.at + 1 == len(self.tokens)
        )

    def _take_rest_of_unit(self, token: Token) -> bool:
        """ "1kg2" and "2 tấn 5" go on below the unit: 1.2 kg, 2.5 t. A number in a name is passed over."""
        last = self.items[-1] if self.items else None
        if last is None or last.unit is None or self.described or self.link is not Link.NEXT:
            self.described = True
            self.at += 1
            return True
        if self._unit_at(self.at + 1):
            # "1kg200g": an amount of its own.
            numeral = self._number(self.at)
            if numeral:
                self.at += numeral.length
                self._append(numeral, *self._take_unit())
                return True
        if token.text.isdecimal() and len(token.text) < 7:
            rest = Exact(int(token.text), len(token.text))
            self.items[-1] = last._replace(number=last.number.plus(rest))
        self.at += 1
        return True

    def _take_between(self) -> None:
        """One token that is no amount: it links, bounds, or describes."""
        token = self.tokens[self.at]
        text = token.text
        self.at += 1
        if text in BOUND_OF:
            self._take_bound(text)
        elif text == "¿":
            self.vague = True
        elif text == "?" and self.items:
            self._bound_last(Bound.ABOUT)
        elif text in {"rưỡi", "rưởi"} and self.items:
            self._take_half()
        elif text in _TIMES and self.items and self.link is Link.NEXT:
            self.link = Link.TIMES
        elif text in _EACH:
            self.link = Link.EACH
            self._skip_unit()
        elif text == "+":
            self._take_plus()
        elif text in _RANGE and self.items and self.link is Link.NEXT and not self.described:
            self.link = Link.RANGE
        elif text == "-" and not self.items and not self.described:
            self.link = Link.RANGE
            self.items.append(Item(Exact(0), None, "-"))
        elif text in _LISTS:
            self.link = Link.LISTED if self.link is Link.NEXT else self.link
        elif text in _BESIDE:
            self.link = Link.BESIDE if self.items else self.link
        else:
            self._describe(token)

    def _describe(self, token: Token) -> None:
        if token.kind != "word" or token.text in _EMPTY:
            return
        self.at -= 1
        found = self._unit_at(self.at)
        self.at += found[1] if found else 1
        # "VND 1.200.000", "kg: 12,5": a unit may lead.
        self.before = found[0] if found else None
        self.described = True

    def _take_bound(self, sign: str) -> None:
        following = self.tokens[self.at] if self.at < len(self.tokens) else None
        if following is None or following.text in ")];,.":
            if self.items:
                self._bound_last(BOUND_OF[sign])
        elif (
            sign == "≈"
            or following.kind != "word"
            or following.text in self.numerals
            or self._unit_at(self.at)
        ):
            # "trên" of "trên xe" and "gần" of "gần mốc" are no bounds: a number, or a currency before it, follows.
            self.bound = BOUND_OF[sign]

    def _bound_last(self, bound: Bound) -> None:
        self.items[-1] = self.items[-1]._replace(bound=bound)

    def _take_half(self) -> None:
        last = self.items[-1]
        self.items[-1] = last._replace(number=last.number.plus(HALF))

    def _skip_unit(self) -> None:
        found = self._unit_at(self.at)
        if found:
            self.at += found[1]
        else:
            self.at += 1

    def _take_plus(self) -> None:
        last = self.items[-1] if self.items else None
        if last and last.unit is None and not last.scale and self._unit_at(self.at):
            # "50+ kg"
            unit, word = self._take_unit()
            self.items[-1] = last._replace(unit=unit, word=word, bound=Bound.AT_LEAST)
        else:
            self.link = Link.PLUS


def _special(text: str) -> Numeral | None:
    """Fractions, numbers of programs, and digits that spaces divide."""
    if text in _VULGAR:
        return Numeral(_VULGAR[text], 1)
    if "/" in text:
        above, _, below = text.partition("/")
        share = _FINITE.get(int(below)) if len(below) < 3 else None
        if share is None or len(above) > 2:
            return None
        return Numeral(Exact(int(above) * share[0], share[1]), 1)
    if "e" in text:
        return _scientific(text)
    return None


def _scientific(text: str) -> Numeral | None:
    base, _, power = text.partition("e")
    whole, _, fraction = base.replace(",", ".").partition(".")
    digits, exponent = int(whole + fraction), int(power) - len(fraction)
    if exponent >= 0:
        return Numeral(Exact(digits * 10**exponent), 1)
    return Numeral(Exact(digits, -exponent), 1)
