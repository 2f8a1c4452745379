"""Turns what stood in PostgreSQL into facts: every incident once, and every thing in it once.

All by set-based SQL, but for incidents that several records state: those are counted by the rule, in Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from h3.api.basic_int import latlng_to_cell

from cotmoc.picture.core.cells import FINEST
from cotmoc.picture.facts.counting import COUNTED, RESOLVED, count_joined
from cotmoc.picture.facts.reading import STAGED, Source
from cotmoc.picture.facts.schema import KEYS, OF_INCIDENTS, TABLES

#: The families of codes, with the staged columns in which they occur.
FAMILIES: dict[str, tuple[tuple[str, str], ...]] = {
    "offence": (("incident", "offence"),),
    "detection": (("incident", "detection"),),
    "precision": (("incident", "occurred_precision"), ("returned", "period_precision")),
    "place_precision": (("incident", "place_precision"),),
    "register": (("incident", "register"), ("returned", "register")),
    "role": (("party", "role"),),
    "party_kind": (("party", "kind"),),
    "conveyance": (("conveyance", "conveyance"),),
    "commodity": (("seizure", "commodity"), ("returned", "commodity")),
    "measure": (("seizure", "measure"), ("returned", "measure")),
    "outcome": (("outcome", "outcome"),),
    "indicator": (("returned", "indicator"),),
}
#: Bits that the masks of a family hold; codes beyond them are found through their lines.
MASK_BITS = {"commodity": 128, "outcome": 64}


def _code(family: str, column: str) -> str:
    return f"(SELECT number FROM code WHERE family = '{family}' AND code = {column})"


def _place(column: str) -> str:
    return f"(SELECT place FROM agency WHERE id = {column})"


def _bit(place: str) -> str:
    return f"(1::UBIGINT << {place})"


MEMBERS = """
    CREATE OR REPLACE TEMP TABLE member AS
    SELECT i.record_id, i.version_id, coalesce(j.entity_id, i.record_id) AS incident_id,
           count(*) OVER (PARTITION BY coalesce(j.entity_id, i.record_id)) = 1 AS single
    FROM staged_incident i LEFT JOIN joined j USING (record_id)
"""
CLUSTERS = """
    SELECT incident_id, list(struct_pack(record_id, version_id) ORDER BY record_id)
    FROM member WHERE NOT single GROUP BY incident_id
"""
RESOLVED_SINGLES = f"""
    CREATE OR REPLACE TEMP TABLE resolved AS
    SELECT m.incident_id, coalesce(lead.place, own.place) AS lead,
           {_bit("own.place")} | {_bit("coalesce(lead.place, own.place)")}
               | coalesce(p.mask, 0::UBIGINT) AS agencies,
           CASE WHEN i.occurred_precision <> '' THEN i.record_id END AS moment_record,
           CASE WHEN i.place_precision <> 'unknown' THEN i.record_id END AS place_record,
           i.record_id AS offence_record, i.record_id AS detection_record
    FROM member m JOIN staged_incident i USING (record_id)
    JOIN agency own ON own.id = i.agency_id
    LEFT JOIN agency lead ON lead.id = i.lead_agency_id
    LEFT JOIN (
        SELECT record_id, bit_or({_bit("a.place")}) AS mask
        FROM (SELECT record_id, unnest(string_split(partners, ' ')) AS code
              FROM staged_incident WHERE partners <> '')
        JOIN agency a USING (code) GROUP BY record_id
    ) p ON p.record_id = m.record_id
    WHERE m.single
"""
RESOLVED_JOINED = f"""
    INSERT INTO resolved
    SELECT c.incident_id, lead.place,
           (SELECT bit_or({_bit("a.place")}) FROM agency a WHERE list_contains(c.agency_id, a.id)),
           c.moment_record, c.place_record, c.offence_record, c.detection_record
    FROM resolved_joined c JOIN agency lead ON lead.id = c.lead_agency_id
