"""Thresholds from the command line: what each setting would do, what one would change, putting it into effect."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TextIO

from django.utils.translation import gettext as _

from cotmoc.access.core.viewer import console
from cotmoc.config.texts.matching import report_lines
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.reading import read_preview
from cotmoc.records.actions.resolving import match_by_thresholds
from cotmoc.records.queries.thresholds import Outlook, Preview, outlook
from cotmoc.resolution.actions.thresholds import set_thresholds, undo_thresholds
from cotmoc.resolution.core.expecting import Estimate
from cotmoc.resolution.core.sorts import KIND_OF, SORTS, Line
from cotmoc.resolution.queries.thresholds import line_of

ACTOR = console("resolve")


def thresholds(options: argparse.Namespace) -> int:
    """Shows the settings of one sort or of all, previews one, or puts one into effect; 1 when it was refused."""
    asks = options.join is not None or options.ask is not None or options.undo
    if not asks:
        return _show((options.sort,) if options.sort else SORTS, as_json=options.json)
    if not options.sort:
        _say(_("Say whose thresholds: --sort person, for instance."), sys.stderr)
        return 2
    try:
        return _undo(options) if options.undo else _set(options)
    except CotmocError as error:
        _say(f"{error} [{error.code}]", sys.stderr)
        return 1


def _show(sorts: tuple[str, ...], *, as_json: bool) -> int:
    found = [outlook(sort) for sort in sorts]
    if as_json:
        _say(json.dumps({each.sort: _as_json(each) for each in found}))
    else:
        _say("\n".join(line for each in found for line in _lines(each)))
    return 0


def _set(options: argparse.Namespace) -> int:
    line = _line(options)
    if not options.yes:
        told = read_preview(actor=ACTOR, sort=options.sort, line=line)
        if options.json:
            _say(json.dumps({"joined": told.joined, "parted": told.parted, "asked": told.asked}))
        else:
            _say(_preview_text(told))
        return 0
    set_thresholds(actor=ACTOR, sort=options.sort, line=line)
    return _compare(options)


def _undo(options: argparse.Namespace) -> int:
    history = outlook(options.sort).history
    if not history:
        _say(_("Nobody set anything: what was stated with the rule holds."), sys.stderr)
        return 1
    undo_thresholds(actor=ACTOR, threshold=history[0].id)
    return _compare(options)


def _compare(options: argparse.Namespace) -> int:
    """Compares everything by what holds now."""
    report = match_by_thresholds(actor=ACTOR, kind=KIND_OF[options.sort])
    if options.json:
        _say(json.dumps({"line": asdict(line_of(options.sort)), **report.counts()}))
    else:
        _say("\n".join(report_lines(report)))
    return 0


def _line(options: argparse.Namespace) -> Line:
    """The setting asked for; what is not said stays as it is."""
    now = line_of(options.sort)
    return Line(
        now.join_bits if options.join is None else options.join,
        now.ask_bits if options.ask is None else options.ask,
    )


def _preview_text(told: Preview) -> str:
    text = _(
        "This would join %(joined)s pairs, take %(parted)s apart, and put %(asked)s to people. With --yes it is done."
    )
    return text % {"joined": told.joined, "parted": told.parted, "asked": told.asked}


def _lines(found: Outlook) -> Iterator[str]:
    """The settings of a sort as a table; the one that holds is marked."""
    now = {"join": found.line.join_bits, "ask": found.line.ask_bits}
    yield f"{found.sort}: " + _("joined from %(join)s bits, asked from %(ask)s bits") % now
    if found.counted is None:
        yield "  " + _("Nothing was compared yet")
        return
    yield f"  {_('Joined from'):>14}{_('Pairs joined'):>18}{_('Wrong joins in all'):>28}"
    for join in found.joining:
        mark = "→" if join.bits == found.line.join_bits else " "
        yield f"{mark} {join.bits:>14}{join.joined:>18}{_interval(join.wrong):>28}"
    yield f"  {_('Asked from'):>14}{_('Pairs to review'):>18}{_('Missed joins'):>28}"
    for ask in found.asking:
        mark = "→" if ask.bits == found.line.ask_bits else " "
        yield f"{mark} {ask.bits:>14}{ask.asked:>18}{_interval(ask.missed):>28}"
    said = {"judged": found.judged}
    yield (
        "  " + _("from %(judged)s answers of people; where there are too few, by the model") % said
    )


def _interval(estimate: Estimate) -> str:
    return f"{estimate.expected:.1f} ({estimate.low:.0f}–{estimate.high:.0f})"


def _as_json(found: Outlook) -> dict[str, Any]:
    return {
        "line": asdict(found.line),
        "judged": found.judged,
        "joining": [asdict(each) for each in found.joining],
        "asking": [asdict(each) for each in found.asking],
        "large": [asdict(each) for each in found.counted.large] if found.counted else [],
    }


def _say(text: str, out: TextIO | None = None) -> None:
    (out or sys.stdout).write(f"{text}\n")
