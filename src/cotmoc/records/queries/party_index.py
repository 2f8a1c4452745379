"""Every person, organisation, vehicle and vessel that stands, held in memory to be asked about one at a time.

Brought up to date by what changed since; the weights are those of `cotmoc resolve`.
"""

from __future__ import annotations

from functools import partial

from cotmoc.access.queries.in_memory import Held, InMemory, latest_standing
from cotmoc.records.queries.resolvable import (
    KINDS,
    Resolvable,
    everything_resolvable,
    resolvable_of,
)
from cotmoc.records.queries.versions import changed_records
from cotmoc.records.queries.weights import weights_in_use, weights_stamp
from cotmoc.resolution.core.parties.online import PartyIndex


class _Followed:
    """An index and the numbers in it of each record."""

    def __init__(self, kind: str):
        self.kind = kind
        self.index = PartyIndex(weights_in_use(kind), kind)
        self._of_record: dict[int, list[int]] = {}

    def add(self, known: Resolvable) -> None:
        """Takes what records name in."""
        self.index.add(known.columns)
        pairs = zip(known.records.tolist(), known.columns.numbers.tolist(), strict=True)
        for record, number in pairs:
            self._of_record.setdefault(record, []).append(number)

    def change(self, records: list[int]) -> None:
        """Reads the records anew; those that no longer stand go."""
        for record in records:
            self.index.remove(self._of_record.pop(record, []))
        self.add(resolvable_of(self.kind, records))


def party_index(kind: str) -> PartyIndex:
    """The index of a kind, with everything that is known now."""
    return _HELD[kind].current().index


def warm_up() -> int:
    """Makes what the first question would wait for; about how many bytes it takes."""
    return sum(party_index(kind).memory for kind in KINDS)


def _make(kind: str) -> Held[_Followed]:
    standing, made = latest_standing(), _Followed(kind)
    made.add(everything_resolvable(kind))
    return Held(made, standing)


def _refresh(held: Held[_Followed]) -> Held[_Followed]:
    standing = latest_standing()
    records = changed_records(after=held.standing.revision, through=standing.revision)
    held.value.change(records)
    return Held(held.value, standing)


_HELD = {
    kind: InMemory(partial(_make, kind), _refresh, partial(weights_stamp, kind)) for kind in KINDS
}
