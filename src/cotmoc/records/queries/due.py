"""What is still to be compared: it follows from the versions and the last run, so nothing can be forgotten."""

from __future__ import annotations

from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.models import ConveyanceStatement, MatchingRun, PartyStatement
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import CONVEYANCE, KINDS, PARTY
from cotmoc.records.queries.versions import changed_records
from cotmoc.resolution.core.clustering import Ledger
from cotmoc.resolution.core.parties.wider import WIDER
from cotmoc.resolution.queries.ledger import ledger_after


def matched_through(kind: str = KIND) -> int:
    """The revision up to which everything known of a kind has been compared; 0 before the first run."""
    last = (
        MatchingRun.objects.filter(kind=kind)
        .order_by("-through_id")
        .values_list("through_id", flat=True)
    )
    return last.first() or 0


def records_due(kind: str = KIND) -> list[int]:
    """The ids of the records that changed since a kind was compared, and whose sameness is therefore not settled.

    An incident is due, too, when one of its parties or conveyances was judged or joined anew, since what it shares with
    others has changed; and when a person judged it, since its other candidates are judged beside that. So are parties
    when their incidents or conveyances were judged or joined anew, by whoever, or people judged them. What the wider
    rule joins is no evidence for incidents, and leaves them as they are.
    """
    after = matched_through(kind)
    due = set(changed_records(after=after, through=latest_revision()))
    if kind == CONVEYANCE:
        return sorted(due)
    incidents, parties = ledger_after(KIND, after), ledger_after(PARTY, after, without=WIDER)
    if kind == KIND:
        incidents = incidents.take(incidents.by_person)
    else:
        parties = parties.take(parties.by_person)
    due |= {*incidents.left.tolist(), *incidents.right.tolist()}
    due |= _stating(PartyStatement, parties)
    due |= _stating(ConveyanceStatement, ledger_after(CONVEYANCE, after))
    return sorted(due)


def _stating(statements: type[PartyStatement | ConveyanceStatement], rows: Ledger) -> set[int]:
    """The records that stated what rows of the ledger are about."""
    numbers = {*rows.left.tolist(), *rows.right.tolist()}
    stated = statements.objects.filter(pk__among=numbers)
    return set(stated.values_list("record_id", flat=True))


def is_matching_due() -> bool:
    """True when records changed since incidents, parties or conveyances were compared, whoever brought them."""
    return any(records_due(kind) for kind in (KIND, *KINDS))
