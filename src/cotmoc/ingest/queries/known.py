"""Which of the persons, organisations, vehicles and vessels of a checked file are known already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.models import Change, StagedRecord, StagedState
from cotmoc.ingest.queries.uploads import StagedFilter, staged_records
from cotmoc.records.core.drafts import IncidentDraft
from cotmoc.records.core.serialise import from_json
from cotmoc.records.queries.known import KnownClaim, claims_asked, known_claims

#: As many are asked about at a time: each is compared with all there are.
MOST_ASKED = 100
#: What is not more likely the same than not is not counted.
LEAST_BITS = 0.0


@dataclass(frozen=True, slots=True)
class KnownInFile:
    """One who is known: the first row of the record that states it, what that record states, the likeliest claim."""

    row: int
    draft: IncidentDraft
    claim: KnownClaim


@dataclass(frozen=True, slots=True)
class KnownOfFile:
    """Who may be known of `asked` persons and conveyances of the new records of a file, in the order of the file.

    `following`: the place in the file from which on nobody was asked about yet; None: that was all.
    """

    asked: int
    found: tuple[KnownInFile, ...]
    following: int | None


def known_of_file(*, viewer: Viewer, upload_id: int, start: int = 0) -> KnownOfFile:
    """Who of the new records of a checked file, from a place (`StagedRecord.index`) on, is known already, from records
    that the viewer may open; about `MOST_ASKED`, and at least all of one record."""
    asked = 0
    found: list[KnownInFile] = []
    for staged, drafts in _new_incidents(viewer, upload_id, start):
        own = sum(map(claims_asked, drafts))
        if asked and asked + own > MOST_ASKED:
            return KnownOfFile(asked, tuple(found), staged.index)
        asked += own
        for draft in drafts:
            best: dict[tuple[str, int], KnownClaim] = {}
            for claim in known_claims(viewer=viewer, draft=draft, least_bits=LEAST_BITS):
                best.setdefault((claim.kind, claim.place), claim)
            found += [KnownInFile(staged.first_row, draft, claim) for claim in best.values()]
    return KnownOfFile(asked, tuple(found), None)


def _new_incidents(
    viewer: Viewer, upload_id: int, start: int
) -> Iterator[tuple[StagedRecord, list[IncidentDraft]]]:
    wanted = StagedFilter(state=StagedState.READY, change=Change.NEW)
    rows = staged_records(viewer=viewer, upload_id=upload_id, wanted=wanted)
    for staged in rows.filter(index__gte=start).order_by("index").iterator(MOST_ASKED):
        read = (from_json(stored) for stored in staged.drafts)
        yield staged, [draft for draft in read if isinstance(draft, IncidentDraft)]
