"""What came of an incident."""

from __future__ import annotations

from cotmoc.ingest.core.statements.reading import Row
from cotmoc.ingest.core.statements.seizures import read_vnd
from cotmoc.normalise.codes.catalogue import OUTCOMES
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import OutcomeDraft


def read_outcomes(row: Row) -> list[OutcomeDraft]:
    """The outcome of a row's incident, if one is written.

    A fine without a stated outcome is an administrative sanction, with a warning. Words of no known outcome are
    kept as written under the empty kind.
    """
    kind_at, fine_at = row.get("outcome.kind"), row.get("outcome.fine")
    if not row.has("outcome.kind", "outcome.fine"):
        return []
    kind, fine_vnd = row.code(OUTCOMES, kind_at), read_vnd(row, fine_at)
    if not kind_at.text:
        if not fine_vnd:
            return []
        row.findings.add_warning("outcome.fine_alone", fine_at)
        kind = "administratively_sanctioned"
    return [OutcomeDraft(kind or "", clean(kind_at.text), fine_vnd or None)]
