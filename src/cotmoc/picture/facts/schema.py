"""The tables of the fact store. No name of a person is in it, nor any identity number.

Codes are numbered (`code`), agencies have places in a bit mask, areas are the ids of PostgreSQL. Every table of things
repeats the keys of its incident, so that one condition holds on all of them without a join.
"""

from __future__ import annotations

#: What every thing carries of its incident. `agencies`, `commodities`, `outcomes` are bit masks; `reporters` is the
#: number of agencies that reported it. Of a party, `fates` is the mask of its own outcomes, and `home` the province of
#: today in which it lives.
KEYS = {
    "incident_id": "BIGINT",
    "day_from": "DATE",
    "day_until": "DATE",
    "area": "INTEGER",
    "commune": "INTEGER",
    "province": "INTEGER",
    "country": "INTEGER",
    "offence": "USMALLINT",
    "detection": "USMALLINT",
    "lead": "UTINYINT",
    "agencies": "UBIGINT",
    "commodities": "UHUGEINT",
    "outcomes": "UBIGINT",
    "reporters": "UTINYINT",
}
#: Who may open a row: everybody when `shared`, else the agencies whose bits are in `owners`.
VISIBILITY = {"shared": "BOOLEAN", "owners": "UBIGINT"}
_LINE = {"record_id": "BIGINT", "version_id": "BIGINT", "line": "INTEGER"}

TABLES: dict[str, dict[str, str]] = {
    "incident": KEYS
    | VISIBILITY
    | {
        "sources": "USMALLINT",
        "minute": "SMALLINT",
        "precision": "USMALLINT",
        "place_precision": "USMALLINT",
        "estimated": "BOOLEAN",
        "lon": "DOUBLE",
        "lat": "DOUBLE",
        "cell": "UBIGINT",
        "parties": "USMALLINT",
        "seizures": "USMALLINT",
        "closed_owners": "UBIGINT",
        "moment_record": "BIGINT",
        "moment_closed": "UBIGINT",
        "place_closed": "UBIGINT",
        "offence_closed": "UBIGINT",
    },
    "party": KEYS
    | VISIBILITY
    | _LINE
    | {
        "role": "USMALLINT",
        "kind": "USMALLINT",
        "heads": "INTEGER",
        "fates": "UBIGINT",
        "home": "INTEGER",
    },
    "conveyance": KEYS | VISIBILITY | _LINE | {"conveyance": "USMALLINT", "pieces": "INTEGER"},
    "seizure": KEYS
    | VISIBILITY
    | _LINE
    | {
        "commodity": "USMALLINT",
        "measure": "USMALLINT",
        "amount": "DECIMAL(24, 6)",
        "value_vnd": "BIGINT",
    },
    "outcome": KEYS | VISIBILITY | _LINE | {"outcome": "USMALLINT", "fine_vnd": "BIGINT"},
    "source": KEYS
    | VISIBILITY
    | _LINE
    | {
        "agency": "UTINYINT",
        "register": "USMALLINT",
        "unit": "BIGINT",
        "own_from": "DATE",
        "own_until": "DATE",
        "first_day": "DATE",
        "version": "USMALLINT",
        "search": "VARCHAR",
    },
    "returned": VISIBILITY
    | _LINE
    | {
        "day_from": "DATE",
        "day_until": "DATE",
        "own_from": "DATE",
        "own_until": "DATE",
        "precision": "USMALLINT",
        "area": "INTEGER",
        "commune": "INTEGER",
        "province": "INTEGER",
        "country": "INTEGER",
        "agency": "UTINYINT",
        "lead": "UTINYINT",
        "agencies": "UBIGINT",
        "register": "USMALLINT",
        "unit": "BIGINT",
        "first_day": "DATE",
        "version": "USMALLINT",
        "indicator": "USMALLINT",
        "commodity": "USMALLINT",
        "measure": "USMALLINT",
        "amount": "DECIMAL(24, 6)",
        "search": "VARCHAR",
    },
}
#: Tables whose rows belong to an incident, and are replaced with it.
OF_INCIDENTS = tuple(name for name in TABLES if name != "returned")

_OTHERS = """
CREATE TABLE code (number USMALLINT, family VARCHAR, code VARCHAR, bit UTINYINT);
CREATE TABLE agency (place UTINYINT, id BIGINT, code VARCHAR);
CREATE TABLE today (area INTEGER, commune INTEGER, province INTEGER, country INTEGER, estimated BOOLEAN);
CREATE TABLE stamp (revision BIGINT, made_at VARCHAR, areas VARCHAR, agencies BIGINT, layout BIGINT);
"""
#: Raised whenever the tables or what is put into them change: an older snapshot is then of no use.
LAYOUT = 3

#: Words are sought in lower case and without marks.
FOLDED = "CREATE MACRO folded(text) AS replace(strip_accents(lower(coalesce(text, ''))), 'đ', 'd');"


def definition() -> str:
    """The SQL that makes the empty fact store."""
    tables = (
        f"CREATE TABLE {name} ({', '.join(f'{column} {type_}' for column, type_ in columns.items())});"
        for name, columns in TABLES.items()
    )
    return "\n".join((*tables, _OTHERS, FOLDED))
