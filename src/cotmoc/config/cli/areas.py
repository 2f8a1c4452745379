"""`cotmoc areas`: finds and lists areas, and loads official boundaries, new names and areas of the world."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cotmoc.access.actions.areas import record_areas_event
from cotmoc.access.core.viewer import console
from cotmoc.access.queries.organisation import home_name
from cotmoc.areas.actions.files import load_areas
from cotmoc.areas.actions.populations import PopulationReport, load_populations
from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.populations import PopulationOptions
from cotmoc.areas.core.files.report import LoadReport, Outcome, RowReport
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Match
from cotmoc.areas.core.places.found import FoundPlace
from cotmoc.areas.core.places.reading import read_place
from cotmoc.areas.queries import area_by_code, area_of_today, areas_of_kind, gazetteer
from cotmoc.config.texts.importing import sentence
from cotmoc.normalise.readings import Reading
from cotmoc.web.templatetags.records import position, precision_label

NAME = "areas"
HELP = gettext_lazy(
    "Find and list areas; load official boundaries, inhabitants, new names and areas abroad."
)
EXAMPLE = """cotmoc areas load communes.gpkg
  cotmoc areas load sectors.geojson --kind zone --prefix us-sector --parent country-us
  cotmoc areas population inhabitants.csv --source "Niên giám thống kê 2025" --published 2026-06-30
  cotmoc areas find "xã Hải Sơn, Móng Cái, Quảng Ninh" --on 2021-05-04
  cotmoc areas find "cách cửa khẩu Hoành Mô 2 km về hướng đông"
  cotmoc areas show vn-2025-22
  cotmoc areas list --kind province"""

#: Rows shown of a report; all are in --json.
SHOWN_ROWS = 20
IN_PROVINCES = frozenset({AreaKind.DISTRICT, AreaKind.COMMUNE})


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds `load`, `population`, `find`, `show` and `list`."""
    verbs = parser.add_subparsers(required=True, metavar=_("ACTION"))
    _configure_load(verbs.add_parser("load", help=_("load a GeoJSON, GeoPackage or CSV file")))
    _configure_population(
        _verb(verbs, "population", _("load how many people live in areas"), load_inhabitants)
    )
    find = _verb(verbs, "find", _("find the place that a text means, and its area"), find_areas)
    find.add_argument("text")
    find.add_argument("--on", type=date.fromisoformat, help=_("date of what happened there"))
    show = _verb(verbs, "show", _("show an area with its history"), show_area)
    show.add_argument("code")
    listing = _verb(verbs, "list", _("list the areas of a kind"), list_areas)
    listing.add_argument("--kind", type=AreaKind, choices=list(AreaKind), default=AreaKind.PROVINCE)
    listing.add_argument("--all", action="store_true", help=_("those of other times too"))


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    verb: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=text)
    parser.add_argument("--json", action="store_true", help=_("answer for programs"))
    parser.set_defaults(verb=verb)
    return parser


def _configure_load(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(verb=load_file)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--kind", type=AreaKind, choices=list(AreaKind), help=_("what the areas are")
    )
    parser.add_argument("--code-column", default="", help=_("column of the codes"))
    parser.add_argument("--name-column", default="", help=_("column of the names"))
    parser.add_argument("--parent-column", default="", help=_("column of the area above"))
    parser.add_argument("--layer", default="", help=_("layer of a file with several"))
    parser.add_argument("--prefix", default="", help=_("beginning of the codes of new areas"))
    parser.add_argument("--parent", default="", help=_("code of the area above all of them"))
    parser.add_argument("--on", type=date.fromisoformat, help=_("date the file describes"))
    parser.add_argument("--source", default="", help=_("where the file is from"))
    parser.add_argument("--json", action="store_true", help=_("answer for programs"))


def _configure_population(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help=_("CSV with the code or name of the area, the year and the number")
    )
    parser.add_argument("--year", type=int, help=_("year of a file without a column for it"))
    parser.add_argument("--on", type=date.fromisoformat, help=_("date whose areas the file means"))
    parser.add_argument("--source", default="", help=_("who published the figures"))
    parser.add_argument(
        "--published", type=date.fromisoformat, help=_("date on which they were published")
    )


