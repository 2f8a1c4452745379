"""Who may do what in access: predicates, each with a raising twin."""

from __future__ import annotations

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.normalise.errors import CotmocError


class NotAllowedError(CotmocError):
    """The actor's roles do not allow this."""

    code = "access.not_allowed"


def user_can_administer(viewer: Viewer) -> bool:
    """True for administrators: they manage agencies, units, users and areas."""
    return viewer.has_role(Role.ADMINISTRATOR)


def check_user_can_administer(viewer: Viewer) -> None:
    """Raises `NotAllowedError` unless the viewer may administer."""
    if not user_can_administer(viewer):
        raise NotAllowedError(f"{viewer.name} may not administer")
