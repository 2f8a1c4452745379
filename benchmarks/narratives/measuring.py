"""Precision and recall of each kind of fact, over written reports with their truth.

A report is a file of three parts divided by `---`: tune or held, the text, and its facts, one a line. What is proposed
goes through the readers of files, as a confirmed report does: a fact is right only when it would be recorded rightly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cotmoc.ingest.core.context import AreaHit, AreaParts
from cotmoc.ingest.core.narrative.reading import read_narrative
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.stated_incident import NARRATIVE, WRITTEN_REPORTS, row_profile
from cotmoc.ingest.core.understanding import understand
from cotmoc.normalise.codes.catalogue import AGENCY_KINDS
from cotmoc.normalise.identifiers import document_key, registration_key
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.normalise.names import name_key
from cotmoc.normalise.readings import Reading
from cotmoc.normalise.text import fold
from cotmoc.records.core.drafts import IncidentDraft

FOLDER = Path(__file__).parent / "reports"
PARTS = ("tune", "held")
_KINDS = {fold(label): kind.id for kind in AGENCY_KINDS for label in (kind.label_vi, kind.label_en)}
_KINDS["quan su"] = "military"
_COUNTRIES = {"trung quoc": "CN", "lao": "LA", "campuchia": "KH", "viet nam": "VN"}
# Words by which two descriptions of one place may differ.
_MAY_MISS = 0.34

Facts = Mapping[str, Counter[str]]


@dataclass(frozen=True)
class World:
    """A context that knows the kinds of agencies by name and no areas: places are compared as written."""

    today: date = date(2026, 7, 1)

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:  # noqa: ARG002
        """None."""
        return Reading(None)

    def agency_code(self, written: str) -> str | None:
        """The kind of that name."""
        return _KINDS.get(fold(written))

    def unit_code(self, written: str) -> str | None:  # noqa: ARG002
        """None."""
        return None


@dataclass(frozen=True)
class WrittenReport:
    """A report of the collection: its number, part, text and true facts."""

    name: str
    part: str
    text: str
    facts: Facts


@dataclass
class Tally:
    """Of one kind of fact: how many are true, proposed, and proposed rightly; the errors by report."""

    true: int = 0
    proposed: int = 0
    right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was proposed that is true, 0..1."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was proposed, 0..1."""
        return self.right / self.true if self.true else 1.0


def reports() -> list[WrittenReport]:
    """All reports, by number. Raises `ValueError` for a file that is none."""
    return [_report(path) for path in sorted(FOLDER.glob("*.txt"))]


def _report(path: Path) -> WrittenReport:
    part, text, facts = path.read_text(encoding="utf-8").split("\n---\n")
    if part not in PARTS:
        raise ValueError(f"{path.name}: neither of {PARTS}")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in facts.strip().splitlines():
        kind, _, value = line.partition(":")
        for name, fact in _truths(kind, [cell.strip() for cell in value.split("|")]):
            found[name][fact] += 1
    return WrittenReport(path.stem, part, text, found)


def _truths(kind: str, cells: list[str]) -> Iterator[tuple[str, str]]:
    """The facts of one line of the truth."""
    if kind == "party":
        yield from _true_party(cells)
    elif kind == "conveyance":
        yield "conveyance", f"{cells[0]} {registration_key(cells[1])}".strip()
    elif kind == "seizure":
        yield "goods", cells[0]
        if len(cells) > 1 and cells[1]:
            yield "quantity", f"{cells[0]} {cells[1]}"
    elif kind == "where":
        yield "place", cells[0]
    else:
        yield (
            {"when": "moment", "lead": "lead agency", "partner": "other agencies"}.get(kind, kind),
            cells[0],
        )


def _true_party(cells: list[str]) -> Iterator[tuple[str, str]]:
    role, name = cells[:2]
    if name.startswith("*"):
        yield "unnamed persons", f"{role} {name[1:]}"
        return
    key = name_key(name)
    yield "person or body", key
    yield "role", f"{key} {role}"
    for what, value in zip(
        ("birth", "nationality", "document", "residence"), cells[2:], strict=True
    ):
        if value:
            yield (
                what,
                f"{key} {document_key(value) if what == 'document' else fold(value) if what == 'residence' else value}",
            )


