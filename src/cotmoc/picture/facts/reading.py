"""What stood in PostgreSQL at a revision, as Arrow tables, read by ADBC in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from django.conf import settings

from cotmoc.access.queries.arrow import arrow_link
from cotmoc.access.queries.revisions import STAMP

#: The version of each record that stood at a revision, and the revision that first brought the record.
STANDING = """
    CREATE TEMP TABLE standing ON COMMIT DROP AS
    SELECT record_id, version_id, version, first_revision FROM (
        SELECT DISTINCT ON (record_id) record_id, id AS version_id, number AS version, is_withdrawal,
               min(revision_id) OVER (PARTITION BY record_id) AS first_revision
        FROM records_sourceversion
        WHERE revision_id <= {revision}
          AND (undone_revision_id IS NULL OR undone_revision_id > {revision}) {only}
        ORDER BY record_id, number DESC
    ) latest WHERE NOT is_withdrawal
"""
_OWN = """
    r.agency_id, r.register::text AS register, r.handling = 'shared' AS shared,
    (v.at AT TIME ZONE '{zone}')::date AS first_day, s.version
"""
_JOINS = """
    FROM standing s JOIN records_sourcerecord r ON r.id = s.record_id
    JOIN access_revision v ON v.number = s.first_revision
"""
#: What each table of statements gives, by the name under which it is staged.
STAGED: dict[str, str] = {
    "incident": f"""
        SELECT s.record_id, s.version_id, {_OWN}, x.area_id, x.place_precision::text AS place_precision,
               x.lon, x.lat, x.occurred_from, x.occurred_until, x.occurred_minute,
               x.occurred_precision::text AS occurred_precision, x.offence::text AS offence,
               x.detection::text AS detection, x.unit_id, x.lead_agency_id,
               array_to_string(x.partner_agencies, ' ') AS partners,
               concat_ws(' ', x.reference, x.title, x.narrative, x.place_written, x.offence_written) AS search
        {_JOINS} JOIN records_incidentstatement x ON x.version_id = s.version_id AND x.index = 0""",
    "party": """
        SELECT x.record_id, x.version_id, x.index AS line, x.role::text AS role, x.kind::text AS kind, x.heads,
               x.residence_area_id
        FROM standing s JOIN records_partystatement x ON x.version_id = s.version_id""",
    "conveyance": """
        SELECT x.record_id, x.version_id, x.index AS line, x.kind::text AS conveyance, x.pieces
        FROM standing s JOIN records_conveyancestatement x ON x.version_id = s.version_id""",
    "seizure": """
        SELECT x.record_id, x.version_id, x.index AS line, x.commodity::text AS commodity,
               x.measure::text AS measure, x.amount::text AS amount, x.value_vnd
        FROM standing s JOIN records_seizurestatement x ON x.version_id = s.version_id""",
    "outcome": """
        SELECT x.record_id, x.version_id, x.index AS line, x.kind::text AS outcome, x.fine_vnd, x.party
        FROM standing s JOIN records_outcomestatement x ON x.version_id = s.version_id""",
    "returned": f"""
        SELECT s.record_id, s.version_id, x.index AS line, {_OWN}, x.area_id,
               x.period_from, x.period_until, x.period_precision::text AS period_precision, x.unit_id,
               x.indicator::text AS indicator, x.commodity::text AS commodity,
               x.measure::text AS measure, x.amount::text AS amount,
               concat_ws(' ', x.unit_written, x.commodity_written, x.place_written, x.dimensions::text) AS search
        {_JOINS} JOIN records_returnstatement x ON x.version_id = s.version_id""",
}
#: Records and judged things of which something was said or taken back in the revisions after one, through another.
CHANGED = """
    SELECT record_id FROM records_sourceversion
    WHERE revision_id > {after} AND revision_id <= {through}
       OR undone_revision_id > {after} AND undone_revision_id <= {through}
    UNION SELECT left_number FROM resolution_judgement
    WHERE kind = 'incident' AND revision_id > {after} AND revision_id <= {through}
    UNION SELECT right_number FROM resolution_judgement
    WHERE kind = 'incident' AND revision_id > {after} AND revision_id <= {through}
"""
#: Of which past a store is, see `STAMP`; an agency more changes it, too.
LATEST = f"SELECT {STAMP}, (SELECT count(*) FROM access_agency) AS agencies"


class Source:
    """One transaction on PostgreSQL, by ADBC."""

    def __init__(self, link: Any) -> None:
        self._link = link

    def table(self, sql: str) -> pa.Table:
        """The rows of a query, as an Arrow table."""
        with self._link.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetch_arrow_table()

    def stand_at(self, revision: int, records: list[int] | None) -> None:
        """Makes `standing`: what stood at the revision, of all records or of the given ones."""
        only = "" if records is None else f"AND record_id = ANY('{{{_listed(records)}}}'::bigint[])"
        with self._link.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS standing")
            cursor.execute(STANDING.format(revision=int(revision), only=only))
            cursor.execute("ANALYZE standing")

    def staged(self, name: str) -> pa.Table:
        """The statements of one kind that stand."""
        return self.table(STAGED[name].format(zone=settings.TIME_ZONE))

    def changed(self, after: int, through: int) -> list[int]:
        """The record ids of which something changed in the revisions after `after`, through `through`."""
        found = self.table(CHANGED.format(after=int(after), through=int(through)))
        return [int(number) for number in found.column(0).to_pylist()]


def _listed(numbers: list[int]) -> str:
    return ",".join(str(int(number)) for number in numbers)


@contextmanager
def open_source() -> Iterator[Source]:
    """One transaction on the installation's database in which all reads see the same."""
    with arrow_link("facts") as link:
        yield Source(link)
