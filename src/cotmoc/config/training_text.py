"""What training came to, as text and for programs: the weights before and after, and how both do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from math import isnan
from typing import Any

from django.utils.translation import gettext as _

from cotmoc.resolution.core import comparison as incidents
from cotmoc.resolution.core.parties import layout as parties
from cotmoc.resolution.core.parties.training import Fit, Trained
from cotmoc.resolution.core.training import IncidentFit, TrainedWeights

AnyFit = Fit | IncidentFit
AnyTrained = Trained | TrainedWeights


def as_text(trained: AnyTrained) -> str:
    """The report, line by line: the weights of every level in bits, the matches expected, agreement with people."""
    return "\n".join(_lines(trained.before, trained.after))


def _levels(fit: AnyFit) -> Mapping[str, tuple[str, ...]]:
    return incidents.LEVELS if isinstance(fit, IncidentFit) else parties.LEVELS


def _lines(before: AnyFit, after: AnyFit) -> Iterator[str]:
    yield f"{'':32}{before.model:>22}{after.model:>22}"
    for comparison, levels in _levels(before).items():
        rows = zip(levels, before.bits[comparison], after.bits[comparison], strict=True)
        for level, old, new in rows:
            yield f"{comparison + '.' + level:32}{old:>+22.1f}{new:>+22.1f}"
    yield f"{_('matches expected'):32}{before.expected_matches:>22.0f}{after.expected_matches:>22.0f}"
    yield f"{_('pairs judged by people'):32}{before.judged:>22}{after.judged:>22}"
    if after.judged:
        yield f"{_('on the side of people'):32}{before.agreed:>22.1%}{after.agreed:>22.1%}"
        yield f"{_('surprise, bits per answer'):32}{before.log_loss:>22.3f}{after.log_loss:>22.3f}"


def as_json(trained: AnyTrained) -> dict[str, Any]:
    """The same for programs; null for agreement where nobody judged."""
    return {name: _fit(fit) for name, fit in (("before", trained.before), ("after", trained.after))}


def _fit(fit: AnyFit) -> dict[str, Any]:
    told = asdict(fit)
    for name in ("agreed", "log_loss"):
        told[name] = None if isnan(told[name]) else told[name]
    told["bits"] = {
        comparison: dict(zip(_levels(fit)[comparison], bits, strict=True))
        for comparison, bits in fit.bits.items()
    }
    return told