def run(options: argparse.Namespace) -> int:
    """The exit code of the chosen verb."""
    result: int = options.verb(options)
    return result


def load_file(options: argparse.Namespace) -> int:
    """Loads a file and prints its report; 0 also when rows were left out, since the report says which."""
    report = load_areas(
        actor=console(NAME),
        path=options.file,
        audit=record_areas_event,
        options=LoadOptions(
            kind=options.kind,
            code_column=options.code_column,
            name_column=options.name_column,
            parent_column=options.parent_column,
            prefix=options.prefix,
            parent=options.parent,
            on=options.on,
            layer=options.layer,
            source=options.source,
        ),
    )
    if options.json:
        _print_json(report.as_dict())
    else:
        _print_report(report)
    return 0


def _print_report(report: LoadReport) -> None:
    print(_("%(file)s: %(rows)d rows") % {"file": report.file, "rows": len(report.rows)})
    for outcome in Outcome:
        if count := report.counts[outcome.value]:
            print(f"  {count:>7} {_label(outcome)}")
    for row in _to_look_at(report)[:SHOWN_ROWS]:
        notes = "; ".join(_label(note) for note in row.notes)
        print(
            f"  {row.row:>7} {row.name} {row.code}: {_label(row.outcome)} {row.was} {notes}".rstrip()
        )
    if len(_to_look_at(report)) > SHOWN_ROWS:
        print(_("  ... all of them with --json"))
    if report.codes_ignored:
        print(_("The codes of the file are of another scheme; names decided."))
    if report.kind in IN_PROVINCES and not report.province_checked:
        print(_("No outlines of provinces are loaded, so none could be checked against them."))
    new, same = report.boundaries_new, report.boundaries_unchanged
    print(_("Boundaries: %(new)d new, %(same)d unchanged.") % {"new": new, "same": same})


def _to_look_at(report: LoadReport) -> list[RowReport]:
    plain = {Outcome.MATCHED, Outcome.NEW}
    return [row for row in report.rows if row.notes or row.outcome not in plain]


def load_inhabitants(options: argparse.Namespace) -> int:
    """Loads a file of inhabitants and prints its report; 0 also when rows were left out: the report says which."""
    report = load_populations(
        actor=console(NAME),
        path=options.file,
        audit=record_areas_event,
        options=PopulationOptions(options.year, options.on, options.source, options.published),
    )
    if options.json:
        _print_json(_population_values(report))
        return 0
    print(_("%(file)s: %(rows)d rows") % {"file": report.file, "rows": len(report.rows)})
    said = _("Inhabitants: %(new)d new, %(changed)d changed, %(same)d unchanged, %(out)d left out.")
    print(said % _population_counts(report))
    noted = [row for row in report.rows if row.problems]
    for row in noted[:SHOWN_ROWS]:
        print(f"  {row.row:>7} {row.name}: {' '.join(map(sentence, row.problems))}")
    if len(noted) > SHOWN_ROWS:
        print(_("  ... all of them with --json"))
    return 0


def _population_counts(report: PopulationReport) -> dict[str, int]:
    return {
        "new": report.new,
        "changed": report.changed,
        "same": report.unchanged,
        "out": len(report.left_out),
    }


def _population_values(report: PopulationReport) -> dict[str, object]:
    """The report for programs: counts, and the rows that a person should look at."""
    told = [
        {
            "row": row.row,
            "name": row.name,
            "area": row.code,
            "problems": [{"code": p.code, "message": sentence(p)} for p in row.problems],
        }
        for row in report.rows
        if row.problems
    ]
    counts = _population_counts(report)
    return {"file": report.file, "rows": len(report.rows)} | counts | {"to_look_at": told}


