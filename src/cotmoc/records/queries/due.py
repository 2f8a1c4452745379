"""What is still to be compared: it follows from the versions and the last run, so nothing can be forgotten."""

from __future__ import annotations

from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.models import MatchingRun
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import KINDS
from cotmoc.records.queries.versions import changed_records


def matched_through(kind: str = KIND) -> int:
    """The revision up to which everything known of a kind has been compared; 0 before the first run."""
    last = (
        MatchingRun.objects.filter(kind=kind)
        .order_by("-through_id")
        .values_list("through_id", flat=True)
    )
    return last.first() or 0


def records_due(kind: str = KIND) -> list[int]:
    """The ids of the records that changed since a kind was compared, and whose sameness is therefore not settled."""
    return changed_records(after=matched_through(kind), through=latest_revision())


def is_matching_due() -> bool:
    """True when records changed since incidents, parties or conveyances were compared, whoever brought them."""
    return any(records_due(kind) for kind in (KIND, *KINDS))