"""


def _lines(kind: str, number: str = "") -> str:
    """The lines of one kind that count: all of a single source, those chosen of several."""
    columns = f"x.* EXCLUDE ({number}), " if number else "x.*"
    single, joined = (f"x.{number}", f"c.number AS {number}") if number else ("", "")
    return f"""
        CREATE OR REPLACE TEMP TABLE line_{kind} AS
        SELECT m.incident_id, {columns} {single} FROM staged_{kind} x
        JOIN member m USING (record_id) WHERE m.single
        UNION ALL
        SELECT c.incident_id, {columns} {joined} FROM staged_{kind} x
        JOIN counted_joined c ON c.kind = '{kind}' AND c.record_id = x.record_id AND c.line = x.line
    """


LINES = {
    "party": _lines("party", "heads"),
    "conveyance": _lines("conveyance", "pieces"),
    "seizure": _lines("seizure"),
    "outcome": _lines("outcome"),
}


#: What came of each party that counts, as a mask.
FATES = """
    CREATE OR REPLACE TEMP TABLE fate AS
    SELECT record_id, line, bit_or(1::UBIGINT << c.bit) AS mask FROM (
        SELECT o.record_id, o.party AS line, o.outcome FROM staged_outcome o
        JOIN member m USING (record_id) WHERE m.single AND o.party IS NOT NULL
        UNION ALL
        SELECT record_id, line, unnest(fates) AS outcome FROM counted_joined WHERE kind = 'party'
    ) JOIN code c ON c.family = 'outcome' AND c.code = outcome AND c.bit IS NOT NULL
    GROUP BY record_id, line
"""


def _mask(kind: str, wide: str) -> str:
    return f"""
        SELECT x.incident_id, bit_or(1::{wide} << c.bit) AS mask
        FROM line_{kind} x JOIN code c ON c.family = '{kind if kind == "outcome" else "commodity"}'
             AND c.code = x.{kind if kind == "outcome" else "commodity"} AND c.bit IS NOT NULL
        GROUP BY x.incident_id"""


KEYED = f"""
    CREATE OR REPLACE TEMP TABLE keyed AS
    SELECT r.incident_id,
           mo.occurred_from AS day_from, mo.occurred_until AS day_until, pl.area_id::INTEGER AS area,
           t.commune, t.province, t.country,
           {_code("offence", "coalesce(o.offence, '')")} AS offence,
           {_code("detection", "coalesce(d.detection, '')")} AS detection,
           r.lead, r.agencies, coalesce(g.mask, 0::UHUGEINT) AS commodities,
           coalesce(u.mask, 0::UBIGINT) AS outcomes, s.reporters,
           s.shared, s.owners, s.sources, coalesce(p.lines, 0) AS parties,
           coalesce(x.lines, 0) AS seizures, mo.occurred_minute AS minute,
           {_code("precision", "coalesce(mo.occurred_precision, '')")} AS precision,
           {_code("place_precision", "coalesce(pl.place_precision, 'unknown')")} AS place_precision,
           coalesce(t.estimated, false) AS estimated, pl.lon, pl.lat, s.closed_owners, r.moment_record,
           CASE WHEN NOT mo.shared THEN {_bit(_place("mo.agency_id"))} ELSE 0 END AS moment_closed,
           CASE WHEN NOT pl.shared THEN {_bit(_place("pl.agency_id"))} ELSE 0 END AS place_closed,
           CASE WHEN NOT o.shared THEN {_bit(_place("o.agency_id"))} ELSE 0 END AS offence_closed
    FROM resolved r
    JOIN (
        SELECT m.incident_id, count(*) AS sources, count(DISTINCT i.agency_id) AS reporters,
               bool_or(i.shared) AS shared, bit_or({_bit("a.place")}) AS owners,
               coalesce(bit_or({_bit("a.place")}) FILTER (NOT i.shared), 0) AS closed_owners
        FROM member m JOIN staged_incident i USING (record_id) JOIN agency a ON a.id = i.agency_id
        GROUP BY m.incident_id
    ) s USING (incident_id)
    LEFT JOIN staged_incident mo ON mo.record_id = r.moment_record
    LEFT JOIN staged_incident pl ON pl.record_id = r.place_record
    LEFT JOIN staged_incident o ON o.record_id = r.offence_record
    LEFT JOIN staged_incident d ON d.record_id = r.detection_record
    LEFT JOIN today t ON t.area = pl.area_id
    LEFT JOIN ({_mask("seizure", "UHUGEINT")}) g ON g.incident_id = r.incident_id
    LEFT JOIN ({_mask("outcome", "UBIGINT")}) u ON u.incident_id = r.incident_id
    LEFT JOIN (SELECT incident_id, count(*) AS lines FROM line_party GROUP BY 1) p ON p.incident_id = r.incident_id
    LEFT JOIN (SELECT incident_id, count(*) AS lines FROM line_seizure GROUP BY 1) x ON x.incident_id = r.incident_id
