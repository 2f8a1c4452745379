"""Which files a viewer may see, and for whom an actor may put files in."""

from __future__ import annotations

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.ingest.models import KeptProfile, Upload
from cotmoc.records.policies import RECORDING_ROLES


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


def user_can_name_agencies(viewer: Viewer) -> bool:
    """True for those who may put in a file whose rows belong to several agencies: administrators."""
    return viewer.has_role(Role.ADMINISTRATOR)
