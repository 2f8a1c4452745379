"""Agencies, units and users: who may make them, and that each deed is audited."""

from __future__ import annotations

import pytest

from cotmoc.access.actions.organisation import (
    UnknownAreaError,
    UserDraft,
    WeakPasswordError,
    create_unit,
    create_user,
    set_user_password,
    set_user_roles,
)
from cotmoc.access.core.viewer import Role
from cotmoc.access.models import AuditEvent, User
from cotmoc.access.policies import NotAllowedError
from cotmoc.access.queries.organisation import demo_accounts, users, viewer_of
from tests.cast import CONSOLE, Cast


def test_create_user_by_an_officer_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        create_user(actor=cast.alpha_officer, draft=UserDraft("new", (Role.OFFICER,), "alpha"))


def test_create_user_is_audited(cast: Cast) -> None:
    create_user(actor=CONSOLE, draft=UserDraft("new", (Role.OFFICER,), "alpha"))
    event = AuditEvent.objects.get(subject="user:new")
    assert (event.event, event.details["roles"]) == ("user:created", ["officer"])


def test_create_user_with_a_weak_password_says_why(cast: Cast) -> None:
    with pytest.raises(WeakPasswordError, match="12"):
        create_user(
            actor=CONSOLE, draft=UserDraft("new", (Role.OFFICER,), "alpha", password="short")
        )


def test_create_user_without_a_password_cannot_sign_in(cast: Cast) -> None:
    user = create_user(actor=CONSOLE, draft=UserDraft("new", (Role.OFFICER,), "alpha"))
    assert not user.has_usable_password()


def test_create_unit_in_an_unknown_area_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownAreaError):
        create_unit(actor=CONSOLE, agency="alpha", code="x", name="X", territory=["nowhere"])


def test_set_user_roles_keeps_the_earlier_ones_in_history(cast: Cast) -> None:
    set_user_roles(actor=CONSOLE, username="alpha-officer", roles=[Role.COMMANDER])
    user = User.objects.get(username="alpha-officer")
    assert user.roles == ["commander"]
    history = user.events.order_by("pgh_id").values_list("roles", flat=True)  # type: ignore[attr-defined]
    assert list(history) == [["officer"], ["commander"]]


def test_set_user_password_of_another_user_needs_an_administrator(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        set_user_password(
            actor=cast.alpha_analyst, username="bravo-analyst", password="a long enough phrase"
        )


def test_users_seen_by_an_analyst_are_those_of_the_own_agency(cast: Cast) -> None:
    names = {user.username for user in users(viewer=cast.alpha_analyst)}
    assert names == {"alpha-analyst", "alpha-officer"}


def test_viewer_of_an_administrator_reads_no_records(cast: Cast) -> None:
    assert not viewer_of(User.objects.get(username="administrator")).reads_records


def test_demo_accounts_of_a_real_installation_are_none(cast: Cast) -> None:
    assert demo_accounts() == ()
