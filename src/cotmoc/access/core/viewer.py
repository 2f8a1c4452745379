"""Who is asking or acting: the one value that every query and every action takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a user comes for; a user may have several."""

    OFFICER = "officer"
    ANALYST = "analyst"
    LIAISON = "liaison"
    COMMANDER = "commander"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


#: Roles whose work is the content of records. An administrator alone runs the system and reads none of it.
READING_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in user, or the console of the installation (`user_id` None).

    `agency_id` and `agency` (its code) are None for users above the agencies, such as a provincial inspector.
    """

    name: str
    user_id: int | None = None
    agency_id: int | None = None
    agency: str | None = None
    unit_id: int | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)

    def has_role(self, *roles: Role) -> bool:
        """True when the viewer has at least one of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def reads_records(self) -> bool:
        """True when any of the viewer's roles works with the content of records."""
        return self.has_role(*READING_ROLES)

    @property
    def sees_closed(self) -> bool:
        """True for those whose duty covers every agency's closed records: inspectors."""
        return self.has_role(Role.INSPECTOR)


def console(name: str) -> Viewer:
    """The viewer that a command on the installation's own machine runs as, with every role."""
    return Viewer(name=f"console:{name}", roles=frozenset(Role))
