"""The number of a party's paper: understood, and held against what else the row says of the person."""

from __future__ import annotations

from collections.abc import Mapping

from cotmoc.ingest.core.plans import Written
from cotmoc.ingest.core.statements.reading import Row, is_unnamed
from cotmoc.normalise.identifiers import DOCUMENTS, Identifier, Kind, read_identifier
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.normalise.readings import Reading, Severity, warning
from cotmoc.normalise.text import fold

# Countries whose papers are met here, as nationalities are written; all others leave the form to speak for itself.
_COUNTRIES: Mapping[str, str] = {
    "viet nam": "VN", "vietnam": "VN", "vn": "VN", "vietnamese": "VN",
    "trung quoc": "CN", "china": "CN", "cn": "CN", "tq": "CN", "chinese": "CN",
    "lao": "LA", "laos": "LA", "campuchia": "KH", "cambodia": "KH", "cpc": "KH", "cambodian": "KH",
    "thai lan": "TH", "thailand": "TH", "thai": "TH", "myanmar": "MM", "mi an ma": "MM", "mien dien": "MM",
}  # fmt: skip


def read_identity_number(
    row: Row, at: Written, nationality: str, sex: str, birth: Moment | None
) -> str:
    """The number as it is printed on the paper, or as written where it cannot be read.

    What is impossible, repaired or contradicts the stated sex or birth is noted; of a bank card only the last four
    digits are kept.
    """
    text = row.text(at, "identity_number")
    if not text or is_unnamed(text):
        return text
    country = _COUNTRIES.get(fold(nationality), "")
    reading = read_identifier(text, "document", country=country, today=row.context.today)
    row.findings.take_softly(reading, at)
    found = reading.value
    if found is None:
        return text
    if found.kind is Kind.BANK_CARD:
        return found.canonical
    _compare(row, at, found, sex, birth)
    return found.canonical if _is_whole(reading) and found.kind in DOCUMENTS else text


def _is_whole(reading: Reading[Identifier]) -> bool:
    """True when the number can exist and nothing else was written beside it."""
    return all(
        problem.severity is not Severity.ERROR and problem.code != "identifier.more_written"
        for problem in reading.problems
    )


def _compare(row: Row, at: Written, found: Identifier, sex: str, birth: Moment | None) -> None:
    if found.sex and sex and found.sex != sex:
        row.findings.add(
            warning("identifier.sex_differs", at.text, number=found.canonical, said=found.sex), at
        )
    if found.birth and birth and not _may_be_one(found.birth, birth):
        is_day = found.birth.precision is Precision.DAY and birth.precision is Precision.DAY
        said = found.birth.start.strftime("%d/%m/%Y" if is_day else "%Y")
        stated = birth.start.strftime("%d/%m/%Y" if is_day else "%Y")
        row.findings.add(
            warning("identifier.birth_differs", stated, number=found.canonical, said=said), at
        )


def _may_be_one(one: Moment, other: Moment) -> bool:
    """True when the intervals of both overlap: a year holds each of its days."""
    return one.start < other.until and other.start < one.until
