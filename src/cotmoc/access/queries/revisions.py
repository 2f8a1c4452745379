"""Revisions: which one is the latest, and which one stood at a moment."""

from __future__ import annotations

from datetime import datetime

from cotmoc.access.models import Revision


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
