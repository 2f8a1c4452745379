"""What training came to, as text and for programs: the weights before and after, and how both do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import isnan
from typing import Any

from django.utils.translation import gettext as _

from cotmoc.resolution.core.fits import Fit


def as_text(before: Fit, after: Fit) -> str:
    """The report, line by line: the weights of every level in bits, the matches expected, agreement with people."""
    return "\n".join(_lines(before, after))


def _lines(before: Fit, after: Fit) -> Iterator[str]:
    yield f"{'':32}{before.model:>22}{after.model:>22}"
    for comparison, bits in before.bits.items():
        for level, old in bits.items():
            new = after.bits[comparison][level]
            yield f"{comparison + '.' + level:32}{old:>+22.1f}{new:>+22.1f}"
    yield f"{_('matches expected'):32}{before.expected_matches:>22.0f}{after.expected_matches:>22.0f}"
    was, now = before.people, after.people
    yield f"{_('pairs judged by people'):32}{was.judged:>22}{now.judged:>22}"
    if now.judged:
        yield f"{_('on the side of people'):32}{was.agreed:>22.1%}{now.agreed:>22.1%}"
        yield f"{_('surprise, bits per answer'):32}{was.log_loss:>22.3f}{now.log_loss:>22.3f}"


def as_json(before: Fit, after: Fit) -> dict[str, Any]:
    """The same for programs; null for agreement where nobody judged."""
    return {"before": _told(before), "after": _told(after)}


def _told(fit: Fit) -> dict[str, Any]:
    told = asdict(fit)
    people = told.pop("people")
    return told | {
        name: None if isinstance(value, float) and isnan(value) else value
        for name, value in people.items()
    }
