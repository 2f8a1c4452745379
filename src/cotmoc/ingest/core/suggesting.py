"""What the columns of a file probably are: from headers, values, and earlier profiles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cotmoc.ingest.core.evidence import FITS, LOOKS, is_moment, share
from cotmoc.ingest.core.fields import INCIDENT, REPEATED_GROUPS, RETURN, field_choices, parse_field
from cotmoc.ingest.core.header_words import header_fields
from cotmoc.ingest.core.mapping import ColumnRule, Profile, Suggestion, headers_fingerprint
from cotmoc.ingest.core.protected import protected_columns
from cotmoc.normalise.column_dates import column_order_evidence, column_year_evidence
from cotmoc.normalise.measures import find_unit
from cotmoc.normalise.readings import Problem, warning
from cotmoc.normalise.text import fold
from cotmoc.normalise.written_numbers import column_decimal_evidence

REFUSED = "refused"
# At least this sure a column is mapped without being asked about.
SURE = 0.5
_BRACKETS = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
_MISSING_WORDS = ("NA", "N/A", "NULL", "null", "None", "NaN", "#N/A", "-")
_FEWEST_SHARED = 0.6
_OF_INCIDENTS = {
    "reference",
    "occurred.date",
    "occurred.time",
    "narrative",
    "place.lon",
    "place.position",
    "outcome.kind",
    "party[1].name",
}
# Fields that several columns may have; of the texts that may be joined only places are usually divided.
_OPEN = frozenset({"", "ignore", REFUSED, "place.written"})
_NUMBERS = ("quantity", "value", "fine", "amount", "lon", "lat")
_DATES = ("date", "birth")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its header, the header's folded words without brackets, and its sample values."""

    header: str
    words: str
    unit: str
    values: tuple[str, ...]


def suggest(
    headers: tuple[str, ...],
    sample_rows: Sequence[Sequence[str]],
    profiles: Sequence[Profile] = (),
    kind: str = "",
) -> tuple[Suggestion, ...]:
    """One suggestion for each column, in file order.

    `kind` is that of the profile to be made; "" guesses it. Reasons: `column.protected` (field "refused"),
    `suggest.profile`, `suggest.header`, `suggest.header_part`, `suggest.content`, `suggest.breakdown`,
    `suggest.nothing` (field ""); their sentences are in `cotmoc.ingest.core.problems`.
    Options: `order`, `year`, `decimal`, `unit`, where values or header prove them; where values contradict each
    other, `column.order_contradictory` or `column.decimal_contradictory` stands among the doubts. No two columns
    get one field, but repeated parts (a second party) are numbered.

    >>> [s.field for s in suggest(("Ngày xảy ra", "Dân tộc"), [("1/2/2024", "Kinh")])]
    ['occurred.date', 'refused']
    """
    kind = kind or guess_kind(headers)
    refused = protected_columns(headers, sample_rows)
    known = _earlier_rules([profile for profile in profiles if profile.kind == kind])
    missing = set(suggest_missing(sample_rows))
    suggestions = []
    for position, header in enumerate(headers):
        if header in refused:
            suggestions.append(_refusal(header, refused[header]))
            continue
        values = _values(sample_rows, position, missing)
        suggestions.append(_suggest_column(_column(header, values), kind, known))
    return _without_doubles(suggestions)


def guess_kind(headers: Sequence[str]) -> str:
    """ "return" when more headers name figures and periods than parts of an incident, else "incident".

    >>> guess_kind(("Đơn vị", "Tháng", "Số vụ", "Số đối tượng"))
    'return'
    """
    words = [_column(header, ()).words for header in headers]
    figures = {word for word in words if _is_figure(word)}
    others = {_field_by_header(word, INCIDENT)[0] for word in words if word not in figures}
    spoken = others & _OF_INCIDENTS
    return RETURN if figures and "reference" not in spoken and len(spoken) < 2 else INCIDENT


def _is_figure(words: str) -> bool:
    field, _, whole = _field_by_header(words, RETURN)
    return whole and field.startswith("return.amount")


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
        and len(profile.columns) >= _FEWEST_SHARED * len(headers)
    ]
    return max(fitting, key=lambda profile: len(profile.columns), default=None)


