"""`cotmoc search`: what the search page finds, as text or for programs."""

from __future__ import annotations

import argparse

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "search"
HELP = gettext_lazy("Find people, vehicles, incidents, areas and numbers in any spelling.")
EXAMPLE = """cotmoc search nguyen van a 1985 mong cai
  cotmoc search "14C-123.45" --json"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds what is looked for."""
    parser.add_argument(
        "words", nargs="+", metavar=_("WORD"), help=_("names, numbers, years of birth, places")
    )
    parser.add_argument("--limit", type=int, default=10, help=_("most of each kind"))
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> int:
    """Prints what was found; 1 when nothing fits."""
    from cotmoc.access.core.viewer import console
    from cotmoc.config.texts.search import as_json, as_text
    from cotmoc.search.actions.searching import search_records

    limit = min(max(options.limit, 1), 100)
    answer = search_records(actor=console("search"), text=" ".join(options.words), limit=limit)
    print(as_json(answer) if options.json else as_text(answer))
    return 0 if answer.groups else 1
