"""How probable each field is for each column: header, values, and neighbours weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cotmoc.ingest.core.columns.fits import agreement, cannot_be, looks_like
from cotmoc.ingest.core.columns.headers import Header, Said, groups_of, read_header, said_by
from cotmoc.ingest.core.columns.values import Values
from cotmoc.ingest.core.columns.vocabulary import phrases
from cotmoc.ingest.core.fields import INCIDENT, INFORMATION, RETURN
from cotmoc.ingest.core.word_lists import packaged_rows
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.moments import read_moment
from cotmoc.normalise.text import clean

NONE = "none"
_GROUPS = ("party", "conveyance", "seizure", "place", "when", "outcome")
_MOMENTS = {INCIDENT: "occurred", RETURN: "period", INFORMATION: "received"}
_OF_KIND = {
    INCIDENT: (
        "reference", "title", "narrative", "offence", "detection", "agency", "unit", "lead_agency", "partner_agencies",
        "place.", "party.", "conveyance.", "seizure.", "outcome.", "occurred.",
    ),
    RETURN: ("agency", "unit", "place.", "return.", "dimension", "period."),
    INFORMATION: ("reference", "offence", "agency", "place.", "information.", "received."),
}  # fmt: skip
FEATURES = (
    "header", "header_whole", "header_squared", "looks", "looks_silent", "misfit", "contradicted", "header_misfit",
    "looks_header",
    "above", "beside", "beside_unsaid", "earlier", "unsaid", "rival",
    "none", "none_silent", "none_empty", "none_header", "none_whole", "none_looks", "none_rival", "counts_up",
)  # fmt: skip
_OF_FIELDS = FEATURES.index("none")
# A header that stands two columns away says half as much of what a column belongs to.
_REACH, _FADING = 4, 0.6
_WHOLE, _GENERAL = 0.95, 0.97
_HALF_SAID, _CONTRADICTED = 0.5, 0.8
# What values belong to where the header does not say.
_BELONGING = {"name": "party", "birth_year": "party", "born": "party", "personal": "party", "person": "party",
              "commodity": "seizure", "amount": "seizure", "goods_line": "seizure", "plate": "conveyance"}  # fmt: skip
_NOTHING = Said(0.0, "")
_FIGURES, _FIGURE_SAID, _WITH_YEAR = 0.8, 0.9, 0.6


@dataclass(frozen=True)
class Column:
    """A column as the scores see it: its header, what it says, its values, and what earlier profiles made of it.

    `earlier` holds fields (unnumbered) with how well a header of an earlier profile resembles this one, 0..1.
    """

    header: Header
    said: Mapping[str, Said]
    values: Values
    earlier: Mapping[str, float]

    def says(self, field: str) -> Said:
        """How well the header names a field."""
        return self.said.get(field, _NOTHING)


def column_of(
    text: str, values: Values, kind: str, earlier: Mapping[str, float] | None = None
) -> Column:
    """A column with what its header says in a file of that kind."""
    header = read_header(text)
    said = _said_in(kind, text)
    figure = _figure_said(header, kind, values)
    if figure and figure[1].score > said.get(figure[0], _NOTHING).score:
        said[figure[0]] = figure[1]
    # "T7/2025" under "Tháng" is a whole period, with its year.
    for part in ("month", "quarter"):
        name = f"{_MOMENTS[kind]}.{part}"
        if name in said and values.share("period", "day") >= _WITH_YEAR:
            said[f"{_MOMENTS[kind]}.date"] = said.pop(name)
    return Column(header, said, values, earlier or {})


def _figure_said(header: Header, kind: str, values: Values) -> tuple[str, Said] | None:
    """What a header says that names goods or a period over figures: "Heroin (g)", "6 tháng đầu năm 2025"."""
    if kind == INFORMATION or values.share("number", "amount") < _FIGURES:
        return None
    if named_period(header) and kind == RETURN:
        return "return.amount", Said(_FIGURE_SAID, header.name)
    if named_goods(header):
        field = "return.amount[seized_quantity]" if kind == RETURN else "seizure.quantity"
        return field, Said(_FIGURE_SAID, header.name)
    return None


def named_goods(header: Header) -> str:
    """The goods that a header names instead of a field, as written; "" for none.

    >>> named_goods(read_header("Thuốc lá (bao)")), named_goods(read_header("Tang vật"))
    ('Thuốc lá', '')
    """
    if said_by(header.text).get("seizure.commodity", _NOTHING).score >= _WHOLE:
        return ""
    reading = match_code(COMMODITIES, header.name)
    return header.name if reading.value and not reading.problems and header.name else ""


def named_period(header: Header) -> str:
    """The period that a header names, as written; "" for none.

    >>> named_period(read_header("Năm 2024")), named_period(read_header("Năm"))
    ('Năm 2024', '')
    """
    for text in (header.text, header.name, header.above):
        if any(character.isdigit() for character in text) and read_moment(text, "").value:
            return clean(text)
    return ""


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The fields a column can be in a file of that kind, unnumbered, `none` the last of them.

    >>> fields_of("information")[-4:]
    ('information.source_grade', 'information.content_grade', 'information.handling_code', 'none')
    """
    named = dict.fromkeys(said_in_kind(phrase.field, kind) for phrase in phrases())
    return (*(field for field in named if field and field != NONE), NONE)


