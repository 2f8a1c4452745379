"""`cotmoc picture`: the figures of an area and a period, as text or for programs."""

from __future__ import annotations

import argparse
import sys

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "picture"
HELP = gettext_lazy("Show the figures of an area and a period, each counted once.")
EXAMPLE = """cotmoc picture --area vn-2025-22 --from 2026-01-01 --to 2026-06-30
  cotmoc picture --area "Phường Móng Cái 1" --offence group.narcotics --json
  cotmoc picture --known-at 2026-03-01T12:00"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the filters, by the names that they have in the page's address."""
    parser.add_argument("--area", help=_("area, by its code or its name"))
    parser.add_argument("--from", help=_("first day, as 2026-01-31"))
    parser.add_argument("--to", help=_("last day"))
    parser.add_argument("--offence", help=_("offence, by its code, or group.NAME"))
    parser.add_argument("--commodity", help=_("goods, by their code, or group.NAME"))
    parser.add_argument("--agency", help=_("agency, by its code: led or took part"))
    parser.add_argument("--part", choices=("lead",), help=_("only what the agency led"))
    parser.add_argument("--outcome", help=_("outcome, by its code"))
    parser.add_argument("--detection", help=_("way of detection, by its code"))
    parser.add_argument("--register", help=_("register of the sources"))
    parser.add_argument("--words", dest="q", help=_("words in the records"))
    parser.add_argument(
        "--known-at", help=_("as known at a local moment, 2026-03-01T12:00, or a revision, r12")
    )
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> int:
    """Prints the figures; 2 when a filter means nothing."""
    from cotmoc.config.texts.picture import as_json, as_text, ask

    names = ("from", "to", "offence", "commodity", "agency", "part", "outcome", "detection")
    given = {name: getattr(options, name) or "" for name in (*names, "register", "q", "known_at")}
    shown, problems = ask(options.area or "", given)
    for problem in problems:
        print(problem, file=sys.stderr)
    if shown is None:
        return 2
    print(as_json(shown) if options.json else as_text(shown))
    return 0
