"""`cotmoc resolve`: what is the same among all that is known; weights trained on it; how well it does."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from cotmoc.records.actions.matching import MatchingReport
    from cotmoc.records.queries.measuring import Measured
    from cotmoc.resolution.core.parties.training import Trained
    from cotmoc.resolution.core.training import TrainedWeights

NAME = "resolve"
HELP = gettext_lazy(
    "Compare incidents, persons, organisations, vehicles and vessels; train the weights on them."
)
EXAMPLE = """cotmoc resolve
  cotmoc resolve --all --kind party
  cotmoc resolve train --kind party --dry-run
  cotmoc resolve train --kind incident
  cotmoc resolve train --json
  cotmoc resolve measure --truth ./demo-files --plot .
  cotmoc resolve thresholds
  cotmoc resolve thresholds --sort person --join 10 --ask 1"""
#: Incidents last: what they share of the others is evidence.
KINDS = ("party", "conveyance", "incident")


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds what is to be done, and with which kind of thing."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("compare", "train", "measure", "thresholds"),
        default="compare",
        help=_(
            "compare what changed (the default), train the weights, measure how well it does,"
            " or show and set thresholds"
        ),
    )
    parser.add_argument("--kind", choices=KINDS, help=_("only this kind of thing"))
    parser.add_argument(
        "--all", action="store_true", help=_("compare everything, not only after a change")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("train and report, go on with the old weights")
    )
    parser.add_argument(
        "--truth",
        metavar="DIR",
        type=Path,
        help=_("folder of tables of what is one thing in truth"),
    )
    parser.add_argument(
        "--plot",
        metavar="DIR",
        type=Path,
        help=_("folder for drawings of how right the chances are (SVG)"),
    )
    parser.add_argument(
        "--sort",
        choices=("incident", "person", "organisation", "vehicle", "vessel"),
        help=_("whose thresholds"),
    )
    parser.add_argument("--join", type=int, help=_("join without asking from so many bits on"))
    parser.add_argument("--ask", type=int, help=_("ask people from so many bits on"))
    parser.add_argument("--undo", action="store_true", help=_("take the last setting back"))
    parser.add_argument("--yes", action="store_true", help=_("put the setting into effect"))
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> int:
    """Compares, trains, measures, or shows and sets thresholds; the exit code, 1 when something was refused."""
    if options.what == "thresholds":
        from cotmoc.config.thresholding import thresholds

        return thresholds(options)
    return {"train": _train, "measure": _measure}.get(options.what, _compare)(options)


def _compare(options: argparse.Namespace) -> int:
    from cotmoc.access.core.viewer import console
    from cotmoc.config.texts.matching import report_lines
    from cotmoc.records.actions.resolving import PASSES, match_kind

    actor, told = console("resolve"), dict[str, "MatchingReport"]()
    for kind in (options.kind,) if options.kind else PASSES:
        if not options.json:
            print(_("Comparing: %(kind)s …") % {"kind": _kind_text(kind)}, flush=True)
        say = None if options.json else _say_step
        anyway = options.all and kind not in told
        report = match_kind(actor=actor, kind=kind, everything=anyway, say=say)
        told[kind] = told[kind].followed_by(report) if kind in told else report
        if not options.json:
            print("\n".join(f"  {line}" for line in report_lines(report)), flush=True)
    if options.json:
        print(json.dumps({kind: _as_json(report) for kind, report in told.items()}))
    return 0


def _as_json(report: MatchingReport) -> dict[str, object]:
    large = [[block.rule, block.blocks, block.largest] for block in report.large]
    return {**report.counts(), "large": large}


def _say_step(done: int, steps: int) -> None:
    """Says how far a pass of several steps is."""
    if steps > 1:
        print(_("  step %(done)s of %(steps)s") % {"done": done, "steps": steps}, flush=True)


def _train(options: argparse.Namespace) -> int:
    from cotmoc.access.core.viewer import console
    from cotmoc.config.texts.training import as_json, as_text
    from cotmoc.records.actions.training import train_incident_weights, train_thing_weights
    from cotmoc.resolution.core.parties.model import BadModelError
    from cotmoc.resolution.core.weights import BadWeightsError

    kind, actor, keep = options.kind or "party", console("resolve"), not options.dry_run
    try:
        trained: Trained | TrainedWeights
        if kind == "incident":
            trained = train_incident_weights(actor=actor, keep=keep)
        else:
            trained = train_thing_weights(actor=actor, kind=kind, keep=keep)
    except (BadModelError, BadWeightsError) as error:
        text = _(
            "The trained weights were refused (%(reason)s): %(why)s. Those before stay in use."
        )
        print(text % {"reason": error.params["reason"], "why": error}, file=sys.stderr)
        return 1
    if options.plot:
        _draw(options.plot, kind, trained)
    if options.json:
        print(json.dumps(as_json(trained.before, trained.after)))
    else:
        print(as_text(trained.before, trained.after))
        kept = _("The new weights are in use; compare everything by them: cotmoc resolve --all")
        print(_("Nothing was kept.") if options.dry_run else kept)
    return 0


def _draw(folder: Path, kind: str, trained: Trained | TrainedWeights) -> None:
    """Draws how reliable the weights before and after are by what people judged."""
    from cotmoc.config.texts.training import as_svg

    folder.mkdir(parents=True, exist_ok=True)
    for name, fit in (("before", trained.before), ("after", trained.after)):
        if drawn := as_svg(fit, _kind_text(kind)):
            (folder / f"reliability-{kind}-{name}.svg").write_text(drawn, encoding="utf-8")


def _measure(options: argparse.Namespace) -> int:
    from cotmoc.access.core.viewer import console
    from cotmoc.config.texts.measuring import as_json
    from cotmoc.records.core.truth import TRUTH_FILES, BadTruthError, read_truth
    from cotmoc.records.queries.measuring import measure

    if not options.truth:
        print(_("Say where the truth is: --truth DIR"), file=sys.stderr)
        return 2
    told = {}
    for kind in (options.kind,) if options.kind else KINDS:
        path = options.truth / TRUTH_FILES[kind]
        if not path.exists():
            continue
        try:
            truth = read_truth(path)
        except BadTruthError as error:
            print(_("The truth cannot be read: %(why)s") % {"why": error}, file=sys.stderr)
            return 1
        measured = measure(viewer=console("resolve"), kind=kind, truth=truth)
        told[kind] = as_json(measured)
        _show(measured, options)
    if options.json:
        print(json.dumps(told))
    return 0


def _show(measured: Measured, options: argparse.Namespace) -> None:
    from cotmoc.config.texts.measuring import as_svg, as_text

    title = _kind_text(measured.kind)
    if not options.json:
        print(f"## {title}\n\n{as_text(measured)}\n")
    if options.plot:
        options.plot.mkdir(parents=True, exist_ok=True)
        path = options.plot / f"calibration-{measured.kind}.svg"
        path.write_text(as_svg(measured, title), encoding="utf-8")


def _kind_text(kind: str) -> str:
    return {
        "incident": _("incidents"),
        "party": _("persons and organisations"),
        "conveyance": _("vehicles and vessels"),
    }[kind]