"""
_K = ", ".join(f"k.{name}" for name in KEYS)
_SEEN = f"i.shared, {_bit(_place('i.agency_id'))}"


def _fill(kind: str, columns: str, joins: str = "") -> str:
    return f"""
        INSERT INTO {kind}
        SELECT {_K}, {_SEEN}, x.record_id, x.version_id, x.line, {columns}
        FROM line_{kind} x JOIN keyed k USING (incident_id) JOIN staged_incident i USING (record_id)
        {joins}
        ORDER BY k.day_from, k.incident_id, x.record_id, x.line"""


FILL: dict[str, str] = {
    "incident": f"""
        INSERT INTO incident
        SELECT {", ".join(TABLES["incident"])} FROM keyed LEFT JOIN celled USING (incident_id)
        ORDER BY day_from, incident_id""",
    "party": _fill(
        "party",
        f"""{_code("role", "x.role")}, {_code("party_kind", "x.kind")}, x.heads, coalesce(f.mask, 0), h.province""",
        """LEFT JOIN fate f ON f.record_id = x.record_id AND f.line = x.line
        LEFT JOIN today h ON h.area = x.residence_area_id""",
    ),
    "conveyance": _fill("conveyance", f"{_code('conveyance', 'x.conveyance')}, x.pieces"),
    "seizure": _fill(
        "seizure",
        f"""{_code("commodity", "x.commodity")}, {_code("measure", "x.measure")},
            x.amount::DECIMAL(24, 6), x.value_vnd""",
    ),
    # What came of a party is an outcome of the incident as well, once, where nothing says so of the incident itself.
    "outcome": _fill(
        "outcome",
        f"{_code('outcome', 'x.outcome')}, x.fine_vnd",
        """QUALIFY x.party IS NULL OR row_number() OVER (
            PARTITION BY x.incident_id, x.outcome ORDER BY x.party NULLS FIRST, x.record_id, x.line) = 1""",
    ),
    "source": f"""
        INSERT INTO source
        SELECT {_K}, {_SEEN}, i.record_id, i.version_id, 0, {_place("i.agency_id")},
               {_code("register", "i.register")}, i.unit_id, i.occurred_from, i.occurred_until,
               i.first_day, i.version, folded(i.search)
        FROM staged_incident i JOIN member m USING (record_id) JOIN keyed k ON k.incident_id = m.incident_id
        ORDER BY k.day_from, k.incident_id, i.record_id""",
    "returned": f"""
        INSERT INTO returned
        SELECT i.shared, {_bit(_place("i.agency_id"))}, i.record_id, i.version_id, i.line,
               i.period_from, i.period_until, i.period_from, i.period_until,
               {_code("precision", "i.period_precision")}, i.area_id::INTEGER, t.commune, t.province,
               t.country, {_place("i.agency_id")}, {_place("i.agency_id")}, {_bit(_place("i.agency_id"))},
               {_code("register", "i.register")}, i.unit_id, i.first_day, i.version,
               {_code("indicator", "i.indicator")}, {_code("commodity", "i.commodity")},
               {_code("measure", "i.measure")}, i.amount::DECIMAL(24, 6), folded(i.search)
        FROM staged_returned i LEFT JOIN today t ON t.area = i.area_id
        ORDER BY i.period_from, i.record_id, i.line""",
}


def build(writer: Any, source: Source) -> None:
    """Adds the facts of everything in `standing` to the tables, which must not hold them yet.

    `writer` is a DuckDB connection inside a transaction, with the table `joined` (record_id, entity_id).
    """
    for name in STAGED:
        stage(writer, f"staged_{name}", source.staged(name))
    number_codes(writer)
    writer.execute(MEMBERS)
    _count(writer)
    for lines in LINES.values():
        writer.execute(lines)
    writer.execute(FATES)
    writer.execute(KEYED)
    _stage_cells(writer)
    for fill in FILL.values():
        writer.execute(fill)
    _drop_staged(writer)


def stage(writer: Any, name: str, table: pa.Table) -> None:
    """Puts an Arrow table into a temporary table."""
    writer.register("arriving", table)
    writer.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM arriving")
    writer.unregister("arriving")


def _count(writer: Any) -> None:
    stage(writer, "resolved_joined", RESOLVED.empty_table())
    stage(writer, "counted_joined", COUNTED.empty_table())
    clusters = {
        incident: [(member["record_id"], member["version_id"]) for member in members]
        for incident, members in writer.execute(CLUSTERS).fetchall()
    }
    for resolved, counted in count_joined(clusters):
        for name, table in (("resolved_joined", resolved), ("counted_joined", counted)):
            writer.register("arriving", table)
            writer.execute(f"INSERT INTO {name} SELECT * FROM arriving")
            writer.unregister("arriving")
    writer.execute(RESOLVED_SINGLES)
    writer.execute(RESOLVED_JOINED)


def number_codes(writer: Any) -> None:
    """Gives a number to every staged code that has none, and a bit where its family has a mask."""
    known = {
        (family, code)
        for family, code in writer.execute("SELECT family, code FROM code").fetchall()
    }
    rows = list(known)
    sizes = {family: sum(1 for found, _ in rows if found == family) for family in FAMILIES}
    for family, code in _staged_codes(writer):
        if (family, code) in known:
            continue
        bit = sizes[family] if sizes[family] < MASK_BITS.get(family, 0) else None
        writer.execute("INSERT INTO code VALUES (?, ?, ?, ?)", [len(known), family, code, bit])
        known.add((family, code))
        sizes[family] += 1


def _staged_codes(writer: Any) -> Iterator[tuple[str, str]]:
    """Every code that occurs, and for all families what is not stated; in an order that repeats."""
    yield "place_precision", "unknown"
    for family, columns in FAMILIES.items():
        yield family, ""
        union = " UNION ".join(f"SELECT {column} FROM staged_{table}" for table, column in columns)
        for (code,) in writer.execute(f"SELECT * FROM ({union}) ORDER BY 1").fetchall():
            if code is not None:
                yield family, code


CELLS = """
    SELECT incident_id, lat, lon FROM keyed
    WHERE lon IS NOT NULL AND lat IS NOT NULL
      AND place_precision = (SELECT number FROM code WHERE family = 'place_precision' AND code = 'point')
