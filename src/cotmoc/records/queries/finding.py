"""Incidents by their numbers, for those who know what they are looking for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.models import RecordKind
from cotmoc.records.policies import visible_to

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A standing record of an incident: its id, its key and the code of its agency."""

    id: int
    key: str
    agency: str


def records_by_number(*, viewer: Viewer, text: str, limit: int) -> list[FoundRecord]:
    """Standing records of incidents whose key begins with the text, in any case of letters, or whose id it is.

    Only those that the viewer may open, by key; none for an empty text.
    """
    written = text.strip().removeprefix("#")
    if not written:
        return []
    fits = Q(key__istartswith=written)
    if written.isascii() and written.isdigit() and int(written) <= LARGEST_ID:
        fits |= Q(pk=int(written))
    found = (
        visible_to(viewer)
        .filter(fits, kind=RecordKind.INCIDENT, current__isnull=False)
        .order_by("key", "pk")
    )
    rows = found.values_list("pk", "key", "agency__code")[:limit]
    return [FoundRecord(*row) for row in rows]