def profile_from_suggestions(
    suggestions: Sequence[Suggestion],
    *,
    kind: str,
    register: str,
    name: str,
    missing: tuple[str, ...] = (),
) -> Profile:
    """The profile that the suggestions amount to: those that are sure enough and belong to the kind.

    A reference becomes the key; constants say what the kind of file goes without saying (a party's role).
    """
    allowed = {info.name for info in field_choices(kind)}
    rules = tuple(
        ColumnRule(s.column, s.field, dict(s.options))
        for s in suggestions
        if s.field not in ("", REFUSED) and s.confidence >= SURE and _belongs(s.field, allowed)
    )
    fields = {rule.field for rule in rules}
    key = tuple(rule.column for rule in rules if rule.field == "reference")
    named = {field.partition(".")[0] for field in fields if field.startswith("party[")}
    constants = {f"{group}.role": "suspect" for group in named if f"{group}.role" not in fields}
    return Profile(name, kind, register, rules, key=key, constants=constants, missing=missing)


def _belongs(field: str, allowed: set[str]) -> bool:
    target = parse_field(field)
    if target is None:
        return False
    if target.group in ("extra", "dimension"):
        return True
    first = f"{target.group}[1].{target.leaf}" if target.group in REPEATED_GROUPS else field
    return first in allowed or field.startswith("return.amount")


def _column(header: str, values: tuple[str, ...]) -> _Column:
    brackets = [a or b for a, b in _BRACKETS.findall(header)]
    unit = next((text for text in brackets if find_unit(text)), "")
    return _Column(header, fold(_BRACKETS.sub(" ", header)) or fold(header), unit, values)


def _values(
    sample_rows: Sequence[Sequence[str]], position: int, missing: set[str]
) -> tuple[str, ...]:
    cells = (row[position].strip() for row in sample_rows if position < len(row))
    return tuple(cell for cell in cells if cell and cell not in missing)


def _earlier_rules(profiles: Sequence[Profile]) -> Mapping[str, tuple[ColumnRule, str]]:
    rules: dict[str, tuple[ColumnRule, str]] = {}
    for profile in profiles:
        for rule in profile.columns:
            rules.setdefault(fold(rule.column), (rule, profile.name))
    return rules


def _refusal(header: str, kind: str) -> Suggestion:
    return Suggestion(
        header, REFUSED, 1.0, "column.protected", params={"column": header, "kind": kind}
    )


def _suggest_column(
    column: _Column, kind: str, known: Mapping[str, tuple[ColumnRule, str]]
) -> Suggestion:
    earlier = known.get(fold(column.header))
    if earlier:
        rule, name = earlier
        return Suggestion(
            column.header, rule.field, 0.95, "suggest.profile", rule.options, {"profile": name}
        )
    suggestion = (
        _by_header(column, kind) or _by_content(column, kind) or _by_breakdown(column, kind)
    )
    if suggestion is None:
        return Suggestion(column.header, "", 0.0, "suggest.nothing")
    options, doubts = _options(column, suggestion.field)
    return replace(suggestion, options=options, doubts=doubts)


def _by_header(column: _Column, kind: str) -> Suggestion | None:
    """By the whole header, or by the longest known phrase it begins with or holds; its values must agree."""
    field, word, whole = _field_by_header(column.words, kind)
    if not field:
        return None
    field = _with_its_year(field, column.values)
    fits = FITS.get(_leaf(field))
    agreement = share(column.values, fits) if fits and column.values else 1.0
    # Part of a header says little, unless the values say the same.
    part = 0.6 if fits and column.values else 0.45
    confidence = round((0.9 if whole else part) * agreement, 2)
    if confidence < 0.2:
        return None
    reason = "suggest.header" if whole else "suggest.header_part"
    return Suggestion(
        column.header,
        field,
        confidence,
        reason,
        params={"word": word, "share": _percent(agreement)},
    )


