"""`cotmoc worker`: runs queued jobs; `cotmoc serve` starts one."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "worker"
HELP = gettext_lazy("Run queued jobs; serve starts one of these by itself.")
EXAMPLE = "cotmoc worker"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds whether this is known to be the only worker."""
    parser.add_argument(
        "--alone",
        action="store_true",
        help=_("no other worker runs: take up at once every job that was cut off"),
    )


def run(options: argparse.Namespace) -> None:
    """Works until told to stop."""
    from cotmoc.config.work import work

    work(alone=options.alone)
