"""Letters that were copied or scanned in the place of the digits they look like, and digits in the place of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cotmoc.normalise.identifiers.asking import Answer, Question
from cotmoc.normalise.identifiers.of_digits import read_digits
from cotmoc.normalise.identifiers.of_letters import read_letters
from cotmoc.normalise.identifiers.value import ALL_KINDS, Kind, Validity

TO_DIGITS = str.maketrans("OQDILZSBG", "000112586")
TO_LETTERS = str.maketrans("01258", "OIZSB")
_MENDABLE = re.compile(r"[0-9OQDILZSBG]+")
_MOST_LETTERS = 3


def mended(question: Question) -> list[Answer]:
    """The numbers that stand there when look-alikes are exchanged, of those whose structure then holds.

    Passports, which have no inner structure, are mended only where words say that the number is one.
    """
    for number in _variants(question.number):
        asked = question._replace(number=number, text=number)
        read = read_digits if number.isdecimal() else read_letters
        found = [
            Answer(answer.identifier, "look_alike")
            for answer in read(asked)
            if answer.identifier.validity is Validity.VALID
            or (
                answer.holds
                and question.kinds != ALL_KINDS
                and answer.identifier.kind is Kind.PASSPORT
            )
        ]
        if found:
            return found
    return []


def _variants(number: str) -> Iterator[str]:
    """What may have stood there: digits alone, or letters in one place and digits in all others."""
    if not number.isascii() or len(number) < 6:
        return
    for start, end in _places(number):
        series = number[start:end].translate(TO_LETTERS)
        head, tail = number[:start].translate(TO_DIGITS), number[end:]
        closing = "TS" if tail.endswith(("TS", "T5", "7S")) else ""
        tail = tail[: len(tail) - len(closing)].translate(TO_DIGITS) + closing
        other = head + series + tail
        if other != number:
            yield other
    letters = sum(character.isalpha() for character in number)
    if _MENDABLE.fullmatch(number) and 0 < letters <= _MOST_LETTERS:
        yield number.translate(TO_DIGITS)


def _places(number: str) -> Iterator[tuple[int, int]]:
    """Where the letters of a plate (after two digits), container (first four), vessel or passport (first) can stand."""
    if number[:1].isdigit() or number[:2].translate(TO_DIGITS).isdigit():
        yield from ((2, 3), (2, 4))
    if len(number) == 11:
        yield 0, 4
    yield from ((0, 1), (0, 2), (0, 3))
