"""Workbooks of the binary formats: xls (Excel 97 to 2003) and xlsb. Macros and formulas are not run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from cotmoc.ingest.core.readers.cells import value_text
from cotmoc.ingest.core.readers.sheets import SheetFacts, SheetInfo
from cotmoc.ingest.core.readers.tables import FileError, Merge, Record
from cotmoc.ingest.core.readers.xlsx_values import LAST_COLUMN
from cotmoc.normalise.readings import Problem, warning

#: What a cell shows whose formula failed.
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


class BinaryWorkbook:
    """An open xls or xlsb workbook. Which rows are hidden, these formats are not asked."""

    def __init__(self, path: Path, kind: str, *, macros: bool) -> None:
        """Raises `FileError`."""
        self.kind, self.macros = kind, macros
        with _told():
            self.book = CalamineWorkbook.from_path(path)
            self.sheets = tuple(self._info(at, m) for at, m in enumerate(self.book.sheets_metadata))

    def problems(self) -> list[Problem]:
        """What is to be said of the workbook as a whole."""
        return [warning("file.macros")] if self.macros else []

    def records(self, at: int, facts: SheetFacts) -> Iterator[Record]:
        """The records of a sheet that have content, with the merged cells that begin in each."""
        with _told():
            sheet = self.book.get_sheet_by_index(at)
            merges: dict[int, list[Merge]] = {}
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
                merge = Merge(top + 1, left, bottom + 1, right)
                merges.setdefault(merge.top, []).append(merge)
            for number, values in enumerate(sheet.iter_rows(), start=1):
                cells = tuple([value_text(value) for value in values[: LAST_COLUMN + 1]])
                if any(cells):
                    if any(cell in ERRORS for cell in cells if cell[:1] == "#"):
                        facts.note_error(number)
                    yield Record(number, cells, tuple(merges.get(number, ())))

    def _info(self, at: int, sheet: SheetMetadata) -> SheetInfo:
        kind = "chart" if sheet.typ == SheetTypeEnum.ChartSheet else "dialog"
        kind = "sheet" if sheet.typ == SheetTypeEnum.WorkSheet else kind
        size = self.book.get_sheet_by_index(at).height if kind == "sheet" else 0
        return SheetInfo(sheet.name, sheet.visible != SheetVisibleEnum.Visible, kind, size)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except PasswordError as cause:
        raise FileError("file.encrypted", "the workbook has a password") from cause
    except (CalamineError, ZipError, XmlError, OSError) as cause:
        raise FileError("file.unreadable", str(cause), detail=type(cause).__name__) from cause
