"""Profiles kept for the next file of the same shape."""

from __future__ import annotations

from dataclasses import replace

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.queries.organisation import agency_labels
from cotmoc.ingest.core.mapping import Profile, headers_fingerprint
from cotmoc.ingest.models import KeptProfile
from cotmoc.records.actions.batches import UnknownAgencyError
from cotmoc.records.policies import check_user_can_record_for


@action(Event.PROFILE_KEPT)
def keep_profile(
    *, actor: Viewer, agency: str, profile: Profile, headers: tuple[str, ...]
) -> Profile:
    """The profile as kept under its name for the agency's files with these headers.

    A profile of the same name is replaced, with the next version number (its history stays); nothing is written when
    it says the same already. Raises `NotAllowedError`, `UnknownAgencyError`.
    """
    check_user_can_record_for(actor, agency)
    labels = agency_labels()
    if agency not in labels:
        raise UnknownAgencyError(f"no agency has the code {agency}", agency=agency)
    fingerprint = headers_fingerprint(headers)
    mine = KeptProfile.objects.select_for_update().filter(agency_id=labels[agency].id)
    kept = mine.filter(name=profile.name).first()
    if kept is not None:
        before = Profile.from_json(kept.profile)
        profile = _next_version(before, profile)
        if profile == before and kept.fingerprint == fingerprint:
            return before
    KeptProfile.objects.update_or_create(
        agency_id=labels[agency].id,
        name=profile.name,
        defaults={
            "fingerprint": fingerprint,
            "profile": profile.to_json(),
            "kept_by": actor.name,
        },
    )
    record_event(
        actor=actor,
        event=Event.PROFILE_KEPT,
        subject=f"profile:{agency}/{profile.name}",
        details={"version": profile.version, "digest": profile.digest()},
    )
    return profile


def _next_version(before: Profile, profile: Profile) -> Profile:
    same = replace(profile, version=before.version)
    return same if same == before else replace(profile, version=before.version + 1)
