"""One incident from the rows of one record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from cotmoc.ingest.core.plans import Written
from cotmoc.ingest.core.statements.conveyances import read_conveyances
from cotmoc.ingest.core.statements.moments import read_when
from cotmoc.ingest.core.statements.outcomes import read_outcomes
from cotmoc.ingest.core.statements.parties import StatedParty, read_parties
from cotmoc.ingest.core.statements.places import read_place
from cotmoc.ingest.core.statements.reading import Row, split_list
from cotmoc.ingest.core.statements.seizures import read_seizures
from cotmoc.normalise.codes.catalogue import DETECTIONS, OFFENCES
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import IncidentDraft, OutcomeDraft, PartyDraft

T = TypeVar("T")


def read_incident(record: Row, rows: Sequence[Row]) -> IncidentDraft:
    """The incident that the rows of one record state.

    `record` holds what is stated once; every row adds its parties, conveyances, outcomes (each once) and
    seizures (every line counts).
    """
    occurred, occurred_written = read_when(record, "incident.no_date")
    on = occurred.start if occurred else None
    extra = read_extra(rows)
    offence_at = record.get("offence")
    parties, fates = _parties(party for row in rows for party in read_parties(row, on))
    return IncidentDraft(
        occurred=occurred,
        occurred_written=occurred_written,
        place=read_place(record, on),
        offence=record.code(OFFENCES, offence_at),
        offence_written=clean(offence_at.text) if offence_at.column else "",
        detection=_detection(record, extra),
        reference=record.text(record.get("reference"), "reference"),
        title=clean(record.get("title").text),
        narrative=record.get("narrative").text,
        unit=read_unit(record, extra),
        lead_agency=_agency(record, record.get("lead_agency"), extra),
        partner_agencies=_partner_agencies(record, extra),
        parties=parties,
        conveyances=_once(item for row in rows for item in read_conveyances(row)),
        seizures=tuple(line for row in rows for line in read_seizures(row)),
        outcomes=(*_once(outcome for row in rows for outcome in read_outcomes(row)), *fates),
        extra=extra,
    )


def read_extra(rows: Sequence[Row]) -> dict[str, str]:
    """What the profile keeps in the file's own words; what differs between rows stands one after the other."""
    texts: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, at in row.values.items():
            if name.startswith("extra."):
                texts.setdefault(name.removeprefix("extra."), {})[clean(at.text)] = None
    return {name: "; ".join(parts) for name, parts in texts.items()}


def read_unit(record: Row, extra: dict[str, str]) -> str | None:
    """The code of the unit named; a name that is not known is kept in `extra`, with a warning."""
    at = record.get("unit")
    code = record.context.unit_code(at.text) if at.text else None
    if at.text and code is None:
        record.findings.add_warning("unit.unknown", at)
        extra["unit"] = clean(at.text)
    return code


def _detection(record: Row, extra: dict[str, str]) -> str:
    at = record.get("detection")
    code = record.code(DETECTIONS, at)
    if at.text and code is None:
        extra["detection"] = clean(at.text)
    return code or ""


def _agency(record: Row, at: Written, extra: dict[str, str]) -> str | None:
    code = record.context.agency_code(at.text) if at.text else None
    if at.text and code is None:
        record.findings.add_warning("agency.unknown", at)
        known = extra.get(at.field)
        extra[at.field] = f"{known}; {clean(at.text)}" if known else clean(at.text)
    return code


def _partner_agencies(record: Row, extra: dict[str, str]) -> tuple[str, ...]:
    """The codes of the agencies named; commas divide them too, where the whole is no agency's name."""
    at = record.get("partner_agencies")
    if not at.text:
        return ()
    whole = record.context.agency_code(at.text)
    if whole:
        return (whole,)
    separators = at.options.get("separator") or record.profile.list_separators + ","
    names = (at._replace(text=part) for part in split_list(at.text, separators))
    codes = (_agency(record, name, extra) for name in names)
    return _once(code for code in codes if code)


def _parties(
    stated: Iterable[StatedParty],
) -> tuple[tuple[PartyDraft, ...], tuple[OutcomeDraft, ...]]:
    """The parties, equal ones once, and what came of them, each at the index of its party."""
    found = list(stated)
    parties = _once(each.party for each in found)
    fates = (
        replace(each.outcome, party=parties.index(each.party)) for each in found if each.outcome
    )
    return parties, _once(fates)


def _once(items: Iterable[T]) -> tuple[T, ...]:
    """The items in order, equal ones once: rows of one record repeat what they share."""
    kept: list[T] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return tuple(kept)
