"""Which records a viewer may see, and for whom an actor may record."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.policies import NotAllowedError
from cotmoc.records.models import Batch, Handling, SourceRecord

RECORDING_ROLES = (Role.OFFICER, Role.ANALYST, Role.LIAISON)


def visible_to(viewer: Viewer) -> QuerySet[SourceRecord]:
    """The source records that the viewer may open: those shared, those of the own agency; inspectors all.

    Administrators without another role open none: they run the system and read no record.
    """
    records = SourceRecord.objects.all()
    if not viewer.reads_records:
        return records.none()
    if viewer.sees_closed:
        return records
    return records.filter(Q(handling=Handling.SHARED) | Q(agency_id=viewer.agency_id))


def batches_visible_to(viewer: Viewer) -> QuerySet[Batch]:
    """The batches that the viewer may see: those of the own agency; inspectors and administrators all."""
    if viewer.has_role(Role.INSPECTOR, Role.ADMINISTRATOR):
        return Batch.objects.all()
    if viewer.agency_id is None:
        return Batch.objects.none()
    return Batch.objects.filter(agency_id=viewer.agency_id)


def user_can_record_for(actor: Viewer, agency: str) -> bool:
    """True for those who record, for their own agency, and for administrators, for any."""
    if actor.has_role(Role.ADMINISTRATOR):
        return True
    return actor.has_role(*RECORDING_ROLES) and actor.agency == agency


def check_user_can_record_for(actor: Viewer, agency: str) -> None:
    """Raises `NotAllowedError` unless the actor may record for the agency (code)."""
    if not user_can_record_for(actor, agency):
        raise NotAllowedError(f"{actor.name} may not record for {agency}", agency=agency)


def user_can_undo(actor: Viewer, batch: Batch) -> bool:
    """True for whoever may record for the batch's agency."""
    return user_can_record_for(actor, batch.agency.code)


def check_user_can_undo(actor: Viewer, batch: Batch) -> None:
    """Raises `Batch.DoesNotExist` for another agency's batch: it is not there for this actor."""
    if not user_can_undo(actor, batch):
        raise Batch.DoesNotExist(f"no batch {batch.pk} for {actor.name}")
