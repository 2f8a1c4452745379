"""Every address of the product against everybody whom the permission table does not admit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.web.permissions import PERMISSIONS
from tests.cast import make_viewer, user_of

GUARDED = sorted(name for name, permission in PERMISSIONS.items() if not permission.public)


def patterns_in(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every address below `resolver`."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from patterns_in(pattern)


def some_address_of(name: str) -> str:
    """An address of that name; what it points at need not exist, since permission is asked first."""
    patterns = {
        pattern.name: pattern for pattern in patterns_in(get_resolver("cotmoc.config.urls"))
    }
    converters = patterns[name].pattern.converters
    if name == "file_parked":
        return reverse(name, kwargs={"upload_id": 1, "kind": "csv"})
    values = {key: 1 if isinstance(one, IntConverter) else "x" for key, one in converters.items()}
    return reverse(name, kwargs=values)


@pytest.mark.parametrize("name", GUARDED)
def test_address_leads_anonymous_visitors_to_the_sign_in_page(
    name: str, client: Client, db: None
) -> None:
    response = client.get(some_address_of(name))
    assert response.headers["Location"].startswith("/sign-in/?next=/")


@pytest.mark.parametrize("name", [name for name in GUARDED if PERMISSIONS[name].roles is not None])
def test_address_is_refused_to_every_role_that_the_table_does_not_admit(
    name: str, client: Client, db: None
) -> None:
    others = [
        role
        for role in Role
        if not PERMISSIONS[name].admits(Viewer("x", 1, roles=frozenset({role})))
    ]
    answers = {}
    for role in others:
        client.force_login(user_of(make_viewer(f"a-{role}", role)))
        answers[role] = client.get(some_address_of(name)).status_code
    assert answers == dict.fromkeys(others, 403)
