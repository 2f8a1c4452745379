"""What a file is as a whole: its kind, its words for nothing, and the profile made for files of its shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cotmoc.ingest.core.columns.earlier import kind_of_earlier
from cotmoc.ingest.core.columns.headers import said_by
from cotmoc.ingest.core.columns.scoring import NONE, Column, column_of
from cotmoc.ingest.core.columns.values import Values, read_values
from cotmoc.ingest.core.fields import INCIDENT, INFORMATION, RETURN
from cotmoc.ingest.core.mapping import Profile, headers_fingerprint
from cotmoc.normalise.text import fold

_MISSING_WORDS = ("NA", "N/A", "NULL", "null", "None", "NaN", "#N/A", "-")
FEWEST_SHARED = 0.6
# So well a header must name a field to tell the kind of a file, and so well the words of another kind may not.
_SAID, _SURELY = 0.75, 0.95
# Fields of incidents that no return and no information report has; what of them may also stand in a return as a figure.
_OF_INCIDENTS = (
    "reference", "occurred.time", "occurred.written", "narrative", "place.lon", "place.position", "outcome.kind",
    "party.", "conveyance.", "offence", "detection", "lead_agency", "partner_agencies",
)  # fmt: skip
_ALSO_OF_INCIDENTS = ("return.amount[persons]", "return.amount[seized_quantity]", "return.amount[seized_value]",
                      "return.amount[fines]", "return.amount")  # fmt: skip
# How much a figure, one that incidents state too, and a mark of incidents weigh.
_FIGURE, _HALF, _MARK, _FEW = 2.0, 0.4, 1.0, 0.3
_OF_INFORMATION = (
    "information.source_grade",
    "information.content_grade",
    "information.handling_code",
    "received.date",
)
# Fields of incidents that hold numbers, as figures do.
_NUMBERED = (
    "party.heads",
    "seizure.quantity",
    "seizure.value",
    "outcome.fine",
    "conveyance.pieces",
    "reference",
)
_NO_VALUES = Values((), empty=True)


def guess_kind(
    headers: Sequence[str],
    sample_rows: Sequence[Sequence[str]] = (),
    profiles: Sequence[Profile] = (),
) -> str:
    """ "return" when more headers name figures and periods than parts of an incident, "information" for graded tips.

    A profile that knows half of the columns says the kind by itself.

    >>> guess_kind(("Đơn vị", "Tháng", "Số vụ", "Số đối tượng")), guess_kind(("Ngày", "Đối tượng", "Hành vi"))
    ('return', 'incident')
    """
    earlier = kind_of_earlier(headers, profiles)
    if earlier:
        return earlier
    values = [
        read_values(column_values(sample_rows, at)) if sample_rows else _NO_VALUES
        for at in range(len(headers))
    ]
    incident, figures = (
        [column_of(header, each, kind) for header, each in zip(headers, values, strict=True)]
        for kind in (INCIDENT, RETURN)
    )
    if _tells_information(headers):
        return INFORMATION
    weights = [_weight(*pair) for pair in zip(figures, incident, strict=True)]
    return RETURN if sum(weights) > 0 else INCIDENT


def _tells_information(headers: Sequence[str]) -> bool:
    named = {
        field
        for header in headers
        for field, said in said_by(header).items()
        if said.score >= _SURELY
    }
    graded = named & set(_OF_INFORMATION[:3])
    return bool(graded) or {"received.date", "information.text"} <= named


def _weight(figure: Column, incident: Column) -> float:
    """How much a column speaks for a return (above 0) or for incidents (below 0)."""
    values = figure.values
    if values.counts_up:
        return 0.0
    numbers = values.empty or values.share("number", "amount") >= FEWEST_SHARED
    counted, count_said = _best(figure, lambda field: field.startswith("return.amount"))
    own, own_said = _best(incident, lambda field: field != NONE)
    if (
        numbers
        and count_said >= _SAID
        and (not values.empty or own in _NUMBERED or count_said > own_said)
    ):
        return _HALF if counted in _ALSO_OF_INCIDENTS or own_said > count_said + 0.05 else _FIGURE
    if own_said >= _SAID and own.startswith(_OF_INCIDENTS) and own not in _NUMBERED[:-1]:
        return -_MARK
    if own == "occurred.date" and own_said >= figure.says("period.date").score + 0.2:
        return -_MARK
    indicators = (
        figure.says("return.indicator").score >= _SAID and values.share("indicator") >= _FEW
    )
    return _FIGURE if indicators else _MARK * values.share("period")


def _best(column: Column, wanted: Callable[[str], bool]) -> tuple[str, float]:
    found = [(said.score, field) for field, said in column.said.items() if wanted(field)]
    score, field = max(found, default=(0.0, ""))
    return field, score


def column_values(
    sample_rows: Sequence[Sequence[str]], position: int, missing: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The values of a column that are written, trimmed."""
    cells = (row[position].strip() for row in sample_rows if position < len(row))
    return tuple(cell for cell in cells if cell and cell not in missing)


def suggest_missing(sample_rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The words for "nothing" that stand alone in cells of the sample (NA, NULL ...), for a profile's `missing`.

    >>> suggest_missing([("NA", "x"), ("1", "NA")])
    ('NA',)
    """
    cells = {cell.strip() for row in sample_rows for cell in row if len(cell) < 8}
    return tuple(word for word in _MISSING_WORDS if word in cells)


def recognise(headers: tuple[str, ...], profiles: Sequence[Profile]) -> Profile | None:
    """The profile made for files of this shape: the same columns, or all its own among them; None for none.

    A profile that reads more of the file's columns goes before one that reads fewer.
    """
    fingerprint, present = headers_fingerprint(headers), {fold(header) for header in headers}
    for profile in profiles:
        if profile.fingerprint == fingerprint:
            return profile
    fitting = [
        profile
        for profile in profiles
        if {fold(rule.column) for rule in profile.columns} <= present
        and len(profile.columns) >= FEWEST_SHARED * len(headers)
    ]
    return max(fitting, key=lambda profile: len(profile.columns), default=None)
