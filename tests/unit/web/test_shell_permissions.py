"""The permission table against the addresses of the product."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.web.permissions import PERMISSIONS, PUBLIC, SIGNED_IN, Permission, only, permitted
from cotmoc.web.requests import ANONYMOUS

OFFICER = Viewer(name="officer", user_id=1, roles=frozenset({Role.OFFICER}))


def names_in(resolver: URLResolver) -> Iterator[str | None]:
    """The name of every address below `resolver`."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        else:
            yield from names_in(pattern)


def test_table_names_every_address_and_nothing_else() -> None:
    names = set(names_in(get_resolver("cotmoc.config.urls")))
    assert names == set(PERMISSIONS)


def test_public_pages_are_those_of_signing_in_only() -> None:
    public = {name for name, permission in PERMISSIONS.items() if permission.public}
    assert public == {"sign_in", "demo_sign_in", "language", "theme", "style"}


@pytest.mark.parametrize(
    ("permission", "viewer", "admitted"),
    [
        (PUBLIC, ANONYMOUS, True),
        (SIGNED_IN, ANONYMOUS, False),
        (SIGNED_IN, OFFICER, True),
        (only(Role.OFFICER, Role.ANALYST), OFFICER, True),
        (only(Role.ANALYST), OFFICER, False),
        (only(Role.OFFICER), ANONYMOUS, False),
    ],
)
def test_permission_admits(permission: Permission, viewer: Viewer, admitted: bool) -> None:
    assert permission.admits(viewer) is admitted


def test_name_outside_the_table_is_open_to_nobody() -> None:
    assert not permitted(OFFICER, "no_such_name")
