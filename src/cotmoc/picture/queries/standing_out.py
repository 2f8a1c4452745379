"""What stands out of a picture, found by stated rules: `docs/explanation/standing-out.md` has them."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.picture.core.comparing import Change, standing_out
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import NOT_STATED
from cotmoc.picture.core.kinds import Kind, Total
from cotmoc.picture.queries.comparison import ALL, Comparison, Key
from cotmoc.picture.queries.page import Picture

#: So many changes are named at most.
MOST_NAMED = 3
#: What is looked at together.
SUBJECTS = ("offence", "area", "commodity")


@dataclass(frozen=True, slots=True)
class Named:
    """One change that stands out: of what (subject, code), and the figure that shows it, now or else before."""

    subject: str
    code: str
    change: Change
    figure: Figure


@dataclass(frozen=True, slots=True)
class StandingOut:
    """Two sentences' worth: how many incidents against before, where and what most; then what changed, what lacks.

    `comparison` is None for a picture without a period; `looked_at` says of how many changes `named` are taken.
    """

    incidents: Figure
    change: Change | None
    comparison: Comparison | None
    area: Figure | None
    offence: Figure | None
    named: list[Named]
    looked_at: int


def what_stands_out(shown: Picture) -> StandingOut:
    """The rules, applied to a picture."""
    against = shown.against
    seen = (
        {key: each for key, each in against.changes.items() if _is_asked(shown, key)}
        if against
        else {}
    )
    keys = standing_out(seen)[:MOST_NAMED]
    return StandingOut(
        incidents=shown.headline.incidents,
        change=against.changes.get(ALL) if against else None,
        comparison=against,
        area=_most([row.total for row in shown.matrix.rows if row.area]),
        offence=_most([each for each in shown.matrix.totals if each.code != NOT_STATED]),
        named=[_named(shown, against, key, seen[key]) for key in keys] if against else [],
        looked_at=len(seen),
    )


def _is_asked(shown: Picture, key: Key) -> bool:
    """What is known by its name, and is not the whole picture under another name."""
    subject, code, _ = key
    if subject == "area":
        return bool(code) and len(shown.matrix.rows) > 1
    return subject in SUBJECTS and code not in {"", NOT_STATED}


def _most(figures: list[Figure]) -> Figure | None:
    """The largest of several; None where two share that place, or there is only one."""
    ranked = sorted(figures, key=lambda each: -int(each.value))
    if len(ranked) < 2 or ranked[0].value == ranked[1].value:
        return None
    return ranked[0]


def _named(shown: Picture, against: Comparison, key: Key, change: Change) -> Named:
    """The change with its evidence: what it counts now, or what it counted before where nothing is left."""
    subject, code, measure = key
    base = shown.filters if change.now else against.filters
    amount = change.now or change.before
    if subject == "commodity":
        asked = base.with_(goods=code, measure=measure)
        figure = Figure(Kind.SEIZURE, asked, amount, Total.AMOUNT, code, measure)
    else:
        asked = base.with_(**{subject: code})
        figure = Figure(Kind.INCIDENT, asked, amount, code=code)
    return Named(subject, code, change, figure)
