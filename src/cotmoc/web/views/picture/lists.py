"""The lists that figures open, and their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.picture.actions.reading import list_rows
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import TABLES, Kind, Total
from cotmoc.picture.queries.lists import PAGE_SIZE, SORTS, Listed, Order, Row
from cotmoc.web.formatting import count_text, quantity_text
from cotmoc.web.permissions import permitted
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.choices import choices, read_filters
from cotmoc.web.views.picture.columns import COLUMNS, Cell, Column
from cotmoc.web.views.picture.labels import chips, ignored_text, with_names
from cotmoc.web.views.picture.readiness import once_ready

TITLES = {
    Kind.INCIDENT: _("Incidents"),
    Kind.PARTY: _("Parties"),
    Kind.CONVEYANCE: _("Conveyances"),
    Kind.SEIZURE: _("Seizures"),
    Kind.OUTCOME: _("Outcomes"),
    Kind.SOURCE: _("Source records"),
    Kind.RETURN: _("Returns"),
}
LEADS = {
    Kind.INCIDENT: _("Each is one real incident, however many agencies reported it."),
    Kind.PARTY: _(
        "People and organisations in incidents, each in the role it had there. Reading this list is logged."
    ),
    Kind.CONVEYANCE: _("Vehicles and vessels in incidents, each counted once for an incident."),
    Kind.SEIZURE: _("Lines of goods, each counted once. What could not be read is in no sum."),
    Kind.OUTCOME: _("What came of incidents and of the parties in them."),
    Kind.SOURCE: _(
        "What agencies sent, before anything is counted once: one incident may have several."
    ),
    Kind.RETURN: _("Aggregate figures as units reported them. They are never added to incidents."),
}


@dataclass(frozen=True, slots=True)
class Head:
    """One column's head: its words, the address that sorts by it, and how the list is sorted now."""

    label: Any
    sort_query: str
    sorted: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell with its column's head, and where it leads."""

    cell: Cell
    head: Any
    href: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class TotalText:
    """One total of a list in words; `name` and `exact` say the same to programs."""

    name: str
    exact: Any
    text: str
    label: str


@once_ready
@with_names
def show_list(request: PageRequest, kind: Kind) -> HttpResponse:
    """A page of the list that the address names; the read is logged with it."""
    filters, problems = read_filters(request.GET)
    if "where" in request.GET and not problems:
        return redirect(f"{reverse(TABLES[kind].url_name)}?{filters.query()}")
    order, number = read_order(request, kind), _page_number(request)
    found = list_rows(
        actor=request.viewer,
        filters=filters,
        kind=kind,
        order=order,
        start=(number - 1) * PAGE_SIZE,
    )
    paginator = Paginator(range(found.open), PAGE_SIZE)
    if number > paginator.num_pages:
        raise Http404
    context = {
        "kind": kind,
        "title": TITLES[kind],
        "lead": LEADS[kind],
        "listed": found,
        "totals": total_texts(found),
        "heads": heads(found, filters),
        "rows": [_cells(request, row) for row in found.rows],
        "page": paginator.page(number),
        "filters": filters,
        "query": filters.query(),
        "picture_query": filters.chosen().query(),
        "choices": choices(filters),
        "chips": chips(filters),
        "problems": [(problem.code, ignored_text(problem)) for problem in problems],
        "narrowing": [(n, v) for n, v in filters.items() if (n, v) not in filters.chosen().items()],
        "list_url": reverse(TABLES[kind].url_name),
        "listed_name": TABLES[kind].url_name,
        "now_url": f"{reverse(TABLES[kind].url_name)}?{filters.with_(known_at=None).query()}",
    }
    return render(request, "web/picture/list.html", context)


def _page_number(request: PageRequest) -> int:
    written = request.GET.get("page", "1")
    return (
        max(int(written), 1) if written.isascii() and written.isdigit() and len(written) < 9 else 1
    )


def read_order(request: PageRequest, kind: Kind) -> Order:
    """The order that the address asks for; a leading minus puts the largest first."""
    written = request.GET.get("sort", "-day")
    by = written.removeprefix("-")
    return Order(by, not written.startswith("-")) if by in SORTS[kind] else Order()


def heads(found: Listed, filters: Filters) -> list[Head]:
    """The heads of the list's columns."""

    def head(column: Column) -> Head:
        is_by = bool(column.sort) and found.order.by == column.sort
        upwards = is_by and not found.order.ascending
        ways = {True: "ascending", False: "descending"}
        joined = "&" if filters.query() else ""
        sort = f"{filters.query()}{joined}sort={'' if upwards else '-'}{column.sort}"
        return Head(
            label=column.head,
            sort_query=sort if column.sort else "",
            sorted=ways[found.order.ascending] if is_by else "",
            is_number=column.is_number,
        )

    return [head(column) for column in COLUMNS[found.kind]]


def _cells(request: PageRequest, row: Row) -> list[ShownCell]:
    return [
        ShownCell(column.cell(row), column.head, _href(request, column, row), column.is_number)
        for column in COLUMNS[row.kind]
    ]


def _href(request: PageRequest, column: Column, row: Row) -> str:
    if not column.opens:
        return ""
    if row.kind in {Kind.SOURCE, Kind.RETURN}:
        name, number = "source", row.values["record_id"]
    else:
        name, number = "incident", row.values["incident_id"]
    return reverse(name, args=[number]) if permitted(request.viewer, name) else ""


def total_texts(found: Listed) -> list[TotalText]:
    """What the list adds up to, in words; sums of quantities only where all are of one measure."""
    texts = []
    for total, value in found.totals.items():
        if total is Total.AMOUNT and (found.measures != 1 or not found.filters.measure):
            continue
        if total is Total.AMOUNT:
            text = str(quantity_text(value, found.filters.measure))
        elif total in {Total.VALUE, Total.HOMES, Total.FORCES} and not value:
            continue
        elif total in {Total.FINES, Total.VALUE}:
            text = str(quantity_text(value, "money_vnd"))
        else:
            text = count_text(int(value))
        texts.append(TotalText(total.value, value, text, _total_label(total, found.kind)))
    return texts


def _total_label(total: Total, kind: Kind) -> str:
    if total is Total.ROWS:
        names = {Kind.INCIDENT: gettext("incidents"), Kind.SOURCE: gettext("source records")}
        return names.get(kind, gettext("lines"))
    return str(TOTAL_LABELS[total])


TOTAL_LABELS = {
    Total.HEADS: _("people and organisations"),
    Total.PIECES: _("conveyances"),
    Total.AMOUNT: _("in all"),
    Total.FINES: _("of fines"),
    Total.VALUE: _("of stated value"),
    Total.HOMES: _("provinces of residence"),
    Total.FORCES: _("agencies that took part"),
}