def find_areas(options: argparse.Namespace) -> int:
    """Prints the place that a text means, and the areas that its names may mean, best first; 1 without either."""
    known = gazetteer()
    reading = read_place(known, options.text, on=options.on, home=home_name())
    matches = known.find(options.text, on=options.on)
    if options.json:
        place = _place_values(known, reading.value) if reading.value else None
        told = [
            {"code": problem.code, "message": sentence(problem)} for problem in reading.problems
        ]
        found = [_match_values(known, match) for match in matches]
        _print_json({"place": place, "problems": told, "matches": found})
    else:
        _print_place(known, reading)
    for match in [] if options.json else matches:
        reasons = ", ".join(_label(reason) for reason in match.reasons)
        line = _line(known, match.code)
        print(f"{match.confidence:5.2f}  {match.code:28}  {line}  ({reasons})")
    return 0 if matches or reading.value else 1


def _print_place(known: Gazetteer, reading: Reading[FoundPlace]) -> None:
    """The place with its precision and confidence, and what is to be said of it."""
    place = reading.value
    if place is not None and place.area:
        facts = (
            str(precision_label(place.precision)),
            place.marker and _("marker %(number)s") % {"number": place.marker},
            position(place),
            _("confidence %(share)s") % {"share": f"{place.confidence:.0%}"},
        )
        print(_line(known, place.area), *filter(None, facts), sep="; ")
    for problem in reading.problems:
        print(f"  {sentence(problem)}")


def _place_values(known: Gazetteer, place: FoundPlace) -> dict[str, object]:
    return {
        "area": place.area,
        "line": _line(known, place.area) if place.area else "",
        "precision": place.precision,
        "confidence": place.confidence,
        "reasons": list(place.reasons),
        "rivals": list(place.rivals),
        "today": place.today,
        "today_estimated": place.today_estimated,
        "position": None if place.lon is None else [place.lon, place.lat],
        "precision_m": place.precision_m,
        "marker": place.marker,
    }


def _match_values(known: Gazetteer, match: Match) -> dict[str, object]:
    today, estimated = known.today(match.code)
    return {
        "code": match.code,
        "name": known.area(match.code).full_name,
        "line": _line(known, match.code),
        "kind": match.kind,
        "precision": match.precision,
        "confidence": match.confidence,
        "reasons": list(match.reasons),
        "rivals": match.rivals,
        "today": today,
        "today_estimated": estimated,
    }


def show_area(options: argparse.Namespace) -> int:
    """Prints an area, what is above it, and where its history is carried today."""
    area_by_code(options.code)
    known = gazetteer()
    values = _area_values(known, known.area(options.code))
    if options.json:
        _print_json(values)
    else:
        width = max(map(len, values))
        for name, value in values.items():
            print(f"{name:{width}}  {_shown(value)}")
    return 0


def _area_values(known: Gazetteer, area: AreaFact) -> dict[str, object]:
    today, estimated = area_of_today(area.code)
    return {
        "code": area.code,
        "kind": area.kind,
        "name": area.full_name,
        "above": _line(known, area.parent) if area.parent else "",
        "position": None if area.lon is None else [area.lon, area.lat],
        "position_precision": area.position_precision,
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
        "today": today,
        "today_estimated": estimated,
        "successors": [s.code for s in known.successors(area.code) if s.code != area.code],
        "areas_in_scope": len(known.scope(area.code)),
        "source": area.source,
    }


def list_areas(options: argparse.Namespace) -> int:
    """Prints the areas of a kind in alphabetical order."""
    areas = areas_of_kind(options.kind, of_today=not options.all)
    if options.json:
        _print_json([{"code": area.code, "name": area.full_name} for area in areas])
    for area in [] if options.json else areas:
        print(f"{area.code:28}  {area.full_name}")
    return 0


def _line(known: Gazetteer, code: str) -> str:
    """An area and those above it, as an address is written."""
    return ", ".join(known.area(c).full_name for c in (code, *known.ancestors(code)))


def _label(item: object) -> str:
    language = "vi" if (get_language() or "").startswith("vi") else "en"
    return str(getattr(item, f"label_{language}"))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value or "")) or "-"


def _print_json(value: dict[str, object] | Iterable[object]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
