"""The kinds of things that the picture counts, each a table of facts and a list that figures open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What one row is: a real thing counted once, except SOURCE and RETURN, which are what agencies sent."""

    INCIDENT = "incident"
    PARTY = "party"
    CONVEYANCE = "conveyance"
    SEIZURE = "seizure"
    OUTCOME = "outcome"
    SOURCE = "source"
    RETURN = "return"


class Total(StrEnum):
    """How the rows of a kind add up to a figure."""

    ROWS = "rows"
    HEADS = "heads"
    PIECES = "pieces"
    AMOUNT = "amount"
    FINES = "fines"
    VALUE = "value"
    HOMES = "homes"
    FORCES = "forces"


@dataclass(frozen=True, slots=True)
class Table:
    """The table of facts of a kind, the list that shows it, and the totals that its rows have.

    `totals` maps each total to the SQL that adds it up.
    """

    name: str
    url_name: str
    totals: dict[Total, str]


_ROWS = {Total.ROWS: "count(*)"}
TABLES: dict[Kind, Table] = {
    Kind.INCIDENT: Table(
        "incident",
        "incidents",
        # The agencies that took part in any of the incidents.
        _ROWS | {Total.FORCES: "coalesce(bit_count(bit_or(agencies)), 0)"},
    ),
    Kind.PARTY: Table(
        "party",
        "parties",
        _ROWS | {Total.HEADS: "coalesce(sum(heads), 0)", Total.HOMES: "count(DISTINCT home)"},
    ),
    Kind.CONVEYANCE: Table(
        "conveyance", "conveyances", _ROWS | {Total.PIECES: "coalesce(sum(pieces), 0)"}
    ),
    Kind.SEIZURE: Table(
        "seizure",
        "seizures",
        _ROWS
        | {
            Total.AMOUNT: "coalesce(sum(amount), 0)",
            Total.VALUE: "coalesce(sum(value_vnd), 0)::BIGINT",
        },
    ),
    Kind.OUTCOME: Table("outcome", "outcomes", _ROWS | {Total.FINES: "coalesce(sum(fine_vnd), 0)"}),
    Kind.SOURCE: Table("source", "sources", _ROWS),
    Kind.RETURN: Table("returned", "returns", _ROWS | {Total.AMOUNT: "coalesce(sum(amount), 0)"}),
}
