"""Road vehicles and vessels."""

from __future__ import annotations

from cotmoc.ingest.core.statements.reading import Row, is_unnamed
from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS
from cotmoc.normalise.quantities import read_count
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import ConveyanceDraft

_LEAVES = ("written", "kind", "registration", "name", "flag", "pieces")


def read_conveyances(row: Row) -> list[ConveyanceDraft]:
    """The conveyances of a row; a list of registrations is one conveyance for each."""
    conveyances: list[ConveyanceDraft] = []
    for number in row.plan.numbers["conveyance"]:
        if row.has(*(f"conveyance[{number}].{leaf}" for leaf in _LEAVES)):
            conveyances += _read_group(row, f"conveyance[{number}]")
    return conveyances


def _read_group(row: Row, group: str) -> list[ConveyanceDraft]:
    registration_at = row.get(f"{group}.registration")
    registrations = [
        row.text(registration_at._replace(text=part), "registration")
        for part in row.parts(registration_at)
        if not is_unnamed(part)
    ]
    pieces = _read_pieces(row, group)
    if pieces == 0:
        return []
    if len(registrations) > 1:
        return [_draft(row, group, registration, 1) for registration in registrations]
    return [_draft(row, group, next(iter(registrations), ""), pieces)]


def _draft(row: Row, group: str, registration: str, pieces: int) -> ConveyanceDraft:
    name_at = row.get(f"{group}.name")
    name = "" if is_unnamed(name_at.text) else row.text(name_at, "vessel_name")
    return ConveyanceDraft(
        kind=_read_kind(row, group, bool(name_at.text)),
        written=clean(row.get(f"{group}.written").text),
        registration=registration,
        name=name,
        flag=row.text(row.get(f"{group}.flag"), "flag"),
        pieces=pieces,
    )


def _read_kind(row: Row, group: str, is_vessel: bool) -> str:
    """The kind stated, else the one the description speaks of; only vessels have names."""
    at = row.get(f"{group}.kind")
    if not at.text:
        at = row.get(f"{group}.written")
    return row.code(CONVEYANCE_KINDS, at) or ("vessel" if is_vessel else "unknown")


def _read_pieces(row: Row, group: str) -> int:
    at = row.get(f"{group}.pieces")
    if not at.text:
        return 1
    pieces = row.findings.take_softly(read_count(at.text), at)
    return 1 if pieces is None else pieces
