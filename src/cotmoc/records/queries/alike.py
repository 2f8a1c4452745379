"""Which records may tell of the same incident as one that is being written: by the weights of `cotmoc match`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import connection

from cotmoc.access.core.viewer import Viewer
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.identifiers import registration_key
from cotmoc.records.core.drafts import IncidentDraft
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.comparing import LONGEST, PARTNER_REACH, columns_of, today_place
from cotmoc.records.queries.weights import incident_weights_in_use
from cotmoc.resolution.core.blocking import CandidateFinder
from cotmoc.resolution.core.features import (
    PLACE_RADIUS_M,
    GoodsLine,
    IncidentColumns,
    build_features,
)
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.core.scores import Score
from cotmoc.resolution.core.scoring import WeightScorer

#: A question has a number that no record has.
_ASKED = "incident:999999999999999999"
#: Records around what is written that it is compared with; of more the nearest in time.
MOST_NEAR = 3_000
_NEAR = """
    SELECT id FROM (
        SELECT r.id, s.occurred_from FROM records_sourcerecord r
        JOIN records_incidentstatement s ON s.version_id = r.current_id AND s.index = 0
        WHERE r.kind = 'incident' AND s.occurred_from >= %(first)s AND s.occurred_from < %(until)s
        ORDER BY abs(s.occurred_from - %(day)s::date) LIMIT %(most)s) AS around
    UNION
    SELECT r.id FROM records_conveyancestatement c JOIN records_sourcerecord r ON r.current_id = c.version_id
    WHERE c.registration_key = ANY(%(registrations)s)
    UNION
    SELECT r.id FROM records_incidentstatement s JOIN records_sourcerecord r ON r.current_id = s.version_id
    WHERE %(reference)s <> '' AND s.reference = %(reference)s
"""


@dataclass(frozen=True, slots=True)
class AlikeRecord:
    """A record that may tell of the same incident, and why, in coded reasons."""

    record_id: int
    score: Score


def records_alike(
    *, viewer: Viewer, draft: IncidentDraft, least_bits: float = -2.0, but: int | None = None
) -> list[AlikeRecord]:
    """Those of the records that the viewer may open that may tell of the incident, the most likely first.

    `least_bits` 0 is even odds; `but` is a record to leave out. It is compared with what is known around its days, and
    with what shares a plate or its reference: the cost depends on how much happened then. How usual a thing is there
    is judged by what the viewer may open alone.
    """
    records = set(
        visible_to(viewer)
        .filter(pk__in=_near(draft))
        .exclude(pk=but or 0)
        .values_list("pk", flat=True)
    )
    if not records:
        return []
    features = build_features(_joined(columns_of(records), _column_of(viewer, draft)))
    asked = np.flatnonzero(features.ids == _ASKED)
    pairs = CandidateFinder(features).pairs(asked.astype(np.int64))
    scorer = WeightScorer(incident_weights_in_use())
    scores = scorer.score(features, pairs.left, pairs.right)
    likely = np.flatnonzero(scores.weight >= least_bits)
    chosen = scores.take(likely[np.argsort(-scores.weight[likely], kind="stable")])
    others = np.where(chosen.left == asked[0], chosen.right, chosen.left)
    explained = scorer.explain(features, chosen)
    numbers = [parse_id(each).number for each in features.ids[others].tolist()]
    return [AlikeRecord(n, score) for n, score in zip(numbers, explained, strict=True)]


def _near(draft: IncidentDraft) -> list[int]:
    occurred = draft.occurred
    marks = {registration_key(each.registration) for each in draft.conveyances} - {""}
    params: dict[str, Any] = {
        "first": occurred.start - LONGEST - PARTNER_REACH if occurred else date.max,
        "until": occurred.until + PARTNER_REACH if occurred else date.min,
        "day": occurred.start if occurred else date.max,
        "registrations": sorted(marks),
        "reference": draft.reference,
        "most": MOST_NEAR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, params)
        return [number for (number,) in cursor.fetchall()]


def _column_of(viewer: Viewer, draft: IncidentDraft) -> IncidentColumns:
    """The draft as one row of columns."""
    occurred, place = draft.occurred, draft.place
    area, lon, lat = today_place(place.area, place.lon, place.lat)
    goods = [
        GoodsLine(
            COMMODITIES.root(each.commodity or each.commodity_written.lower()),
            each.measure or "",
            float(each.amount) if each.amount is not None else None,
        )
        for each in draft.seizures
    ]
    names = [*(p.name for p in draft.parties), *(c.name for c in draft.conveyances)]
    text = " ".join(filter(None, (draft.title, draft.narrative, place.written)))
    return IncidentColumns(
        ids=[_ASKED],
        agencies=[viewer.agency or ""],
        first_days=[occurred.start if occurred else None],
        until_days=[occurred.until if occurred else None],
        minutes=[occurred.minute if occurred else None],
        lons=[lon],
        lats=[lat],
        place_radii_m=[PLACE_RADIUS_M.get(place.precision)],
        areas_today=[area],
        offences=[draft.offence or None],
        references=[draft.reference or None],
        names=[[name for name in names if name]],
        registrations=[
            [key for each in draft.conveyances if (key := registration_key(each.registration))]
        ],
        texts=pa.array([text], pa.string()),
        goods=[goods],
        things=[()],
    )


def _joined(first: IncidentColumns, second: IncidentColumns) -> IncidentColumns:
    values: dict[str, Any] = {}
    for name in IncidentColumns.__dataclass_fields__:
        one, other = getattr(first, name), getattr(second, name)
        is_arrow = isinstance(one, pa.Array)
        values[name] = pa.concat_arrays([one, other]) if is_arrow else [*one, *other]
    return IncidentColumns(**values)
