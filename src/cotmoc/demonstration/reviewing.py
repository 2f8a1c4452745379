"""The review of past years: what the stated rule left open, people have long decided. The present year is left open."""

from __future__ import annotations

from cotmoc.access.core.viewer import Viewer
from cotmoc.demonstration.core.province import Entry, Province
from cotmoc.demonstration.files import double_reports
from cotmoc.records.actions.judging import judge_records
from cotmoc.records.queries.clusters import clusters
from cotmoc.records.queries.keys import incident_ids

_REASON = "Đã đối chiếu hồ sơ hai bên."


def review_double_reports(*, actor: Viewer, province: Province, before: int) -> int:
    """How many pairs of years `before` one an answer of the actor joined, beside those that the rule had joined."""
    ids = incident_ids(viewer=actor)
    found = clusters()
    entity = dict(zip(found.record.tolist(), found.entity.tolist(), strict=True))
    judged = 0
    for one, other in double_reports(province):
        left, right = ids.get(_key(one)), ids.get(_key(other))
        if left is None or right is None or one.incident.at.year >= before:
            continue
        if entity.get(left, left) != entity.get(right, right):
            judge_records(actor=actor, left=left, right=right, decision="same", reason=_REASON)
            judged += 1
    return judged


def _key(entry: Entry) -> tuple[str, str]:
    return entry.report.agency, entry.reference
