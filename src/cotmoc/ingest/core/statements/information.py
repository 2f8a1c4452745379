"""Information reports, graded by source, content and handling (3x5x2)."""

from __future__ import annotations

from cotmoc.ingest.core.statements.moments import read_when
from cotmoc.ingest.core.statements.places import read_place
from cotmoc.ingest.core.statements.reading import Row
from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.records.core.drafts import InformationDraft

GRADES = {"source_grade": "123", "content_grade": "ABCDE", "handling_code": "PC"}


def read_information(record: Row) -> InformationDraft:
    """The information report that one record states. A report without a text is the error `information.no_text`."""
    received, received_written = read_when(record, "information.no_date")
    text = record.get("information.text")
    if not text.text:
        record.findings.add_error("information.no_text")
    return InformationDraft(
        received=received,
        received_written=received_written,
        source_grade=_grade(record, "source_grade"),
        content_grade=_grade(record, "content_grade"),
        handling_code=_grade(record, "handling_code"),
        text=text.text,
        place=read_place(record, received.start if received else None),
        offence=record.code(OFFENCES, record.get("offence")),
        reference=record.text(record.get("reference"), "reference"),
    )


def _grade(record: Row, leaf: str) -> str:
    """The grade, "" for none and (with a warning) for one that is not in the scale."""
    at = record.get(f"information.{leaf}")
    grade = at.text.strip().upper()
    if grade and (len(grade) != 1 or grade not in GRADES[leaf]):
        record.findings.add_warning("information.grade_unknown", at, grades=GRADES[leaf])
        return ""
    return grade
