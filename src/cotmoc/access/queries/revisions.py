"""Revisions: which one is the latest, and which one stood at a moment."""

from __future__ import annotations

from datetime import datetime

from cotmoc.access.models import Revision

#: Columns of a SELECT that say of which past something held in memory is: the latest revision, when it was made, and
#: when the revision `known` was made ("" if it never was, or was another one: the database was restored or replaced).
#: Moments as seconds: as text they would depend on the time zone of the connection.
STAMP = """
    coalesce((SELECT max(number) FROM access_revision), 0) AS latest,
    coalesce((SELECT extract(epoch FROM at)::text FROM access_revision ORDER BY number DESC LIMIT 1), '') AS at,
    coalesce((SELECT extract(epoch FROM at)::text FROM access_revision WHERE number = {known}), '') AS known_at
"""


def latest_revision() -> int:
    """The number of the latest revision; 0 before the first."""
    return Revision.objects.order_by("-number").values_list("number", flat=True).first() or 0


def revision_at(moment: datetime) -> int:
    """The number of the revision that stood at `moment` (aware); 0 when nothing was known yet."""
    found = Revision.objects.filter(at__lte=moment).order_by("-number")
    return found.values_list("number", flat=True).first() or 0


def moment_of(revision: int) -> datetime | None:
    """When a revision became known; None when there is none of this number."""
    return Revision.objects.filter(number=revision).values_list("at", flat=True).first()
