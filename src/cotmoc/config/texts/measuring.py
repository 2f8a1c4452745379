"""How well resolution does, as text, for programs, and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import isnan
from typing import Any

from django.utils.translation import gettext as _

from cotmoc.records.queries.measuring import Measured
from cotmoc.resolution.core.measuring import TENTHS
from cotmoc.resolution.core.reliability_plot import reliability_svg


def as_text(measured: Measured) -> str:
    """The figures and the table of tenths, as Markdown."""
    return "\n".join(_lines(measured))


def _lines(measured: Measured) -> Iterator[str]:
    figures, found = measured.figures, measured.calibration
    known = _(
        "%(things)d of the truth stand and can be recognised, %(missing)d do not; weights: %(model)s"
    )
    yield known % {
        "things": measured.things,
        "missing": measured.not_found,
        "model": measured.model,
    }
    yield ""
    yield from _table(
        (_("what"), _("pairs"), _("share")),
        (
            (_("the same in truth"), figures.true, ""),
            (_("joined by the rule"), figures.joined, ""),
            (_("of these right (precision)"), figures.right, _percent(figures.precision)),
            (_("of the true pairs joined (recall)"), figures.right, _percent(figures.recall)),
            (_("joined, or proposed to people"), figures.reached, _percent(figures.recall_reached)),
            (_("proposed to people"), figures.proposed, ""),
        ),
    )
    yield ""
    yield from _table(
        (_("given"), _("pairs"), _("given on average"), _("right"), _("between (95 %)")),
        (
            (
                f"{tenth.first:.0%}–{tenth.first + 1 / TENTHS:.0%}",
                tenth.pairs,
                _percent(tenth.given),
                _percent(tenth.share),
                f"{tenth.least:.1%}–{tenth.most:.1%}" if tenth.pairs else "",
            )
            for tenth in found.tenths
        ),
    )
    yield ""
    sums = _(
        "Brier score %(brier).5f; expected calibration error %(error).4f, of pairs given 10 %% or more %(above).4f"
    )
    yield sums % {"brier": found.brier, "error": found.error, "above": found.error_above}


def _table(head: tuple[str, ...], rows: Any) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    for first, *others in rows:
        cells = (f"{cell:,}" if isinstance(cell, int) else cell for cell in others)
        yield f"| {first} | " + " | ".join(cells) + " |"


def _percent(share: float) -> str:
    return "" if isnan(share) else f"{share:.1%}"


def as_json(measured: Measured) -> dict[str, Any]:
    """The same for programs; null for a share of nothing."""
    figures = measured.figures
    told = asdict(measured)
    told["figures"] |= {
        "precision": figures.precision,
        "recall": figures.recall,
        "recall_reached": figures.recall_reached,
    }
    cleaned: dict[str, Any] = without_nan(told)
    return cleaned


def without_nan(value: Any) -> Any:
    """The value for JSON, with null for every share of nothing."""
    if isinstance(value, dict):
        return {name: without_nan(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_nan(each) for each in value]
    return None if isinstance(value, float) and isnan(value) else value


def as_svg(measured: Measured, title: str) -> str:
    """The tenths drawn."""
    return reliability_svg(
        measured.calibration,
        title,
        _("chance that the pair was given"),
        _("share of pairs that is right"),
    )
