"""What stands out of a picture, in two sentences; every clause is a link to its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from cotmoc.picture.core.comparing import Change, Period, Verdict
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.queries.reporting import Completeness, Duty, ReportState
from cotmoc.picture.queries.standing_out import Named, StandingOut
from cotmoc.web.formatting import count_text, quantity_text
from cotmoc.web.views.picture.changes import period_text
from cotmoc.web.views.picture.labels import agency_label, area_label, code_label, unit_label
from cotmoc.web.views.picture.links import figure_href, list_href


def first_sentence(found: StandingOut) -> SafeString:
    """How many incidents, against a year before, where and of what most."""
    clauses = [_linked(found.incidents, _incidents_text(int(found.incidents.value)))]
    if found.change and found.comparison:
        clauses.append(_against(found, found.change))
    if found.area:
        text = gettext("most in %(area)s (%(number)s)") % {
            "area": area_label(found.area.code),
            "number": count_text(int(found.area.value)),
        }
        clauses.append(_linked(found.area, text))
    if found.offence:
        text = gettext("most often %(offence)s (%(number)s)") % {
            "offence": _lower(code_label("offence", found.offence.code)),
            "number": count_text(int(found.offence.value)),
        }
        clauses.append(_linked(found.offence, text))
    return format_html("{}.", _listed(clauses))


def _incidents_text(number: int) -> str:
    words = ngettext("%(number)s incident", "%(number)s incidents", number)
    return words % {"number": count_text(number)}


def _against(found: StandingOut, change: Change) -> SafeString:
    assert found.comparison is not None
    words = {
        Verdict.MORE: gettext("clearly more than in %(period)s (%(number)s)"),
        Verdict.FEWER: gettext("clearly fewer than in %(period)s (%(number)s)"),
        Verdict.CHANCE: gettext("no more different from %(period)s (%(number)s) than chance makes"),
        Verdict.TOO_FEW: gettext("too few to compare with %(period)s (%(number)s)"),
    }[change.verdict]
    text = words % {
        "period": period_text(found.comparison.period),
        "number": count_text(int(change.before)),
    }
    return _anchor(list_href(found.incidents.kind, found.comparison.filters), text)


def second_sentence(found: StandingOut, duties: Sequence[Duty]) -> SafeString:
    """What changed beyond chance, and which reports are missing; empty where nothing can be said."""
    clauses = [*_changed(found), *_missing(duties)]
    if not clauses:
        return mark_safe("")
    return format_html("{}.", format_html_join("; ", "{}", ((clause,) for clause in clauses)))


def _changed(found: StandingOut) -> Iterator[SafeString]:
    if found.comparison is None:
        return
    period = period_text(found.comparison.period)
    if found.named:
        start = gettext("Against %(period)s stand out") % {"period": period}
        named = [_linked(each.figure, _named_text(each)) for each in found.named]
        yield format_html("{}: {}", start, _listed(named))
    else:
        text = gettext(
            "No kind of offence, area or goods differs from %(period)s by more than chance"
        )
        yield format_html("{}", text % {"period": period})


#: So many missing reports are named; more are counted.
MOST_NAMED_REPORTS = 3


def _missing(duties: Sequence[Duty]) -> Iterator[SafeString]:
    """Which reports are missing, or how many where they are many."""
    missing = [
        (duty, period)
        for duty in duties
        for period in duty.periods
        if period.state is ReportState.MISSING
    ]
    if not missing:
        return
    if len(missing) <= MOST_NAMED_REPORTS:
        named = [
            gettext("%(unit)s for %(period)s")
            % {
                "unit": unit_label(duty.unit) if duty.unit else agency_label(duty.agency),
                "period": period_text(Period(period.first, period.last)),
            }
            for duty, period in missing
        ]
        yield _anchor("#reports", gettext("no report from %(units)s") % {"units": ", ".join(named)})
        return
    due = Completeness.of(period for duty in duties for period in duty.periods).due
    words = ngettext(
        "%(missing)s of %(due)s reports due is missing",
        "%(missing)s of %(due)s reports due are missing",
        len(missing),
    )
    numbers = {"missing": count_text(len(missing)), "due": count_text(due)}
    yield _anchor("#reports", words % numbers)


def _named_text(named: Named) -> str:
    """ "Illegal crossing 35, before 12"."""
    numbers = [_number(named, value) for value in (named.change.now, named.change.before)]
    return gettext("%(thing)s: %(now)s, before %(before)s") % {
        "thing": _thing(named),
        "now": numbers[0],
        "before": numbers[1],
    }


def _number(named: Named, value: object) -> str:
    if named.subject == "commodity":
        return str(quantity_text(value, named.figure.measure))  # type: ignore[arg-type]
    return count_text(int(value))  # type: ignore[call-overload]


def _thing(named: Named) -> str:
    if named.subject == "area":
        return area_label(named.code)
    return code_label(named.subject, named.code)


def _lower(label: str) -> str:
    """A label within a sentence: its first letter small, unless it stands for an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _listed(clauses: list[SafeString]) -> SafeString:
    return format_html_join(", ", "{}", ((clause,) for clause in clauses))


def _linked(figure: Figure, text: str) -> SafeString:
    return _anchor(figure_href(figure), text)


def _anchor(href: str, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', href, text)
