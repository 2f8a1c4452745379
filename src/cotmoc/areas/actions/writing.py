"""Bulk writes that the actions of areas are made of; each expects a running transaction."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from cotmoc.areas.core.facts import AreaFact, AreaFacts, LineageFact, NameFact
from cotmoc.areas.core.ports import AREAS_LOADED, Actor, AuditSink
from cotmoc.areas.models import Area, AreaName, Edition, Lineage
from cotmoc.normalise.text import fold, sort_key

P = ParamSpec("P")
R = TypeVar("R")

#: Loads of areas wait for each other, so that each sees what the one before it wrote ("AREA" in ASCII).
AREAS_LOCK = 0x41524541

AREA_COLUMNS = (
    "id", "code", "kind", "name", "full_name", "name_en", "fold", "sort_key", "parent_id", "ancestry",
    "country", "neighbour", "lon", "lat", "position_precision", "valid_from", "valid_to", "source",
)  # fmt: skip


def lock_areas() -> None:
    """Waits until no other load is running; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [AREAS_LOCK])


def digest_of(*parts: str | bytes) -> str:
    """The SHA-256 of parts, in hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def refresh_statistics() -> None:
    """Tells the planner of the database what a load has changed; it would guess wrong until it looks by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE areas_area, areas_areaname, areas_lineage, areas_boundary")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Makes a function an action of areas: atomic, and known by the one kind of audit event that it writes."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return function(*args, **kwargs)

    run.event = AREAS_LOADED  # type: ignore[attr-defined]
    return run


@dataclass(frozen=True, slots=True)
class Author:
    """Who loads, and what writes the audit row."""

    actor: Actor
    audit: AuditSink


def open_edition(
    author: Author, *, source: str, digest: str, summary: Mapping[str, object]
) -> Edition:
    """A new edition of the areas with its audit row; written after the areas themselves."""
    edition = Edition.objects.create(
        actor=author.actor.name, source=source, digest=digest, summary=dict(summary)
    )
    refresh_statistics()
    author.audit(
        actor=author.actor,
        event=AREAS_LOADED,
        subject=f"edition:{edition.pk}",
        details=dict(summary),
    )
    return edition


def insert_areas(areas: Sequence[AreaFact]) -> int:
    """How many areas were added; parents stand before children or are stored already."""
    known = {
        code: (pk, ancestry)
        for code, pk, ancestry in Area.objects.values_list("code", "pk", "ancestry")
    }
    ids = _next_ids(Area._meta.db_table, len(areas))
    rows = []
    for area, pk in zip(areas, ids, strict=True):
        parent_id, above = known[area.parent] if area.parent else (None, "")
        known[area.code] = (pk, f"{above}{area.code}/")
        rows.append(_area_row(area, pk, parent_id, f"{above}{area.code}/"))
    copy_rows(Area._meta.db_table, AREA_COLUMNS, rows)
    return len(rows)


def _area_row(area: AreaFact, pk: int, parent_id: int | None, ancestry: str) -> Sequence[object]:
    return (
        pk, area.code, area.kind.value, area.name, area.full_name, area.name_en, fold(area.name),
        sort_key(area.name), parent_id, ancestry, area.country, area.neighbour, area.lon, area.lat,
        area.position_precision, area.valid_from, area.valid_to, area.source,
    )  # fmt: skip


def insert_names(names: Iterable[NameFact]) -> int:
    """How many names were added; those that stand already are left out."""
    ids = dict(Area.objects.values_list("code", "pk"))
    known = set(AreaName.objects.values_list("area_id", "name", "valid_from", "valid_to"))
    rows = [
        (ids[n.area], n.name, fold(n.name), n.valid_from, n.valid_to, n.source)
        for n in names
        if (ids[n.area], n.name, n.valid_from, n.valid_to) not in known
    ]
    copy_rows(
        AreaName._meta.db_table,
        ("area_id", "name", "fold", "valid_from", "valid_to", "source"),
        rows,
    )
    return len(rows)


def insert_lineage(lineage: Iterable[LineageFact]) -> int:
    """How many links were added; an area whose successors are stored keeps them."""
    ids = dict(Area.objects.values_list("code", "pk"))
    known = set(Lineage.objects.values_list("predecessor_id", flat=True))
    rows = [
        (ids[f.predecessor], ids[f.successor], f.divided, f.default, f.share, f.source)
        for f in lineage
        if ids[f.predecessor] not in known
    ]
    copy_rows(
        Lineage._meta.db_table,
        ("predecessor_id", "successor_id", "divided", '"default"', "share", "source"),
        rows,
    )
    return len(rows)


def insert_facts(facts: AreaFacts) -> dict[str, int]:
    """How many areas, names and links were added."""
    return {
        "areas": insert_areas(facts.areas),
        "names": insert_names(facts.names),
        "lineage": insert_lineage(facts.lineage),
    }


def move_areas(positions: Mapping[str, tuple[float, float]]) -> None:
    """Gives areas, by code, positions (lon, lat) that a file gave."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE areas_area SET lon = moved.lon, lat = moved.lat, position_precision = 'loaded'
            FROM unnest(%s::text[], %s::float8[], %s::float8[]) AS moved (code, lon, lat)
            WHERE areas_area.code = moved.code
            """,
            [
                list(positions),
                [lon for lon, _ in positions.values()],
                [lat for _, lat in positions.values()],
            ],
        )


def _next_ids(table: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Adds rows by COPY, many times as fast as inserting them."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
