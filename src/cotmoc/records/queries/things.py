"""Which person, organisation, vehicle or vessel a line of a record is, and where else it stands, over all agencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.lines import ConveyanceLine, PartyLine, Place
from cotmoc.records.queries.resolvable import numbers_of, records_stating
from cotmoc.resolution.queries.entities import entities_with_members


@dataclass(frozen=True, slots=True)
class Thing:
    """One that lines of records are judged to be, as far as the viewer may see it.

    `number` is that of the entity; `agencies` the code of who recorded it by the id of each record that states it.
    What the viewer may not open is nowhere counted.
    """

    number: int
    agencies: Mapping[int, str]


def things_of(
    *, viewer: Viewer, kind: str, lines: Mapping[Place, PartyLine | ConveyanceLine]
) -> dict[Place, Thing]:
    """What the party or conveyance of each line is; unnamed ones and crowds are nothing by themselves.

    The lines are of records that the viewer may open.
    """
    if not lines:
        return {}
    numbers = numbers_of(kind, {record for record, _ in lines})
    asked = {place: numbers[place] for place in lines if place in numbers}
    members = entities_with_members(kind, set(asked.values()))
    records: dict[int, set[int]] = {}
    for (record, _), number in numbers.items():
        records.setdefault(number, set()).add(record)
    if beside := {each for found in members.values() for each in found} - records.keys():
        for (record, _), number in numbers_of(kind, records_stating(kind, beside)).items():
            records.setdefault(number, set()).add(record)
    agencies = {record: line.incident.agency for (record, _), line in lines.items()}
    of = {found: {r for each in found for r in records.get(each, ())} for found in members.values()}
    if unseen := {record for found in of.values() for record in found} - agencies.keys():
        rows = visible_to(viewer).filter(pk__in=unseen).values_list("pk", "agency__code")
        agencies |= dict(rows)
    things = {
        found: Thing(found[0], {r: agencies[r] for r in sorted(known) if r in agencies})
        for found, known in of.items()
    }
    return {place: things[members[number]] for place, number in asked.items()}
