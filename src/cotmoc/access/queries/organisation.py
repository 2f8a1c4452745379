"""Agencies, units and users, as the pages and commands need them."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.models import Agency, Installation, Unit, User


@dataclass(frozen=True, slots=True)
class AgencyLabel:
    """An agency's id, code and names, free of the table."""

    id: int
    code: str
    kind: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str

    def name(self, language: str) -> str:
        """The full name in `language` (vi, else English)."""
        return self.name_vi if language.startswith("vi") else self.name_en

    def short(self, language: str) -> str:
        """The short name in `language` (vi, else English)."""
        return self.short_vi if language.startswith("vi") else self.short_en


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that a demonstration offers on its sign-in page."""

    username: str
    roles: tuple[Role, ...]
    agency: str | None


def viewer_of(user: User) -> Viewer:
    """The viewer that a signed-in user is."""
    return Viewer(
        name=user.username,
        user_id=user.pk,
        agency_id=user.agency_id,
        agency=user.agency.code if user.agency else None,
        unit_id=user.unit_id,
        roles=frozenset(Role(role) for role in user.roles),
    )


def agencies() -> tuple[AgencyLabel, ...]:
    """Every agency, in the order in which they were created. Agencies are public within the installation."""
    fields = ("id", "code", "kind", "name_vi", "name_en", "short_vi", "short_en")
    return tuple(AgencyLabel(*row) for row in Agency.objects.order_by("pk").values_list(*fields))


def agency_labels() -> dict[str, AgencyLabel]:
    """Every agency by its code."""
    return {agency.code: agency for agency in agencies()}


def units(*, agency: str | None = None) -> list[Unit]:
    """Units, of one agency or all, in the order of their names. Units are public within the installation."""
    found = Unit.objects.select_related("agency").order_by("agency_id", "fold")
    return list(found.filter(agency__code=agency) if agency else found)


def unit_names() -> dict[str, tuple[str, str]]:
    """Name, and name in English ("" for none), of every unit by its code."""
    found = Unit.objects.values_list("code", "name", "name_en")
    return {code: (name, name_en) for code, name, name_en in found}


def unit_name(code: str, language: str) -> str:
    """The name of a unit in "vi", else in English where it has one; of an unknown one the code."""
    found = Unit.objects.filter(code=code).values_list("name", "name_en").first()
    if found is None:
        return code
    name, name_en = found
    return name if language == "vi" or not name_en else name_en


def users(*, viewer: Viewer) -> list[User]:
    """The users whom the viewer may see: administrators and inspectors all, others those of their own agency."""
    found = User.objects.select_related("agency", "unit").order_by("username")
    if viewer.has_role(Role.ADMINISTRATOR, Role.INSPECTOR):
        return list(found)
    return list(found.filter(agency_id=viewer.agency_id) if viewer.agency_id else found.none())


def is_demonstration() -> bool:
    """True when this installation holds the synthetic province only."""
    return Installation.objects.filter(is_demonstration=True).exists()


def home_area() -> str | None:
    """The code of the area this installation serves; None before set-up."""
    return Installation.objects.values_list("area__code", flat=True).first()


def home_name() -> str:
    """The full name of the area this installation serves, as `read_place` asks for it; empty before set-up."""
    return Installation.objects.values_list("area__full_name", flat=True).first() or ""


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts to offer with one click; empty unless this is a demonstration."""
    if not is_demonstration():
        return ()
    found = User.objects.select_related("agency").filter(is_active=True).order_by("pk")
    return tuple(
        DemoAccount(
            username=user.username,
            roles=tuple(Role(role) for role in user.roles),
            agency=user.agency.code if user.agency else None,
        )
        for user in found
    )


def unit_ids() -> dict[str, int]:
    """The id of every unit by its code."""
    return dict(Unit.objects.values_list("code", "pk"))
