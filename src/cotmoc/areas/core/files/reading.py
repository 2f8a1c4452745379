"""Reading GeoJSON, GeoPackage and CSV files of areas into features in WGS 84."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyogrio
import shapely

from cotmoc.areas.core.files.columns import Columns, detected_columns
from cotmoc.areas.core.files.options import (
    LoadOptions,
    SeveralLayersError,
    UnknownProjectionError,
    UnreadableFileError,
)
from cotmoc.normalise.text import clean

WGS84 = "EPSG:4326"
Geometry = Any  # shapely ships no types


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of an area file: its number from 1, texts as written, and its geometry in degrees (None: without)."""

    row: int
    name: str
    code: str = ""
    name_en: str = ""
    type: str = ""
    district: str = ""
    province: str = ""
    province_code: str = ""
    parent: str = ""
    valid_from: date | None = None
    geometry: Geometry = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it is: headers, values by column, and geometries (None: without)."""

    headers: tuple[str, ...]
    values: tuple[Sequence[Any], ...]
    geometries: Sequence[Geometry]


def read_features(path: Path, options: LoadOptions) -> list[Feature]:
    """The features of a file, positions brought to WGS 84.

    The format is told by the content, so that no name leads to one of the many other formats that the reader knows,
    some of which fetch addresses: GeoPackage (SQLite), GeoJSON (begins with a brace), else CSV. Raises the errors of
    `options`.
    """
    table = _table(path, options)
    columns = detected_columns(table.headers, options)
    index = {header: number for number, header in enumerate(table.headers)}
    features = [_feature(table, index, columns, number) for number in range(len(table.geometries))]
    if not features:
        raise UnreadableFileError(f"{path.name} holds no area", file=path.name, reason="empty")
    return features


def _table(path: Path, options: LoadOptions) -> Table:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise UnreadableFileError(str(error), file=path.name, reason=str(error)) from error
    if head.startswith(b"SQLite format 3\x00"):
        return _spatial_table(path, options.layer)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _spatial_table(path, options.layer)
    return plain_table(path)


def _spatial_table(path: Path, layer: str) -> Table:
    source = str(path.resolve())
    try:
        name = _layer(source, path, layer)
        meta, geometries, data = _in_degrees(source, name, path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise UnreadableFileError(str(error), file=path.name, reason=str(error)) from error
    headers = tuple(str(field) for field in meta["fields"])
    return Table(headers, tuple(data), list(shapely.from_wkb(geometries)))


def _layer(source: str, path: Path, layer: str) -> str:
    layers = [str(row[0]) for row in pyogrio.list_layers(source) if row[1] is not None]
    if layer in layers or (len(layers) == 1 and not layer):
        return layer or layers[0]
    if not layers:
        raise UnreadableFileError(f"{path.name} has no layer", file=path.name, reason="empty")
    raise SeveralLayersError(f"name one layer of {', '.join(layers)}", layers=", ".join(layers))


def _in_degrees(source: str, layer: str, path: Path) -> tuple[dict[str, Any], Any, Any]:
    """Meta data, WKB and columns of a layer; other projections go through GDAL's warped layer."""
    crs = pyogrio.read_info(source, layer=layer)["crs"]
    if not crs:
        raise UnknownProjectionError(
            f"{path.name} does not say its projection", file=path.name, reason="none"
        )
    if crs == WGS84 or (crs.startswith("GEOGCS") and '"WGS_1984"' in crs):
        meta, _, geometries, data = pyogrio.raw.read(source, layer=layer)
        return meta, geometries, data
    with tempfile.NamedTemporaryFile("w", suffix=".vrt", encoding="utf-8") as file:
        file.write(
            f"<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer name={quoteattr(layer)}>"
            f"<SrcDataSource>{escape(source)}</SrcDataSource></OGRVRTLayer>"
            f"<TargetSRS>{WGS84}</TargetSRS></OGRVRTWarpedLayer></OGRVRTDataSource>"
        )
        file.flush()
        try:
            meta, _, geometries, data = pyogrio.raw.read(file.name)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.CRSError) as error:
            raise UnknownProjectionError(str(error), file=path.name, reason=str(error)) from error
    return meta, geometries, data


def plain_table(path: Path) -> Table:
    """The table of a CSV file in UTF-8, divided by commas, semicolons or tabs. Raises `UnreadableFileError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        first = text.partition("\n")[0]
        rows = list(csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFileError(str(error), file=path.name, reason=str(error)) from error
    headers, *body = rows or [[]]
    full = [row + [""] * (len(headers) - len(row)) for row in body if any(row)]
    columns = tuple(tuple(row[i] for row in full) for i in range(len(headers)))
    return Table(tuple(headers), columns, [None] * len(full))


def _feature(table: Table, index: dict[str, int], columns: Columns, number: int) -> Feature:
    def text(header: str) -> str:
        return _text(table.values[index[header]][number]) if header else ""

    geometry = table.geometries[number]
    if geometry is None:
        geometry = _point(text(columns.lon), text(columns.lat))
    return Feature(
        row=number + 1,
        name=text(columns.name),
        code=text(columns.code),
        name_en=text(columns.name_en),
        type=text(columns.type),
        district=text(columns.district),
        province=text(columns.province),
        province_code=text(columns.province_code),
        parent=text(columns.parent),
        valid_from=_day(text(columns.valid_from)),
        geometry=geometry,
    )


def cell_text(table: Table, header: str, number: int) -> str:
    """The text of a cell, "" without such a column."""
    return _text(table.values[table.headers.index(header)][number]) if header else ""


def _text(value: object) -> str:
    """The value as text; whole numbers without a fraction, and missing values of any kind as ""."""
    if value is None or value != value or str(value) == "NaT":  # noqa: PLR0124 - NaN differs from itself
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _point(lon: str, lat: str) -> Geometry:
    try:
        return shapely.Point(float(lon), float(lat))
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def file_parts(path: Path) -> Iterator[bytes]:
    """The file's bytes in pieces, for its digest."""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece
