"""Writes workbooks and text files as offices do: titles, headers of two rows, numbering, merged cells, notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from cotmoc.demonstration.layouts.columns import Block, Cell, Column

#: Written into every workbook, so that the same seed gives the same bytes.
MADE_ON = datetime(2026, 11, 1)  # noqa: DTZ001 - a workbook's time has no zone
Encode = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a table: lines above it, whether its columns are numbered, lines below it.

    `counted` is the position of the column that numbers the records, None for none.
    """

    title: tuple[str, ...] = ()
    numbered: bool = False
    notes: tuple[str, ...] = ()
    counted: int | None = None


def write_workbook(
    path: Path, columns: Sequence[Column], blocks: Iterable[Block], frame: Frame | None = None
) -> None:
    """One sheet with the columns' headers (two rows where some are in groups) and the rows of the blocks."""
    frame = frame or Frame()
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as workbook:
        workbook.set_properties({"created": MADE_ON})
        sheet = workbook.add_worksheet()
        styles = {
            "head": workbook.add_format(
                {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
            ),
            "day": workbook.add_format({"num_format": "dd/mm/yyyy"}),
            "top": workbook.add_format({"valign": "top"}),
        }
        at = _write_head(sheet, columns, frame, styles)
        at = _write_blocks(sheet, at, blocks, frame, styles)
        for line, note in enumerate(frame.notes):
            sheet.write_string(at + line, 1 if line else 0, note)
        sheet.set_column(0, len(columns) - 1, 16)


def _write_head(sheet: Any, columns: Sequence[Column], frame: Frame, styles: dict[str, Any]) -> int:
    at = 0
    for line in frame.title:
        sheet.merge_range(at, 0, at, min(9, len(columns) - 1), line)
        at += 1
    at += bool(frame.title)
    grouped = any(column.group for column in columns)
    for position, column in enumerate(columns):
        if not column.group and grouped:
            sheet.merge_range(at, position, at + 1, position, column.name, styles["head"])
        else:
            sheet.write_string(at + grouped, position, column.name, styles["head"])
    if grouped:
        _write_groups(sheet, at, columns, styles)
    at += 1 + grouped
    if frame.numbered:
        for position in range(len(columns)):
            sheet.write_string(at, position, f"({position + 1})")
        at += 1
    sheet.freeze_panes(at, 0)
    return at


def _write_groups(sheet: Any, at: int, columns: Sequence[Column], styles: dict[str, Any]) -> None:
    first = 0
    while first < len(columns):
        last, group = first, columns[first].group
        while last + 1 < len(columns) and group and columns[last + 1].group == group:
            last += 1
        if group and last > first:
            sheet.merge_range(at, first, at, last, group, styles["head"])
        elif group:
            sheet.write_string(at, first, group, styles["head"])
        first = last + 1


def _write_blocks(
    sheet: Any, at: int, blocks: Iterable[Block], frame: Frame, styles: dict[str, Any]
) -> int:
    for number, block in enumerate(blocks, start=1):
        for row in block.rows:
            for position, cell in enumerate(row):
                _write_cell(sheet, at, position, cell, styles)
            at += 1
        if frame.counted is not None:
            sheet.write_number(at - len(block.rows), frame.counted, number)
        for position in block.merged:
            first = block.rows[0][position]
            top, bottom = at - len(block.rows), at - 1
            style = styles["day"] if isinstance(first, date) else styles["top"]
            sheet.merge_range(top, position, bottom, position, "", style)
            _write_cell(sheet, top, position, first, styles)
    return at


def _write_cell(sheet: Any, at: int, position: int, cell: Cell, styles: dict[str, Any]) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(at, position, cell, styles["day"])
    elif cell:
        sheet.write_string(at, position, cell)


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text file is written: what divides its cells, its encoding, and the mark it begins with."""

    delimiter: str
    encode: Encode
    mark: bytes = b""


def write_text(
    path: Path, columns: Sequence[Column], blocks: Iterable[Block], form: TextForm
) -> None:
    """A text file of one header and the rows of the blocks, a line at a time."""
    with path.open("wb") as file:
        file.write(
            form.mark + form.encode(_line([each.header for each in columns], form.delimiter))
        )
        for block in blocks:
            for row in block.rows:
                file.write(form.encode(_line([str(cell) for cell in row], form.delimiter)))


def _line(cells: Sequence[str], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter).writerow(cells)
    return line.getvalue()
