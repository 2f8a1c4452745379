"""`cotmoc demo`: a synthetic province, taken in from files, and its picture in the browser."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cotmoc.access.core.viewer import console
from cotmoc.config.serving import ServeOptions, serve
from cotmoc.demonstration.core.province import SEED
from cotmoc.demonstration.loading import MATCHING, REVIEWING, FileIn, load_demonstration
from cotmoc.demonstration.streaming import write_stream

MOST_INCIDENTS = 10_000_000
NAME = "demo"
HELP = gettext_lazy("Load a synthetic province of four agencies and open its picture.")
EXAMPLE = "cotmoc demo --write-files ./demo-files"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds where the files are written, and whether and where pages are served afterwards."""
    parser.add_argument(
        "--write-files", metavar="DIR", type=Path, help=_("folder for the made-up files")
    )
    parser.add_argument(
        "--size",
        metavar="N",
        type=_size,
        help=_(
            "write text files of N incidents for measuring, at most ten million, and load nothing"
        ),
    )
    parser.add_argument("--no-serve", action="store_true", help=_("load, and end"))
    parser.add_argument(
        "--port", type=int, default=ServeOptions.port, help=_("port to listen on, 0 for any")
    )


def run(options: argparse.Namespace) -> None:
    """Loads the demonstration and serves it until interrupted."""
    folder = options.write_files or settings.HOME / "demo-files"
    if options.size:
        write_stream(folder, options.size, SEED)
        print(_("The files are in %(folder)s.") % {"folder": folder}, flush=True)
        return
    steps = load_demonstration(actor=console("demo"), folder=folder, say=_say)
    for step in steps:
        print(_line(step))
    print(_("The files are in %(folder)s.") % {"folder": folder}, flush=True)
    if not options.no_serve:
        serve(ServeOptions(port=options.port, open_browser=True), options.database)


def _size(written: str) -> int:
    """A number of incidents."""
    number = int(written)
    if not 0 < number <= MOST_INCIDENTS:
        raise argparse.ArgumentTypeError(f"1 .. {MOST_INCIDENTS}")
    return number


def _say(step: str) -> None:
    texts = {MATCHING: _("Comparing the records ..."), REVIEWING: _("Reviewing past years ...")}
    print(texts.get(step) or _("Taking in %s ...") % step, flush=True)


def _line(step: FileIn) -> str:
    text = _(
        "%(file)s: %(rows)d rows, %(new)d new, %(changed)d changed, %(unchanged)d unchanged, "
        "%(parked)d parked"
    ) % {"file": step.name, **asdict(step.report)}
    if not step.changed:
        return text
    changed = _("columns that were read otherwise than suggested: %(columns)s")
    return f"{text}; {changed % {'columns': ', '.join(step.changed)}}"
