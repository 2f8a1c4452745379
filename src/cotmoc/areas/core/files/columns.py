"""Which column of an area file holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cotmoc.areas.core.files.options import LoadOptions, MissingColumnError
from cotmoc.normalise.text import fold

#: Headers, folded and without spaces, by meaning; the first that a file has is taken.
HEADERS: dict[str, tuple[str, ...]] = {
    "code": (
        "code", "ma", "maxa", "wardcode", "communecode", "communeid", "wardid", "mahuyen",
        "districtcode", "matinh", "provincecode", "areacode", "id",
    ),
    "name": (
        "fullname", "tendaydu", "communevn", "wardvn", "tenxa", "namevi", "name", "ten", "commune",
        "ward", "districtvn", "tenhuyen", "district", "provincevn", "tentinh", "province", "zone",
        "sector", "area", "areaofresponsibility",
    ),
    "name_en": ("fullnameen", "nameen", "communeen"),
    "type": ("type", "loai", "cap", "kind"),
    "district": ("districtvn", "tenhuyen", "huyen", "district", "districtname"),
    "province": ("provincevn", "tentinh", "tinh", "province", "provincename", "provinceen"),
    "province_code": ("provincecode", "matinh", "provinceid"),
    "parent": ("parent", "parentcode", "thuoc", "tructhuoc"),
    "valid_from": ("validfrom", "ngayhieuluc", "effectivefrom"),
    "lon": ("lon", "lng", "long", "longitude", "kinhdo", "x"),
    "lat": ("lat", "latitude", "vido", "y"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """The header of each meaning; "" where the file has none."""

    name: str
    code: str = ""
    name_en: str = ""
    type: str = ""
    district: str = ""
    province: str = ""
    province_code: str = ""
    parent: str = ""
    valid_from: str = ""
    lon: str = ""
    lat: str = ""


def detected_columns(headers: Sequence[str], options: LoadOptions) -> Columns:
    """The columns of a file, those named in `options` before any detected.

    A column serves once: in a file of provinces `province` is the name and not the parent. Raises
    `MissingColumnError` for a named column that is not there, and when nothing looks like a name.
    """
    named = {
        "code": options.code_column,
        "name": options.name_column,
        "parent": options.parent_column,
    }
    for header in filter(None, named.values()):
        if header not in headers:
            raise missing_column(header, headers)
    found: dict[str, str] = {}
    for meaning, candidates in HEADERS.items():
        header = named.get(meaning) or first_header(headers, candidates, set(found.values()))
        if header:
            found[meaning] = header
    if "name" not in found:
        raise missing_column("name", headers)
    return Columns(**found)


def first_header(headers: Sequence[str], candidates: Sequence[str], taken: set[str]) -> str:
    """The header that is the first of the candidates, folded and without spaces; "" where none is, or it is taken."""
    by_key = {fold(header).replace(" ", ""): header for header in reversed(headers)}
    found = (by_key[key] for key in candidates if key in by_key and by_key[key] not in taken)
    return next(found, "")


def missing_column(column: str, headers: Sequence[str]) -> MissingColumnError:
    """The error that says which column a file lacks, and which it has."""
    return MissingColumnError(
        f"no column {column}; the file has {', '.join(headers)}",
        column=column,
        columns=", ".join(headers),
    )
