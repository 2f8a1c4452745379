"""What import tools usually do, for comparison: the header looked up among known names, exactly or by likeness."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from benchmarks.layouts.layout import Layout
from cotmoc.ingest.core.columns.scoring import NONE, fields_of, said_in_kind
from cotmoc.ingest.core.columns.vocabulary import phrases
from cotmoc.ingest.core.fields import REPEATED_GROUPS
from cotmoc.ingest.core.mapping import Suggestion
from cotmoc.normalise.text import fold

# As likely as the names of import tools are usually taken for the same.
LIKENESS = 85


def _names(kind: str) -> dict[str, str]:
    """Folded name -> field: the same list of names as the product's, the heavier meaning of a name first."""
    known: dict[str, str] = {}
    for phrase in sorted(phrases(), key=lambda each: -each.weight):
        field = said_in_kind(phrase.field, kind)
        if field in fields_of(kind):
            known.setdefault(fold(phrase.text), field)
    return known


def by_name(layout: Layout) -> Sequence[Suggestion]:
    """Every header that is one of the names, whatever its case and marks."""
    return _suggestions(layout, likeness=100)


def by_likeness(layout: Layout) -> Sequence[Suggestion]:
    """Every header that is one of the names or resembles one (rapidfuzz, weighted ratio of at least 85)."""
    return _suggestions(layout, likeness=LIKENESS)


def _suggestions(layout: Layout, likeness: int) -> list[Suggestion]:
    """It is told the kind of file, which the product has to find out."""
    known = _names(layout.kind)
    taken: set[str] = set()
    found = []
    for header in layout.headers:
        field = known.get(fold(header), "")
        if not field and likeness < 100:
            near = process.extractOne(
                fold(header), known.keys(), scorer=fuzz.WRatio, score_cutoff=likeness
            )
            field = known[near[0]] if near else ""
        field = _numbered(field, taken) if field and field != NONE else ""
        taken.add(field)
        found.append(Suggestion(header, field, 1.0 if field else 0.0, "suggest.header"))
    return found


def _numbered(field: str, taken: set[str]) -> str:
    group, _, leaf = field.partition(".")
    if group in REPEATED_GROUPS:
        return next(name for n in range(1, 100) if (name := f"{group}[{n}].{leaf}") not in taken)
    if field == "dimension":
        return "dimension.x"
    several = field == "place.written" or field.startswith("return.amount")
    return field if several or field not in taken else ""
