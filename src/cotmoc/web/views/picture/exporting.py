"""The picture and its lists as files, each noted in the audit log."""

from __future__ import annotations

import json

from django.db import transaction
from django.http import Http404, HttpResponse

from cotmoc.picture.actions.reading import list_rows, record_export
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import TABLES, Kind
from cotmoc.picture.exports.files import csv_file, xlsx_file
from cotmoc.picture.exports.sheets import Sheet, Value
from cotmoc.picture.queries.map import positions
from cotmoc.picture.queries.page import picture
from cotmoc.picture.queries.reading import open_reading
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.choices import read_filters
from cotmoc.web.views.picture.columns import COLUMNS
from cotmoc.web.views.picture.drawing import DRAWINGS, drawing
from cotmoc.web.views.picture.labels import with_names
from cotmoc.web.views.picture.lists import TITLES, read_order
from cotmoc.web.views.picture.mapping import map_features
from cotmoc.web.views.picture.tables import TABLE_NAMES, sheet_of, sheet_of_filters

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "svg": "image/svg+xml; charset=utf-8",
}
#: Rows of a list that one file holds; a spreadsheet holds no more than a million.
MOST_ROWS = 500_000


@with_names
def export_picture(request: PageRequest, name: str, kind: str) -> HttpResponse:
    """The picture as a workbook (`picture.xlsx`), a table as CSV, a chart or the map as SVG, the map as GeoJSON."""
    filters, _ = read_filters(request.GET)
    filters = filters.chosen()
    with transaction.atomic():
        if kind == "geojson" and name == "map":
            content = json.dumps(map_features(request, filters), ensure_ascii=False).encode()
            rows = content.count(b'"Feature"')
        elif kind == "svg" and name in DRAWINGS:
            drawn, rows = drawing(request, filters, name)
            content = drawn.encode()
        else:
            content, rows = _picture_file(request, filters, name, kind)
        record_export(actor=request.viewer, filters=filters, what=name, file_format=kind, rows=rows)
    return _attached(content, name, kind)


def _picture_file(
    request: PageRequest, filters: Filters, name: str, kind: str
) -> tuple[bytes, int]:
    names = list(TABLE_NAMES) if name == "picture" else [name]
    if any(each not in TABLE_NAMES for each in names) or (name == "picture") != (kind == "xlsx"):
        raise Http404
    shown = picture(viewer=request.viewer, filters=filters)
    sheets = [sheet_of(each, shown) for each in names]
    rows = sum(len(sheet.rows) for sheet in sheets)
    if kind == "csv":
        return csv_file(sheets[0]), rows
    return xlsx_file(
        [sheet_of_filters(filters, shown.stamp.revision, shown.comparisons), *sheets]
    ), rows


@with_names
def export_list(request: PageRequest, name: str, kind: str) -> HttpResponse:
    """A list as a file: every row that the viewer may open, in the order of the page."""
    listed_kind = next((k for k, table in TABLES.items() if table.url_name == name), None)
    if listed_kind is None or (kind == "geojson" and listed_kind is not Kind.INCIDENT):
        raise Http404
    filters, _ = read_filters(request.GET)
    with transaction.atomic():
        if kind == "geojson":
            content, rows = _positions_file(request, filters)
        else:
            content, rows = _list_file(request, filters, listed_kind, kind)
        record_export(actor=request.viewer, filters=filters, what=name, file_format=kind, rows=rows)
    return _attached(content, name, kind)


def _list_file(
    request: PageRequest, filters: Filters, listed_kind: Kind, kind: str
) -> tuple[bytes, int]:
    order = read_order(request, listed_kind)
    found = list_rows(
        actor=request.viewer, filters=filters, kind=listed_kind, order=order, size=MOST_ROWS
    )
    columns = COLUMNS[listed_kind]
    rows: list[tuple[Value, ...]] = [
        tuple(column.cell(row).value for column in columns) for row in found.rows
    ]
    head = tuple(str(column.head) for column in columns)
    sheet = Sheet(str(TITLES[listed_kind]), head, rows)
    if kind == "csv":
        return csv_file(sheet), len(rows)
    return xlsx_file([sheet_of_filters(filters, found.stamp.revision), sheet]), len(rows)


def _positions_file(request: PageRequest, filters: Filters) -> tuple[bytes, int]:
    """Incidents known to the point whose place is open to the viewer."""
    with open_reading(request.viewer, filters) as reading:
        found = positions(reading)
    features = [
        {
            "type": "Feature",
            "id": number,
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"incident": number},
        }
        for number, lon, lat in found
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection).encode(), len(features)


def _attached(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="cotmoc-{name}.{kind}"'
    return response
