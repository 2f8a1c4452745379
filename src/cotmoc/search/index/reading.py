"""What stands in PostgreSQL now, as the columns that an index is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.normalise.identifiers import document_key
from cotmoc.normalise.identifiers.phones import national_digits
from cotmoc.normalise.text import fold
from cotmoc.search.core.entries import Entries, spelling_of
from cotmoc.search.core.kinds import Table
from cotmoc.search.core.numbers import number_bytes
from cotmoc.search.core.ranking import NamedEntries, Numbered

#: Words of a title and place that are looked for.
MOST_WORDS = 30
#: The number in the index of each offence; 0 stands for none.
OFFENCE_NUMBERS = {code.id: number for number, code in enumerate(OFFENCES, 1)}
#: What may be a telephone number, in what a record states anywhere.
_PHONE = r"(?<!\d)(?:\+?84|0)[ .-]?[1-9](?:[ .-]?\d){7,9}(?!\d)"
_OWN = """
    x.record_id, r.agency_id AS agency, r.handling = 'shared' AS shared, i.area_id AS area, i.offence,
    coalesce(to_char(i.occurred_from, 'YYYYMMDD')::int, 0) AS day
"""
_FROM = "FROM records_sourcerecord r JOIN records_{kind}statement x ON x.version_id = r.current_id"
_INCIDENT = "LEFT JOIN records_incidentstatement i ON i.version_id = r.current_id AND i.index = 0"
_PARTY = f"""
    SELECT {_OWN}, x.index AS line, {{name}} AS name, {{key}} AS text, {{numbers}} AS numbers,
           CASE x.birth_precision WHEN 'year' THEN extract(year FROM x.birth_from)::int * 10000
               WHEN 'month' THEN to_char(x.birth_from, 'YYYYMM')::int * 100
               ELSE coalesce(to_char(x.birth_from, 'YYYYMMDD')::int, 0) END AS born,
           x.residence_area_id AS home, (x.kind <> 'person')::int AS kind, {{other}} AS other
    {_FROM.format(kind="party")} {_INCIDENT}"""
_PHONES_OF_PARTY = f"""(
    SELECT string_agg(m[1], ';') FROM records_sourceversion v,
        regexp_matches((v.content #> ARRAY['0', 'parties', x.index::text])::text, '({_PHONE})', 'g') m
    WHERE v.id = r.current_id)"""
#: For each table its lines: what they are found by (`text`, or the name folded), the numbers they bear, divided by
#: semicolons, and what else ranks them. Each other name of a party is a line of its own.
LINES = {
    Table.PARTY: (
        _PARTY.format(name="x.name::text", key="x.name_key::text", other="false",
                      numbers=f"concat_ws(';', x.identity_number, {_PHONES_OF_PARTY})")
        + " WHERE (x.name <> '' OR x.identity_number <> '') {only} UNION ALL "
        + _PARTY.format(name="alias::text", key="alias::text", numbers="''", other="true")
        + " CROSS JOIN unnest(x.aliases) AS alias WHERE alias <> '' {only}"
    ),
    Table.CONVEYANCE: f"""
        SELECT {_OWN}, x.index AS line, x.name::text AS name, x.name::text AS text,
               x.registration_key::text AS numbers, 0 AS born, NULL::bigint AS home, 0 AS kind, false AS other
        {_FROM.format(kind="conveyance")} {_INCIDENT} WHERE (x.name <> '' OR x.registration_key <> '') {{only}}""",
    Table.INCIDENT: f"""
        SELECT {_OWN}, 0 AS line, concat_ws(' ', i.title, i.place_written) AS name,
               concat_ws(' ', i.title, i.place_written) AS text,
               concat_ws(';', i.reference, r.key, (
                   SELECT string_agg(m[1], ';') FROM records_sourceversion v,
                       regexp_matches(v.content::text, '({_PHONE})', 'g') m WHERE v.id = r.current_id)) AS numbers,
               0 AS born, NULL::bigint AS home, 0 AS kind, false AS other
        FROM records_sourcerecord r JOIN records_incidentstatement x ON x.version_id = r.current_id AND x.index = 0
        {_INCIDENT} WHERE true {{only}}""",
}  # fmt: skip
GOODS = """
    SELECT DISTINCT x.commodity, x.record_id FROM records_sourcerecord r
    JOIN records_seizurestatement x ON x.version_id = r.current_id WHERE x.commodity <> '' {only}
"""
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
    lines = read_table(link, LINES[table].replace("{only}", _only(records)))
    return NamedEntries(
        _texts(lines),
        _entries(lines),
        _numbered(lines),
        larger,
        are_people=table is Table.PARTY,
        are_names=table is not Table.INCIDENT,
    )


def read_goods(link: Any, records: list[int] | None) -> dict[str, NDArray[np.int64]]:
    """The records that state goods of each code, ascending, of all records or of the given ones."""
    rows = read_table(link, GOODS.replace("{only}", _only(records)))
    coded = rows.column("commodity").combine_chunks().dictionary_encode()
    numbers = coded.indices.to_numpy(zero_copy_only=False)
    record = rows.column("record_id").to_numpy().astype(np.int64)
    return {
        code: np.sort(record[numbers == number])
        for number, code in enumerate(coded.dictionary.to_pylist())
    }


def _only(records: list[int] | None) -> str:
    listed = ",".join(str(int(number)) for number in records or ())
    return "" if records is None else f"AND r.id = ANY('{{{listed}}}'::bigint[])"


def _texts(lines: pa.Table) -> tuple[pa.Array, NDArray[np.int64]]:
    """The distinct folded names, and which of them each line bears."""
    coded = lines.column("text").combine_chunks().dictionary_encode()
    known = [" ".join(fold(text).split()[:MOST_WORDS]) for text in coded.dictionary.to_pylist()]
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
        born=column("born", np.int32),
        day=column("day", np.int32),
        home=column("home", np.int32),
        area=column("area", np.int32),
        offence=_by_value(lines, "offence", lambda code: OFFENCE_NUMBERS.get(code, 0), np.int16),
        spelling=_by_value(
            lines, "name", lambda name: spelling_of(name.lower().split()), np.uint32
        ),
        kind=column("kind", np.int8),
        other=lines.column("other").to_numpy(zero_copy_only=False).astype(np.bool_),
    )


def _by_value(lines: pa.Table, name: str, number_of: Any, kind: type[np.generic]) -> NDArray[Any]:
    """A number for each line, worked out once for each distinct text of a column."""
    coded = pc.fill_null(lines.column(name), "").combine_chunks().dictionary_encode()
    known = [number_of(text) for text in coded.dictionary.to_pylist()]
    codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return np.array(known, kind)[codes] if len(codes) else np.zeros(0, kind)


def _numbered(lines: pa.Table) -> Numbered:
    """Each number of each line, telephone numbers as they are dialled within the country."""
    lists = pc.split_pattern(pc.fill_null(lines.column("numbers"), "").combine_chunks(), ";")
    coded = pc.list_flatten(lists).dictionary_encode()
    entry = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    known = [document_key(written) for written in coded.dictionary.to_pylist()]
    keys = np.array([national_digits(key) or key for key in known], object)
    codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    written = keys[codes] if len(codes) else keys
    bears = np.flatnonzero(written != "")
    return Numbered(number_bytes(written[bears].tolist()), entry[bears])
