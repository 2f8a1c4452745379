"""Which version of a record stood at a revision; everything that is counted starts from here."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

NOW = """
    SELECT id, current_id FROM records_sourcerecord
    WHERE id = ANY(%(records)s) AND current_id IS NOT NULL
"""
THEN = """
    SELECT record_id, id FROM (
        SELECT DISTINCT ON (record_id) record_id, id, is_withdrawal
        FROM records_sourceversion
        WHERE record_id = ANY(%(records)s) AND revision_id <= %(revision)s
          AND (undone_revision_id IS NULL OR undone_revision_id > %(revision)s)
        ORDER BY record_id, number DESC
    ) latest
    WHERE NOT is_withdrawal
"""


def standing_versions(
    record_ids: Collection[int], *, revision: int | None = None
) -> dict[int, int]:
    """The id of the version that stands, by the id of its record, now or as known at `revision`.

    A record that is not there yet, was withdrawn or was undone has no entry.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            NOW if revision is None else THEN,
            {"records": list(record_ids), "revision": revision},
        )
        return dict(cursor.fetchall())


def changed_records(*, after: int, through: int) -> list[int]:
    """The ids of the incident records that came, changed, went or came back in the revisions after `after`."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT v.record_id FROM records_sourceversion v
            JOIN records_sourcerecord r ON r.id = v.record_id AND r.kind = 'incident'
            WHERE v.revision_id > %(after)s AND v.revision_id <= %(through)s
               OR v.undone_revision_id > %(after)s AND v.undone_revision_id <= %(through)s
            ORDER BY v.record_id
            """,
            {"after": after, "through": through},
        )
        return [record_id for (record_id,) in cursor.fetchall()]
