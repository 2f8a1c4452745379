"""The same questions asked of PostgreSQL: the facts in its own tables, with the indexes that such questions want."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.picture.core.catalogue import codes_of
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.facts.store import current_facts
from cotmoc.picture.queries.reading import area_scope

#: Each table: its columns, and what of the fact store fills them.
TABLES = {
    "bench_incident": (
        "incident_id bigint, day_from date, day_until date, area int, commune int, province int, country int, "
        "offence text, detection text, lead smallint, agencies bigint, commodities text[], outcomes text[], "
        "reporters smallint, estimated boolean, shared boolean, owners bigint",
        """SELECT i.incident_id, day_from, day_until, area, commune, province, country, o.code, d.code, lead,
                  agencies::BIGINT, coalesce(c.codes, []), coalesce(u.codes, []), reporters, estimated, shared,
                  owners::BIGINT
           FROM incident i JOIN code o ON o.number = i.offence JOIN code d ON d.number = i.detection
           LEFT JOIN (SELECT incident_id, list(DISTINCT code.code) AS codes FROM seizure
                      JOIN code ON number = commodity GROUP BY 1) c ON c.incident_id = i.incident_id
           LEFT JOIN (SELECT incident_id, list(DISTINCT code.code) AS codes FROM outcome
                      JOIN code ON number = outcome.outcome GROUP BY 1) u ON u.incident_id = i.incident_id""",
    ),
    "bench_source": (
        "incident_id bigint, search text",
        "SELECT incident_id, search FROM source",
    ),
    "bench_party": (
        "incident_id bigint, role text, heads int",
        "SELECT incident_id, code, heads FROM party JOIN code ON number = role",
    ),
    "bench_conveyance": (
        "incident_id bigint, conveyance text, pieces int",
        "SELECT incident_id, code, pieces FROM conveyance JOIN code ON number = conveyance",
    ),
    "bench_seizure": (
        "incident_id bigint, commodity text, measure text, amount numeric",
        """SELECT incident_id, c.code, m.code, amount FROM seizure
           JOIN code c ON c.number = commodity JOIN code m ON m.number = measure""",
    ),
    "bench_outcome": (
        "incident_id bigint, outcome text, fine_vnd bigint",
        "SELECT incident_id, code, fine_vnd FROM outcome JOIN code ON number = outcome",
    ),
}
INDEXES = (
    "CREATE UNIQUE INDEX ON bench_incident (incident_id)",
    "CREATE INDEX ON bench_incident (day_from, day_until)",
    "CREATE INDEX ON bench_incident (province, day_from)",
    "CREATE INDEX ON bench_incident (commune, day_from)",
    "CREATE INDEX ON bench_incident (offence, day_from)",
    "CREATE INDEX ON bench_incident USING gin (commodities)",
    "CREATE INDEX ON bench_incident USING gin (outcomes)",
    "CREATE INDEX ON bench_source (incident_id)",
    "CREATE INDEX ON bench_party (incident_id) INCLUDE (role, heads)",
    "CREATE INDEX ON bench_conveyance (incident_id) INCLUDE (conveyance, pieces)",
    "CREATE INDEX ON bench_seizure (incident_id) INCLUDE (commodity, measure, amount)",
    "CREATE INDEX ON bench_outcome (incident_id) INCLUDE (outcome, fine_vnd)",
)


def make_comparison() -> None:
    """Copies the facts into PostgreSQL, in the order of their days, indexed, vacuumed and analysed."""
    with current_facts().reading() as facts, connection.cursor() as cursor:
        for name, (columns, query) in TABLES.items():
            cursor.execute(f"CREATE UNLOGGED TABLE {name} ({columns})")
            facts.execute(query)
            with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                while rows := facts.fetchmany(50_000):
                    for row in rows:
                        copy.write_row(row)
        for index in INDEXES:
            cursor.execute(index)
        for name in TABLES:
            cursor.execute(f"VACUUM ANALYZE {name}")


QUESTIONS = (
    "SELECT count(*), count(*) FILTER (WHERE reporters > 1), count(*) FILTER (WHERE outcomes = '{{}}'), "
    "count(*) FILTER (WHERE estimated), min(day_from), max(day_until) FROM bench_incident WHERE {where}",
    "SELECT count(*) FROM bench_source JOIN bench_incident USING (incident_id) WHERE {where}",
    "SELECT lead, agencies, detection, count(*) FROM bench_incident WHERE {where} "
    "GROUP BY GROUPING SETS ((lead), (agencies), (detection))",
    "SELECT role, sum(heads) FROM bench_party JOIN bench_incident USING (incident_id) WHERE {where} GROUP BY 1",
    "SELECT conveyance, sum(pieces) FROM bench_conveyance JOIN bench_incident USING (incident_id) WHERE {where} "
    "GROUP BY 1",
    "SELECT commodity, measure, count(*), count(amount), sum(amount) FROM bench_seizure "
    "JOIN bench_incident USING (incident_id) WHERE {where} AND {goods} GROUP BY 1, 2",
    "SELECT outcome, count(*), sum(fine_vnd) FROM bench_outcome JOIN bench_incident USING (incident_id) "
    "WHERE {where} AND {results} GROUP BY 1",
    "SELECT date_trunc('month', day_from), count(*) FROM bench_incident WHERE {where} GROUP BY 1",
    "SELECT {divided}, offence, count(*) FROM bench_incident WHERE {where} GROUP BY 1, 2",
)


def ask_postgres(filters: Filters) -> None:
    """Asks what the page asks of incidents and what is in them, without returns, duties and what stands aside."""
    where, parameters = _where(filters)
    divided = "commune" if filters.area else "province"
    goods, results = "true", "true"
    if filters.commodity:
        goods, parameters["goods"] = (
            "commodity = ANY(%(goods)s)",
            _codes(COMMODITIES, filters.commodity),
        )
    if filters.outcome:
        results, parameters["result"] = "outcome = %(result)s", filters.outcome
    with connection.cursor() as cursor:
        for question in QUESTIONS:
            sql = question.format(where=where, divided=divided, goods=goods, results=results)
            cursor.execute(sql, parameters)
            cursor.fetchall()


def _codes(codes: Any, value: str) -> list[str]:
    return sorted(codes_of(codes, value))


def _where(filters: Filters) -> tuple[str, dict[str, Any]]:
    parts: list[str] = ["true"]
    parameters: dict[str, Any] = {}
    if filters.area:
        scope = area_scope(filters.area)
        parts.append(f"{scope.column} = ANY(%(area)s)")
        parameters["area"] = list(scope.ids)
    if filters.day_from:
        parts.append("day_from >= %(first)s")
        parameters["first"] = filters.day_from
    if filters.day_to:
        parts.append("day_until <= %(until)s AND day_from <= %(until)s")
        parameters["until"] = filters.day_to + timedelta(days=1)
    if filters.offence:
        parts.append("offence = ANY(%(offences)s)")
        parameters["offences"] = _codes(OFFENCES, filters.offence)
    if filters.commodity:
        parts.append("commodities && %(commodities)s")
        parameters["commodities"] = _codes(COMMODITIES, filters.commodity)
    if filters.outcome:
        parts.append("outcomes && %(outcomes)s")
        parameters["outcomes"] = [filters.outcome]
    if filters.agency:
        place = ("border-guard", "customs", "police", "coast-guard").index(filters.agency)
        parts.append(f"agencies & {1 << place} <> 0")
    if filters.text:
        parts.append(
            "incident_id IN (SELECT incident_id FROM bench_source WHERE search LIKE ALL(%(words)s))"
        )
        parameters["words"] = ["%xe%", "%tai%"]
    return " AND ".join(parts), parameters
