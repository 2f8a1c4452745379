"""What training came to, as text and for programs: the weights before and after, and how both do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from cotmoc.config.texts.measuring import without_nan
from cotmoc.resolution.core.fits import Fit
from cotmoc.resolution.core.measuring import TENTHS, Tenth
from cotmoc.resolution.core.reliability_plot import reliability_svg

Bits = Mapping[str, Mapping[str, float]]


def as_text(before: Fit, after: Fit) -> str:
    """The report, line by line: the weights of every level in bits, the matches expected, agreement with people."""
    return "\n".join(_lines(before, after))


def _lines(before: Fit, after: Fit) -> Iterator[str]:
    yield f"{'':32}{before.model:>22}{after.model:>22}"
    yield from _weights(before.bits, after.bits)
    for group in dict.fromkeys(chain(before.namesakes, after.namesakes)):
        yield _groups().get(group, group)
        yield from _weights(before.namesakes.get(group, {}), after.namesakes.get(group, {}))
    yield f"{_('matches expected'):32}{before.expected_matches:>22.0f}{after.expected_matches:>22.0f}"
    was, now = before.people, after.people
    yield f"{_('pairs judged by people'):32}{was.judged:>22}{now.judged:>22}"
    if now.judged:
        yield f"{_('on the side of people'):32}{was.agreed:>22.1%}{now.agreed:>22.1%}"
        yield f"{_('surprise, bits per answer'):32}{was.log_loss:>22.3f}{now.log_loss:>22.3f}"
        yield from _reliability(before, after)


def _groups() -> dict[str, str]:
    """What the groups of namesakes are called."""
    return {
        "whole": _("among two of the same name:"),
        "part": _("among two with a part of the name the same:"),
    }


def _weights(before: Bits, after: Bits) -> Iterator[str]:
    """The weights of every level; a dash where one of the two has none of its own."""
    for comparison in dict.fromkeys(chain(before, after)):
        old, new = before.get(comparison, {}), after.get(comparison, {})
        for level in dict.fromkeys(chain(old, new)):
            was, now = (f"{bits[level]:+.1f}" if level in bits else "–" for bits in (old, new))
            yield f"{comparison + '.' + level:32}{was:>22}{now:>22}"


def _reliability(before: Fit, after: Fit) -> Iterator[str]:
    """Of the judged pairs that were given a chance, how many people call the same: the nearer to it the better."""
    if before.people.reliability is None or after.people.reliability is None:
        return
    yield _("judged the same by people, of the pairs that were given:")
    tenths = zip(before.people.reliability.tenths, after.people.reliability.tenths, strict=True)
    for was, now in tenths:
        given = f"{was.first:.0%}–{was.first + 1 / TENTHS:.0%}"
        yield f"{given:32}{_share(was):>22}{_share(now):>22}"


def _share(tenth: Tenth) -> str:
    return f"{tenth.share:.0%} ({tenth.right}/{tenth.pairs})" if tenth.pairs else "–"


def as_json(before: Fit, after: Fit) -> dict[str, Any]:
    """The same for programs; null for agreement where nobody judged."""
    return {"before": _told(before), "after": _told(after)}


def _told(fit: Fit) -> dict[str, Any]:
    told = asdict(fit)
    people = told.pop("people")
    cleaned: dict[str, Any] = without_nan(told | people)
    return cleaned


def as_svg(fit: Fit, title: str) -> str | None:
    """The reliability by what people judged, drawn; None where nobody judged."""
    if fit.people.reliability is None:
        return None
    given, right = _("chance that the pair was given"), _("share that people call the same")
    return reliability_svg(fit.people.reliability, f"{title}: {fit.model}", given, right)
