"""Who may judge: predicates, each with a raising twin.

Whether a person may see the two records is for the owner of the records to say, before anything here is called.
"""

from __future__ import annotations

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.policies import NotAllowedError

#: Inspectors look at judgements and make none; administrators run the system and read no records.
JUDGING_ROLES = (Role.OFFICER, Role.ANALYST, Role.LIAISON, Role.COMMANDER)

#: Where the lines stand decides for every agency at once what is counted as one.
LINE_SETTING_ROLES = (Role.ANALYST, Role.COMMANDER)
#: A register entry is opened, approved and ended by commanders.
MARKING_ROLES = (Role.COMMANDER,)


def user_can_judge(viewer: Viewer) -> bool:
    """True for those who work with records: officers, analysts, liaison officers and commanders."""
    return viewer.has_role(*JUDGING_ROLES)


def check_user_can_judge(viewer: Viewer) -> None:
    """Raises `NotAllowedError` unless the viewer may judge."""
    if not user_can_judge(viewer):
        raise NotAllowedError(f"{viewer.name} may not judge which records are the same")


def user_can_set_thresholds(viewer: Viewer) -> bool:
    """True for analysts and commanders."""
    return viewer.has_role(*LINE_SETTING_ROLES)


def check_user_can_set_thresholds(viewer: Viewer) -> None:
    """Raises `NotAllowedError` unless the viewer may set thresholds."""
    if not user_can_set_thresholds(viewer):
        raise NotAllowedError(f"{viewer.name} may not set thresholds")


def user_can_mark(viewer: Viewer) -> bool:
    """True for commanders: they open, approve and end marks of register entries."""
    return viewer.has_role(*MARKING_ROLES)


def check_user_can_mark(viewer: Viewer) -> None:
    """Raises `NotAllowedError` unless the viewer may mark register entries."""
    if not user_can_mark(viewer):
        raise NotAllowedError(f"{viewer.name} may not mark register entries")


def user_can_be_second(viewer: Viewer, first: int | None) -> bool:
    """True for whoever may judge and is not the first person (the id of a user): two are two only when signed in."""
    return user_can_judge(viewer) and viewer.user_id is not None and viewer.user_id != first
