"""The tables of the picture as sheets: what the page shows, with exact values."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.exports.sheets import Sheet, Value
from cotmoc.picture.queries.page import Picture
from cotmoc.web.views.picture.charts import step_label
from cotmoc.web.views.picture.labels import (
    agency_label,
    area_label,
    chips,
    code_label,
    measure_label,
    unit_label,
)

TABLE_NAMES = {
    "figures": _("Figures"),
    "seizures": _("Seizures"),
    "time": _("Over time"),
    "areas": _("Areas and offences"),
    "returns": _("Returns"),
    "reports": _("Who has reported"),
}
STATES = {
    "in_time": _("in time"),
    "late": _("late"),
    "missing": _("no report"),
    "not_due": _("not due yet"),
}


def sheet_of_filters(filters: Filters, revision: int) -> Sheet:
    """The first sheet of every workbook: what was asked, when, and as known at which revision."""
    rows: list[tuple[Value, ...]] = [(chip.name, chip.value) for chip in chips(filters)]
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
        "returns": _returns,
        "reports": _reports,
    }
    return makers[name](shown)


def _title(name: str) -> str:
    return str(TABLE_NAMES[name])


def _figures(shown: Picture) -> Sheet:
    first = shown.headline
    rows: list[tuple[Value, ...]] = [
        (gettext("Incidents"), "", first.incidents.value),
        (gettext("Reported by several agencies"), "", first.several.value),
        (gettext("Source records"), "", first.sources.value),
        (gettext("Fines"), "VND", shown.fines.value),
    ]
    groups: tuple[tuple[str, list[Figure], Callable[[str], str]], ...] = (
        (gettext("Parties"), shown.parties, lambda code: code_label("role", code)),
        (gettext("Conveyances"), shown.conveyances, lambda code: code_label("conveyance", code)),
        (gettext("Outcomes"), shown.outcomes, lambda code: code_label("outcome", code)),
        (gettext("Led by"), shown.shares.led, agency_label),
        (gettext("Took part"), shown.shares.took_part, agency_label),
        (
            gettext("Detected by"),
            shown.shares.detections,
            lambda code: code_label("detection", code),
        ),
    )
    for group, figures, label in groups:
        rows += [(group, label(figure.code), figure.value) for figure in figures]
    head = (gettext("Figure"), gettext("Of"), gettext("Value"))
    return Sheet(_title("figures"), head, rows)


def _seizures(shown: Picture) -> Sheet:
    head = (
        gettext("Goods"),
        gettext("Measure"),
        gettext("Amount in the canonical unit"),
        gettext("Lines not read"),
    )
    rows: list[tuple[Value, ...]] = [
        (code_label("commodity", f.code), measure_label(f.measure), f.value, f.left_out)
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
    return Sheet(_title("time"), head, rows)


def _areas(shown: Picture) -> Sheet:
    head = (
        gettext("Code"),
        gettext("Area"),
        gettext("Incidents"),
        *(code_label("offence", column) for column in shown.matrix.columns),
    )
    rows: list[tuple[Value, ...]] = [
        (
            row.area,
            area_label(row.area) if row.area else gettext("not known any closer"),
            row.total.value,
            *(cell.value if cell else 0 for cell in row.cells),
        )
        for row in shown.matrix.rows
    ]
    return Sheet(_title("areas"), head, rows)


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
        )
        for duty in shown.duties
        for period in duty.periods
    ]
    return Sheet(_title("reports"), head, rows)
