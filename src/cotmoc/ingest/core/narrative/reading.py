"""A written report understood: proposals for an officer, each with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator

from cotmoc.ingest.core.context import Context
from cotmoc.ingest.core.narrative.circumstances import (
    propose_agencies,
    propose_offence,
    propose_outcome,
)
from cotmoc.ingest.core.narrative.conveyances import propose_conveyances
from cotmoc.ingest.core.narrative.parties import propose_parties
from cotmoc.ingest.core.narrative.proposals import Proposal, Understanding
from cotmoc.ingest.core.narrative.report import Report
from cotmoc.ingest.core.narrative.seizures import propose_seizures
from cotmoc.ingest.core.narrative.when import propose_when
from cotmoc.ingest.core.narrative.where import propose_where

#: The longest text that is read: thirty pages.
LONGEST_TEXT = 60_000


def read_narrative(text: str, context: Context) -> Understanding:
    """What a report in Vietnamese or English seems to state of one incident; nothing for an empty text.

    Of a text longer than `LONGEST_TEXT` only the beginning is read. No proposal is certain: they are for a person to
    confirm, and values are in the words of the text wherever those can be read as they are.

    >>> from cotmoc.ingest.core.narrative.trial import TRIAL
    >>> found = read_narrative("Ngày 12/3/2026, tại xã Hải Sơn, bắt Lê Văn An (SN 1985) vận chuyển 2 kg heroin.", TRIAL)
    >>> [found.values[name] for name in ("occurred.date", "place.written", "party[1].name", "seizure[1].quantity")]
    ['12/3/2026', 'xã Hải Sơn', 'Lê Văn An', '2 kg']
    """
    text = text[:LONGEST_TEXT]
    report = Report(text, context)
    if not report.sentences:
        return Understanding(text)
    return Understanding(text, tuple(_proposals(report)), "." if report.is_english else ",")


def _proposals(report: Report) -> Iterator[Proposal]:
    yield from propose_when(report)
    yield from propose_where(report)
    yield from propose_offence(report)
    yield from propose_agencies(report)
    yield from propose_parties(report)
    yield from propose_conveyances(report)
    yield from propose_seizures(report)
    yield from propose_outcome(report)
