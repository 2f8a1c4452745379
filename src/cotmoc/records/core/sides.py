"""What a page shows of several sources of one incident side by side: fields, things and lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cotmoc.records.core.drafts import IncidentDraft, PartyDraft


class Agreement(StrEnum):
    """How the sources stand to each other in one field."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ONE_ONLY = "missing"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that one source states: one of its parties, conveyances, seizures, outcomes, or a single field.

    `thing` is the draft of it; for a single field the whole `Side`, since what was written stands beside it there.
    `counted` is how many of it count in the one incident (heads, pieces, 1 for anything else); 0: it is not counted,
    because another source speaks for it. `party` is the party whose outcome it is; None for anything else.
    """

    thing: Any
    counted: int = 0
    party: PartyDraft | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """One person, vehicle or vessel of the incident, or a number of unnamed ones: what each source says of it, in the
    order of the sources (None: nothing), and how they agree."""

    agreement: Agreement
    lines: tuple[Line | None, ...]
    is_named: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One field: the lines of each source in the order of the sources, and how they agree.

    `things`: of parties and conveyances the same lines, one thing after the other; empty for other fields.
    """

    field: str
    agreement: Agreement
    cells: tuple[tuple[Line, ...], ...]
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One source: its record, what it states, and the area of today (code) in which its place lies."""

    record_id: int
    draft: IncidentDraft
    area_today: str = ""