def _field_by_header(words: str, kind: str) -> tuple[str, str, bool]:
    fields = header_fields(kind)
    if words in fields:
        return fields[words], words, True
    padded = f" {words} "
    within = [word for word in fields if len(word) >= 4 and f" {word} " in padded]
    longest = max(within, key=len, default="")
    return (fields[longest], longest, False) if longest else ("", "", False)


def _with_its_year(field: str, values: tuple[str, ...]) -> str:
    """The field of a whole date for a column of months or quarters that state their year too ("T7/2025")."""
    group, _, leaf = field.partition(".")
    if leaf in ("month", "quarter") and share(values, is_moment) >= _FEWEST_SHARED:
        return f"{group}.date"
    return field


def _by_breakdown(column: _Column, kind: str) -> Suggestion | None:
    """A breakdown of returns: words that come again and again. Without it figures would seem stated twice."""
    distinct = set(column.values)
    wordy = share(column.values, lambda value: any(c.isalpha() for c in value))
    if kind != RETURN or wordy < _FEWEST_SHARED or len(distinct) * 2 > len(column.values):
        return None
    name = f"dimension.{column.words.replace(' ', '_')}"
    params = {"count": str(len(distinct))}
    return Suggestion(column.header, name, 0.5, "suggest.breakdown", params=params)


def _by_content(column: _Column, kind: str) -> Suggestion | None:
    allowed = {info.name for info in field_choices(kind)}
    for look in LOOKS:
        field = next((field for field in look.fields if field in allowed), "")
        fitting = share(column.values, look.fits) if field else 0.0
        if fitting >= _FEWEST_SHARED:
            params = {"share": _percent(fitting)}
            confidence = round(0.55 * fitting, 2)
            return Suggestion(column.header, field, confidence, "suggest.content", params=params)
    return None


def _leaf(field: str) -> str:
    target = parse_field(field)
    leaf = target.leaf if target else ""
    measured = target is not None and target.group == "seizure" and leaf == "unit"
    return "unit_of_measure" if measured or leaf == "quantity_unit" else leaf


def _options(column: _Column, field: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What values and header prove of how the values are written, and where they contradict each other."""
    leaf = _leaf(field)
    if leaf in _DATES:
        return _date_options(column, leaf)
    if leaf not in _NUMBERS:
        return {}, ()
    decimal = column_decimal_evidence(column.values)
    options = {"decimal": decimal.mark} if decimal.mark else {}
    if leaf in ("quantity", "amount") and column.unit:
        options["unit"] = column.unit
    if not decimal.contradictory:
        return options, ()
    counts = {"commas": str(decimal.commas), "points": str(decimal.points)}
    return options, (warning("column.decimal_contradictory", column.header, **counts),)


def _date_options(column: _Column, leaf: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    found = column_order_evidence(column.values)
    options = {"order": found.order} if found.order in ("mdy", "ymd") else {}
    years = column_year_evidence(column.values, column.header)
    if leaf == "date" and years.year and years.without:
        options["year"] = str(years.year)
    if not found.contradictory:
        return options, ()
    counts = {"dmy": str(found.dmy), "mdy": str(found.mdy)}
    return options, (warning("column.order_contradictory", column.header, **counts),)


def _percent(part: float) -> str:
    return f"{part:.0%}"


def _without_doubles(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Each field once: the surer column keeps it, parts that may repeat are numbered, the rest is left open."""
    taken: dict[str, int] = {}
    result = list(suggestions)
    for at in sorted(range(len(result)), key=lambda at: -result[at].confidence):
        suggestion = result[at]
        field = _unused(suggestion.field, taken)
        if field:
            taken[field] = at
        if field != suggestion.field:
            result[at] = (
                replace(suggestion, field=field, confidence=round(suggestion.confidence * 0.8, 2))
                if field
                else Suggestion(suggestion.column, "", 0.0, "suggest.nothing")
            )
    return tuple(result)


def _unused(field: str, taken: Mapping[str, int]) -> str:
    if field in _OPEN or field not in taken:
        return field
    target = parse_field(field)
    if target is None or target.group not in REPEATED_GROUPS:
        return ""
    number = target.index
    while f"{target.group}[{number}].{target.leaf}" in taken:
        number += 1
    return f"{target.group}[{number}].{target.leaf}"
