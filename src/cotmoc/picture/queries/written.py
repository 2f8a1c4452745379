"""What sources wrote of the lines of a list, from PostgreSQL: names and words are not in the fact store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from cotmoc.picture.core.kinds import Kind

_INCIDENT = """occurred_from, occurred_until, occurred_precision, occurred_minute, occurred_written, place_written,
    title, reference, left(narrative, 240) AS narrative, offence_written"""
_COLUMNS: dict[Kind, tuple[str, str]] = {
    Kind.INCIDENT: ("records_incidentstatement", _INCIDENT),
    Kind.SOURCE: ("records_incidentstatement", _INCIDENT),
    Kind.PARTY: (
        "records_partystatement",
        "name, birth_from, birth_precision, sex, nationality, residence_written",
    ),
    Kind.CONVEYANCE: ("records_conveyancestatement", "written, registration, name, flag"),
    Kind.SEIZURE: (
        "records_seizurestatement",
        "commodity_written, quantity_written, unit_written, bound, most",
    ),
    Kind.OUTCOME: ("records_outcomestatement", "written, party"),
    Kind.RETURN: (
        "records_returnstatement",
        "period_written, unit_written, place_written, commodity_written, quantity_written, bound, most, dimensions",
    ),
}


def written_lines(
    kind: Kind, lines: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], dict[str, Any]]:
    """What stands in the source of each line (version id, index), which the viewer has been found to see."""
    table, columns = _COLUMNS[kind]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT x.version_id, x.index, {columns} FROM {table} x
                JOIN unnest(%s::bigint[], %s::int[]) AS wanted(version_id, line)
                  ON x.version_id = wanted.version_id AND x.index = wanted.line""",
            [[version for version, _ in lines], [line for _, line in lines]],
        )
        names = [column.name for column in cursor.description or ()][2:]
        return {
            (version, line): dict(zip(names, values, strict=True))
            for version, line, *values in cursor.fetchall()
        }
