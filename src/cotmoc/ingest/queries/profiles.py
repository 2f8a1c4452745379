"""Kept profiles: by name, and by the shape of a file."""

from __future__ import annotations

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.policies import profiles_visible_to


def kept_profiles(*, viewer: Viewer, agency: str) -> list[Profile]:
    """The agency's kept profiles that the viewer may use, the last kept first."""
    kept = profiles_visible_to(viewer).filter(agency__code=agency).order_by("-kept_at")
    return [Profile.from_json(stored) for stored in kept.values_list("profile", flat=True)]


def profile_named(*, viewer: Viewer, agency: str, name: str) -> Profile | None:
    """The agency's kept profile of that name; None when there is none."""
    kept = profiles_visible_to(viewer).filter(agency__code=agency, name=name)
    stored = kept.values_list("profile", flat=True).first()
    return Profile.from_json(stored) if stored else None
