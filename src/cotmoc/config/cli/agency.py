"""`cotmoc agency`: the agencies that share this installation, and their units."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cotmoc.normalise.codes.catalogue import AGENCY_KINDS

NAME = "agency"
HELP = gettext_lazy("Add agencies and units with their territories, list them.")
EXAMPLE = """cotmoc agency add customs --kind customs \\
      --name "Chi cục Hải quan khu vực VIII" --name-en "Customs Region VIII" \\
      --short "Hải quan" --short-en Customs
  cotmoc agency unit customs cua-khau-mong-cai "Hải quan cửa khẩu Móng Cái"
  cotmoc agency list --json"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds what to do: list, add, unit."""
    tasks = parser.add_subparsers(dest="task", required=True, metavar=_("TASK"))
    listing = tasks.add_parser("list", help=_("every agency with its units"))
    listing.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))
    _configure_add(tasks.add_parser("add", help=_("a new agency")))
    _configure_unit(tasks.add_parser("unit", help=_("a new unit of an agency")))


def _configure_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar=_("CODE"), help=_("short lasting code, such as customs"))
    parser.add_argument(
        "--kind",
        choices=[kind.id for kind in AGENCY_KINDS.codes],
        required=True,
        help=_("which force"),
    )
    parser.add_argument("--name", required=True, help=_("full name in Vietnamese"))
    parser.add_argument("--name-en", required=True, help=_("full name in English"))
    parser.add_argument("--short", required=True, help=_("short name in Vietnamese"))
    parser.add_argument("--short-en", required=True, help=_("short name in English"))


def _configure_unit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("agency", metavar=_("AGENCY"), help=_("code of the agency"))
    parser.add_argument("code", metavar=_("CODE"), help=_("short lasting code of the unit"))
    parser.add_argument("name", metavar=_("NAME"), help=_("name of the unit"))
    parser.add_argument("--name-en", default="", help=_("name in English"))
    parser.add_argument(
        "--area",
        action="append",
        default=[],
        help=_("code of an area of its territory; give it once for each"),
    )


def run(options: argparse.Namespace) -> None:
    """Does the task."""
    {"list": _list, "add": _add, "unit": _unit}[options.task](options)


def _list(options: argparse.Namespace) -> None:
    from cotmoc.access.queries.organisation import agencies, units

    rows: list[dict[str, Any]] = [
        {
            "code": agency.code,
            "kind": agency.kind,
            "name": agency.name_vi,
            "name_en": agency.name_en,
            "units": {unit.code: unit.name for unit in units(agency=agency.code)},
        }
        for agency in agencies()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['code']:16} {row['name']}")
        for code, name in row["units"].items():
            print(f"  {code:20} {name}")


def _add(options: argparse.Namespace) -> None:
    from cotmoc.access.actions.organisation import AgencyDraft, create_agency
    from cotmoc.access.core.viewer import console

    draft = AgencyDraft(
        code=options.code,
        kind=options.kind,
        name_vi=options.name,
        name_en=options.name_en,
        short_vi=options.short,
        short_en=options.short_en,
    )
    create_agency(actor=console("agency add"), draft=draft)


def _unit(options: argparse.Namespace) -> None:
    from cotmoc.access.actions.organisation import create_unit
    from cotmoc.access.core.viewer import console

    create_unit(
        actor=console("agency unit"),
        agency=options.agency,
        code=options.code,
        name=options.name,
        name_en=options.name_en,
        territory=options.area,
    )
