"""The picture as `cotmoc picture` says it: lines of text, or JSON whose figures name the lists that they open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from cotmoc.access.core.viewer import console
from cotmoc.normalise.readings import Problem, warning
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import parse_filters
from cotmoc.picture.queries.page import Picture, picture
from cotmoc.web.templatetags.picture import figure_text
from cotmoc.web.views.picture.charts import step_label
from cotmoc.web.views.picture.choices import find_area, known_codes
from cotmoc.web.views.picture.labels import (
    agency_label,
    area_label,
    chips,
    code_label,
    problem_text,
)
from cotmoc.web.views.picture.links import figure_href

Group = tuple[str, list[tuple[str, Figure]]]


def ask(area: str, given: Mapping[str, str]) -> tuple[Picture | None, list[str]]:
    """The picture of an area (code or name) under filters; None, and what is wrong, when one means nothing.

    A page goes on without a filter that it cannot read; a program would take the answer for what it asked.
    """
    filters, problems = parse_filters(given, known_codes())
    found = find_area(area) if area else None
    if area and found is None:
        problems = (*problems, warning("filter.area", area))
    if problems:
        return None, [_sentence(problem) for problem in problems]
    return picture(viewer=console("picture"), filters=filters.with_(area=found)), []


def _sentence(problem: Problem) -> str:
    return f"{problem_text(problem)} [{problem.code}]"


def groups(shown: Picture) -> list[Group]:
    """All figures under their headings, in the order of the page."""
    first = shown.headline
    heads = [
        (_("Incidents"), first.incidents),
        (_("Reported by several agencies"), first.several),
        (_("Source records"), first.sources),
        (_("Conveyances"), shown.vehicles),
        (_("Fines"), shown.fines),
        (_("Value of goods"), shown.value),
        (_("Date not precise enough"), shown.aside.by_date),
        (_("Place not precise enough"), shown.aside.by_area),
    ]
    matrix, series = shown.matrix, shown.series
    return [
        (_("Figures"), [(label, figure) for label, figure in heads if figure is not None]),
        (_("Parties"), _coded("role", shown.parties)),
        (_("Conveyances"), _coded("conveyance", shown.conveyances)),
        (_("Seizures"), _coded("commodity", shown.seizures)),
        (_("Outcomes"), _coded("outcome", shown.outcomes)),
        (_("Led by"), [(agency_label(f.code), f) for f in shown.shares.led]),
        (_("Took part"), [(agency_label(f.code), f) for f in shown.shares.took_part]),
        (_("Detected by"), _coded("detection", shown.shares.detections)),
        (_("Offence"), _coded("offence", list(matrix.totals))),
        (_("Area"), [(_area(row.area), row.total) for row in matrix.rows]),
        (_("Over time"), [(step_label(series.step, b), b.figure) for b in series.bars] if series else []),
        (_("Returns"), [(_return_label(row.indicator, row.total), row.total) for row in shown.returns.rows]),
    ]  # fmt: skip


def _coded(family: str, figures: list[Figure]) -> list[tuple[str, Figure]]:
    return [(code_label(family, figure.code), figure) for figure in figures]


def _area(code: str) -> str:
    return area_label(code) if code else _("not known any closer")


def _return_label(indicator: str, figure: Figure) -> str:
    label = code_label("indicator", indicator)
    return f"{label} · {code_label('commodity', figure.code)}" if figure.code else label


def as_text(shown: Picture) -> str:
    """The figures as lines, each group under its heading."""
    lines = [f"{chip.name}: {chip.value}" for chip in chips(shown.filters)]
    lines.append(_("Revision %(number)s") % {"number": shown.stamp.revision})
    for heading, figures in groups(shown):
        if figures:
            width = max(len(label) for label, _figure in figures)
            lines += ["", heading, *(_line(label, figure, width) for label, figure in figures)]
    return "\n".join(lines)


def _line(label: str, figure: Figure, width: int) -> str:
    left_out = ""
    if figure.left_out:
        left_out = "  " + _("(and %(number)s lines not read)") % {"number": figure.left_out}
    return f"  {label:<{width}}  {figure_text(figure):>16}{left_out}"


def as_json(shown: Picture) -> str:
    """The figures as JSON: exact values, and for each the address of the list that it opens."""
    answer = {
        "filters": dict(shown.filters.items()),
        "revision": shown.stamp.revision,
        "groups": [
            {"name": name, "figures": [_figure(label, figure) for label, figure in figures]}
            for name, figures in groups(shown)
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _figure(label: str, figure: Figure) -> dict[str, object]:
    found: dict[str, object] = {
        "label": label,
        "code": figure.code,
        "value": f"{figure.value:f}" if isinstance(figure.value, Decimal) else int(figure.value),
        "unit": str(figure.total),
        "href": figure_href(figure),
    }
    if figure.measure:
        found["measure"] = figure.measure
    if figure.left_out:
        found["left_out"] = figure.left_out
    return found
