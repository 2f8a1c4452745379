"""What changed between two moments: records that are new, corrected or withdrawn, incidents joined or parted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a source record, or (JOINED, PARTED) to what it is one incident with."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    PARTED = "parted"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a record stood at one moment: its version, its incident, and whether that was in the picture."""

    version_id: int
    incident_id: int
    is_inside: bool


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change of one record; `then` is None for a new one, `now` for one withdrawn."""

    kind: ChangeKind
    record_id: int
    then: Standing | None
    now: Standing | None


def changes_between(
    then: Mapping[int, Standing], now: Mapping[int, Standing]
) -> list[RecordChange]:
    """Every change of records (by their ids) that are or were in the picture, by kind, then by record.

    A record may be both corrected and joined. Each record of an incident that was joined is listed, and each of one
    that was parted: records that were not known then join nothing by being new, unless they came to an older one.

    >>> one = {1: Standing(1, 1, True), 2: Standing(2, 2, True)}
    >>> both = {1: Standing(1, 1, True), 2: Standing(2, 1, True)}
    >>> [(change.kind.value, change.record_id) for change in changes_between(one, both)]
    [('joined', 1), ('joined', 2)]
    """
    joined, parted = _brought_together(then, now), _brought_together(now, then)
    found = [
        RecordChange(kind, record, then.get(record), now.get(record))
        for record in then.keys() | now.keys()
        if _is_seen(then.get(record)) or _is_seen(now.get(record))
        for kind in _kinds(then.get(record), now.get(record), record in joined, record in parted)
    ]
    return sorted(found, key=_place)


def _place(change: RecordChange) -> tuple[int, int, int]:
    """By kind; what was joined or parted by its incident; then by record."""
    ends = {ChangeKind.JOINED: change.now, ChangeKind.PARTED: change.then}
    end = ends.get(change.kind)
    order = list(ChangeKind).index(change.kind)
    return order, end.incident_id if end else 0, change.record_id


def _is_seen(standing: Standing | None) -> bool:
    return standing is not None and standing.is_inside


def _kinds(
    then: Standing | None, now: Standing | None, is_joined: bool, is_parted: bool
) -> list[ChangeKind]:
    kinds = []
    if then is None:
        kinds.append(ChangeKind.NEW)
    elif now is None:
        kinds.append(ChangeKind.WITHDRAWN)
    elif then.version_id != now.version_id:
        kinds.append(ChangeKind.CORRECTED)
    if is_joined:
        kinds.append(ChangeKind.JOINED)
    if is_parted:
        kinds.append(ChangeKind.PARTED)
    return kinds


def _brought_together(before: Mapping[int, Standing], after: Mapping[int, Standing]) -> set[int]:
    """The records of incidents of `after` whose records were several incidents before, or partly not known."""
    members: dict[int, list[int]] = defaultdict(list)
    for record, standing in after.items():
        members[standing.incident_id].append(record)
    together: set[int] = set()
    for records in members.values():
        known = {before[record].incident_id for record in records if record in before}
        strangers = sum(record not in before for record in records)
        if known and len(known) + strangers > 1:
            together.update(records)
    return together


def incidents_of(changes: list[RecordChange], kind: ChangeKind) -> int:
    """How many incidents were joined (as they are now) or parted (as they were then)."""
    ends = (
        change.now if kind is ChangeKind.JOINED else change.then
        for change in changes
        if change.kind is kind
    )
    return len({end.incident_id for end in ends if end is not None})
