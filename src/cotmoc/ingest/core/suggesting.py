"""What the columns of a file probably are: from headers, values, neighbours and earlier profiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cotmoc.ingest.core.columns.choosing import Choice, choose
from cotmoc.ingest.core.columns.constants import said_for_every_row
from cotmoc.ingest.core.columns.earlier import EarlierRules
from cotmoc.ingest.core.columns.figures import told_apart
from cotmoc.ingest.core.columns.headers import said_by
from cotmoc.ingest.core.columns.numbering import numbered
from cotmoc.ingest.core.columns.options import proved_options
from cotmoc.ingest.core.columns.reasons import reason_for
from cotmoc.ingest.core.columns.scoring import NONE, Column, column_of
from cotmoc.ingest.core.columns.values import read_values
from cotmoc.ingest.core.fields import REPEATED_GROUPS, field_choices, parse_field
from cotmoc.ingest.core.mapping import Alternative, ColumnRule, Profile, Suggestion
from cotmoc.ingest.core.protected import protected_columns
from cotmoc.ingest.core.recognising import column_values, guess_kind, recognise, suggest_missing

__all__ = [
    "REFUSED",
    "SURE",
    "guess_kind",
    "profile_from_suggestions",
    "recognise",
    "suggest",
    "suggest_missing",
]

REFUSED = "refused"
# At least this sure a column is mapped without being asked about.
SURE = 0.5
_MOST_ROWS = 200
_FROM_PROFILE = 0.95
_KNOWN_AS_NONE = 0.9


def suggest(
    headers: tuple[str, ...],
    sample_rows: Sequence[Sequence[str]],
    profiles: Sequence[Profile] = (),
    kind: str = "",
) -> tuple[Suggestion, ...]:
    """One suggestion for each column, in file order, chosen for all columns together.

    `kind` is that of the profile to be made; "" guesses it. Levels of headers of several rows are divided by ": ".
    Reasons: `column.protected` (field "refused"), `suggest.profile`, `suggest.profile_like`, `suggest.header`,
    `suggest.header_part`, `suggest.content`, `suggest.beside`, `suggest.breakdown`, `suggest.no_field`,
    `suggest.nothing` (the last two with field "" or "ignore"); their sentences are in `cotmoc.ingest.core.problems`.
    Options: `order`, `year`, `decimal`, `unit`, `breakdown`, `commodity`, `period`, where values or header prove them;
    where values contradict each other, `column.order_contradictory` or `column.decimal_contradictory` stands among the
    doubts. No two columns get one field, but repeated parts (a second party) are numbered. The confidence is the share
    of suggestions of that confidence that are right (`docs/benchmarks.md`).

    >>> [s.field for s in suggest(("Ngày xảy ra", "Dân tộc"), [("1/2/2024", "Kinh")])]
    ['occurred.date', 'refused']
    """
    rows = sample_rows[:_MOST_ROWS]
    kind = kind or guess_kind(headers, rows, profiles)
    refused = protected_columns(headers, rows)
    missing = frozenset(suggest_missing(rows))
    earlier = EarlierRules(headers, [profile for profile in profiles if profile.kind == kind])
    taken = [at for at, name in enumerate(headers) if name not in refused]
    values = [column_values(rows, at, missing) for at in taken]
    columns = [
        column_of(headers[at], read_values(cells), kind, earlier.resembling(headers[at]))
        for at, cells in zip(taken, values, strict=True)
    ]
    fixed = earlier.fixed([headers[at] for at in taken])
    chosen = choose(columns, kind, {at: unnumbered(rule.field) for at, (rule, _) in fixed.items()})
    suggestions = _suggestions(columns, chosen, values)
    for at, (rule, name) in fixed.items():
        suggestions[at] = Suggestion(
            "", rule.field, _FROM_PROFILE, "suggest.profile", rule.options, {"profile": name}
        )
    by_position = dict(zip(taken, suggestions, strict=True))
    return tuple(
        replace(by_position[at], column=header)
        if at in by_position
        else _refusal(header, refused[header])
        for at, header in enumerate(headers)
    )


def _refusal(header: str, kind: str) -> Suggestion:
    return Suggestion(
        header, REFUSED, 1.0, "column.protected", params={"column": header, "kind": kind}
    )


def unnumbered(field: str) -> str:
    """The field without the number of its part, as columns are scored.

    >>> unnumbered("party[2].name"), unnumbered("dimension.route")
    ('party.name', 'dimension')
    """
    target = parse_field(field)
    if target is None or target.group not in REPEATED_GROUPS:
        return "dimension" if field.startswith("dimension.") else field
    return f"{target.group}.{target.leaf}"


def _suggestions(
    columns: Sequence[Column], chosen: Sequence[Choice], values: Sequence[Sequence[str]]
) -> list[Suggestion]:
    fields, figures = told_apart(columns, [choice.field for choice in chosen])
    shown = numbered([column.header for column in columns], fields)
    constants = said_for_every_row(columns, shown)
    result = []
    for at, (column, choice) in enumerate(zip(columns, chosen, strict=True)):
        field = fields[at]
        if field == NONE:
            said = _no_field(column)
        else:
            reason, params = reason_for(column, field)
            options, doubts = proved_options(column.header, field, values[at])
            options |= figures.get(at, {})
            said = Suggestion(
                "", _shown(column, shown[at]), choice.confidence, reason, options, params, doubts
            )
        others = _others(column, choice, shown[at])
        result.append(replace(said, others=others, constants=constants.get(at, {})))
    return result


def _shown(column: Column, field: str) -> str:
    """The field as a profile names it; breakdowns bear the name of their column."""
    return (
        f"dimension.{column.header.words.replace(' ', '_') or 'column'}"
        if field == "dimension"
        else field
    )


def _no_field(column: Column) -> Suggestion:
    """What is said of a column that is left open, or that is known as one of those that are no field."""
    said = said_by(column.header.text)
    known = {f: said[f].score for f in ("none.row", "none.notes", NONE) if f in said}
    best = max(known, key=lambda field: known[field], default="")
    row_number = best == "none.row" and known[best] >= _KNOWN_AS_NONE
    if row_number or (column.values.counts_up and column.header.silent):
        return Suggestion("", "ignore", _KNOWN_AS_NONE, "suggest.no_field")
    if best == "none.notes" and known[best] >= _KNOWN_AS_NONE:
        return Suggestion(
            "", "extra.notes", _KNOWN_AS_NONE, "suggest.header", params={"share": "100%"}
        )
    reason = "suggest.no_field" if best and known[best] >= _KNOWN_AS_NONE else "suggest.nothing"
    return Suggestion("", "", 0.0, reason)


def _others(column: Column, choice: Choice, shown: str) -> tuple[Alternative, ...]:
    target = parse_field(shown)
    number = target.index if target and target.group in REPEATED_GROUPS else 1
    found = []
    for field, confidence in choice.others:
        group, _, leaf = field.partition(".")
        name = f"{group}[{number}].{leaf}" if group in REPEATED_GROUPS else _shown(column, field)
        reason, params = reason_for(column, field)
        found.append(Alternative(name, round(confidence, 3), reason, params))
    return tuple(found)


def profile_from_suggestions(
    suggestions: Sequence[Suggestion],
    *,
    kind: str,
    register: str,
    name: str,
    missing: tuple[str, ...] = (),
) -> Profile:
    """The profile that the suggestions amount to: those that are sure enough and belong to the kind.

    A reference becomes the key; constants say what goes without saying for the kind of file or is named in a header
    (a party's role, the goods of a column of quantities).
    """
    allowed = {info.name for info in field_choices(kind)}
    used = [
        s
        for s in suggestions
        if s.field not in ("", REFUSED) and s.confidence >= SURE and _belongs(s.field, allowed)
    ]
    rules = tuple(ColumnRule(s.column, s.field, dict(s.options)) for s in used)
    fields = {rule.field for rule in rules}
    key = tuple(rule.column for rule in rules if rule.field == "reference")
    said = {field: text for s in used for field, text in s.constants.items() if field not in fields}
    named = {field.partition(".")[0] for field in fields if field.startswith("party[")}
    roles = {f"{group}.role": "suspect" for group in sorted(named) if f"{group}.role" not in fields}
    return Profile(name, kind, register, rules, key=key, constants=roles | said, missing=missing)


def _belongs(field: str, allowed: set[str]) -> bool:
    target = parse_field(field)
    if target is None:
        return False
    if target.group in ("extra", "dimension"):
        return True
    first = f"{target.group}[1].{target.leaf}" if target.group in REPEATED_GROUPS else field
    return first in allowed or field.startswith("return.amount")