def said_in_kind(field: str, kind: str) -> str:
    """The field's name in files of a kind, "" where it is none of theirs."""
    if field.partition(".")[0] == NONE:
        return NONE
    if field.startswith("when."):
        return f"{_MOMENTS[kind]}.{field.removeprefix('when.')}"
    allowed = any(
        field.startswith(name) if name.endswith(".") else field == name for name in _OF_KIND[kind]
    )
    return field if allowed else ""


def _said_in(kind: str, text: str) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for field, said_here in said_by(text).items():
        said = said_here
        name = said_in_kind(field, kind)
        if field.startswith("when."):
            # "Ngày xảy ra" is the day of the record rather than "Ngày".
            said = Said(round(said.score * _GENERAL, 4), said.phrase)
        if name and said.score > found.get(name, _NOTHING).score:
            found[name] = said
    return found


def evidence_name(field: str) -> str:
    """The name under which looks and fits know a field: parts of moments are the same in every kind of file.

    >>> evidence_name("period.year"), evidence_name("return.amount[events]"), evidence_name("period.date")
    ('when.year', 'return.amount', 'period.date')
    """
    group, _, leaf = field.partition(".")
    if group in _MOMENTS.values() and leaf not in ("date", "written"):
        return f"when.{leaf}"
    return "return.amount" if field.startswith("return.amount") else field


def group_of(field: str) -> str:
    """The group a field belongs to among those that stand together in a table, "" for none.

    >>> group_of("party.birth"), group_of("occurred.time"), group_of("reference")
    ('party', 'when', '')
    """
    group = field.partition(".")[0]
    group = "when" if group in _MOMENTS.values() else group
    return group if group in _GROUPS else ""


def features(columns: Sequence[Column], kind: str) -> NDArray[np.float64]:
    """The features of each field for each column: (columns, fields, len(FEATURES)), about 0..1, without unit."""
    fields = fields_of(kind)
    result = np.zeros((len(columns), len(fields), len(FEATURES)))
    for at, column in enumerate(columns):
        best = max((said.score for said in column.said.values()), default=0.0)
        for number, field in enumerate(fields):
            result[at, number] = _features(column, field, best)
    _add_neighbours(result, columns, fields)
    return result


def _features(column: Column, field: str, best: float) -> list[float]:
    header, values = column.header, column.values
    said = column.says(field).score
    earlier = column.earlier.get(field, 0.0)
    if field == NONE:
        looks = looks_like(NONE, values)
        return [0.0] * _OF_FIELDS + [
            1.0, float(header.silent), float(values.empty), said, float(said >= _WHOLE), looks, best - said,
            float(values.counts_up),
        ]  # fmt: skip
    name = evidence_name(field)
    look = looks_like(name, values)
    misfit = 1 - agreement(name, values)
    above = float(bool(header.above) and group_of(field) in groups_of(header.above))
    unsaid = float(said < 0.3 and look < 0.3 and not earlier)
    return [
        said, float(said >= _WHOLE), said**2, look, look * (best < 0.5),
        misfit, float(misfit > _CONTRADICTED), said * misfit, look * said,
        above, 0.0, 0.0, earlier, unsaid, best - said,
        *[0.0] * (len(FEATURES) - _OF_FIELDS),
    ]  # fmt: skip


def _add_neighbours(
    result: NDArray[np.float64], columns: Sequence[Column], fields: Sequence[str]
) -> None:
    """How much the columns before (and, at half, behind) a column belong to the group of a field."""
    own = [_belonging(column) for column in columns]
    beside = FEATURES.index("beside")
    groups = [group_of(field) for field in fields]
    for at in range(len(columns)):
        near = dict.fromkeys(_GROUPS, 0.0)
        for distance in range(1, _REACH + 1):
            for other, side in ((at - distance, 1.0), (at + distance, 0.5)):
                if 0 <= other < len(columns):
                    for group, share in own[other].items():
                        near[group] = max(near[group], share * side * _FADING ** (distance - 1))
        result[at, :, beside] = [near.get(group, 0.0) for group in groups]
        result[at, :, beside + 1] = result[at, :, beside] * (result[at, :, 0] < _HALF_SAID)


def _belonging(column: Column) -> dict[str, float]:
    """How far a column belongs to each group by itself."""
    found: dict[str, float] = {}
    for field, said in column.said.items():
        group = group_of(field)
        if group and said.score >= 0.6:
            found[group] = max(found.get(group, 0.0), said.score)
    if not found:
        for look, group in _BELONGING.items():
            found[group] = max(found.get(group, 0.0), column.values.share(look))
    top = max(found.values(), default=0.0)
    return {group: score for group, score in found.items() if score >= top - 0.05}


@cache
def weights() -> NDArray[np.float64]:
    """The weight of each feature, fitted to the tuning half of `benchmarks/layouts`."""
    known = {name: float(value) for name, value in packaged_rows("column_weights.tsv")}
    return np.array([known[name] for name in FEATURES])


def probabilities(
    columns: Sequence[Column], kind: str, scores: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """The probability of each field for each column, of shape (columns, fields); each row adds up to 1.

    A field of numbers, dates or the like that none of a column's values fits is impossible.
    """
    fields = fields_of(kind)
    logits = (features(columns, kind) if scores is None else scores) @ weights()
    for at, column in enumerate(columns):
        impossible = [cannot_be(evidence_name(field), column.values) for field in fields]
        logits[at, impossible] = -np.inf
    logits -= logits.max(axis=1, keepdims=True)
    shares = np.exp(logits)
    result: NDArray[np.float64] = shares / shares.sum(axis=1, keepdims=True)
    return result
