"""`cotmoc link`: which rows of a file, or of two files, are about the same person; nothing is taken in."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from cotmoc.config.linked_files import LinkedRows
    from cotmoc.resolution.core.scores import Score

NAME = "link"
HELP = gettext_lazy("Find the rows of a file, or of two files, that are about the same person.")
EXAMPLE = """cotmoc link persons.csv --out pairs.csv
  cotmoc link ours.xlsx theirs.csv --out pairs.csv --least 0.9
  cotmoc link persons.csv --profile columns.toml --json"""
NEEDS_DATABASE = False  # nothing is read from it, and nothing is written to it


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the files, how their columns are compared, and where the pairs go."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=_("FILE"),
        help=_("a file in which persons stand twice, or two files neither of which has any twice"),
    )
    parser.add_argument(
        "--profile",
        default="generic",
        metavar="PROFILE",
        help=_(
            "generic: columns are known by their headers (the default); or a TOML file that names them"
        ),
    )
    parser.add_argument(
        "--out", type=Path, metavar=_("FILE"), help=_("write the pairs with their reasons (csv)")
    )
    parser.add_argument(
        "--least",
        type=float,
        default=0.5,
        metavar="P",
        help=_("least probability of a pair that is told (default: %(default)s)"),
    )
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> int:
    """Compares the rows and tells how many pairs there are; the exit code, 2 when a file or a profile was refused."""
    from cotmoc.config.linked_files import link_files
    from cotmoc.ingest.core.readers.tables import FileError
    from cotmoc.resolution.core.tables.kinds import BadProfileError

    if len(options.files) > 2 or not 0 < options.least < 1:
        print(_("Name one or two files, and a probability between 0 and 1."), file=sys.stderr)
        return 2
    try:
        found = link_files(options.files, options.profile, options.least)
    except (FileError, BadProfileError, OSError) as error:
        print(_("Not compared: %(why)s") % {"why": error}, file=sys.stderr)
        return 2
    if options.out:
        _write(options.out, found)
    _tell(found, as_json=options.json)
    return 0


def _tell(found: LinkedRows, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found.counts()))
        return
    compared = ", ".join(f"{header} ({kind})" for header, kind in found.profile.columns)
    print(_("Compared: %(columns)s") % {"columns": compared})
    if found.left_out:
        print(_("Not compared: %(columns)s") % {"columns": ", ".join(found.left_out)})
    if found.protected:
        print(
            _("Never compared, because of what they hold: %(columns)s")
            % {"columns": ", ".join(found.protected)}
        )
    text = _("%(rows)s rows, %(compared)s pairs compared: %(pairs)s pairs of one person")
    print(text % found.counts())
    for rule, pairs in found.too_common:
        told = _("%(pairs)s pairs of %(rule)s were too common to be looked at for that alone")
        print("  " + told % {"pairs": pairs, "rule": rule})


def _write(path: Path, found: LinkedRows) -> None:
    """The pairs, the likeliest first: file and row of both, probability, weight, and the reasons in words."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["file", "row", "other_file", "other_row", "probability", "weight", "reasons"]
        )
        for one, other, score in found.pairs():
            chance, weight = f"{score.probability:.4f}", f"{score.weight:.2f}"
            writer.writerow([*one, *other, chance, weight, _in_words(score)])


def _in_words(score: Score) -> str:
    from cotmoc.config.texts.linking import sentence

    parts: Sequence[str] = [
        f"{sentence(reason)} ({reason.weight:+.1f})" for reason in score.reasons
    ]
    return "; ".join(parts)
