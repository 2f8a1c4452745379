"""What stands in PostgreSQL now, as the columns that an index is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.access.queries.revisions import STAMP
from cotmoc.normalise.identifiers import document_key
from cotmoc.normalise.text import fold
from cotmoc.search.core.entries import Entries, NamedEntries, Numbered, spelling_of
from cotmoc.search.core.kinds import Table
from cotmoc.search.core.numbers import number_bytes

#: Words of a title and place that are looked for.
MOST_WORDS = 30
_OWN = """
    x.record_id, x.index AS line, r.agency_id AS agency, r.handling = 'shared' AS shared,
    i.area_id AS area
"""
_INCIDENT = "LEFT JOIN records_incidentstatement i ON i.version_id = r.current_id AND i.index = 0"
#: For each table its lines: what they are folded from (`name`), the numbers they bear, and what else ranks them.
LINES = {
    Table.PARTY: f"""
        SELECT {_OWN}, x.name::text AS name, x.name_key::text AS key, x.identity_number::text AS number,
               ''::text AS other, coalesce(extract(year FROM x.birth_from), 0)::int AS year,
               x.residence_area_id AS home, (x.kind <> 'person')::int AS kind
        FROM records_sourcerecord r JOIN records_partystatement x ON x.version_id = r.current_id {_INCIDENT}
        WHERE (x.name <> '' OR x.identity_number <> '') {{only}}""",
    Table.CONVEYANCE: f"""
        SELECT {_OWN}, x.name::text AS name, NULL::text AS key, x.registration_key::text AS number, ''::text AS other,
               0 AS year, NULL::bigint AS home, 0 AS kind
        FROM records_sourcerecord r JOIN records_conveyancestatement x ON x.version_id = r.current_id {_INCIDENT}
        WHERE (x.name <> '' OR x.registration_key <> '') {{only}}""",
    Table.INCIDENT: f"""
        SELECT {_OWN}, concat_ws(' ', x.title, x.place_written) AS name, NULL::text AS key,
               x.reference::text AS number, r.key::text AS other, 0 AS year, NULL::bigint AS home, 0 AS kind
        FROM records_sourcerecord r JOIN records_incidentstatement x ON x.version_id = r.current_id {_INCIDENT}
        WHERE x.index = 0 {{only}}""",
}
LATEST = f"SELECT {STAMP}"
CHANGED = """
    SELECT record_id FROM records_sourceversion WHERE revision_id > {after}
    UNION SELECT record_id FROM records_sourceversion WHERE undone_revision_id > {after}
"""


def read_table(link: Any, sql: str) -> pa.Table:
    """The rows of a query."""
    with link.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetch_arrow_table()


def read_lines(
    link: Any, table: Table, records: list[int] | None, larger: NamedEntries | None = None
) -> NamedEntries:
    """The lines of a table that stand, of all records or of the given ones."""
    listed = ",".join(str(int(number)) for number in records or ())
    only = "" if records is None else f"AND r.id = ANY('{{{listed}}}'::bigint[])"
    lines = read_table(link, LINES[table].format(only=only))
    texts, text_of = _texts(lines)
    return NamedEntries(texts, text_of, _entries(lines), _numbered(lines), larger)


def _texts(lines: pa.Table) -> tuple[pa.Array, NDArray[np.int64]]:
    """The distinct folded names, and which of them each line bears."""
    coded = lines.column("key" if lines.column("key").null_count == 0 else "name").combine_chunks()
    coded = coded.dictionary_encode()
    known = coded.dictionary.to_pylist()
    if lines.column("key").null_count:
        known = [" ".join(fold(name).split()[:MOST_WORDS]) for name in known]
    folded = pa.array(known, pa.large_string()).dictionary_encode()
    numbers = folded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    of_line = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return folded.dictionary, numbers[of_line] if len(of_line) else of_line


def _entries(lines: pa.Table) -> Entries:
    def column(name: str, kind: type[np.generic]) -> NDArray[Any]:
        values = pc.fill_null(lines.column(name), 0).combine_chunks()
        found: NDArray[Any] = values.to_numpy(zero_copy_only=False).astype(kind)
        return found

    return Entries(
        record=column("record_id", np.int64),
        line=column("line", np.int32),
        agency=column("agency", np.int32),
        shared=lines.column("shared").to_numpy(zero_copy_only=False).astype(np.bool_),
        year=column("year", np.int16),
        home=column("home", np.int32),
        area=column("area", np.int32),
        spelling=_spellings(lines.column("name")),
        kind=column("kind", np.int8),
    )


def _spellings(names: pa.ChunkedArray) -> NDArray[np.uint32]:
    coded = names.combine_chunks().dictionary_encode()
    known = [spelling_of(name.lower().split()) for name in coded.dictionary.to_pylist()]
    codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return np.array(known, np.uint32)[codes] if len(codes) else np.zeros(0, np.uint32)


def _numbered(lines: pa.Table) -> Numbered:
    numbers: list[str] = []
    entries: list[NDArray[np.int64]] = []
    for name in ("number", "other"):
        coded = lines.column(name).combine_chunks().dictionary_encode()
        keys = np.array([document_key(each) for each in coded.dictionary.to_pylist()], object)
        codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        written = keys[codes] if len(codes) else keys
        bears = np.flatnonzero(written != "").astype(np.int64)
        numbers += written[bears].tolist()
        entries.append(bears)
    return Numbered(number_bytes(numbers), np.concatenate(entries))
