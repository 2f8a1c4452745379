"""`cotmoc migrate`: brings the database up to date and ends."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "migrate"
HELP = gettext_lazy("Prepare the data folder and the database, and end.")
EXAMPLE = "COTMOC_HOME=/srv/cotmoc cotmoc migrate"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds no option: every command prepares the database before it runs; this one does only that."""
    del parser


def run(options: argparse.Namespace) -> None:
    """Says that the database is ready; it was prepared before."""
    del options
    print(_("The database is ready."))
