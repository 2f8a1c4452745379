"""Every address stands in the permission table, and the table names nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from cotmoc.web.permissions import PERMISSIONS


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str | None]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}" if pattern.name else None


def test_every_address_has_a_name() -> None:
    assert None not in set(names(get_resolver()))


def test_every_address_stands_in_the_permission_table() -> None:
    assert {name for name in names(get_resolver()) if name} - set(PERMISSIONS) == set()


def test_permission_table_names_no_address_that_is_not_there() -> None:
    assert set(PERMISSIONS) - set(names(get_resolver())) == set()
