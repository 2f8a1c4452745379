"""Two tables side by side on one sheet: the second is told from further columns of the first by its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cotmoc.ingest.core.readers.tables import Cells, Records, column_letters
from cotmoc.normalise.readings import Problem, warning

# A table has so many columns and rows; a block whose cells are filled by so many thirds is no column of remarks.
_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 2


@dataclass(frozen=True, slots=True)
class TableBeside:
    """The columns of a table that stands to the right of the one that is read."""

    columns: range

    def records(self, records: Records) -> Records:
        """The records without its cells."""
        for record in records:
            yield record._replace(cells=record.cells[: self.columns.start])

    def problems(self) -> Iterator[Problem]:
        """What is to be said of it."""
        first, last = column_letters(self.columns.start), column_letters(self.columns.stop - 1)
        yield warning("file.tables_beside", "", columns=f"{first}–{last}")


def table_beside(names: Cells, body: Sequence[Cells]) -> TableBeside | None:
    """The table to the right of an open column, whose rows are not those of the first; None where there is none.

    Its rows and those on the left begin together, and one of the two ends while the other goes on. Columns of one table
    that are divided by open ones end together.

    >>> rows = [("1", "An", "", "Đồn A", "3"), ("2", "Bình", "", "Đồn B", "4"), ("3", "Chi"), ("4", "Dần")]
    >>> table_beside(("STT", "Tên", "", "Đơn vị", "Số vụ"), rows).columns
    range(3, 5)
    """
    gap = _only_gap(names, body)
    if gap is None:
        return None
    right = range(gap.stop, len(names))
    on_left = [any(cells[: gap.start]) for cells in body]
    on_right = [any(cells[right.start : right.stop]) for cells in body]
    shorter = min(_run(on_left), _run(on_right))
    is_over = not any(on_left[shorter:]) or not any(on_right[shorter:])
    goes_on = len(body) - shorter >= _FEWEST_ROWS and any(on_left[shorter:]) != any(
        on_right[shorter:]
    )
    if shorter < _FEWEST_ROWS or not is_over or not goes_on:
        return None
    block = [cells[right.start : right.stop] for cells in body[:shorter]]
    filled = sum(1 for cells in block for cell in cells if cell)
    return TableBeside(right) if 3 * filled >= 2 * shorter * len(right) else None


def _only_gap(names: Cells, body: Sequence[Cells]) -> range | None:
    """The columns without name and value between two blocks of named ones, where there is one such place."""
    open_columns = [at for at, name in enumerate(names) if not name]
    if not open_columns or open_columns[-1] - open_columns[0] + 1 != len(open_columns):
        return None
    gap = range(open_columns[0], open_columns[-1] + 1)
    if gap.start < _FEWEST_COLUMNS or len(names) - gap.stop < _FEWEST_COLUMNS:
        return None
    return None if any(any(cells[gap.start : gap.stop]) for cells in body) else gap


def _run(filled: Sequence[bool]) -> int:
    """How many of the first are true, one after the other."""
    return next((at for at, each in enumerate(filled) if not each), len(filled))
