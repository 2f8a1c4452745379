"""Road vehicles and vessels."""

from __future__ import annotations

from cotmoc.ingest.core.messages.identifiers import COUNTRIES
from cotmoc.ingest.core.plans import NOTHING, Written
from cotmoc.ingest.core.statements.reading import Row, is_unnamed
from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS
from cotmoc.normalise.identifiers import REGISTRATIONS, VESSELS, Identifier, Kind, read_identifier
from cotmoc.normalise.quantities import read_count
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import ConveyanceDraft

_KINDS = {
    Kind.FISHING_VESSEL: "fishing_vessel",
    **dict.fromkeys(VESSELS - {Kind.FISHING_VESSEL}, "vessel"),
}
_KINDS_OF_PLATES = {"motorcycle": "motorcycle", "trailer": "container_truck"}
_LEAVES = ("written", "kind", "registration", "name", "flag", "pieces")


def read_conveyances(row: Row) -> list[ConveyanceDraft]:
    """The conveyances of a row; a list of registrations is one conveyance for each."""
    conveyances: list[ConveyanceDraft] = []
    for number in row.plan.numbers["conveyance"]:
        if row.has_leaf(f"conveyance[{number}]", _LEAVES):
            conveyances += _read_group(row, f"conveyance[{number}]")
    return conveyances


def _read_group(row: Row, group: str) -> list[ConveyanceDraft]:
    registration_at = row.get(f"{group}.registration")
    registrations = [
        registration_at._replace(text=part)
        for part in row.parts(registration_at)
        if not is_unnamed(part)
    ]
    pieces = _read_pieces(row, group)
    if pieces == 0:
        return []
    if len(registrations) > 1:
        return [_draft(row, group, registration, 1) for registration in registrations]
    return [_draft(row, group, next(iter(registrations), NOTHING), pieces)]


def _draft(row: Row, group: str, registration_at: Written, pieces: int) -> ConveyanceDraft:
    name_at = row.get(f"{group}.name")
    name = "" if is_unnamed(name_at.text) else row.text(name_at, "vessel_name")
    kind = _read_kind(row, group)
    flag = row.text(row.get(f"{group}.flag"), "flag")
    registration, number = _read_registration(row, registration_at, kind)
    if not kind and number:
        kind = _infer_kind(row, registration_at, number)
    return ConveyanceDraft(
        kind=kind or ("vessel" if name_at.text else "unknown"),
        written=clean(row.get(f"{group}.written").text),
        registration=registration,
        name=name,
        flag=flag or (_note_foreign(row, registration_at, number) if number else ""),
        pieces=pieces,
    )


def _read_kind(row: Row, group: str) -> str:
    """The kind stated, else the one the description speaks of, else ""."""
    at = row.get(f"{group}.kind")
    if not at.text:
        at = row.get(f"{group}.written")
    return row.code(CONVEYANCE_KINDS, at) or ""


def _read_registration(row: Row, at: Written, kind: str) -> tuple[str, Identifier | None]:
    """The number as it is painted on the conveyance, or as written where it cannot be read."""
    text = row.text(at, "registration")
    if not text:
        return "", None
    reading = read_identifier(text, _hint(kind), today=row.context.today)
    row.findings.take_softly(reading, at)
    found = reading.value
    if found is None:
        return text, None
    if found.kind is Kind.BANK_CARD:
        return found.canonical, None
    if found.kind not in REGISTRATIONS or not reading.readable:
        return text, None
    whole = all(problem.code != "identifier.more_written" for problem in reading.problems)
    return found.canonical if whole else text, found


def _hint(kind: str) -> str:
    """What a number can be of: boats and plates have forms in common."""
    if kind == "motorcycle":
        return "motorcycle"
    is_vessel = kind in CONVEYANCE_KINDS and CONVEYANCE_KINDS[kind].group == "vessel"
    return "vessel" if is_vessel else "registration"


def _infer_kind(row: Row, at: Written, number: Identifier) -> str:
    """The kind that a number is given to; that of a car may stand on a lorry or bus as well and says nothing."""
    kind = _KINDS.get(number.kind) or _KINDS_OF_PLATES.get(number.detail, "")
    if kind:
        row.findings.add_warning("conveyance.kind_inferred", at, vehicle=kind)
    return kind


def _note_foreign(row: Row, at: Written, number: Identifier) -> str:
    """The country of a foreign number in words; "" for those of Viet Nam and of ships, whose flag may be another."""
    if number.kind is not Kind.PLATE or number.country not in COUNTRIES:
        return ""
    row.findings.add_warning("conveyance.foreign", at, country=number.country)
    return COUNTRIES[number.country][1]


def _read_pieces(row: Row, group: str) -> int:
    at = row.get(f"{group}.pieces")
    if not at.text:
        return 1
    pieces = row.findings.take_softly(read_count(at.text), at)
    return 1 if pieces is None else pieces
