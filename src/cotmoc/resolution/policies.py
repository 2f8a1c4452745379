"""Who may judge: predicates, each with a raising twin.

Whether a person may see the two records is for the owner of the records to say, before anything here is called.
"""

from __future__ import annotations

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.policies import NotAllowedError

#: Inspectors look at judgements and make none; administrators run the system and read no records.
JUDGING_ROLES = (Role.OFFICER, Role.ANALYST, Role.LIAISON, Role.COMMANDER)


def user_can_judge(viewer: Viewer) -> bool:
    """True for those who work with records: officers, analysts, liaison officers and commanders."""
    return viewer.has_role(*JUDGING_ROLES)


def check_user_can_judge(viewer: Viewer) -> None:
    """Raises `NotAllowedError` unless the viewer may judge."""
    if not user_can_judge(viewer):
        raise NotAllowedError(f"{viewer.name} may not judge which records are the same")
