"""A file of inhabitants: how many people live in which area in which year, each row read or told why it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cotmoc.areas.core.files.columns import HEADERS, first_header, missing_column
from cotmoc.areas.core.files.matching import Matcher, full_name_of
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.reading import Feature, Table, cell_text
from cotmoc.areas.core.files.report import Outcome, RowReport
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import kinds_of_type, type_and_rest_of
from cotmoc.normalise.readings import Problem, Reading, Severity, error, found, warning
from cotmoc.normalise.text import fold
from cotmoc.normalise.written_numbers import column_decimal_evidence, read_number

#: Headers by meaning, folded and without anything but letters and digits; those of a number may go on.
YEAR = ("year", "nam")
NUMBER = ("inhabitants", "population", "danso", "songuoi")
#: What a header says where its numbers count thousands of people.
THOUSANDS = ("nghinnguoi", "ngannguoi", "1000nguoi", "thousand")
NAMED = ("name", "code", "type", "district", "province", "province_code")
FIRST_YEAR = 1900
#: More than any country has.
MOST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class PopulationOptions:
    """What the user says of a file of inhabitants.

    `year`: of a file that has no column for it. `on`: the date whose areas are meant, today when None. `source`: who
    published the figures, the file's name when empty; `published`: when, None when not known.
    """

    year: int | None = None
    on: date | None = None
    source: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """One row: its number from 1, the area as written and by its code, the year, the inhabitants, what is to be said.

    What could not be read is None, the code of an area that was not found "". A row with an error is left out.
    """

    row: int
    name: str
    code: str = ""
    year: int | None = None
    inhabitants: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_usable(self) -> bool:
        """True when nothing keeps the row out."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def read_populations(
    table: Table, gazetteer: Gazetteer, options: PopulationOptions, on: date
) -> tuple[PopulationRow, ...]:
    """The rows of a table with columns of area (code or name), year and inhabitants, matched to areas of the day `on`.

    Two rows that say different things of one area and year are both left out. Raises `MissingColumnError` where no
    column looks like one of the three, and no year is given instead.
    """
    columns = _columns(table.headers, options)
    features = [_feature(table, columns, number) for number in range(len(table.geometries))]
    areas = _Areas(gazetteer, features, on)
    numbers = _Numbers(table, columns["number"])
    rows = [
        _row(areas, feature, _year(table, columns, place, options, on), numbers.at(place))
        for place, feature in enumerate(features)
    ]
    return tuple(_without_contradictions(rows))


def _columns(headers: Sequence[str], options: PopulationOptions) -> dict[str, str]:
    """The header of each meaning that the file has."""
    keys = {header: re.sub(r"\W", "", fold(header)) for header in headers}
    columns = {
        "year": next((h for h, key in keys.items() if key in YEAR), ""),
        "number": next((h for h, key in keys.items() if key.startswith(NUMBER)), ""),
    }
    if not columns["number"]:
        raise missing_column("inhabitants", headers)
    if not columns["year"] and options.year is None:
        raise missing_column("year", headers)
    for meaning in NAMED:
        columns[meaning] = first_header(headers, HEADERS[meaning], set(columns.values()))
    if not columns["name"] and not columns["code"]:
        raise missing_column("name", headers)
    return columns


def _feature(table: Table, columns: dict[str, str], number: int) -> Feature:
    def text(meaning: str) -> str:
        return cell_text(table, columns[meaning], number)

    return Feature(
        row=number + 1,
        name=text("name"),
        code=text("code"),
        type=text("type"),
        district=text("district"),
        province=text("province"),
        province_code=text("province_code"),
    )


