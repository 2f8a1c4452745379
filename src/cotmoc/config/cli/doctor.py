"""`cotmoc doctor`: what is wrong with this installation, and what to do."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cotmoc.config.diagnosis.findings import Finding, State
from cotmoc.config.diagnosis.sentences import advice, sentence

NAME = "doctor"
HELP = gettext_lazy("Say in plain words what is wrong with this installation and what to do.")
EXAMPLE = "cotmoc doctor --json"
NEEDS_DATABASE = False  # it must be able to say that there is none


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the form of the answer."""
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> int:
    """Prints each finding; 1 when anything is wrong."""
    found = []
    for finding in _findings():
        found.append(finding)
        if not options.json:
            print(sentence(finding), flush=True)
    if options.json:
        print(json.dumps([_as_json(finding) for finding in found], ensure_ascii=False))
    return int(any(finding.state is State.WRONG for finding in found))


def _findings() -> Iterator[Finding]:
    from django.conf import settings

    from cotmoc.config.diagnosis import database, machine

    reachable = True
    for check in machine.CHECKS:
        finding = check(settings.HOME)
        reachable = reachable and (finding.check != "folder" or finding.state is not State.WRONG)
        yield finding
    if reachable:
        yield from database.findings()


def _as_json(finding: Finding) -> dict[str, object]:
    matter, remedy = ("", "") if finding.state is State.OK else advice(finding)
    return {
        "check": finding.check,
        "state": finding.state,
        "code": finding.code,
        "params": dict(finding.params),
        "matter": matter,
        "remedy": remedy,
    }