"""


def _stage_cells(writer: Any) -> None:
    """The hexagon of every incident that is known to the point."""
    incidents, lats, lons = writer.sql(CELLS).to_arrow_table().to_pydict().values()
    cells = [latlng_to_cell(lat, lon, FINEST) for lat, lon in zip(lats, lons, strict=True)]
    columns = {
        "incident_id": pa.array(incidents, pa.int64()),
        "cell": pa.array(cells, pa.uint64()),
    }
    stage(writer, "celled", pa.table(columns))


def _drop_staged(writer: Any) -> None:
    names = [f"staged_{name}" for name in STAGED] + [f"line_{name}" for name in LINES]
    for name in (
        *names,
        "member",
        "resolved",
        "resolved_joined",
        "counted_joined",
        "fate",
        "keyed",
        "celled",
    ):
        writer.execute(f"DROP TABLE IF EXISTS temp.{name}")


def remove(writer: Any, records: list[int]) -> None:
    """Takes out the incidents of which any of the records is a source, and the returns of these records."""
    stage(writer, "leaving", pa.table({"record_id": pa.array(records, pa.int64())}))
    writer.execute("""
        CREATE OR REPLACE TEMP TABLE leaving_incident AS
        SELECT DISTINCT incident_id FROM source SEMI JOIN leaving USING (record_id)""")
    for name in OF_INCIDENTS:
        writer.execute(
            f"DELETE FROM {name} WHERE incident_id IN (SELECT incident_id FROM leaving_incident)"
        )
    writer.execute("DELETE FROM returned WHERE record_id IN (SELECT record_id FROM leaving)")
