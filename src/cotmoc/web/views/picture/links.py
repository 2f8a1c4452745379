"""Addresses of the lists that figures open."""

from __future__ import annotations

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
    return f"{reverse(TABLES[kind].url_name)}{'?' if query else ''}{query}"
