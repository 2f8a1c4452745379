"""Where the names of a table's columns stand: one row or several, below a title, merged or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cotmoc.ingest.core.readers.row_words import LETTERHEAD
from cotmoc.ingest.core.readers.tables import Cells, FileError, LeftOut, Merge
from cotmoc.normalise.text import clean, fold

#: As many rows with content show what a file is like; the header is among the first of them.
HEAD_ROWS = 200
SEARCH_ROWS = 30
MOST_HEADER_ROWS = 4
LONGEST_LABEL = 120
LONGEST_TEXT = 120
_ACCIDENT = 10

Head = Sequence[tuple[int, Cells]]

_NUMBERED = re.compile(r"[(\[]?\s*(\d{1,3}|[A-Za-zĐđ])\s*[)\]]?(?:\s*[=:].*)?")
_BRACKETED = re.compile(r"\([^()\d][^()]*\)|\[[^\[\]\d][^\[\]]*\]")
_NUMERIC_START = re.compile(r"[\s(+\-]*[\d.,]*\d")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: the name of each column, the rows they were made of, and what stood around them.

    `left_out` are the title rows above and the row of column numbers below. The data begin behind the row `last`.
    `rows` are the cells of the header's rows and of that row, to know them again where printed pages repeat them.
    """

    names: Cells
    numbers: tuple[int, ...]
    rows: tuple[Cells, ...]
    last: int
    left_out: tuple[LeftOut, ...] = ()

    def without(self, columns: range) -> Header:
        """The header without the columns from the first of these on."""
        return replace(self, names=self.names[: columns.start])


def find_header(head: Head, merges: Sequence[Merge] = ()) -> Header:
    """The header among the first rows that have content.

    Its rows are found by how much of the table's width they fill: titles above a table fill one or two cells of
    many. Rows belong to one header where merged cells tie them together or, in files without merged cells, where
    each fills what the other leaves open. Names of several rows are joined: "Tang vật" over "Tên" gives
    "Tang vật: Tên". Raises `file.no_header` when that row is made of numbers.

    >>> find_header([(1, ("BÁO CÁO", "", "")), (3, ("Ngày", "Nơi", "Số lượng")), (4, ("1/2", "Móng Cái", "3"))]).names
    ('Ngày', 'Nơi', 'Số lượng')
    >>> rows = [(1, ("Số", "Tang vật", "")), (2, ("", "Tên", "KL (kg)")), (3, ("1", "heroin", "0.7"))]
    >>> find_header(rows).names
    ('Số', 'Tang vật: Tên', 'Tang vật: KL (kg)')
    """
    rows = [row for row in head[:SEARCH_ROWS] if _filled(row[1])]
    if not rows:
        raise FileError("file.empty", "the file holds no rows")
    ties = _Ties(head, merges)
    base = _base_row(rows, ties, _fullest(head))
    first, last = _extent(rows, base, ties)
    chosen = rows[first : last + 1]
    names = _names(chosen, ties)
    if not any(character.isalpha() for name in names for character in name):
        raise FileError(
            "file.no_header", "the first row holds no names of columns", row=str(rows[base][0])
        )
    above = tuple(left_out(row, "left_out.title") for row in rows[:first])
    below = [row for row in rows[last + 1 : last + 2] if is_numbering(row[1])]
    return Header(
        names=names,
        numbers=tuple(number for number, _ in chosen),
        rows=tuple(cells for _, cells in (*chosen, *below)),
        last=below[0][0] if below else rows[last][0],
        left_out=above + tuple(left_out(row, "left_out.numbering") for row in below),
    )


def left_out(row: tuple[int, Cells], reason: str) -> LeftOut:
    """The row as one that is no data, with its first text."""
    text = next((clean(cell) for cell in row[1] if cell.strip()), "")
    short = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
    return LeftOut(row[0], reason, short)


