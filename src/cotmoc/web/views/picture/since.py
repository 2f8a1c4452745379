"""What changed in a picture since an earlier moment: figures then and now, and the records one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.picture.actions.reading import list_changes
from cotmoc.picture.core.changing import ChangeKind
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.queries.changes import Changes
from cotmoc.picture.queries.lists import PAGE_SIZE
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.choices import read_filters
from cotmoc.web.views.picture.labels import chips, ignored_text, with_names
from cotmoc.web.views.picture.readiness import once_ready

KINDS = {
    ChangeKind.NEW: _("new records"),
    ChangeKind.CORRECTED: _("corrected records"),
    ChangeKind.WITHDRAWN: _("withdrawn records"),
    ChangeKind.JOINED: _("incidents joined"),
    ChangeKind.PARTED: _("incidents parted"),
}
FIGURES = {
    "incidents": _("Incidents"),
    "sources": _("Source records"),
    "parties": _("Parties"),
    "conveyances": _("Conveyances"),
    "fines": _("Fines"),
    "value": _("Value of goods"),
}


@dataclass(frozen=True, slots=True)
class KindTab:
    """One kind of change: its name, how many there are, and the address of its list."""

    kind: ChangeKind
    label: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that one press chooses, and the query string of the picture as known then."""

    label: str
    query: str


def moments(filters: Filters) -> list[Moment]:
    """Moments that are often asked for: the ends of yesterday, of last week's same day, and of last month."""
    today = timezone.localdate()
    named = (
        (gettext("yesterday"), today - timedelta(days=1)),
        (gettext("7 days ago"), today - timedelta(days=7)),
        (gettext("30 days ago"), today - timedelta(days=30)),
    )
    return [
        Moment(
            label,
            filters.with_(known_at=datetime.combine(day, time(23, 59, 59)).isoformat()).query(),
        )
        for label, day in named
    ]


def kind_tabs(changes: Changes, filters: Filters) -> list[KindTab]:
    """The kinds of changes with their numbers."""
    address = f"{reverse('picture_changes')}?{filters.query()}"
    return [
        KindTab(kind, str(label), changes.records[kind], f"{address}&change={kind}")
        for kind, label in KINDS.items()
    ]


@once_ready
@with_names
def show_changes(request: PageRequest) -> HttpResponse:
    """The records that changed since the moment that the address names, of one kind of change."""
    filters, problems = read_filters(request.GET)
    filters = filters.chosen()
    if filters.known_at is None:
        return redirect(f"{reverse('picture')}?{filters.query() or 'area='}")
    written = request.GET.get("change", ChangeKind.NEW)
    if written not in set(ChangeKind):
        raise Http404
    kind = ChangeKind(written)
    number = _page_number(request)
    start = (number - 1) * PAGE_SIZE
    changes, rows = list_changes(actor=request.viewer, filters=filters, kind=kind, start=start)
    matching = sum(each.kind is kind for each in changes.rows)
    paginator = Paginator(range(matching), PAGE_SIZE)
    if number > paginator.num_pages:
        raise Http404
    context = {
        "changes": changes,
        "rows": rows,
        "kind": kind,
        "title": KINDS[kind],
        "tabs": kind_tabs(changes, filters),
        "closed": changes.closed[kind],
        "page": paginator.page(number),
        "filters": filters,
        "chips": chips(filters),
        "problems": [(problem.code, ignored_text(problem)) for problem in problems],
        "picture_query": filters.query(),
    }
    return render(request, "web/picture/changes.html", context)


def _page_number(request: PageRequest) -> int:
    written = request.GET.get("page", "1")
    return (
        max(int(written), 1) if written.isascii() and written.isdigit() and len(written) < 9 else 1
    )
