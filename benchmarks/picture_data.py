"""A made-up decade of incidents, written by SQL straight into the product's tables."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction

from cotmoc.access.actions.organisation import AgencyDraft, create_agency
from cotmoc.access.core.viewer import Role, console
from cotmoc.access.models import User
from cotmoc.areas.models import Area

AGENCIES = ("border-guard", "customs", "police", "coast-guard")
ACTOR = console("benchmark")


def make_data(incidents: int) -> None:
    """Agencies, packaged areas, and the incidents; 5 % more records are second reports of every twentieth."""
    call_command("migrate", verbosity=0, interactive=False)
    for code in AGENCIES:
        draft = AgencyDraft(code, "other", code, code, code, code)
        create_agency(actor=ACTOR, draft=draft)
    User.objects.create(username="analyst", roles=[Role.ANALYST.value], agency_id=_agency(0))
    if not Area.objects.exists():
        _load_areas()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(
                statement, {"incidents": incidents, "records": incidents + incidents // 20}
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _agency(place: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM access_agency ORDER BY id OFFSET %s LIMIT 1", [place])
        return int(cursor.fetchone()[0])


def _load_areas() -> None:
    from cotmoc.access.actions.areas import record_areas_event
    from cotmoc.areas.actions.packaged import load_packaged_areas

    load_packaged_areas(actor=ACTOR, audit=record_areas_event)


_OFFENCES = """(ARRAY['smuggling','goods_transport','trade_fraud','contraband','narcotics_transport',
    'narcotics_possession','illegal_crossing','organising_crossing','fireworks','weapons','fraud','gambling',
    'wildlife','illegal_fishing','border_administrative'])[1 + floor(15 * random() * random())::int]"""
_GOODS = """(ARRAY['cigarettes','frozen_meat','heroin','methamphetamine','synthetic_tablets','poultry','fireworks',
    'clothing','electronics','fuel','gold','wildlife','ketamine','currency_vnd','seafood','sugar','timber',
    'alcohol','cosmetics','handgun'])[1 + floor(20 * random() * random())::int]"""
#: A record beyond the number of incidents states again what record 20 x (its place beyond) states.
_STATED = """
    SELECT r.id, CASE WHEN r.id > %(incidents)s THEN (r.id - %(incidents)s) * 20 ELSE r.id END AS like_id
    FROM records_sourcerecord r"""
_STATEMENTS = (
    "SELECT setseed(0.11)",
    """INSERT INTO access_revision (number, at, actor_name, event)
       SELECT n, timestamptz '2026-01-01' + n * interval '1 hour', 'benchmark', 'batch:committed'
       FROM generate_series(1, 2) n""",
    """INSERT INTO records_batch (id, agency_id, register, kind, file_name, file_sha256, headers, profile,
                                  revision_id, counts)
       SELECT 1, min(id), 'cases', 'incident', 'made-up.csv', '', '[]', '{}', 1, '{}' FROM access_agency""",
    """INSERT INTO records_sourcerecord (id, agency_id, register, key, kind, handling)
       SELECT n, (SELECT id FROM access_agency ORDER BY id
                  OFFSET (CASE WHEN n > %(incidents)s THEN 1 ELSE n %% 4 END) LIMIT 1),
              'cases', n::text, 'incident', CASE WHEN n %% 25 = 3 THEN 'closed' ELSE 'shared' END
       FROM generate_series(1, %(records)s) n""",
    """INSERT INTO records_sourceversion (id, record_id, number, batch_id, revision_id, is_withdrawal,
                                          content_hash, content, rows, problems)
       SELECT n, n, 1, 1, 1, false, md5(n::text), '{}', '[]', '[]' FROM generate_series(1, %(records)s) n""",
    "UPDATE records_sourcerecord SET current_id = id",
    """CREATE TEMP TABLE commune ON COMMIT DROP AS
       SELECT row_number() OVER (ORDER BY code) - 1 AS place, id FROM areas_area
       WHERE kind = 'commune' AND valid_to IS NULL""",
    """CREATE TEMP TABLE base ON COMMIT DROP AS
       SELECT n AS id, floor(random() * 3650)::int AS day, floor(random() ^ 2 * (SELECT count(*) FROM commune))::int
              AS place, random() AS how, 102 + 7 * random() AS lon, 9 + 14 * random() AS lat
       FROM generate_series(1, %(incidents)s) n""",
    f"""INSERT INTO records_incidentstatement (version_id, record_id, index, area_id, place_written,
            place_precision, lon, lat, occurred_from, occurred_until, occurred_minute, occurred_precision,
            occurred_written, offence, offence_written, detection, reference, title, narrative, partner_agencies)
        SELECT s.id, s.id, 0, c.id, '', CASE WHEN b.how < 0.6 THEN 'point' ELSE 'commune' END,
               CASE WHEN b.how < 0.6 THEN b.lon END, CASE WHEN b.how < 0.6 THEN b.lat END,
               d.first, d.until, NULL, d.precision, '', {_OFFENCES}, '',
               (ARRAY['patrol','tip','gate_control','inspection','investigation'])[1 + floor(5 * random())::int],
               'BC-' || s.id, '', 'Tổ công tác phát hiện vụ việc số ' || s.id || ' tại khu vực biên giới, thu giữ '
                   || 'hàng hóa không rõ nguồn gốc trên xe tải', '{{}}'
        FROM ({_STATED}) s JOIN base b ON b.id = s.like_id JOIN commune c ON c.place = b.place
        CROSS JOIN LATERAL (
            SELECT CASE WHEN b.how > 0.97 THEN date_trunc('month', date '2016-01-01' + b.day)::date
                        ELSE date '2016-01-01' + b.day END AS first,
                   CASE WHEN b.how > 0.97 THEN (date_trunc('month', date '2016-01-01' + b.day)
                        + interval '1 month')::date ELSE date '2016-01-02' + b.day END AS until,
                   CASE WHEN b.how > 0.97 THEN 'month' ELSE 'day' END AS precision) d""",
    f"""INSERT INTO records_seizurestatement (version_id, record_id, index, commodity, commodity_written,
            quantity_written, unit_written, measure, amount)
        SELECT id, id, k, {_GOODS}, '', '', '', (ARRAY['mass','pack','tablet','count'])[1 + (id + k) %% 4],
               CASE WHEN random() < 0.97 THEN round((random() * 10000)::numeric, 3) END
        FROM records_sourcerecord CROSS JOIN generate_series(0, 2) k WHERE (id * 7 + k * 3) %% 10 < 5""",
    """INSERT INTO records_partystatement (version_id, record_id, index, role, kind, name, name_key, birth_precision,
            sex, identity_number, nationality, residence_written, heads)
       SELECT id, id, k, (ARRAY['suspect','suspect','suspect','victim','witness'])[1 + (id + k) %% 5], 'person',
              '', '', '', '', '', '', '', 1 + (id %% 3)::int
       FROM records_sourcerecord CROSS JOIN generate_series(0, 1) k WHERE (id + k) %% 5 < 3""",
    """INSERT INTO records_conveyancestatement (version_id, record_id, index, kind, written, registration,
            registration_key, name, flag, pieces)
       SELECT id, id, 0, (ARRAY['truck','motorcycle','car','boat'])[1 + id %% 4], '', '', '', '', '', 1
       FROM records_sourcerecord WHERE id %% 3 = 0""",
    """INSERT INTO records_outcomestatement (version_id, record_id, index, kind, written, fine_vnd)
       SELECT id, id, 0, (ARRAY['prosecuted','administratively_sanctioned','pending'])[1 + id %% 3], '',
              CASE WHEN id %% 3 = 1 THEN 5000000 END
       FROM records_sourcerecord WHERE id %% 10 < 8""",
    """INSERT INTO resolution_judgement (kind, left_number, right_number, decision, judge, judge_name, reason, weight,
            reasons, revision_id, at)
       SELECT 'incident', (id - %(incidents)s) * 20, id, 'same', 'rule', 'benchmark', '', 9, '[]', 2, now()
       FROM records_sourcerecord WHERE id > %(incidents)s""",
)
