"""The thresholds of each sort: what each setting would do, what a change would change, and changing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from cotmoc.records.actions.reading import read_preview
from cotmoc.records.actions.thresholds import draw_joined_pairs
from cotmoc.records.jobs import match_by_thresholds_soon
from cotmoc.records.queries.contradictions import sides_of
from cotmoc.records.queries.thresholds import NamedPair, Outlook, outlook
from cotmoc.resolution.actions.thresholds import (
    BadThresholdError,
    NothingToUndoError,
    set_thresholds,
    undo_thresholds,
)
from cotmoc.resolution.core.expecting import AskSetting, Estimate, JoinSetting
from cotmoc.resolution.core.sorts import KIND_OF, Line
from cotmoc.resolution.policies import user_can_judge, user_can_set_thresholds
from cotmoc.resolution.queries.thresholds import ThresholdRow, sort_of_setting
from cotmoc.web.expected_text import (
    basis_text,
    estimate_text,
    line_text,
    rate_text,
    setting_text,
    standing_sentences,
)
from cotmoc.web.forms.review import LineForm, QueueForm, SetLineForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.review.page import review_address
from cotmoc.web.views.review.presenting import SORT_LABELS

MOST_CHECKS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: in words, with the bar of its interval in percent of the widest."""

    line: str
    pairs: int
    rate: str
    total: str
    basis: str
    is_now: bool
    low_x: str
    range_width: str
    mean_x: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One setting of the past; `can_undo` the one that holds."""

    row: ThresholdRow
    text: str
    can_undo: bool


@require_GET
def thresholds(request: PageRequest, sort: str) -> HttpResponse:
    """What each setting of a sort would do; with one in the address, exactly what it would change."""
    _check(sort)
    found = outlook(sort)
    form = LineForm(request.GET or None, initial=_values(found.line))
    context: dict[str, object] = {
        "outlook": found,
        "sorts": SORT_LABELS.items(),
        "form": form,
        "now": standing_sentences(found),
        "joining": _joining(found),
        "asking": _asking(found),
        "history": _history(found.history),
        "may_set": user_can_set_thresholds(request.viewer),
        "may_judge": user_can_judge(request.viewer),
    }
    if form.is_bound and form.is_valid() and found.counted:
        context |= _preview(request, sort, form.line())
    return render(request, "web/review/thresholds.html", context)


def _preview(request: PageRequest, sort: str, line: Line) -> dict[str, object]:
    told = read_preview(actor=request.viewer, sort=sort, line=line)
    kind = KIND_OF[sort]

    def named(pairs: Sequence[NamedPair]) -> list[tuple[object, object]]:
        numbers = {number for pair in pairs for number in (pair.left, pair.right)}
        sides = sides_of(viewer=request.viewer, kind=kind, numbers=numbers)
        return [(sides[pair.left], sides[pair.right]) for pair in pairs]

    lists = (
        (_("Joined"), named(told.named_joined), told.joined),
        (_("Taken apart"), named(told.named_parted), told.parted),
    )
    return {"preview": told, "preview_lists": lists}


@require_POST
def thresholds_set(request: PageRequest, sort: str) -> HttpResponse:
    """Puts a setting into effect; the worker compares everything by it."""
    _check(sort)
    form = SetLineForm(request.POST)
    if not form.is_valid():
        raise Http404
    reason = form.cleaned_data["reason"]
    try:
        set_thresholds(actor=request.viewer, sort=sort, line=form.line(), reason=reason)
    except BadThresholdError:
        messages.error(request, _("People have to be asked from a weight below that of joining."))
        return redirect("review_thresholds", sort)
    match_by_thresholds_soon(KIND_OF[sort])
    messages.success(request, _("The setting is in effect. Everything is compared by it now."))
    return redirect("review_thresholds", sort)


@require_POST
def thresholds_undo(request: PageRequest, threshold_id: int) -> HttpResponse:
    """Takes the setting that holds back: what held before holds again."""
    sort = sort_of_setting(threshold_id)
    if sort is None:
        raise Http404
    try:
        undo_thresholds(actor=request.viewer, threshold=threshold_id)
    except NothingToUndoError:
        messages.info(request, _("Somebody has set the thresholds since. Nothing was changed."))
        return redirect("review_thresholds", sort)
    match_by_thresholds_soon(KIND_OF[sort])
    messages.success(request, _("What held before holds again. Everything is compared by it now."))
    return redirect("review_thresholds", sort)


@require_POST
def thresholds_check(request: PageRequest, sort: str) -> HttpResponse:
    """Draws joins of the rule for people to check."""
    _check(sort)
    drawn = draw_joined_pairs(actor=request.viewer, sort=sort, pairs=MOST_CHECKS)
    text = ngettext("%(pairs)s join was drawn.", "%(pairs)s joins were drawn.", drawn)
    messages.success(request, text % {"pairs": drawn})
    queue = QueueForm({"sort": sort, "checks": "1"})
    queue.full_clean()
    return redirect(review_address(KIND_OF[sort], queue))


def _check(sort: str) -> None:
    if sort not in SORT_LABELS:
        raise Http404


def _values(line: Line) -> dict[str, int]:
    return {"join_bits": line.join_bits, "ask_bits": line.ask_bits}


def _joining(found: Outlook) -> list[Row]:
    widest = _widest(each.wrong for each in found.joining)
    return [_join_row(each, found.line, widest) for each in found.joining]


def _join_row(each: JoinSetting, line: Line, widest: float) -> Row:
    rate = rate_text(each.wrong.per_thousand(each.joined)) if each.joined else "–"
    is_now = each.bits == line.join_bits
    return _row(each.bits, each.joined, (rate, each.wrong), widest=widest, is_now=is_now)


def _asking(found: Outlook) -> list[Row]:
    widest = _widest(each.missed for each in found.asking)
    return [_ask_row(each, found.line, widest) for each in found.asking]


def _ask_row(each: AskSetting, line: Line, widest: float) -> Row:
    same = estimate_text(each.asked_same) if each.asked else "–"
    is_now = each.bits == line.ask_bits
    return _row(each.bits, each.asked, (same, each.missed), widest=widest, is_now=is_now)


def _row(bits: int, pairs: int, told: tuple[str, Estimate], *, widest: float, is_now: bool) -> Row:
    rate, total = told
    scale = 99.0 / widest
    return Row(
        line=line_text(bits),
        pairs=pairs,
        rate=rate,
        total=estimate_text(total),
        basis=basis_text(total),
        is_now=is_now,
        low_x=f"{total.low * scale:.2f}",
        range_width=f"{max((total.high - total.low) * scale, 0.5):.2f}",
        mean_x=f"{total.expected * scale:.2f}",
    )


def _widest(estimates: Iterable[Estimate]) -> float:
    return max((each.high for each in estimates), default=0.0) or 1.0


def _history(rows: Sequence[ThresholdRow]) -> Iterator[HistoryRow]:
    for place, row in enumerate(rows):
        can_undo = place == 0 and row.undoes is None
        yield HistoryRow(row, setting_text(row), can_undo)
