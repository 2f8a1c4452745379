"""The tables of the picture as sheets: what the page shows, with exact values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import NOT_STATED, Filters
from cotmoc.picture.exports.sheets import Sheet, Value
from cotmoc.picture.queries.comparison import Comparison
from cotmoc.picture.queries.detection import SEIZED
from cotmoc.picture.queries.page import Picture
from cotmoc.web.views.picture.changes import VERDICTS, comparison_name, period_text
from cotmoc.web.views.picture.charts import step_label
from cotmoc.web.views.picture.labels import (
    agency_label,
    area_label,
    chips,
    code_label,
    measure_label,
    unit_label,
)
from cotmoc.web.views.picture.scales import rates_of, scales_of

TABLE_NAMES = {
    "figures": _("Figures"),
    "seizures": _("Seizures"),
    "time": _("Over time"),
    "areas": _("Areas and offences"),
    "agencies": _("Agencies"),
    "found": _("How found, and what came of it"),
    "returns": _("Returns"),
    "reports": _("Who has reported"),
}
STATES = {
    "in_time": _("in time"),
    "late": _("late"),
    "missing": _("no report"),
    "not_due": _("not due yet"),
}


def sheet_of_filters(
    filters: Filters, revision: int, comparisons: Sequence[Comparison] = ()
) -> Sheet:
    """The first sheet of every workbook: what was asked, when, and as known at which revision."""
    rows: list[tuple[Value, ...]] = [(chip.name, chip.value) for chip in chips(filters)]
    rows += [
        (gettext("Compared with"), f"{period_text(each.period)} ({comparison_name(each)})")
        for each in comparisons
    ]
    rows += [
        (gettext("Revision"), revision),
        (gettext("Made on"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
        (gettext("Address"), filters.query()),
    ]
    return Sheet(gettext("Filters"), (gettext("Filter"), gettext("Value")), rows)


def sheet_of(name: str, shown: Picture) -> Sheet:
    """One table of the picture by its name in TABLE_NAMES."""
    makers: dict[str, Callable[[Picture], Sheet]] = {
        "figures": _figures,
        "seizures": _seizures,
        "time": _time,
        "areas": _areas,
        "agencies": _agencies,
        "found": _found,
        "returns": _returns,
        "reports": _reports,
    }
    return makers[name](shown)


def _title(name: str) -> str:
    return str(TABLE_NAMES[name])


def _figures(shown: Picture) -> Sheet:
    first = shown.headline
    rows: list[tuple[Value, ...]] = [
        _line(shown, (gettext("Incidents"), ""), first.incidents, "incidents"),
        _line(shown, (gettext("Reported by several agencies"), ""), first.several),
        _line(shown, (gettext("Source records"), ""), first.sources),
        _line(shown, (gettext("Conveyances"), ""), shown.vehicles, "conveyances"),
        _line(shown, (gettext("Fines"), "VND"), shown.fines, "fines"),
        _line(shown, (gettext("Value of goods"), "VND"), shown.value, "value"),
    ]
    for group, figures, label, subject in _groups(shown):
        rows += [
            _line(shown, (group, label(each.code)), each, subject, each.code) for each in figures
        ]
    head = (gettext("Figure"), gettext("Of"), gettext("Value"), gettext("Left out"), *_heads(shown))
    return Sheet(_title("figures"), head, rows)


_Groups = tuple[tuple[str, list[Figure], Callable[[str], str], str], ...]


def _groups(shown: Picture) -> _Groups:
    """The groups of figures: their heading, the figures, what each is called, and what they are compared as."""
    return (
        (gettext("Parties"), shown.parties, lambda code: code_label("role", code), "parties"),
        (
            gettext("Conveyances"),
            shown.conveyances,
            lambda code: code_label("conveyance", code),
            "",
        ),
        (gettext("Outcomes"), shown.outcomes, lambda code: code_label("outcome", code), "outcomes"),
        (gettext("Led by"), shown.shares.led, agency_label, "lead"),
        (gettext("Took part"), shown.shares.took_part, agency_label, ""),
        (
            gettext("Detected by"),
            shown.shares.detections,
            lambda code: code_label("detection", code),
            "detection",
        ),
    )


def _heads(shown: Picture) -> Iterator[str]:
    """The heads of the columns of each earlier period."""
    for each in shown.comparisons:
        period = period_text(each.period)
        yield from (period, gettext("against %(period)s") % {"period": period}, gettext("says"))


def _line(
    shown: Picture, names: tuple[str, str], figure: Figure, subject: str = "", code: str = ""
) -> tuple[Value, ...]:
    """A figure with what is left out of it, and its value of before, the difference, and what that says."""
    return (*names, figure.value, figure.left_out, *_changes(shown, subject, code))


def _changes(shown: Picture, subject: str, code: str, measure: str = "") -> Iterator[Value]:
    for each in shown.comparisons:
        change = each.of(subject, code, measure) if subject else None
        if change is None:
            yield from (None, None, None)
        else:
            yield from (change.before, change.difference, str(VERDICTS[change.verdict]))


def _seizures(shown: Picture) -> Sheet:
    head = (
        gettext("Goods"),
        gettext("Measure"),
        gettext("Amount in the canonical unit"),
        gettext("Lines not read"),
        *_heads(shown),
    )
    rows: list[tuple[Value, ...]] = [
        (
            code_label("commodity", f.code),
            measure_label(f.measure),
            f.value,
            f.left_out,
            *_changes(shown, "commodity", f.code, f.measure),
        )
        for f in shown.seizures
    ]
    return Sheet(_title("seizures"), head, rows)


def _time(shown: Picture) -> Sheet:
    head = (gettext("Period"), gettext("From"), gettext("To"), gettext("Incidents"))
    rows: list[tuple[Value, ...]] = []
    if shown.series:
        rows = [
            (step_label(shown.series.step, bar), bar.first, bar.last, bar.figure.value)
            for bar in shown.series.bars
        ]
        rows.append((gettext("Date not precise enough"), None, None, shown.series.undated.value))
    return Sheet(_title("time"), head, rows, chart=(0, 3))


def _areas(shown: Picture) -> Sheet:
    known = rates_of(shown)
    scales = scales_of(known)
    head = (
        gettext("Code"),
        gettext("Area"),
        gettext("Incidents"),
        *_heads(shown),
        *(scale.label for scale in scales),
        *(code_label("offence", column) for column in shown.matrix.columns),
    )
    rows: list[tuple[Value, ...]] = [
        (
            row.area,
            area_label(row.area) if row.area else gettext("not known any closer"),
            row.total.value,
            *_changes(shown, "area", row.area),
            *(getattr(known.of(row.area), scale.name, None) for scale in scales),
            *(cell.value if cell else 0 for cell in row.cells),
        )
        for row in shown.matrix.rows
    ]
    return Sheet(_title("areas"), head, rows, chart=(1, 2))


def _agencies(shown: Picture) -> Sheet:
    head = (
        gettext("Agency"),
        gettext("alone"),
        gettext("with others"),
        gettext("others led"),
        *(f"{gettext('with')} {agency_label(row.code)}" for row in shown.shares.jointly),
    )
    rows: list[tuple[Value, ...]] = []
    for row in shown.shares.jointly:
        partners = {figure.code: figure.value for figure in row.partners}
        numbers = (row.alone.value, row.with_others.value, row.under_others.value)
        others = (partners.get(other.code, 0) for other in shown.shares.jointly)
        rows.append((agency_label(row.code), *numbers, *others))
    return Sheet(_title("agencies"), head, rows)


def _found(shown: Picture) -> Sheet:
    names = {SEIZED: gettext("goods seized"), NOT_STATED: gettext("no outcome stated")}
    head = (
        gettext("Detected by"),
        gettext("Incidents"),
        *(names.get(column) or code_label("outcome", column) for column in shown.found.columns),
    )
    rows: list[tuple[Value, ...]] = [
        (
            code_label("detection", row.code),
            row.total.value,
            *(cell.value if cell else 0 for cell in row.cells),
        )
        for row in shown.found.rows
    ]
    return Sheet(_title("found"), head, rows)


def _returns(shown: Picture) -> Sheet:
    head = (
        gettext("Indicator"),
        gettext("Goods"),
        gettext("Measure"),
        gettext("Amount in the canonical unit"),
        gettext("Lines not read"),
        *(agency_label(code) for code in shown.returns.agencies),
        *(str(year) for year in shown.returns.years),
    )
    rows: list[tuple[Value, ...]] = [
        (
            code_label("indicator", row.indicator),
            code_label("commodity", row.total.code) if row.total.code else "",
            measure_label(row.total.measure),
            row.total.value,
            row.total.left_out,
            *(_value(row.by_agency.get(code)) for code in shown.returns.agencies),
            *(_value(row.by_year.get(year)) for year in shown.returns.years),
        )
        for row in shown.returns.rows
    ]
    return Sheet(_title("returns"), head, rows)


def _value(figure: Figure | None) -> Value:
    return figure.value if figure else None


def _reports(shown: Picture) -> Sheet:
    head = (
        gettext("Agency"),
        gettext("Unit"),
        gettext("Register"),
        gettext("From"),
        gettext("To"),
        gettext("State"),
        gettext("Days late"),
        gettext("Records"),
        gettext("Corrected"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            agency_label(duty.agency),
            unit_label(duty.unit) if duty.unit else "",
            duty.register,
            period.first,
            period.last,
            str(STATES[period.state]),
            period.days_late,
            _value(period.figure),
            _value(period.corrected),
        )
        for duty in shown.duties
        for period in duty.periods
    ]
    return Sheet(_title("reports"), head, rows)