class _Areas:
    """Which area each row means: by a full code of ours, by a code of the file, by name."""

    def __init__(self, gazetteer: Gazetteer, features: Sequence[Feature], on: date) -> None:
        self._gazetteer = gazetteer
        by_kind: dict[AreaKind, list[Feature]] = {}
        for feature in features:
            for kind in _kinds(feature):
                by_kind.setdefault(kind, []).append(feature)
        self._matchers = {
            kind: Matcher(gazetteer, of_kind, LoadOptions(kind=kind), on)
            for kind, of_kind in by_kind.items()
        }

    def of(self, feature: Feature) -> Reading[str]:
        """The code of the area."""
        full = next((c for c in (feature.code, feature.name) if c in self._gazetteer), "")
        if full:
            return found(full)
        if not feature.name:
            known = (m.by_code(feature.code) for m in self._matchers.values())
            codes = {area.code for area in known if area}
            missing = error("population.area_unknown", feature.code)
            return found(codes.pop()) if len(codes) == 1 else Reading(None, (missing,))
        reports = [self._matchers[kind].match(feature).report for kind in _kinds(feature)]
        report = next((r for r in reports if r.outcome is not Outcome.UNMATCHED), reports[0])
        return _read(feature, report)


def _read(feature: Feature, report: RowReport) -> Reading[str]:
    if report.outcome is Outcome.MATCHED:
        return found(report.code)
    if report.outcome is Outcome.RENAMED:  # codes are trusted, and this one's area has another name
        said = warning("population.name_differs", feature.name, area=report.was)
        return found(report.code, said)
    if report.outcome is Outcome.AMBIGUOUS:
        several = error("population.area_ambiguous", feature.name, areas=report.was)
        return Reading(None, (several,))
    return Reading(None, (error("population.area_unknown", feature.name),))


def _kinds(feature: Feature) -> tuple[AreaKind, ...]:
    """What a row may be, what is likelier first: by the type in its name; else by whether it names a province above."""
    of_type = kinds_of_type(type_and_rest_of(full_name_of(feature))[0])
    likely = (AreaKind.PROVINCE, AreaKind.COMMUNE)
    return tuple(of_type) or (likely[::-1] if feature.province else likely)


class _Numbers:
    """The numbers of the column of inhabitants, which may count thousands."""

    def __init__(self, table: Table, header: str) -> None:
        self._written = [
            cell_text(table, header, number) for number in range(len(table.geometries))
        ]
        key = re.sub(r"\W", "", fold(header))
        self._factor = 1000 if any(word in key for word in THOUSANDS) else 1
        self._decimal = column_decimal_evidence(self._written).mark

    def at(self, place: int) -> Reading[int]:
        """The inhabitants of one row."""
        written = self._written[place]
        whole = self._factor == 1
        number = read_number(written, "" if whole else self._decimal, whole=whole)
        if number is None:
            return Reading(None, (error("population.number_unreadable", written),))
        if number.ambiguous:
            return Reading(None, (error("population.number_ambiguous", written),))
        people = number.value * self._factor
        if people != people.to_integral_value() or not 0 < people <= Decimal(MOST):
            return Reading(None, (error("population.number_impossible", written),))
        return found(int(people))


def _year(
    table: Table, columns: dict[str, str], place: int, options: PopulationOptions, on: date
) -> Reading[int]:
    written = cell_text(table, columns["year"], place) if columns["year"] else str(options.year)
    if not re.fullmatch(r"\d{4}", written, re.ASCII):
        return Reading(None, (error("population.year_unreadable", written),))
    if not FIRST_YEAR <= int(written) <= on.year:
        return Reading(None, (error("population.year_impossible", written),))
    return found(int(written))


def _row(
    areas: _Areas, feature: Feature, year: Reading[int], people: Reading[int]
) -> PopulationRow:
    area = areas.of(feature)
    return PopulationRow(
        row=feature.row,
        name=feature.name or feature.code,
        code=area.value or "",
        year=year.value,
        inhabitants=people.value,
        problems=(*area.problems, *year.problems, *people.problems),
    )


def _without_contradictions(rows: Iterable[PopulationRow]) -> list[PopulationRow]:
    """The rows, those marked that say something else of an area and year than another does."""
    told = list(rows)
    said: dict[tuple[str, int | None], set[int | None]] = {}
    for row in told:
        if row.is_usable:
            said.setdefault((row.code, row.year), set()).add(row.inhabitants)
    return [
        replace(row, problems=(*row.problems, error("population.contradictory", row.name)))
        if row.is_usable and len(said[row.code, row.year]) > 1
        else row
        for row in told
    ]
