"""Which files a viewer may see, and for whom an actor may put files in."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.ingest.models import KeptProfile, LogSheet, SheetState, Upload
from cotmoc.records.policies import RECORDING_ROLES, visible_to


def uploads_visible_to(viewer: Viewer) -> QuerySet[Upload]:
    """The files that the viewer may see: of the own agency for those who record; administrators all."""
    if viewer.has_role(Role.ADMINISTRATOR):
        return Upload.objects.all()
    if viewer.agency_id is None or not viewer.has_role(*RECORDING_ROLES):
        return Upload.objects.none()
    return Upload.objects.filter(agency_id=viewer.agency_id)


def profiles_visible_to(viewer: Viewer) -> QuerySet[KeptProfile]:
    """The kept profiles that the viewer may use, by the same rule as files."""
    if viewer.has_role(Role.ADMINISTRATOR):
        return KeptProfile.objects.all()
    if viewer.agency_id is None or not viewer.has_role(*RECORDING_ROLES):
        return KeptProfile.objects.none()
    return KeptProfile.objects.filter(agency_id=viewer.agency_id)


def sheets_of(viewer: Viewer) -> QuerySet[LogSheet]:
    """The log sheets that the viewer writes or wrote."""
    if viewer.user_id is None:
        return LogSheet.objects.none()
    return LogSheet.objects.filter(user_id=viewer.user_id)


def sheets_visible_to(viewer: Viewer) -> QuerySet[LogSheet]:
    """The viewer's own log sheets, and those filed whose record the viewer may open. A draft is its writer's alone."""
    records = visible_to(viewer).values("versions__batch_id")
    filed = Q(state=SheetState.FILED, upload__batch_id__in=records)
    return LogSheet.objects.filter(Q(pk__in=sheets_of(viewer)) | filed)
