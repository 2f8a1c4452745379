"""Charts and the map of a picture as drawings that stand alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.exports.drawings import BarRow, Caption, bars, columns
from cotmoc.picture.exports.map_drawing import draw_map
from cotmoc.picture.queries.page import Picture, picture
from cotmoc.web.formatting import count_text
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.charts import short_step_label
from cotmoc.web.views.picture.labels import agency_label, area_label, chips, code_label
from cotmoc.web.views.picture.mapping import map_features

DRAWINGS = {
    "time": _("Incidents over time"),
    "areas": _("Incidents by area"),
    "offences": _("Incidents by offence"),
    "agencies": _("Incidents by lead agency"),
    "detections": _("Incidents by way of detection"),
    "outcomes": _("Outcomes"),
    "map": _("Incidents on the map"),
}


def drawing(request: PageRequest, filters: Filters, name: str) -> tuple[str, int]:
    """One drawing by its name in DRAWINGS as SVG, and how many figures are in it."""
    shown = picture(viewer=request.viewer, filters=filters)
    caption = _caption(name, filters, shown.stamp.revision)
    if name == "map":
        collection = map_features(request, filters)
        credit = gettext("Outlines: Natural Earth; provinces before 1 July 2025")
        return draw_map(caption, collection, outlines(), credit), len(collection["features"])
    if name == "time":
        rows = _time_rows(shown)
        legend = (gettext("incidents"), gettext("the same month a year before"))
        return columns(caption, rows, legend), len(rows)
    rows = [_row(figure, label) for figure, label in _labelled(name, shown)]
    return bars(caption, rows), len(rows)


def _caption(name: str, filters: Filters, revision: int) -> Caption:
    words = " · ".join(f"{chip.name}: {chip.value}" for chip in chips(filters))
    note = gettext(
        "Cotmoc, every incident counted once. As known at revision %(revision)s; made on %(day)s."
    )
    made = date_format(timezone.localtime(), "SHORT_DATETIME_FORMAT")
    return Caption(
        title=str(DRAWINGS[name]),
        filters=words or gettext("Everything recorded"),
        note=note % {"revision": revision, "day": made},
    )


def _time_rows(shown: Picture) -> list[BarRow]:
    if shown.series is None:
        return []
    return [
        BarRow(
            short_step_label(shown.series.step, bar),
            int(bar.figure.value),
            count_text(int(bar.figure.value)),
            int(bar.year_before.value) if bar.year_before else None,
        )
        for bar in shown.series.bars
    ]


def _labelled(name: str, shown: Picture) -> Sequence[tuple[Figure, str]]:
    """The figures of one drawing with their labels."""
    label: Callable[[str], str] = {
        "areas": lambda code: area_label(code) if code else gettext("not known any closer"),
        "offences": lambda code: code_label("offence", code),
        "agencies": agency_label,
        "detections": lambda code: code_label("detection", code),
        "outcomes": lambda code: code_label("outcome", code),
    }[name]
    figures = {
        "areas": [row.total for row in shown.matrix.rows],
        "offences": list(shown.matrix.totals),
        "agencies": shown.shares.led,
        "detections": shown.shares.detections,
        "outcomes": shown.outcomes,
    }[name]
    return [(figure, label(figure.code)) for figure in figures]


def _row(figure: Figure, label: str) -> BarRow:
    return BarRow(label, int(figure.value), count_text(int(figure.value)))


def outlines() -> Sequence[dict[str, Any]]:
    """The outlines for orientation that the map island draws, too; none where they were not built."""
    path = finders.find("built/outlines.json")
    if not isinstance(path, str):
        return ()
    return tuple(json.loads(Path(path).read_text(encoding="utf-8"))["features"])
