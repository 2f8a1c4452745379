"""The rows of a file gathered into records, in bounded memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.protected import without_columns
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.ingest.core.understanding import goes_on, row_key

GroupOf = Callable[[RawRow], bytes]


class RowGroups:
    """The rows of a file by the record they belong to: those of one agency with one key.

    The file is read twice: once for the record of each row, then to hand each record out when its last row has come. In
    memory are the digests of all keys (some 100 bytes a record, 8 a row) and the rows of records not yet complete.
    Rows without a key are records of their own, so that each is parked for itself, but for those that go on with the
    record above (`understanding.goes_on`). Cells at the positions `refused` are
    emptied before anything looks at them. `agency_code` gives the code of an agency as written.
    """

    def __init__(
        self,
        table: Table,
        profile: Profile,
        refused: frozenset[int] = frozenset(),
        agency_code: Callable[[str], str | None] = str,
    ) -> None:
        self.table = table
        self.refused = refused
        goes_on_here = partial(goes_on, headers=table.headers, profile=profile)
        group_of = _grouping(table.headers, profile, agency_code)
        self._groups = _groups(self._rows(), group_of, goes_on_here)
        self.rows_total = len(self._groups)

    def __iter__(self) -> Iterator[list[RawRow]]:
        """Each record's rows in the order of the file, records in the order of their last rows."""
        expected = Counter(self._groups)
        gathered: dict[bytes, list[RawRow]] = {}
        for row, group in zip(self._rows(), self._groups, strict=True):
            if not group or expected[group] == 1:
                yield [row]
                continue
            rows = gathered.setdefault(group, [])
            rows.append(row)
            if len(rows) == expected[group]:
                yield gathered.pop(group)

    def _rows(self) -> Iterator[RawRow]:
        for number, cells in self.table.rows():
            yield RawRow(number, without_columns(cells, self.refused))


def _groups(
    rows: Iterable[RawRow], group_of: GroupOf, goes_on_here: Callable[[RawRow], bool]
) -> list[bytes]:
    """The record of each row; rows of one record share one object."""
    known: dict[bytes, bytes] = {}
    groups: list[bytes] = []
    for row in rows:
        above = groups[-1] if groups else b""
        group = above if above and goes_on_here(row) else group_of(row)
        groups.append(known.setdefault(group, group))
    return groups


def _grouping(
    headers: tuple[str, ...], profile: Profile, agency_code: Callable[[str], str | None]
) -> GroupOf:
    columns = {rule.column for rule in profile.columns if rule.field == "agency"}
    at = next((at for at, header in enumerate(headers) if header in columns), None)

    def group_of(row: RawRow) -> bytes:
        key = row_key(row, headers, profile)
        if not key:
            return b""
        written = row.cells[at] if at is not None else ""
        agency = agency_code(written) or written
        return hashlib.blake2b(f"{agency}\x1f{key}".encode(), digest_size=16).digest()

    return group_of
