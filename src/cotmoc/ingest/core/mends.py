"""Cells of a file mended by hand: a layer over its rows. The file itself stays as it was received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cotmoc.ingest.core.findings import RowProblem
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.normalise.readings import warning

#: The number of no row: the mend holds wherever the column says what it said.
EVERYWHERE = 0
#: As many characters as a cell of a workbook holds.
LONGEST_CELL = 32_767


class Mend(NamedTuple):
    """That a cell which says `was` is to say `now`: in one row, or (`row` is `EVERYWHERE`) in its whole column."""

    row: int
    column: str
    was: str
    now: str
    by: str = ""


class Mends:
    """All mends of a file. Of two for one cell the later holds, and one for the row before one for the column.

    >>> mends = Mends(("Date", "Goods"), [Mend(EVERYWHERE, "Goods", "ma tuy", "heroin", "An")])
    >>> mends.apply(RawRow(2, ("1/2/2026", "ma tuy"))).cells
    ('1/2/2026', 'heroin')
    """

    def __init__(self, headers: Sequence[str], mends: Iterable[Mend]) -> None:
        at = {header: position for position, header in enumerate(headers)}
        self._headers = tuple(headers)
        self._of_row: dict[int, dict[int, Mend]] = {}
        self._of_value: dict[int, dict[str, Mend]] = {}
        for mend in mends:
            if mend.column not in at:
                continue
            if mend.row == EVERYWHERE:
                self._of_value.setdefault(at[mend.column], {})[mend.was] = mend
            else:
                self._of_row.setdefault(mend.row, {})[at[mend.column]] = mend

    def __bool__(self) -> bool:
        return bool(self._of_row or self._of_value)

    def apply(self, row: RawRow) -> RawRow:
        """The row as it is to be read."""
        changes = {position: mend.now for position, mend in self._mended(row)}
        if not changes:
            return row
        cells = tuple(changes.get(at, cell) for at, cell in enumerate(row.cells))
        return RawRow(row.number, cells)

    def _mended(self, row: RawRow) -> Iterator[tuple[int, Mend]]:
        """The cells of a row as received that say something else now."""
        own = self._of_row.get(row.number, {})
        for position, mend in own.items():
            if mend.now != row.cells[position]:
                yield position, mend._replace(was=row.cells[position])
        for position, by_value in self._of_value.items():
            found = None if position in own else by_value.get(row.cells[position])
            if found and found.now != found.was:
                yield position, found

    def over(self, table: Table) -> Table:
        """The table as it is to be read."""
        return replace(table, read=lambda: map(self.apply, table.rows())) if self else table

    def findings_of(self, rows: Iterable[RawRow]) -> dict[int, tuple[RowProblem, ...]]:
        """What is mended in rows as received, by row number: warnings `cell.mended`.

        Each says what stood in the cell, what it says now, and who mended it.
        """
        found = ((row.number, tuple(self._findings(row))) for row in rows) if self else ()
        return {number: findings for number, findings in found if findings}

    def _findings(self, row: RawRow) -> Iterator[RowProblem]:
        for position, mend in self._mended(row):
            problem = warning("cell.mended", mend.was, now=mend.now, by=mend.by)
            yield RowProblem(row.number, self._headers[position], "", problem)
