"""Quotation marks of a delimited text that are never closed, read as plain characters.

A csv reader takes all that follows such a mark for one cell, to the end of the file or to the next mark, and says
nothing.
"""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice

#: A cell of more lines or characters than this is none: its mark was never closed.
MOST_LINES, LONGEST = 2_000, 200_000
# A line within a cell is a row of the table when it has its width; of narrow tables any line with a comma or two has.
_WIDE, _MOSTLY = 5, 0.8


class ClosedQuotes:
    """The lines of a text for a csv reader, each mark that is never closed made part of its cell.

    `opened` is set when the line given out last held such a mark.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, width: int) -> None:
        self._lines, self._delimiter, self._width = lines, delimiter, width
        self._waiting: deque[str] = deque()
        self.opened = False

    def __iter__(self) -> Iterator[str]:
        while (line := self._next()) is not None:
            self.opened = False
            if '"' not in line or not ends_inside(line, self._delimiter, inside=False):
                yield line
                continue
            record, closed = self._gathered(line)
            if closed and not self._holds_rows(record):
                yield from record
                continue
            self._waiting.extendleft(reversed(record[1:]))
            self.opened = True
            yield self._plain(line)

    def _next(self) -> str | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _gathered(self, line: str) -> tuple[list[str], bool]:
        """The lines of the record that a line begins, and whether its cells are closed at their end."""
        record, inside, length = [line], True, len(line)
        while inside and len(record) < MOST_LINES and length < LONGEST:
            more = self._next()
            if more is None:
                break
            record.append(more)
            length += len(more)
            inside = ends_inside(more, self._delimiter, inside=True)
        return record, not inside

    def _holds_rows(self, record: list[str]) -> bool:
        """True when the lines within a cell are rows of the table, which a mark further down closed by chance."""
        within = record[1:]
        rows = sum(1 for line in within if line.count(self._delimiter) + 1 == self._width)
        if not rows or self._width < _WIDE:
            return False
        cells = next(csv.reader(record, delimiter=self._delimiter), [])
        return len(cells) != self._width or (rows > 1 and rows >= _MOSTLY * len(within))

    def _plain(self, line: str) -> str:
        """The line with the cells of odd marks put into quotes, so that their marks are read as written."""
        text = line.rstrip("\r\n")
        cells = [
            f'"{cell.replace(chr(34), chr(34) * 2)}"' if cell.count('"') % 2 else cell
            for cell in text.split(self._delimiter)
        ]
        return self._delimiter.join(cells) + line[len(text) :]


def ends_inside(line: str, delimiter: str, *, inside: bool) -> bool:
    """True when a line ends within a quoted cell; `inside` says whether it begins in one.

    >>> ends_inside('1,"Hải', ",", inside=False), ends_inside('Hà",2', ",", inside=True)
    (True, False)
    >>> ends_inside('12" TV,"a ""b"" c",x', ",", inside=False)
    False
    """
    at = 0
    if not inside:
        inside = line.startswith('"')
        at += inside
    while True:
        if inside:
            at = _behind_closing(line, at)
            if at < 0:
                return True
        at = line.find(delimiter, at) + 1
        if not at:
            return False
        inside = line.startswith('"', at)
        at += inside


def _behind_closing(line: str, at: int) -> int:
    """The place behind the mark that closes a cell; -1 where none does. Two marks are one within the cell."""
    while (mark := line.find('"', at)) >= 0:
        if not line.startswith('""', mark):
            return mark + 1
        at = mark + 2
    return -1


def usual_width(sample: str, delimiter: str) -> int:
    """How many cells most lines of a text have.

    >>> usual_width("Sổ\\na;b;c\\n1;2;3\\n", ";")
    3
    """
    counts = Counter(line.count(delimiter) + 1 for line in islice(sample.splitlines(), 400) if line)
    return counts.most_common(1)[0][0] if counts else 1
