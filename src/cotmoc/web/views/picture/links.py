"""Addresses of the lists that figures open."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import TABLES, Kind


def figure_href(figure: Figure) -> str:
    """The address of the list that a figure opens."""
    return list_href(figure.kind, figure.filters)


def list_href(kind: Kind, filters: Filters) -> str:
    """The address of a list."""
    query = filters.query()
    return f"{_list_path(kind)}{'?' if query else ''}{query}"


@cache
def _list_path(kind: Kind) -> str:
    """A page of the picture has a thousand links to a few lists."""
    return reverse(TABLES[kind].url_name)