def is_numbering(cells: Cells) -> bool:
    """True for a row that numbers the columns: "(1) (2) (3)", "A B 1 2 3", "(5) = (3) × (4)".

    >>> is_numbering(("(1)", "(2)", "(3)")), is_numbering(("A", "B", "1", "2")), is_numbering(("1", "2", "7"))
    (True, True, False)
    """
    found = [_NUMBERED.fullmatch(cell.strip()) for cell in cells if cell.strip()]
    marks = [match.group(1) for match in found if match]
    if len(marks) < 3 or len(marks) < len(found) or 5 * len(marks) < 3 * len(cells):
        return False
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    letters = [mark for mark in marks if not mark.isdecimal()]
    rising = all(later == earlier + 1 for earlier, later in pairwise(numbers))
    starts = not numbers or numbers[0] == 1 or (bool(letters) and numbers[0] <= len(letters) + 1)
    return rising and starts and letters == sorted(letters) and len(numbers) + len(letters) >= 3


def looks_numeric(text: str) -> bool:
    """True for a text that begins as numbers, dates and amounts do.

    >>> looks_numeric("12 vụ"), looks_numeric("(3,5)"), looks_numeric("Vụ 12")
    (True, True, False)
    """
    return _NUMERIC_START.match(text) is not None


class _Ties:
    """What ties the cells of neighbouring header rows: merged cells, or gaps that look like them."""

    def __init__(self, head: Head, merges: Iterable[Merge]) -> None:
        self.cells = dict(head)
        # Of all rows: a damaged file may number two of them alike.
        self.width = max((len(cells) for _, cells in head), default=0)
        limit = head[-1][0] if head else 0
        self.merges = [merge for merge in merges if merge.top <= limit][:10_000]
        self.merged = bool(self.merges)

    def text(self, row: int, column: int) -> str:
        """What is written in a cell."""
        cells = self.cells.get(row, ())
        return cells[column].strip() if column < len(cells) else ""

    def spans(self, row: int) -> list[tuple[int, int]]:
        """The first and last column of each name that stands over several columns of the row below."""
        if self.merged:
            found = [(m.left, m.right) for m in self.merges if m.top <= row <= m.bottom]
            return [s for s in found if s[1] > s[0] and 10 * (s[1] - s[0] + 1) <= 9 * self.width]
        return [s for s in self._gaps(row) if self._labels(row + 1, s) >= 2]

    def binds_below(self, row: int) -> bool:
        """True when the row below goes on with the names of this one."""
        if row + 1 not in self.cells:
            return False
        if any(m.top <= row < m.bottom and m.left == m.right for m in self.merges):
            return True
        spans = [span for span in self.spans(row) if self.text(row, span[0])]
        if self.merged:
            return any(self._labels(row + 1, span) >= 2 for span in spans)
        return bool(spans) and self._complement(row, spans)

    def covered(self, row: int) -> int:
        """How many columns of a row have a name, in this row, from a name above, or over several columns."""
        named = {at for at in range(self.width) if self.text(row, at)}
        if self.merged:
            for merge in self.merges:
                if merge.top < row <= merge.bottom:
                    named.update(range(merge.left, merge.right + 1))
        if self.binds_below(row):
            for left, right in self.spans(row):
                named.update(range(left, right + 1) if self.text(row, left) else ())
        return len(named)

    def _gaps(self, row: int) -> list[tuple[int, int]]:
        filled = [at for at in range(self.width) if self.text(row, at)]
        return [(a, b - 1) for a, b in pairwise([*filled, self.width]) if b - a > 1]

    def _labels(self, row: int, span: tuple[int, int]) -> int:
        texts = [self.text(row, at) for at in range(span[0], span[1] + 1)]
        return sum(1 for text in texts if is_label(text))

    def _complement(self, row: int, spans: list[tuple[int, int]]) -> bool:
        """True when the row below holds names only, and only where this row leaves room for them."""
        below = [at for at in range(self.width) if self.text(row + 1, at)]
        if not all(is_label(self.text(row + 1, at)) for at in below):
            return False
        if not all(is_label(self.text(row, at)) for at in range(self.width) if self.text(row, at)):
            return False
        under = {at for left, right in spans for at in range(left, right + 1)}
        return all(at in under for at in below)


