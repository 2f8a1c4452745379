"""`cotmoc import`: files taken in, or looked at, or taken out again."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "import"
HELP = gettext_lazy("Take files of an agency in; look at them first; take a batch out again.")
EXAMPLE = """cotmoc import seizures.xlsx --agency border-guard --dry-run
  cotmoc import seizures.xlsx --agency border-guard --register seizures --yes
  cotmoc import fy23.csv fy24.csv --agency customs --profile returns.json
  cotmoc import 2026/ --agency border-guard --profile seizures
  cotmoc import --undo 17"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the files, how they are read, and what is done with them."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar=_("FILE"), help=_("files, folders or zips of files")
    )
    parser.add_argument("--agency", help=_("code of the agency whose files these are"))
    parser.add_argument("--register", help=_("name of the series of files they belong to"))
    parser.add_argument(
        "--profile", metavar=_("FILE_OR_NAME"), help=_("how the files are read; else recognised")
    )
    parser.add_argument("--sheet", default="", help=_("sheet of a workbook"))
    parser.add_argument(
        "--coverage",
        choices=("none", "periods", "register"),
        help=_("what it means when earlier records are missing: nothing, or that they are gone"),
    )
    parser.add_argument(
        "--closed", action="store_true", help=_("only the own agency may open the records")
    )
    parser.add_argument("--yes", action="store_true", help=_("take suggested columns as they are"))
    parser.add_argument("--keep", action="store_true", help=_("keep the profile for the next file"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("check and report, take nothing in")
    )
    parser.add_argument(
        "--profile-out", type=Path, metavar=_("FILE"), help=_("write the profile that was used")
    )
    parser.add_argument(
        "--parked", type=Path, metavar=_("FILE"), help=_("write the parked rows (xlsx or csv)")
    )
    parser.add_argument("--undo", type=int, metavar=_("BATCH"), help=_("take a batch out again"))
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> int:
    """Does what was asked for; the exit code."""
    from cotmoc.config.importing import ImportOptions, import_path, undo_batch

    if options.undo is not None:
        return _say(options, [undo_batch(options.undo)])
    if not options.files or not options.agency:
        print(_("Name the files, and their agency with --agency."), file=sys.stderr)
        return 2
    told: list[dict[str, object]] = []
    chosen = ImportOptions.of(options)
    for path in options.files:
        outcomes = import_path(path, chosen)
        if outcomes is None:
            return 2
        told.extend(outcomes)
    return _say(options, told)


def _say(options: argparse.Namespace, told: list[dict[str, object]]) -> int:
    """The answer as JSON, where it was asked for; otherwise it was told file by file."""
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    return 0
