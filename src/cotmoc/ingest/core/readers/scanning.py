"""One pass over a file's records: the header found, rows that are no data left out, merged cells filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from cotmoc.ingest.core.readers.fonts import font_repair
from cotmoc.ingest.core.readers.headers import HEAD_ROWS, Header, find_header
from cotmoc.ingest.core.readers.lookalikes import LookalikeRepair
from cotmoc.ingest.core.readers.neighbours import table_beside
from cotmoc.ingest.core.readers.sorting import RowSorter
from cotmoc.ingest.core.readers.tables import (
    MAX_COLUMNS,
    Cells,
    LeftOut,
    LeftOutSheet,
    Merge,
    RawRow,
    Record,
    Records,
    Table,
    check_width,
    unique_headers,
)
from cotmoc.normalise.readings import Problem, warning

#: Columns behind the last named one that are read as far as they hold values: others stand there by accident.
MOST_UNNAMED = 20
MOST_LEFT_OUT = 2_000


@dataclass
class Scan:
    """A file while it is read once: its headers are known from the beginning, the rest when `rows` has ended.

    `headers` are those of all columns. Columns without a name and without a value are in `empty` at the end, rows that
    are no data in `left_out`.
    """

    kind: str
    headers: Cells
    read: Callable[[Scan], Iterator[RawRow]]
    problems: list[Problem] = field(default_factory=list)
    header_rows: tuple[int, ...] = ()
    left_out: list[LeftOut] = field(default_factory=list)
    rows_left_out: int = 0
    empty: set[int] = field(default_factory=set)
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    sheets_left_out: tuple[LeftOutSheet, ...] = ()
    encoding: str = ""
    delimiter: str = ""

    def rows(self) -> Iterator[RawRow]:
        """The rows of data in file order; to be taken once."""
        return self.read(self)

    def leave_out(self, row: LeftOut) -> None:
        """Notes a row that is no data; of very many only the number."""
        self.rows_left_out += 1
        if len(self.left_out) < MOST_LEFT_OUT:
            self.left_out.append(row)

    def table(self, rows: Callable[[], Iterator[RawRow]]) -> Table:
        """The table, after the pass, of rows that `rows` gives as wide as `headers`; empty columns are left out."""
        keep = [at for at in range(len(self.headers)) if at not in self.empty]
        headers = tuple(self.headers[at] for at in keep)
        return Table(
            headers=headers,
            kind=self.kind,
            read=(lambda: chosen_columns(rows(), keep)) if self.empty else rows,
            problems=self._problems(),
            header_rows=self.header_rows,
            left_out=tuple(self.left_out),
            rows_left_out=self.rows_left_out,
            sheet=self.sheet,
            sheets=self.sheets,
            sheets_left_out=self.sheets_left_out,
            encoding=self.encoding,
            delimiter=self.delimiter,
            columns=tuple(keep),
        )

    def _problems(self) -> tuple[Problem, ...]:
        """What is to be said, without the names given to columns that are not there."""
        gone = {str(at + 1) for at in self.empty}
        return tuple(
            p for p in self.problems if p.code != "header.empty" or p.params["column"] not in gone
        )


def chosen_columns(rows: Iterator[RawRow], keep: Sequence[int]) -> Iterator[RawRow]:
    """The rows with these columns only; those without content there are left out."""
    for number, cells in rows:
        chosen = tuple(cells[at] for at in keep)
        if any(chosen):
            yield RawRow(number, chosen)


def scan_records(
    records: Records, kind: str, facts: Callable[[], Iterable[Problem]] = tuple
) -> Scan:
    """A scan of numbered records that hold a header somewhere near their beginning.

    `facts` tells, when all records were read, what else is to be said. Raises `FileError` `file.empty`,
    `file.no_header`, `file.too_many_columns`.
    """
    letters = LookalikeRepair()
    records = letters.records(records)
    head = list(islice((record for record in records if any(record.cells)), HEAD_ROWS))
    repair = font_repair(head)
    if repair is not None:
        head, records = list(repair.records(iter(head))), repair.records(records)
    header = header_of(head)
    beside = table_beside(header.names, [r.cells for r in head if r.number > header.last])
    if beside is not None:
        header = header.without(beside.columns)
    names = header.names if beside else _with_unnamed(header, head)
    check_width(len(names))
    headers, problems = unique_headers(names)

    def read(scan: Scan) -> Iterator[RawRow]:
        rows = beside.records(chain(head, records)) if beside else chain(head, records)
        yield from _sorted_rows(scan, header, head, rows)
        scan.problems.extend(facts())
        scan.problems.extend(letters.problems())
        scan.problems.extend(repair.problems() if repair else ())

    return Scan(
        kind,
        headers,
        read,
        problems=[*problems, *(beside.problems() if beside else ())],
        header_rows=header.numbers,
        left_out=list(header.left_out),
        rows_left_out=len(header.left_out),
        empty={at for at, name in enumerate(names) if not name},
    )


def header_of(head: Sequence[Record]) -> Header:
    """The header among the first records. Raises `file.empty`, `file.no_header`."""
    merges = [merge for record in head for merge in record.merges]
    return find_header([(record.number, record.cells) for record in head], merges)


def _with_unnamed(header: Header, head: Sequence[Record]) -> Cells:
    """The names of the columns, with "" for those behind them that hold values in the first rows."""
    named = len(header.names)
    body = (record.cells for record in head if record.number > header.last)
    widest = max((_width(cells) for cells in body), default=0)
    return header.names + ("",) * min(widest - named, MOST_UNNAMED, MAX_COLUMNS - named)


def _width(cells: Cells) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def scan_named(records: Records, names: Cells, kind: str) -> Scan:
    """A scan of records of a file that names its columns itself: every record is a row of data."""
    check_width(len(names))
    letters = LookalikeRepair()
    records = letters.records(records)
    head = list(islice(records, HEAD_ROWS))
    repair = font_repair(head, names)
    records = chain(head, records)
    if repair is not None:
        names, records = repair.cells(names), repair.records(records)
    headers, problems = unique_headers(names)

    def read(scan: Scan) -> Iterator[RawRow]:
        width, empty = len(scan.headers), ("",) * len(scan.headers)
        for number, cells, _ in records:
            if any(cells):
                yield RawRow(number, cells if len(cells) == width else (cells + empty)[:width])
        scan.problems.extend(letters.problems())
        scan.problems.extend(repair.problems() if repair else ())

    return Scan(kind, headers, read, problems=list(problems))


def table_of(scan: Callable[[], Scan]) -> Table:
    """The table of a file that `scan` opens; read through once, and again for its rows."""
    first = scan()
    for _ in first.rows():
        pass
    return first.table(lambda: scan().rows())


def _sorted_rows(
    scan: Scan, header: Header, head: Sequence[Record], records: Records
) -> Iterator[RawRow]:
    """The rows of data; what is none is noted in the scan."""
    sample = [(record.number, record.cells) for record in head]
    sorter, blocks = RowSorter(header, sample), _Blocks()
    width, empty, beyond, below = len(scan.headers), ("",) * len(scan.headers), 0, 0
    unnamed = sorted(scan.empty)
    for number, cells, merges in records:
        if number <= header.last or not any(cells):
            continue
        left = sorter.leave_out(
            number, cells, max((m.right - m.left + 1 for m in merges), default=1)
        )
        if left is not None:
            scan.leave_out(left)
            below = below or (number if left.reason == "left_out.table" else 0)
            continue
        if len(cells) != width:
            beyond = beyond or (number if any(cells[width:]) else 0)
            cells = (cells + empty)[:width]  # noqa: PLW2901
        if merges or blocks.open:
            cells = blocks.filled(number, cells, merges)  # noqa: PLW2901
        if unnamed and any(cells[at] for at in unnamed):
            scan.empty -= {at for at in unnamed if cells[at]}
            unnamed = sorted(scan.empty)
        yield RawRow(number, cells)
    if beyond:
        scan.problems.append(warning("file.beyond_header", "", row=str(beyond)))
    if below:
        scan.problems.append(warning("file.tables_below", "", row=str(below)))


class _Blocks:
    """Merged cells below the header: a value that stands over several rows is that of each of them."""

    def __init__(self) -> None:
        self.open: list[tuple[Merge, str]] = []

    def filled(self, number: int, cells: Cells, merges: Sequence[Merge]) -> Cells:
        """The cells with the values of merged cells that began above; only open cells are filled."""
        self.open = [(merge, value) for merge, value in self.open if merge.bottom >= number]
        filled = list(cells)
        for merge, value in self.open:
            if merge.left < len(filled) and not filled[merge.left]:
                filled[merge.left] = value
        for merge in merges:
            if merge.bottom > number and merge.left < len(cells) and cells[merge.left]:
                self.open.append((merge, cells[merge.left]))
        return tuple(filled)
