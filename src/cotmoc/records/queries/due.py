"""What is still to be compared: it follows from the versions and the last run, so nothing can be forgotten."""

from __future__ import annotations

from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.models import ConveyanceStatement, MatchingRun, PartyStatement
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import CONVEYANCE, KINDS, PARTY
from cotmoc.records.queries.versions import changed_records
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
    others has changed; and when a person judged it, since its other candidates are judged beside that.
    """
    after = matched_through(kind)
    changed = changed_records(after=after, through=latest_revision())
    if kind != KIND:
        return changed
    return sorted({*changed, *_records_of_judged_things(after), *_judged_by_people(after)})


def _judged_by_people(after: int) -> set[int]:
    """The incident records that people judged, or took a judgement about back, after a revision."""
    rows = ledger_after(KIND, after)
    rows = rows.take(rows.by_person)
    return {*rows.left.tolist(), *rows.right.tolist()}


def _records_of_judged_things(after: int) -> set[int]:
    """The records whose parties or conveyances stand in rows of the ledger that came after a revision."""
    found: set[int] = set()
    for kind, statements in ((PARTY, PartyStatement), (CONVEYANCE, ConveyanceStatement)):
        rows = ledger_after(kind, after)
        numbers = {*rows.left.tolist(), *rows.right.tolist()}
        stated = statements.objects.filter(pk__among=numbers)
        found |= set(stated.values_list("record_id", flat=True))
    return found


def is_matching_due() -> bool:
    """True when records changed since incidents, parties or conveyances were compared, whoever brought them."""
    return any(records_due(kind) for kind in (KIND, *KINDS))
