"""Brings a fact store from nothing, or from one revision, to another: forwards or back, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from cotmoc.areas.queries import area_ids, stamp_of_areas, today_table
from cotmoc.normalise.errors import CotmocError
from cotmoc.picture.facts.building import build, remove, stage
from cotmoc.picture.facts.reading import LATEST, Source
from cotmoc.picture.facts.schema import LAYOUT, definition
from cotmoc.records.queries.clusters import memberships_at
from cotmoc.resolution.queries.entities import Memberships

#: More changed records than this are rebuilt with everything else, which is then quicker.
MOST_CHANGED = 200_000
MOST_AGENCIES = 64


class TooManyAgenciesError(CotmocError):
    """The fact store holds at most 64 agencies; params: agencies."""

    code = "facts.too_many_agencies"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of what a fact store was made: the revision and when it was made, the areas, the number of agencies."""

    revision: int
    at: str
    areas: str
    agencies: int
    layout: int = LAYOUT

    def is_of_same_past(self, other: Stamp) -> bool:
        """True when the store can be moved to `other` by what changed between the two revisions."""
        return self.areas == other.areas and self.layout == other.layout


def latest_stamp(source: Source, known: int) -> tuple[Stamp, str]:
    """The stamp of the latest revision, and when the revision `known` was made ("" if it never was)."""
    row = source.table(LATEST.format(known=int(known))).to_pylist()[0]
    return Stamp(row["latest"], row["at"], stamp_text(), row["agencies"]), row["known_at"]


def stamp_text() -> str:
    """What changes whenever the areas do."""
    return ".".join(map(str, stamp_of_areas()))


def new_store(database: str = ":memory:") -> Any:
    """An empty fact store, in memory or in a new file."""
    store = duckdb.connect(database)
    store.execute(definition())
    return store


def fill(store: Any, source: Source, stamp: Stamp) -> None:
    """Puts everything that stood at the stamp's revision into an empty store."""
    with _transaction(store) as writer:
        _fill_agencies(writer, source)
        _fill_today(writer)
        source.stand_at(stamp.revision, None)
        _stage_joined(writer, memberships_at(stamp.revision))
        build(writer, source)
        _set_stamp(writer, stamp)


def move(store: Any, source: Source, stamp: Stamp) -> int:
    """Brings a store to the stamp's revision; returns how many records were looked at again.

    What changed between the two revisions, and every incident that it belongs to before or after, is taken out
    and put in anew. Readers see all of it or nothing.
    """
    here = read_stamp(store)
    changed = source.changed(*sorted((here.revision, stamp.revision)))
    joined = memberships_at(stamp.revision)
    with _transaction(store) as writer:
        _fill_agencies(writer, source)
        records = _whole_incidents(writer, changed, joined)
        if records:
            remove(writer, records)
            source.stand_at(stamp.revision, records)
            _stage_joined(writer, joined)
            build(writer, source)
        _set_stamp(writer, stamp)
    return len(records)


def read_stamp(store: Any) -> Stamp:
    """The stamp that the store carries."""
    return Stamp(*store.execute("SELECT * FROM stamp").fetchone())


class _transaction:  # noqa: N801 - reads as the statement it is
    """A cursor of the store inside one transaction, kept whole or not at all."""

    def __init__(self, store: Any) -> None:
        self._writer = store.cursor()

    def __enter__(self) -> Any:
        self._writer.execute("BEGIN")
        return self._writer

    def __exit__(self, error: object, *_: object) -> None:
        self._writer.execute("ROLLBACK" if error else "COMMIT")
        self._writer.close()


def _set_stamp(writer: Any, stamp: Stamp) -> None:
    writer.execute("DELETE FROM stamp")
    writer.execute("INSERT INTO stamp VALUES (?, ?, ?, ?, ?)", list(astuple(stamp)))


def _fill_agencies(writer: Any, source: Source) -> None:
    """The agencies in the order of their ids: a new one takes the next place and moves no other."""
    found = source.table("SELECT id, code::text AS code FROM access_agency ORDER BY id")
    if found.num_rows > MOST_AGENCIES:
        raise TooManyAgenciesError("the picture holds at most 64 agencies", agencies=found.num_rows)
    writer.execute("DELETE FROM agency")
    writer.register("arriving", found)
    writer.execute(
        "INSERT INTO agency SELECT row_number() OVER (ORDER BY id) - 1, id, code FROM arriving"
    )
    writer.unregister("arriving")


def _fill_today(writer: Any) -> None:
    table, ids = today_table(), area_ids()

    def numbers(codes: Iterable[str]) -> pa.Array:
        return pa.array([ids.get(code) for code in codes], pa.int32())

    arriving = pa.table(
        {
            "area": pa.array(table.area_id, pa.int32()),
            "commune": numbers(table.commune),
            "province": numbers(table.province),
            "country": numbers(table.country),
            "estimated": pa.array(table.estimated),
        }
    )
    writer.register("arriving", arriving)
    writer.execute("INSERT INTO today SELECT * FROM arriving")
    writer.unregister("arriving")


def _stage_joined(writer: Any, joined: Memberships) -> None:
    table = {"record_id": joined.record_numbers, "entity_id": joined.entity_numbers}
    stage(writer, "joined", pa.table(table))


def _whole_incidents(writer: Any, changed: list[int], joined: Memberships) -> list[int]:
    """The changed records with all that were, or will be, in one incident with them."""
    entity_of = dict(
        zip(joined.record_numbers.tolist(), joined.entity_numbers.tolist(), strict=True)
    )
    reached: set[int] = set()
    waiting = set(changed)
    while waiting:
        reached |= waiting
        entities = np.array(
            sorted({entity_of[record] for record in reached if record in entity_of}), np.int64
        )
        mates = joined.record_numbers[np.isin(joined.entity_numbers, entities)].tolist()
        waiting = (set(mates) | _former_mates(writer, reached)) - reached
    return sorted(reached)


def _former_mates(writer: Any, records: set[int]) -> set[int]:
    stage(writer, "leaving", pa.table({"record_id": pa.array(sorted(records), pa.int64())}))
    found = writer.execute("""
        SELECT record_id FROM source WHERE incident_id IN
            (SELECT incident_id FROM source SEMI JOIN leaving USING (record_id))""")
    return {record for (record,) in found.fetchall()}
