"""Incidents that several records state, counted once by the rule of `cotmoc.records.core.counting`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import pyarrow as pa

from cotmoc.records.core.counting import ResolvedIncident, resolve_incident
from cotmoc.records.queries.stated import stated_incidents

CHUNK = 2_000

RESOLVED = pa.schema(
    [
        ("incident_id", pa.int64()),
        ("lead_agency_id", pa.int64()),
        ("agency_id", pa.list_(pa.int64())),
        ("moment_record", pa.int64()),
        ("place_record", pa.int64()),
        ("offence_record", pa.int64()),
        ("detection_record", pa.int64()),
    ]
)
COUNTED = pa.schema(
    [
        ("incident_id", pa.int64()),
        ("kind", pa.string()),
        ("record_id", pa.int64()),
        ("line", pa.int32()),
        ("number", pa.int32()),
        ("fates", pa.list_(pa.string())),
    ]
)


def count_joined(
    clusters: Mapping[int, Sequence[tuple[int, int]]],
) -> Iterator[tuple[pa.Table, pa.Table]]:
    """What counts of incidents with several sources, in chunks: (resolved incidents, counted lines).

    `clusters` holds the (record id, version id) of the standing sources by the incident's id. `number` of a counted
    line is its heads or pieces, null elsewhere; `fates` what came of a party.
    """
    waiting = iter(clusters.items())
    while chunk := dict(islice(waiting, CHUNK)):
        versions = {record: version for members in chunk.values() for record, version in members}
        stated = stated_incidents(versions)
        resolved = {
            incident: resolve_incident([stated[record] for record, _ in members])
            for incident, members in chunk.items()
        }
        yield _resolved_table(resolved), _counted_table(resolved)


def _resolved_table(resolved: Mapping[int, ResolvedIncident]) -> pa.Table:
    rows = [
        {
            "incident_id": incident,
            "lead_agency_id": found.lead_agency_id,
            "agency_id": sorted(found.agency_ids),
            "moment_record": found.moment_from,
            "place_record": found.place_from,
            "offence_record": found.offence_from,
            "detection_record": found.detection_from,
        }
        for incident, found in resolved.items()
    ]
    return pa.Table.from_pylist(rows, schema=RESOLVED)


def _counted_table(resolved: Mapping[int, ResolvedIncident]) -> pa.Table:
    rows = [
        {
            "incident_id": incident,
            "kind": kind,
            "record_id": record,
            "line": line,
            "number": number,
            "fates": fates,
        }
        for incident, found in resolved.items()
        for kind, record, line, number, fates in _lines(found)
    ]
    return pa.Table.from_pylist(rows, schema=COUNTED)


_Line = tuple[str, int, int, int | None, tuple[str, ...]]


def _lines(found: ResolvedIncident) -> Iterator[_Line]:
    for party, fates in zip(found.parties, found.fates, strict=True):
        yield "party", party.record_id, party.index, party.heads, fates
    for conveyance in found.conveyances:
        yield "conveyance", conveyance.record_id, conveyance.index, conveyance.pieces, ()
    for kind, lines in (("seizure", found.seizures), ("outcome", found.outcomes)):
        for line in lines:
            yield kind, line.record_id, line.index, None, ()
