"""Which of the persons, organisations, vehicles and vessels of a checked file are known already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.models import Change, StagedRecord, StagedState
from cotmoc.ingest.queries.uploads import StagedFilter, staged_records
from cotmoc.records.core.drafts import IncidentDraft
from cotmoc.records.core.serialise import from_json
from cotmoc.records.queries.known import KnownClaim, claims_asked, known_claims

#: As many of a file are asked about: each is compared with all there are.
MOST_ASKED = 200
MOST_SHOWN = 12
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
    """Of the first `asked` of the new records of a file, `known` may be known already; the first of these, in the order
    of the file. `is_whole`: nobody was left out."""

    asked: int
    known: int
    first: tuple[KnownInFile, ...]
    is_whole: bool


def known_of_file(*, viewer: Viewer, upload_id: int) -> KnownOfFile:
    """Who of the new records of a checked file is known already, from records that the viewer may open."""
    asked, found, is_whole = 0, [], True
    for staged, draft in _new_incidents(viewer, upload_id):
        own = claims_asked(draft)
        if asked + own > MOST_ASKED:
            is_whole = False
            break
        asked += own
        best: dict[tuple[str, int], KnownClaim] = {}
        for claim in known_claims(viewer=viewer, draft=draft, least_bits=LEAST_BITS):
            best.setdefault((claim.kind, claim.place), claim)
        found += [KnownInFile(staged.first_row, draft, claim) for claim in best.values()]
    return KnownOfFile(asked, len(found), tuple(islice(found, MOST_SHOWN)), is_whole)


def _new_incidents(viewer: Viewer, upload_id: int) -> Iterator[tuple[StagedRecord, IncidentDraft]]:
    wanted = StagedFilter(state=StagedState.READY, change=Change.NEW)
    rows = staged_records(viewer=viewer, upload_id=upload_id, wanted=wanted).order_by("index")
    for staged in rows.iterator(MOST_ASKED):
        for stored in staged.drafts:
            if isinstance(draft := from_json(stored), IncidentDraft):
                yield staged, draft
