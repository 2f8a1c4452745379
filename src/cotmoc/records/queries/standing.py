"""Which records of a register stand now; what a batch is compared with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class StandingRecord:
    """A known record: its identity, the hash of the version that stands ("" when withdrawn), how many versions."""

    id: int
    agency_id: int
    key: str
    content_hash: str
    versions: int


KNOWN = """
    SELECT r.id, r.agency_id, r.key, coalesce(c.content_hash, ''),
           (SELECT max(v.number) FROM records_sourceversion v WHERE v.record_id = r.id)
    FROM records_sourcerecord r
    LEFT JOIN records_sourceversion c ON c.id = r.current_id
"""


def standing_records(
    register: str, identities: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], StandingRecord]:
    """The known records of `register` with these identities (agency id, key)."""
    with connection.cursor() as cursor:
        cursor.execute(
            KNOWN
            + """JOIN unnest(%s::bigint[], %s::text[]) AS wanted(agency_id, key)
                   ON r.agency_id = wanted.agency_id AND r.key = wanted.key
                 WHERE r.register = %s""",
            [[a for a, _ in identities], [key for _, key in identities], register],
        )
        found = [StandingRecord(*row) for row in cursor.fetchall()]
    return {(record.agency_id, record.key): record for record in found}


def missing_records(
    register: str,
    agencies: Collection[int],
    seen: Collection[tuple[int, str]],
    *,
    within_periods: bool,
) -> list[StandingRecord]:
    """The standing records of the agencies' register that are not in `seen` (agency id, key).

    With `within_periods` only those dated wholly within the months from the first to the last date that the seen
    records of that agency state: a file of 2021 to 2024 says nothing about 2019.
    """
    if not seen:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            MISSING,
            {
                "register": register,
                "agencies": sorted(agencies),
                "seen_agencies": [agency for agency, _ in seen],
                "seen_keys": [key for _, key in seen],
                "within_periods": within_periods,
            },
        )
        return [StandingRecord(*row) for row in cursor.fetchall()]


DATED = """
    SELECT record_id, version_id, occurred_from AS day_from, occurred_until AS day_until
    FROM records_incidentstatement
    UNION ALL
    SELECT record_id, version_id, period_from, period_until FROM records_returnstatement
    UNION ALL
    SELECT record_id, version_id, received_from, received_until FROM records_informationstatement
"""
MISSING = f"""
    WITH seen AS (
        SELECT * FROM unnest(%(seen_agencies)s::bigint[], %(seen_keys)s::text[]) AS s(agency_id, key)
    ),
    standing AS (
        SELECT r.id, r.agency_id, r.key, r.current_id, s.key IS NOT NULL AS is_seen
        FROM records_sourcerecord r LEFT JOIN seen s USING (agency_id, key)
        WHERE r.register = %(register)s AND r.agency_id = ANY(%(agencies)s)
          AND r.current_id IS NOT NULL
    ),
    dated AS (
        SELECT st.id, st.agency_id, st.is_seen, min(d.day_from) AS day_from, max(d.day_until) AS day_until
        FROM standing st JOIN ({DATED}) d ON d.record_id = st.id AND d.version_id = st.current_id
        GROUP BY st.id, st.agency_id, st.is_seen
    ),
    covered AS (
        SELECT agency_id, date_trunc('month', min(day_from))::date AS day_from,
               (date_trunc('month', max(day_until) - 1) + interval '1 month')::date AS day_until
        FROM dated WHERE is_seen GROUP BY agency_id
    )
    SELECT st.id, st.agency_id, st.key, v.content_hash,
           (SELECT max(x.number) FROM records_sourceversion x WHERE x.record_id = st.id)
    FROM standing st JOIN records_sourceversion v ON v.id = st.current_id
    WHERE NOT st.is_seen AND (NOT %(within_periods)s OR EXISTS (
        SELECT 1 FROM dated d JOIN covered c USING (agency_id)
        WHERE d.id = st.id AND d.day_from >= c.day_from AND d.day_until <= c.day_until))
    ORDER BY st.id
"""
