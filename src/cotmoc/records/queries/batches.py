"""What a batch brought."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.models import SourceVersion
from cotmoc.records.policies import batches_visible_to, visible_to

#: What a batch did to a record, as its report counts it.
CHANGES = {
    "new": Q(number=1),
    "changed": Q(number__gt=1, is_withdrawal=False),
    "withdrawn": Q(is_withdrawal=True),
}


def versions_of_batch(
    *, viewer: Viewer, batch_id: int, change: str = ""
) -> QuerySet[SourceVersion]:
    """The versions that a batch brought, of the records that the viewer may open, in the order of their keys.

    Each with its record and that record's agency. `change` is new, changed or withdrawn; "" stands for all.
    """
    found = SourceVersion.objects.filter(
        batch__in=batches_visible_to(viewer).filter(pk=batch_id), record__in=visible_to(viewer)
    )
    found = found.filter(CHANGES.get(change, Q()))
    return found.select_related("record", "record__agency").order_by("record__key", "pk")


def record_of_batch(*, viewer: Viewer, batch_id: int) -> int | None:
    """The id of the first record that a batch brought a version of, of those the viewer may open."""
    found = visible_to(viewer).filter(versions__batch_id=batch_id).order_by("pk")
    return found.values_list("pk", flat=True).first()
