"""A log sheet as its page shows it: every field with what was understood of it and what is to be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.core.context import Context
from cotmoc.ingest.core.stated_incident import (
    LOG_SHEETS,
    SHEET_NUMBER,
    Reading,
    read_stated,
    row_profile,
)
from cotmoc.ingest.queries.context import import_context
from cotmoc.normalise.readings import Problem, Severity
from cotmoc.web.forms.incident_fields import (
    CHOSEN,
    REPEATED,
    Choice,
    choices_of,
    field_label,
    numbers_of,
)
from cotmoc.web.forms.log import COMPLETED, EXAMPLES, LABELS, ONCE, worth_filing
from cotmoc.web.views.files.presenting import problem_message
from cotmoc.web.views.log.echoing import (
    conveyance_echoes,
    once_echoes,
    party_echoes,
    seizure_echoes,
)

#: Fields that need more room than others.
WIDTHS = {
    "place.written": "wide",
    "residence": "wide",
    "offence": "full",
    "unit": "wide",
    "narrative": "full",
}
#: A draft's key; every filed sheet has its number.
_DRAFT_NUMBER = "VV"
_NO_DAY = "incident.no_date"
_MISSING = frozenset({_NO_DAY, "row.nothing_mapped", "key.missing"})


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the form with its notes: `echo` is what was understood, `completes` what completes it."""

    name: str
    label: object
    value: str
    choices: Sequence[Choice]
    is_chosen: bool
    width: str
    completes: str
    example: object
    echo: str
    problems: Sequence[str]
    is_wrong: bool

    @property
    def id(self) -> str:
        """Its name as part of the ids of the page."""
        return self.name.replace("[", "-").replace("].", "-").replace(".", "-")


@dataclass(frozen=True, slots=True)
class ShownThing:
    """A party, conveyance or line of goods with its fields."""

    group: str
    number: int
    fields: Sequence[ShownField]


@dataclass(frozen=True)
class SheetPage:
    """Everything that is shown of the fields of a sheet."""

    reading: Reading
    once: Mapping[str, Sequence[ShownField]]
    things: Mapping[str, Sequence[ShownThing]]
    record_problems: Sequence[str]

    @property
    def fields(self) -> list[ShownField]:
        """Every field, in the order of the page."""
        fields = [each for fields in self.once.values() for each in fields]
        return fields + [f for things in self.things.values() for t in things for f in t.fields]


def decimal_mark() -> str:
    """The mark before decimals in the language of the page."""
    return "," if (get_language() or "vi").startswith("vi") else "."


def read_sheet(viewer: Viewer, values: Mapping[str, str]) -> Reading:
    """What the fields of a sheet would be taken in as."""
    return _read(values, import_context(viewer.agency or ""))


def _read(values: Mapping[str, str], context: Context) -> Reading:
    stated = {SHEET_NUMBER: _DRAFT_NUMBER, **worth_filing(values)}
    return read_stated(stated, row_profile(stated, LOG_SHEETS, decimal_mark()), context)


def sheet_page(viewer: Viewer, values: Mapping[str, str], *, refused: bool = False) -> SheetPage:
    """The sheet for its page; what is only missing yet is said when it was `refused`."""
    context = import_context(viewer.agency or "")
    reading = _with_missing(_read(values, context), said=refused)
    echoes = once_echoes(reading.draft, values)
    once = {
        panel: [
            _shown(name, name, values, echoes.get(name, ""), reading.problems) for name in names
        ]
        for panel, names in ONCE.items()
    }
    things = {group: list(_things(group, values, reading, context)) for group in REPEATED}
    of_record = reading.problems.get("", ())
    return SheetPage(reading, once, things, [problem_message(each) for each in of_record])


def _with_missing(reading: Reading, *, said: bool) -> Reading:
    """The reading in which a day that is not written yet is a finding of its field, or none where it is not `said`."""
    of_record = reading.problems.get("", ())
    missing = tuple(each for each in of_record if each.code == _NO_DAY) if said else ()
    others = tuple(each for each in of_record if each.code not in _MISSING)
    problems = {**reading.problems, "": others}
    return replace(
        reading, problems={**problems, "occurred.date": missing} if missing else problems
    )


def _things(
    group: str, values: Mapping[str, str], reading: Reading, context: Context
) -> Iterable[ShownThing]:
    for number in numbers_of(group, values):
        echoes = _echoes(group, number, values, context)
        fields = [
            _shown(
                f"{group}[{number}].{leaf}", leaf, values, echoes.get(leaf, ""), reading.problems
            )
            for leaf in REPEATED[group]
        ]
        yield ShownThing(group, number, fields)


def _echoes(group: str, number: int, values: Mapping[str, str], context: Context) -> dict[str, str]:
    """What one thing alone is understood as: among all of them it could not be told which is which."""
    start = f"{group}[{number}]."
    own = {name.removeprefix(start): v for name, v in values.items() if name.startswith(start)}
    if not any(text for leaf, text in own.items() if leaf != "role"):
        return {}
    alone = {f"{group}[1].{leaf}": text for leaf, text in own.items()}
    draft = _read({"occurred.date": values.get("occurred.date", ""), **alone}, context).draft
    if group == "party":
        return party_echoes(draft.parties, own)
    if group == "conveyance":
        return conveyance_echoes(draft.conveyances, own)
    return seizure_echoes(draft.seizures, own)


def _shown(
    name: str,
    leaf: str,
    values: Mapping[str, str],
    echo: str,
    problems: Mapping[str, Sequence[Problem]],
) -> ShownField:
    found = problems.get(name, ())
    return ShownField(
        name=name,
        label=LABELS.get(name) or field_label(name),
        value=values.get(name, ""),
        choices=choices_of(leaf) if leaf in CHOSEN else (),
        is_chosen=leaf in CHOSEN,
        width=WIDTHS.get(leaf, ""),
        completes=COMPLETED.get(leaf, ""),
        example=EXAMPLES.get(leaf, ""),
        echo=echo,
        problems=[problem_message(each) for each in found],
        is_wrong=any(each.severity is Severity.ERROR for each in found),
    )