def proposed(text: str) -> Facts:
    """The facts that would be recorded if everything proposed of a text were confirmed unseen."""
    understood = read_narrative(text, World())
    values = {**understood.values, NARRATIVE: text}
    profile = row_profile(values, WRITTEN_REPORTS, understood.decimal)
    headers = tuple(rule.column for rule in profile.columns)
    record = understand(
        [RawRow(1, tuple(values[rule.field] for rule in profile.columns))],
        headers,
        profile,
        World(),
    )
    draft = record.drafts[0]
    assert isinstance(draft, IncidentDraft)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, fact in _stated(draft):
        found[name][fact] += 1
    return found


def _stated(draft: IncidentDraft) -> Iterator[tuple[str, str]]:
    if draft.occurred:
        yield "moment", _moment(draft.occurred)
    if draft.place.written:
        yield "place", draft.place.written
    if draft.offence:
        yield "offence", draft.offence
    if draft.lead_agency:
        yield "lead agency", draft.lead_agency
    for agency in draft.partner_agencies:
        yield "other agencies", agency
    yield from _stated_parties(draft)
    for item in draft.conveyances:
        yield "conveyance", f"{item.kind} {registration_key(item.registration)}".strip()
    for line in draft.seizures:
        yield "goods", line.commodity or fold(line.commodity_written)
        if line.amount is not None:
            measure = (line.measure or "").removeprefix("money_")
            yield "quantity", f"{line.commodity} {measure}:{line.amount.normalize():f}"
    for outcome in draft.outcomes:
        yield "outcome", outcome.kind


def _stated_parties(draft: IncidentDraft) -> Iterator[tuple[str, str]]:
    for party in draft.parties:
        key = name_key(party.name)
        if not key:
            yield "unnamed persons", f"{party.role} {party.heads}"
            continue
        yield "person or body", key
        yield "role", f"{key} {party.role}"
        if party.birth:
            yield "birth", f"{key} {party.birth.start.year}"
        if party.nationality:
            yield (
                "nationality",
                f"{key} {_COUNTRIES.get(fold(party.nationality), party.nationality)}",
            )
        if party.identity_number:
            yield "document", f"{key} {document_key(party.identity_number)}"
        if party.residence_written:
            yield "residence", f"{key} {fold(party.residence_written)}"


def _moment(moment: Moment) -> str:
    if moment.precision is Precision.NIGHT:
        return (
            f"{moment.start}/{moment.until}"
            if (moment.until - moment.start).days == 1
            else str(moment.start)
        )
    if moment.minute is None:
        return str(moment.start)
    return f"{moment.start}T{moment.minute // 60:02d}:{moment.minute % 60:02d}"


def measure(part: str = "") -> dict[str, Tally]:
    """The tally of each kind of fact over the reports of a part ("": all of them)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for report in reports():
        if part and report.part != part:
            continue
        found = proposed(report.text)
        for kind in sorted({*report.facts, *found}):
            _count(tallies[kind], report, kind, found.get(kind, Counter()))
    return dict(tallies)


def _count(tally: Tally, report: WrittenReport, kind: str, found: Counter[str]) -> None:
    true = report.facts.get(kind, Counter())
    if kind == "place":
        found = Counter({_as_true(place, true): count for place, count in found.items()})
    right = true & found
    tally.true += true.total()
    tally.proposed += found.total()
    tally.right += right.total()
    missed, wrong = list((true - right).elements()), list((found - right).elements())
    if missed or wrong:
        tally.errors.append(f"{report.name} ({report.part}): missed {missed}, wrong {wrong}")


def _as_true(place: str, true: Counter[str]) -> str:
    """The true place where the two name the same words but for a third of them; the place itself otherwise."""
    words = set(fold(place).split())
    for each in true:
        wanted = set(fold(each).split())
        if len(words ^ wanted) <= _MAY_MISS * max(len(words), len(wanted)):
            return each
    return place