def is_label(text: str) -> bool:
    """True for a text that can name a column: it has letters, begins with no figure, and is no paragraph."""
    return (
        bool(text)
        and len(text) <= LONGEST_LABEL
        and not looks_numeric(text)
        and any(character.isalpha() for character in text)
    )


def _filled(cells: Cells) -> int:
    return sum(1 for cell in cells if cell.strip())


def _fullest(head: Head) -> int:
    """How many cells the fullest row fills; one that fills ten times as many as any other is an accident."""
    counts = sorted((_filled(cells) for _, cells in head), reverse=True)
    is_accident = len(counts) > 2 and counts[0] > _ACCIDENT * counts[1]
    return counts[1] if is_accident else counts[0]


def _base_row(rows: Head, ties: _Ties, fullest: int) -> int:
    """The first row that names three fifths as many columns as the fullest row fills."""
    needed = (3 * fullest + 4) // 5
    for at, (number, cells) in enumerate(rows):
        if _filled(cells) >= needed:
            return at
        if _filled(cells) >= 2 and ties.covered(number) >= needed and ties.binds_below(number):
            return at
    return 0


def _extent(rows: Head, base: int, ties: _Ties) -> tuple[int, int]:
    """The places of the header's first and last row."""
    first = last = base
    while (
        last + 1 < len(rows)
        and last - first + 1 < MOST_HEADER_ROWS
        and rows[last + 1][0] == rows[last][0] + 1
        and (ties.binds_below(rows[last][0]) or _is_units(rows[last + 1][1]))
        and not is_numbering(rows[last + 1][1])
    ):
        last += 1
    while first > 0 and last - first + 1 < MOST_HEADER_ROWS and _heads(rows, first, ties):
        first -= 1
    return first, last


def _is_units(cells: Cells) -> bool:
    """True for a row of units in brackets below the names: "(kg)", "(triệu đồng)"."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    return bool(texts) and all(_BRACKETED.fullmatch(text) for text in texts)


def _heads(rows: Head, first: int, ties: _Ties) -> bool:
    """True when the row above the header's first row names groups of its columns."""
    (number, cells), below = rows[first - 1], rows[first][0]
    texts = [cell.strip() for cell in cells if cell.strip()]
    if number != below - 1 or not all(is_label(text) for text in texts):
        return False
    if any(LETTERHEAD.search(fold(text)) for text in texts):
        return False
    spans = [span for span in ties.spans(number) if ties.text(number, span[0])]
    named = [s for s in spans if sum(1 for at in range(s[0], s[1] + 1) if ties.text(below, at)) > 1]
    return bool(named) if ties.merged else len(named) > 1


def _names(chosen: Head, ties: _Ties) -> Cells:
    """The name of each column, the parts of several rows joined; blank columns at the end left out."""
    parts: list[list[str]] = [[] for _ in range(ties.width)]
    for at, (number, cells) in enumerate(chosen):
        words = [clean(cell) for cell in cells] + [""] * (ties.width - len(cells))
        if at + 1 < len(chosen):
            for left, right in ties.spans(number):
                words[left : right + 1] = [words[left]] * (right + 1 - left)
        for column, word in enumerate(words):
            if word and word not in parts[column]:
                parts[column].append(word)
    names = [_joined(part) for part in parts]
    last = max((column for column, name in enumerate(names) if name), default=0)
    return tuple(names[: last + 1])


def _joined(parts: list[str]) -> str:
    name = ""
    for part in parts:
        bracketed = _BRACKETED.fullmatch(part)
        name = f"{name} {part}".strip() if bracketed or not name else f"{name}: {part}"
    return name
