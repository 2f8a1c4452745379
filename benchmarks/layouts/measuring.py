"""How many columns of the layouts are right at the first suggestion, and how sure a suggestion has to be for that."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.layouts.layout import Layout, LayoutColumn, read_back
from cotmoc.ingest.core.columns.headers import LEVELS
from cotmoc.ingest.core.fields import JOINED_FIELDS
from cotmoc.ingest.core.mapping import ColumnRule, Profile, Suggestion, rule_name
from cotmoc.ingest.core.readers.tables import unique_headers
from cotmoc.ingest.core.suggesting import SURE, suggest

Suggest = Callable[[Layout], Sequence[Suggestion]]
# The confidence from which a reader may count on nine in ten.
_BINS = ((0.95, 1.01), (0.8, 0.95), (0.5, 0.8), (0.2, 0.5), (0.0, 0.2))


@dataclass(frozen=True)
class ColumnResult:
    """One column measured: the field that the page chooses ("" for none), the likely ones, the options suggested.

    `suggested` and `confidence` are those of the suggestion, also where it is not sure enough to be chosen.
    """

    layout: Layout
    column: LayoutColumn
    got: str
    among: tuple[str, ...]
    suggested: str
    confidence: float
    options: dict[str, str]

    @property
    def right(self) -> bool:
        """True when the field chosen first is right."""
        return self.column.is_right(self.got)

    @property
    def right_among(self) -> bool:
        """True when the first or one of the next two is right."""
        return any(self.column.is_right(field) for field in (self.got, *self.among))

    @property
    def options_right(self) -> bool:
        """True when every option that the layout states was suggested, with its field."""
        return self.right and all(self.options.get(k) == v for k, v in self.column.options.items())


def measure(layouts: Sequence[Layout], suggested: Suggest) -> list[ColumnResult]:
    """Every column of some layouts, suggested without being told the kind of file."""
    return [
        _result(layout, column, said)
        for layout in layouts
        for column, said in zip(layout.columns, suggested(layout), strict=True)
    ]


def _result(layout: Layout, column: LayoutColumn, said: Suggestion) -> ColumnResult:
    got = said.field if said.confidence >= SURE else ""
    unsure = (said.field,) if said.field and not got else ()
    among = (*unsure, *(each.field for each in said.others))[:2]
    return ColumnResult(layout, column, got, among, said.field, said.confidence, dict(said.options))


def from_workbook(layout: Layout) -> Sequence[Suggestion]:
    """What the product suggests for the layout in a real workbook with titles and merged cells."""
    return _from_file(layout, "xlsx")


def from_csv(layout: Layout) -> Sequence[Suggestion]:
    """What the product suggests for the layout as comma-separated text."""
    return _from_file(layout, "csv")


def as_read(layout: Layout) -> Sequence[Suggestion]:
    """What the product suggests for headers and rows that came out of a file."""
    return suggest(layout.headers, layout.rows)


def after_another_file(layout: Layout) -> Sequence[Suggestion]:
    """What the product suggests for reworded headers when the file itself was mapped before."""
    headers, rows = read_back(layout, "xlsx")
    renamed = unique_headers(tuple(map(_reworded, headers)))[0]
    return suggest(renamed, rows, [profile_of(layout, headers)])


def without_another_file(layout: Layout) -> Sequence[Suggestion]:
    """What the product suggests for the same reworded headers without an earlier file."""
    headers, rows = read_back(layout, "xlsx")
    return suggest(unique_headers(tuple(map(_reworded, headers)))[0], rows)


def profile_of(layout: Layout, headers: Sequence[str]) -> Profile:
    """The profile that a careful person keeps for a layout."""
    rules: dict[str, ColumnRule] = {}
    for at, (header, column) in enumerate(zip(headers, layout.columns, strict=True)):
        field = column.fields[0].replace("*", str(at))
        if field and not column.refused:
            rule = ColumnRule(header, field, dict(column.options))
            rules.setdefault(header if field in JOINED_FIELDS else rule_name(rule), rule)
    return Profile("earlier", layout.kind, "register", tuple(rules.values()))


def _reworded(header: str) -> str:
    """A header without its marks, and one word shorter where it has three or more in one row."""
    letters = unicodedata.normalize("NFD", header.replace("đ", "d").replace("Đ", "D"))
    words = "".join(c for c in letters if not unicodedata.combining(c)).split()
    return " ".join(words[:-1] if len(words) > 2 and LEVELS not in header else words)


def _from_file(layout: Layout, ending: str) -> Sequence[Suggestion]:
    """The suggestions for the columns of a file; none that is right for one that is read as other columns."""
    headers, rows = read_back(layout, ending)
    if len(headers) != len(layout.columns):
        return [Suggestion(header, "?", 1.0, "suggest.nothing") for header in layout.headers]
    return suggest(headers, rows)


def share(results: Sequence[ColumnResult], test: Callable[[ColumnResult], bool]) -> float:
    """The share of the columns that pass a test, 0 for none."""
    return sum(map(test, results)) / len(results) if results else 0.0


def wholly_right(results: Sequence[ColumnResult]) -> float:
    """The share of the layouts in which every column is right."""
    names = {result.layout.name for result in results}
    wrong = {result.layout.name for result in results if not result.right}
    return 1 - len(wrong) / len(names) if names else 0.0


def calibration(results: Sequence[ColumnResult]) -> list[tuple[str, int, float, float]]:
    """By how sure suggestions say they are: their number, their mean confidence, and the share that is right."""
    named = [r for r in results if r.suggested not in ("", "refused", "ignore")]
    table = []
    for low, high in _BINS:
        inside = [r for r in named if low <= r.confidence < high]
        if inside:
            mean = sum(r.confidence for r in inside) / len(inside)
            table.append(
                (f"{low:.0%} – {min(high, 1):.0%}", len(inside), mean, share(inside, _is_right))
            )
    return table


def _is_right(result: ColumnResult) -> bool:
    return result.column.is_right(result.suggested)
