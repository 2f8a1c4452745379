"""What a batch brought."""

from __future__ import annotations

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.models import SourceVersion
from cotmoc.records.policies import batches_visible_to, visible_to


def versions_of_batch(*, viewer: Viewer, batch_id: int) -> QuerySet[SourceVersion]:
    """The versions that a batch brought, of the records that the viewer may open, in the order of their keys.

    Each with its record and that record's agency. A number greater than 1 changed what stood before.
    """
    found = SourceVersion.objects.filter(
        batch__in=batches_visible_to(viewer).filter(pk=batch_id), record__in=visible_to(viewer)
    )
    return found.select_related("record", "record__agency").order_by("record__key", "pk")
