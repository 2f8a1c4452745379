"""Who took part, each in a role."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cotmoc.ingest.core.context import AreaParts
from cotmoc.ingest.core.plans import NOTHING, Written
from cotmoc.ingest.core.statements.combined import divide_person
from cotmoc.ingest.core.statements.identities import read_identity_number
from cotmoc.ingest.core.statements.moments import read_birth
from cotmoc.ingest.core.statements.reading import Row, is_unnamed
from cotmoc.normalise.codes.catalogue import OUTCOMES, ROLES
from cotmoc.normalise.names import OrganisationName, PersonName, read_names
from cotmoc.normalise.quantities import read_count
from cotmoc.normalise.readings import Problem
from cotmoc.normalise.text import clean, fold
from cotmoc.records.core.drafts import OutcomeDraft, PartyDraft

_SEXES = {
    "nam": "male", "male": "male", "m": "male", "man": "male", "trai": "male", "ong": "male",
    "nu": "female", "female": "female", "f": "female", "woman": "female", "gai": "female", "ba": "female",
}  # fmt: skip
_ORGANISATIONS = {
    "to chuc",
    "phap nhan",
    "cong ty",
    "doanh nghiep",
    "organisation",
    "organization",
    "company",
}
# What no name holds: the beginnings of formulas, addresses of pages, marks of programs.
_NO_NAME = re.compile(r"^\s*[=@|+]\s*\S|://|[{}\\^|]")
_IDENTIFYING = (
    "name",
    "written",
    "birth",
    "identity_number",
    "heads",
    "sex",
    "nationality",
    "residence",
)


@dataclass(frozen=True, slots=True)
class _Named:
    """One name of a cell: as written, as read, and what is to be said about it."""

    written: str
    name: PersonName | OrganisationName
    problems: tuple[Problem, ...]

    def beside(self, leaf: str) -> str:
        """What stands beside the name of a person: a birth, the number of a paper."""
        if isinstance(self.name, OrganisationName):
            return ""
        return {"birth": self.name.birth_written, "identity_number": self.name.document}.get(
            leaf, ""
        )


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one party of a row, by leaf."""

    row: Row
    number: int
    on: date | None

    def at(self, leaf: str) -> Written:
        return self.row.get(f"party[{self.number}].{leaf}")

    def one_of(self, leaf: str, position: int, count: int) -> Written:
        """The part of a cell that belongs to one of several names; a cell with one value is only that of one name."""
        at = self.at(leaf)
        parts = self.row.parts(at) if at.text and count > 1 else ()
        if len(parts) == count:
            return at._replace(text=parts[position])
        return at if count == 1 else NOTHING


@dataclass(frozen=True, slots=True)
class StatedParty:
    """A party of a row, and what is stated to have come of its part: a code, as written; None where nothing is."""

    party: PartyDraft
    outcome: OutcomeDraft | None = None


def read_parties(row: Row, on: date | None = None) -> list[StatedParty]:
    """The parties of a row: those named, one for each name in a list, and the unnamed rest of a stated number.

    Where they live is looked for among the areas of the day `on`. A cell that says what came of the parties of a group
    says it of each of them.
    """
    parties: list[StatedParty] = []
    for number in row.plan.numbers["party"]:
        if row.has_leaf(f"party[{number}]", _IDENTIFYING):
            cells = _Cells(row, number, on)
            outcome = _read_outcome(cells)
            parties += [StatedParty(party, outcome) for party in _read_group(cells)]
    return parties


def _read_outcome(cells: _Cells) -> OutcomeDraft | None:
    """What came of the parties of a group; words of no known outcome are kept under the empty kind."""
    at = cells.at("outcome")
    if not at.text:
        return None
    return OutcomeDraft(cells.row.code(OUTCOMES, at) or "", clean(at.text))


def _read_group(cells: _Cells) -> list[PartyDraft]:
    row, name_at, heads_at = cells.row, cells.at("name"), cells.at("heads")
    if cells.at("written").text:
        return _written(cells)
    names = [each for part in _parts(row, name_at) for each in _read_names(part)]
    heads = row.findings.take_softly(read_count(heads_at.text), heads_at) if heads_at.text else None
    role = _read_role(cells)
    named = [_named(cells, role, names, position) for position in range(len(names))]
    if names:
        rest = (heads or len(names)) - len(names)
        if rest < 0:
            row.findings.add_warning("party.fewer_heads", heads_at, names=str(len(names)))
        return [*named, PartyDraft(role, heads=rest)] if rest > 0 else named
    if heads == 0:
        return []
    return [_described(cells, role, heads or 1)]


