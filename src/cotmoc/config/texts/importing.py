"""What `cotmoc import` says about a file, in plain lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.fields import FIELDS
from cotmoc.ingest.core.mapping import Profile, Suggestion
from cotmoc.ingest.core.problems import message
from cotmoc.ingest.core.stored import problem_from_json
from cotmoc.normalise.readings import Problem

MOST_PARKED_TOLD = 20
LABELS = {info.name: info for info in FIELDS}


def problem_text(stored: Mapping[str, Any]) -> str:
    """The sentence of a finding, in the language of the command."""
    return sentence(problem_from_json(stored))


def sentence(problem: Problem) -> str:
    """What a problem says, in the language of the command."""
    return message(problem, get_language() or "en")


def field_text(name: str) -> str:
    """What a field is called, in the language of the command."""
    info = LABELS.get(name)
    if info is None:
        return name
    return info.label_vi if (get_language() or "en").startswith("vi") else info.label_en


def mapping_lines(
    profile: Profile, suggestions: Iterable[Suggestion], *, recognised: bool
) -> Iterator[str]:
    """How the columns would be read, with the confidence of each suggestion."""
    if recognised:
        yield _("Read with the profile “%(name)s”.") % {"name": profile.name}
    else:
        yield _("No kept profile knows this shape. Suggested:")
    rules = {rule.column: rule.field for rule in profile.columns}
    confidence = {each.column: each for each in suggestions}
    width = max((len(column) for column in (*rules, *confidence)), default=0)
    for column in confidence or rules:
        yield _mapping_line(column, rules.get(column, ""), confidence.get(column), width)
    for field, text in profile.constants.items():
        yield f"  {_('every row'):<{width}}  → {field_text(field)} = {text}"
    if profile.key:
        yield _("One record is known by: %(columns)s") % {"columns": ", ".join(profile.key)}


def _mapping_line(column: str, field: str, suggestion: Suggestion | None, width: int) -> str:
    if suggestion is not None and suggestion.field == "refused":
        return f"  {column:<{width}}  ✗ {_('not taken in')} [{suggestion.reason}]"
    suggested = suggestion is not None and field and suggestion.field == field
    sure = f"  ({suggestion.confidence:.0%})" if suggestion and suggested else ""
    meaning = field_text(field) if field else _("kept as written")
    return f"  {column:<{width}}  → {meaning}{sure}"


def report_lines(report: CheckReport, *, committed: bool) -> Iterator[str]:
    """The numbers of a report, and every finding by its code."""
    yield _("%(rows)s rows are %(records)s records: %(ready)s ready, %(parked)s parked.") % {
        "rows": report.rows,
        "records": report.records,
        "ready": report.ready,
        "parked": report.parked,
    }
    words = {
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "gone": report.gone,
        "withdrawn": report.withdrawn,
    }
    did = _("Taken in: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
    would = _("Would be taken in: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
    yield (did if committed else would) % words
    if report.gone:
        yield _("Not in this file: %(gone)s, of them taken back: %(withdrawn)s.") % words
    for column in report.refused:
        yield _("The column “%(column)s” is not taken in.") % {"column": column}
    for finding in report.findings:
        mark = "✗" if finding.severity == "error" else "!"
        times = ngettext("once", "%(times)s times", finding.findings) % {"times": finding.findings}
        yield f"  {mark} [{finding.code}] {times}: {problem_text(finding.example)}"


def parked_lines(findings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The first parked findings with row, column, what was written, and what is to be done."""
    if not findings:
        return
    yield _("Parked:")
    for each in findings[:MOST_PARKED_TOLD]:
        place = _("row %(row)s") % {"row": each["row"]}
        column = f", {each['column']}" if each["column"] else ""
        yield f"  {place}{column}: {problem_text(each)} [{each['code']}]"
    if len(findings) > MOST_PARKED_TOLD:
        yield _("  and %(number)s more") % {"number": len(findings) - MOST_PARKED_TOLD}
    yield _("Write them to a file with --parked FILE.xlsx, correct them, and put that file in.")
