"""The fixed cast of the tests: agencies Alpha and Bravo, and the people who work there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cotmoc.access.actions.organisation import (
    AgencyDraft,
    UserDraft,
    create_agency,
    create_unit,
    create_user,
)
from cotmoc.access.core.viewer import Role, Viewer, console
from cotmoc.access.models import Agency, Unit, User
from cotmoc.access.queries.organisation import viewer_of

CONSOLE = console("test")


@dataclass(frozen=True)
class Cast:
    """Alpha (border guard) and Bravo (customs), a unit of each, and a viewer for each role that tests need."""

    alpha: Agency
    bravo: Agency
    alpha_station: Unit
    bravo_branch: Unit
    alpha_analyst: Viewer
    alpha_officer: Viewer
    bravo_analyst: Viewer
    inspector: Viewer
    administrator: Viewer


@pytest.fixture
def cast(db: None) -> Cast:
    """The whole cast, in the database."""
    return make_cast()


def make_cast() -> Cast:
    """The whole cast, put into the database."""
    alpha = create_agency(
        actor=CONSOLE,
        draft=AgencyDraft(
            "alpha", "border_guard", "Lực lượng Alpha", "Force Alpha", "Alpha", "Alpha"
        ),
    )
    bravo = create_agency(
        actor=CONSOLE,
        draft=AgencyDraft("bravo", "customs", "Lực lượng Bravo", "Force Bravo", "Bravo", "Bravo"),
    )
    station = create_unit(actor=CONSOLE, agency="alpha", code="alpha-1", name="Đồn Alpha 1")
    branch = create_unit(actor=CONSOLE, agency="bravo", code="bravo-1", name="Chi cục Bravo 1")
    return Cast(
        alpha=alpha,
        bravo=bravo,
        alpha_station=station,
        bravo_branch=branch,
        alpha_analyst=make_viewer("alpha-analyst", Role.ANALYST, agency="alpha"),
        alpha_officer=make_viewer("alpha-officer", Role.OFFICER, agency="alpha", unit="alpha-1"),
        bravo_analyst=make_viewer("bravo-analyst", Role.ANALYST, agency="bravo"),
        inspector=make_viewer("inspector", Role.INSPECTOR),
        administrator=make_viewer("administrator", Role.ADMINISTRATOR),
    )


def make_viewer(
    name: str, *roles: Role, agency: str | None = None, unit: str | None = None
) -> Viewer:
    """A new user with these roles, as a viewer."""
    draft = UserDraft(username=name, roles=roles, agency=agency, unit=unit)
    return viewer_of(create_user(actor=CONSOLE, draft=draft))


def user_of(viewer: Viewer) -> User:
    """The user behind a viewer, to sign in with the test client."""
    return User.objects.select_related("agency").get(username=viewer.name)