def _written(cells: _Cells) -> list[PartyDraft]:
    """One party for each person of a cell that says name, birth and residence together.

    Other columns of the party complete what the cell leaves open, when it names one person.
    """
    row, at, heads_at = cells.row, cells.at("written"), cells.at("heads")
    parts = [part for part in _parts(row, at) if not is_unnamed(part)]
    heads = row.findings.take_softly(read_count(heads_at.text), heads_at) if heads_at.text else None
    role = _read_role(cells)
    parties = [_written_person(cells, role, at._replace(text=part), len(parts)) for part in parts]
    rest = (heads or len(parties)) - len(parties)
    if rest < 0:
        row.findings.add_warning("party.fewer_heads", heads_at, names=str(len(parties)))
    return [*parties, PartyDraft(role, heads=rest)] if rest > 0 else parties


def _written_person(cells: _Cells, role: str, at: Written, count: int) -> PartyDraft:
    said = divide_person(at.text)
    texts = {
        "birth": said.birth,
        "identity_number": said.identity_number,
        "nationality": said.nationality,
        "residence": said.residence,
    }

    def stated(leaf: str) -> Written:
        text = texts.get(leaf, "")
        return at._replace(text=text) if text else cells.one_of(leaf, 0, count)

    draft = _draft(cells, role, stated)
    named = _read_names(said.name)
    if not named:
        return draft
    # Other names stand behind the name, where only the whole text has them.
    whole = next((each.name for each in _read_names(at.text)), None)
    aliases = whole.aliases if isinstance(whole, PersonName) else ()
    return replace(_with_name(cells, draft, named[0], at), aliases=aliases)


def _read_role(cells: _Cells) -> str:
    at = cells.at("role")
    role = cells.row.code(ROLES, at)
    if role is None:
        if not at.text:
            named = cells.at("written") if cells.at("written").text else cells.at("name")
            cells.row.findings.add_warning("party.role_missing", named)
        return "other"
    return role


def _parts(row: Row, at: Written) -> tuple[str, ...]:
    """The parts of a cell of names; none of what a spreadsheet would run or a browser open, which is said."""
    if _NO_NAME.search(at.text):
        row.findings.add_warning("party.name_unreadable", at)
        return ()
    return row.parts(at) if at.text else ()


def _read_names(text: str) -> list[_Named]:
    """The names of a text; where one name plainly follows another it holds several."""
    return [
        _Named(text, reading.value, reading.problems)
        for reading in read_names(text)
        if reading.value is not None
    ]


def _named(cells: _Cells, role: str, names: list[_Named], position: int) -> PartyDraft:
    """The party of one of a cell's names; a birth and a number beside it hold where no column says them."""
    at, named, count = cells.at("name"), names[position], len(names)

    def stated(leaf: str) -> Written:
        column = cells.one_of(leaf, position, count)
        beside = "" if column.text else named.beside(leaf)
        return at._replace(text=beside) if beside else column

    return _with_name(cells, _draft(cells, role, stated), named, at)


def _with_name(cells: _Cells, draft: PartyDraft, named: _Named, at: Written) -> PartyDraft:
    """The party with its name, what it was read from, and what is to be said about it."""
    cells.row.findings.add_all(named.problems, at)
    name = cells.row.text(at._replace(text=named.name.full), "name")
    written = named.written if named.written != name else ""
    if isinstance(named.name, OrganisationName):
        return replace(draft, kind="organisation", name=name, name_written=written)
    return replace(draft, name=name, name_written=written, aliases=named.name.aliases)


def _described(cells: _Cells, role: str, heads: int) -> PartyDraft:
    """A party without a name: what else is stated holds when it is one person."""
    if heads > 1:
        return PartyDraft(role, heads=heads)
    return _draft(cells, role, lambda leaf: cells.one_of(leaf, 0, 1))


def _draft(cells: _Cells, role: str, stated: Callable[[str], Written]) -> PartyDraft:
    """The party without its name, with what is `stated` of it by leaf."""
    row = cells.row
    birth = read_birth(row, stated("birth"))
    sex = _read_sex(row, stated("sex"))
    nationality = row.text(stated("nationality"), "nationality")
    number_at, residence = stated("identity_number"), stated("residence")
    return PartyDraft(
        role=role,
        kind="organisation" if fold(cells.at("kind").text) in _ORGANISATIONS else "person",
        birth=birth,
        sex=sex,
        identity_number=read_identity_number(row, number_at, nationality, sex, birth),
        nationality=nationality,
        residence_written=clean(residence.text),
        residence_area=_residence_area(cells, residence),
    )


def _residence_area(cells: _Cells, at: Written) -> str | None:
    if not at.text:
        return None
    reading = cells.row.context.find_area(clean(at.text), AreaParts(), cells.on)
    hit = cells.row.findings.take_softly(reading, at)
    return hit.code if hit else None


def _read_sex(row: Row, at: Written) -> str:
    if not at.text:
        return ""
    sex = _SEXES.get(fold(at.text), "")
    if not sex:
        row.findings.add_warning("party.sex_unknown", at)
    return sex
