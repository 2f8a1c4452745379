"""Numbers of documents, plates and references: found by their beginning, their end, or with one character wrong."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

#: Characters of a number that are held; what is longer is found by these.
WIDTH = 24
#: Most numbers that one asked number finds, of each way.
MOST = 200
#: From how many characters on a beginning, an end, and a number with one wrong character are looked for.
BEGUN_FROM, ENDED_FROM, WRONG_FROM = 3, 4, 7


class NumberSlip(StrEnum):
    """How a number as typed differs from the number found, the least first."""

    SAME = "same"
    BEGUN = "begun"
    WRONG = "wrong"
    ENDED = "ended"


#: How well each fits, on the scale of names.
FITS = {
    NumberSlip.SAME: 1.5,
    NumberSlip.BEGUN: 1.1,
    NumberSlip.WRONG: 1.0,
    NumberSlip.ENDED: 0.95,
}


class NumberIndex:
    """Sorted numbers, each with the place of its entry.

    `numbers`: bytes of up to `WIDTH` characters (dtype S24), letters and digits in upper case, in any order; what is
    found are their places in it.
    """

    def __init__(self, numbers: NDArray[np.bytes_]) -> None:
        self._order = np.argsort(numbers, kind="stable")
        self._sorted = numbers[self._order]
        turned = _turned(numbers)
        self._turned_order = np.argsort(turned, kind="stable")
        self._turned = turned[self._turned_order]

    @property
    def memory(self) -> int:
        """How much memory the arrays take."""
        arrays = (self._order, self._sorted, self._turned_order, self._turned)
        return sum(array.nbytes for array in arrays)

    def find(self, asked: str) -> dict[int, NumberSlip]:
        """The places of the numbers that an asked number (letters and digits, upper case) may be, and how.

        >>> index = NumberIndex(np.array([b"022085001234", b"14C12345"], "S24"))
        >>> [slip.value for slip in index.find("022085001284").values()], index.find("12345")
        (['wrong'], {1: <NumberSlip.ENDED: 'ended'>})
        """
        number = asked[:WIDTH].encode("ascii", "ignore")
        found: dict[int, NumberSlip] = {}
        for slip, places in self._ways(number):
            for place in places.tolist():
                found.setdefault(place, slip)
        return found

    def _ways(self, number: bytes) -> Iterator[tuple[NumberSlip, NDArray[np.int64]]]:
        if not number or not len(self._sorted):
            return
        yield NumberSlip.SAME, self._order[_span(self._sorted, number, number)]
        if len(number) >= BEGUN_FROM:
            yield (
                NumberSlip.BEGUN,
                self._order[_span(self._sorted, number, number + b"\xff" * WIDTH)],
            )
        if len(number) >= WRONG_FROM:
            yield NumberSlip.WRONG, self._one_wrong(number)
        if len(number) >= ENDED_FROM:
            turned = number[::-1]
            span = _span(self._turned, turned, turned + b"\xff" * WIDTH)
            yield NumberSlip.ENDED, self._turned_order[span]

    def _one_wrong(self, number: bytes) -> NDArray[np.int64]:
        tried = np.array(sorted(_edits(number)), f"S{WIDTH}")
        starts = np.searchsorted(self._sorted, tried, "left")
        ends = np.searchsorted(self._sorted, tried, "right")
        spans = [np.arange(s, e) for s, e in zip(starts, ends, strict=True) if e > s]
        places = np.concatenate(spans) if spans else np.zeros(0, np.int64)
        found: NDArray[np.int64] = self._order[places[:MOST]]
        return found


def number_bytes(numbers: list[str]) -> NDArray[np.bytes_]:
    """Numbers as `NumberIndex` takes them; what is not ASCII is left out of them."""
    return np.array([number[:WIDTH].encode("ascii", "ignore") for number in numbers], f"S{WIDTH}")


def _span(numbers: NDArray[np.bytes_], first: bytes, last: bytes) -> slice:
    # Of another width, all numbers would be copied for the comparison.
    bounds = np.array([first[:WIDTH], last[:WIDTH]], numbers.dtype)
    start = int(np.searchsorted(numbers, bounds[:1], "left")[0])
    end = int(np.searchsorted(numbers, bounds[1:], "right")[0])
    return slice(start, min(end, start + MOST))


def _turned(numbers: NDArray[np.bytes_]) -> NDArray[np.bytes_]:
    """Each number from its end to its beginning."""
    if not len(numbers):
        return numbers
    letters = numbers.view(np.uint8).reshape(len(numbers), WIDTH)
    turned = np.zeros_like(letters)
    lengths = (letters != 0).sum(axis=1)
    places = lengths[:, None] - 1 - np.arange(WIDTH)[None, :]
    inside = places >= 0
    turned[inside] = np.take_along_axis(letters, np.maximum(places, 0), axis=1)[inside]
    return np.ascontiguousarray(turned).view(f"S{WIDTH}").reshape(-1)


def _edits(number: bytes) -> set[bytes]:
    """The number with one character replaced by one of its kind, missing, or changed with the next; one digit added."""
    tried: set[bytes] = set()
    digits = b"0123456789"
    for at, character in enumerate(number):
        before, after = number[:at], number[at + 1 :]
        others = digits if chr(character).isdigit() else b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        tried |= {before + bytes([other]) + after for other in others}
        tried |= {before + bytes([digit]) + number[at:] for digit in digits}
        tried.add(before + after)
        if after:
            tried.add(before + after[:1] + bytes([character]) + after[1:])
    return tried - {number}
