"""Rows below a header told apart: data, and what is none: totals, notes, headings, repeated headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cotmoc.ingest.core.readers.headers import (
    Head,
    Header,
    is_label,
    left_out,
    looks_numeric,
)
from cotmoc.ingest.core.readers.row_words import (
    ENUMERATED,
    ENUMERATOR,
    HEADING,
    NO_TOTAL,
    NOTE,
    PAGE,
    PLACE_AND_DAY,
    SIGNED,
    TOTAL,
    TOTAL_OF,
)
from cotmoc.ingest.core.readers.tables import Cells, LeftOut
from cotmoc.normalise.text import fold

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MOST_SUMMED = 50
LONGEST_UNIT = 8
#: A table below begins with so many names, so many of them in columns that hold values.
FEWEST_NAMES, FEWEST_OUT_OF_PLACE = 3, 2
CLOSE = 1e-9


class RowSorter:
    """Says of each row below a header, in file order, whether it is data.

    What a usual row of the table looks like is taken from its first rows (`sample`): how many cells it fills, which
    columns hold texts and which numbers.
    """

    def __init__(self, header: Header, sample: Head) -> None:
        self.header_rows = [_Repeated.of(cells) for cells in header.rows if any(_folded(cells))]
        self.width = len(header.names)
        body = [cells[: self.width] for number, cells in sample if number > header.last]
        counts = sorted(count for cells in body if (count := _filled(cells)) > 1)
        # Not the middle one: short tables have half as many lines of signatures below them.
        self.typical = counts[3 * len(counts) // 4] if counts else 1
        body = [cells for cells in body if 5 * _filled(cells) >= 3 * self.typical]
        self.numbered = _share(body, 0, _PLAIN_NUMBER.fullmatch) >= 0.5
        self.texts = [at for at in range(self.width) if _share(body, at, _is_text) >= 0.8]
        summed = [
            at for at in range(self.width) if _share(body, at, _PLAIN_NUMBER.fullmatch) >= 0.6
        ]
        self.sums = dict.fromkeys(summed[:MOST_SUMMED], 0.0)
        self.added = 0
        self.last_text = max(self.texts, default=0)
        self.signed = False
        self.titles = {fold(row.text) for row in header.left_out if row.reason == "left_out.title"}
        first = body[: _unbroken([number for number, _ in sample if number > header.last])]
        self.below = _TablesBelow(
            [at for at in range(self.width) if _share(first, at, _is_value) >= 0.8]
        )

    def leave_out(self, number: int, cells: Cells, span: int = 1) -> LeftOut | None:
        """The row as one that is no data, with the reason; None for data. `span`: columns of its widest merged cell.

        Reasons: `left_out.header`, `left_out.title`, `left_out.total`, `left_out.sum`, `left_out.note`,
        `left_out.group`, `left_out.marks`, `left_out.table`.
        """
        reason = self._reason(cells, span) if self.width > 1 else ""
        reason = self.below.reason(number, cells, reason) if self.width > 1 else ""
        if not reason:
            self._add(cells)
            return None
        if reason in {"left_out.total", "left_out.sum", "left_out.group"}:
            self.sums, self.added = dict.fromkeys(self.sums, 0.0), 0
        return left_out((number, cells), reason)

    def _reason(self, cells: Cells, span: int) -> str:
        first = next((cell for cell in cells if cell), "")
        if self._is_header(cells):
            return "left_out.header"
        usual = len(cells) > self.last_text and all(cells[at] for at in self.texts)
        if usual and self.texts and not self._suspicious(first, cells):
            self.signed = False
            return ""
        return self._odd_reason(cells, [cell for cell in cells if cell], span)

    def _suspicious(self, first: str, cells: Cells) -> bool:
        """True for a row that has all usual texts, but begins as totals and headings do."""
        if TOTAL.match(first.casefold()) or not _is_said(first):
            return True
        return self.numbered and ENUMERATOR.fullmatch(cells[0]) is not None

    def _odd_reason(self, cells: Cells, filled: list[str], span: int) -> str:
        """Why a row that is not as most rows are is no data; empty when it is."""
        if not any(_is_said(cell) for cell in filled):
            return "left_out.marks"
        labels = [cell for cell in filled if is_label(cell)]
        if self._is_title(filled):
            return "left_out.title"
        if self._is_total(cells, filled, labels):
            return "left_out.total"
        if not labels:
            return "left_out.sum" if self._is_sum(cells) else ""
        if self._is_note(filled, labels):
            return "left_out.note"
        return "left_out.group" if self._is_group(cells, filled, labels, span) else ""

    def _is_header(self, cells: Cells) -> bool:
        """True for the header of another printed page, cell for cell."""
        return any(row.is_in(cells) for row in self.header_rows)

    def _is_total(self, cells: Cells, filled: list[str], labels: list[str]) -> bool:
        """True for "Tổng cộng", "Cộng tháng 3", "Total" before amounts.

        "Tổng số vụ" may as well be a figure of its own: it is a total where the numbers are the sums of those above, or
        where the row leaves most cells open.
        """
        total = next((label for label in labels[:2] if TOTAL.match(label.casefold())), "")
        if not total or not (filled[0] == total or looks_numeric(filled[0])):
            return False
        if any(len(label) > LONGEST_UNIT for label in labels if label is not total):
            return False
        words = fold(total)
        if NO_TOTAL.match(words):
            return False
        if TOTAL_OF.fullmatch(words):
            return True
        sparse = self.typical >= 4 and 2 * len(filled) <= self.typical
        return sparse or self._is_sum(cells)

    def _is_title(self, filled: list[str]) -> bool:
        """True for the title of another printed page, as it stands above the header."""
        return 2 * len(filled) <= self.typical and all(fold(cell) in self.titles for cell in filled)

    def _is_note(self, filled: list[str], labels: list[str]) -> bool:
        sparse = len(filled) <= 3 and 2 * len(filled) <= max(self.typical, 3)
        if not sparse:
            self.signed = False
            return False
        words = [fold(label) for label in labels]
        signed = any(SIGNED.match(word) or PLACE_AND_DAY.search(word) for word in words)
        if self.signed or signed:
            self.signed = True
            return True
        if len(filled) == 1 and PAGE.fullmatch(words[0]):
            return True
        return NOTE.match(words[0]) is not None and filled[0] == labels[0]

    def _is_group(self, cells: Cells, filled: list[str], labels: list[str], span: int) -> bool:
        if self.typical < 3 or len(labels) > 2:
            return False
        first = labels[0]
        if len(filled) == 1:
            early = first in cells[:2]
            return span > 1 or (early and _heads_a_group(first))
        others = [cell for cell in filled if cell not in labels]
        enumerated = self.numbered and bool(ENUMERATOR.fullmatch(cells[0])) and cells[0] in labels
        amounts = all(looks_numeric(cell) for cell in others)
        if enumerated:
            return amounts
        return len(labels) == 1 and first in cells[:2] and bool(ENUMERATED.match(first)) and amounts

    def _is_sum(self, cells: Cells) -> bool:
        """True when every number of the row is the sum of those above it in its column."""
        numbers = [(at, cell) for at, cell in enumerate(cells) if cell and not is_label(cell)]
        if self.added < 2 or not self.texts or not numbers:
            return False
        return all(
            at in self.sums and _PLAIN_NUMBER.fullmatch(cell) and _close(float(cell), self.sums[at])
            for at, cell in numbers
        )

    def _add(self, cells: Cells) -> None:
        self.added += 1
        sums, width = self.sums, len(cells)
        for at in sums:
            if at < width and cells[at]:
                try:
                    sums[at] += float(cells[at])
                except ValueError:
                    continue


class _TablesBelow:
    """Tables of other columns below the first one: from where one begins, and where the first goes on.

    One begins behind an open row with names in columns that hold values above: days, figures, numbers of records; the
    first of these columns is among them. It ends where the header is repeated, or where rows hold values in the columns
    of values again.
    """

    def __init__(self, valued: list[int]) -> None:
        self.valued = valued
        self.begun_at = self.last = 0

    def reason(self, number: int, cells: Cells, reason: str) -> str:
        """The reason why the row is no data, as found, or `left_out.table`."""
        is_behind_an_open_row, self.last = number > self.last + 1 > 1, number
        if self.begun_at:
            if reason != "left_out.header" and not self._is_of_the_first(cells):
                return "left_out.table"
            self.begun_at = 0
        elif not reason and is_behind_an_open_row and self._is_header(cells):
            self.begun_at = number
            return "left_out.table"
        return reason

    def _is_header(self, cells: Cells) -> bool:
        filled = [cell for cell in cells if cell]
        if len(filled) < FEWEST_NAMES or not all(is_label(cell) for cell in filled):
            return False
        out_of_place = [at for at in self.valued if at < len(cells) and cells[at]]
        return len(out_of_place) >= FEWEST_OUT_OF_PLACE and out_of_place[0] == self.valued[0]

    def _is_of_the_first(self, cells: Cells) -> bool:
        held = sum(1 for at in self.valued if at < len(cells) and _is_value(cells[at]))
        return 5 * held >= 4 * len(self.valued)


class _Repeated(NamedTuple):
    """A row of the header, to be known again: where its first name stands, how long that is, and all folded names."""

    at: int
    length: int
    words: Cells

    @classmethod
    def of(cls, cells: Cells) -> _Repeated:
        words = _folded(cells)
        at = next(at for at, word in enumerate(words) if word)
        return cls(at, len(cells[at].strip()), words)

    def is_in(self, cells: Cells) -> bool:
        """True for the same names in the same columns."""
        at = self.at
        # Most rows are told by the length of one cell.
        return (
            at < len(cells)
            and abs(len(cells[at]) - self.length) <= LONGEST_UNIT
            and fold(cells[at]) == self.words[at]
            and _folded(cells) == self.words
        )


def _unbroken(numbers: Sequence[int]) -> int:
    """How many rows follow each other without an open one between them."""
    return next(
        (at for at, (one, next_) in enumerate(pairwise(numbers), 1) if next_ > one + 1),
        len(numbers),
    )


def _close(value: float, above: float) -> bool:
    return value != 0 and abs(value - above) <= CLOSE * max(abs(value), abs(above), 1.0)


def _heads_a_group(text: str) -> bool:
    return ENUMERATED.match(text) is not None or HEADING.match(fold(text)) is not None


def _folded(cells: Cells) -> Cells:
    words = [fold(cell) if cell else "" for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _filled(cells: Cells) -> int:
    return sum(1 for cell in cells if cell.strip())


def _is_text(cell: str) -> bool:
    return bool(cell) and not _PLAIN_NUMBER.fullmatch(cell)


def _is_said(cell: str) -> bool:
    """True for what holds a letter or a figure; rulings and ditto marks do not."""
    return any(character.isalnum() for character in cell)


def _is_value(cell: str) -> bool:
    """True for what begins as numbers, dates, amounts and numbers of records do."""
    return bool(cell) and not is_label(cell)


def _share(body: Sequence[Cells], at: int, fits: Callable[[str], object]) -> float:
    """The share of the rows whose cell fits."""
    values = [cells[at] if at < len(cells) else "" for cells in body]
    return sum(1 for value in values if value and fits(value)) / len(values) if values else 0.0
