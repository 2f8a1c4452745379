"""Thresholds set by people: from which weight on pairs are joined unasked, and from which on people are asked."""

from __future__ import annotations

from cotmoc.access.actions.frame import action, open_revision, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.normalise.errors import CotmocError
from cotmoc.resolution.core.sorts import SORTS, Line
from cotmoc.resolution.core.surveys import LEAST_BAND, MOST_BAND
from cotmoc.resolution.models import Threshold
from cotmoc.resolution.policies import check_user_can_set_thresholds
from cotmoc.resolution.queries.thresholds import line_of


class BadThresholdError(CotmocError):
    """No such sort of thing, a line outside what weights are counted for, or people asked above the line of joining."""

    code = "resolution.bad_threshold"


class NothingToUndoError(CotmocError):
    """The thresholds are as they were stated, or somebody has set others since."""

    code = "resolution.no_threshold_to_undo"


@action(Event.THRESHOLDS_SET)
def set_thresholds(*, actor: Viewer, sort: str, line: Line, reason: str = "") -> int:
    """The id of the row from which on the two thresholds of a sort hold; what follows is for the next pass to do.

    Raises `NotAllowedError`, and `BadThresholdError`: both within -4 to 60 bits, people asked at or below joining.

        set_thresholds(actor=viewer, sort="person", line=Line(join_bits=10, ask_bits=1))
    """
    check_user_can_set_thresholds(actor)
    if sort not in SORTS:
        raise BadThresholdError(f"{sort!r} is no sort of thing", sort=sort)
    if not LEAST_BAND <= line.ask_bits <= line.join_bits <= MOST_BAND:
        raise BadThresholdError(f"{line} is out of range", sort=sort)
    return _keep(actor, sort, line, reason)


@action(Event.THRESHOLDS_UNDONE)
def undo_thresholds(*, actor: Viewer, threshold: int) -> Line:
    """What held before a setting (its id) and holds again. Raises `NothingToUndoError` unless that one holds."""
    check_user_can_set_thresholds(actor)
    row = Threshold.objects.filter(pk=threshold, undoes__isnull=True).first()
    revision = open_revision(actor=actor, event=Event.THRESHOLDS_UNDONE)
    latest = Threshold.objects.filter(sort=row.sort).order_by("-pk").first() if row else None
    if row is None or latest is None or row.pk != latest.pk:
        raise NothingToUndoError(f"setting {threshold} does not hold", threshold=threshold)
    line = line_of(row.sort, before=row.pk)
    Threshold.objects.create(
        sort=row.sort,
        join_bits=line.join_bits,
        ask_bits=line.ask_bits,
        undoes=row,
        user_id=actor.user_id,
        actor_name=actor.name,
        revision=revision,
    )
    _record(actor, Event.THRESHOLDS_UNDONE, row.sort, line)
    return line


def _keep(actor: Viewer, sort: str, line: Line, reason: str) -> int:
    revision = open_revision(actor=actor, event=Event.THRESHOLDS_SET)
    row = Threshold.objects.create(
        sort=sort,
        join_bits=line.join_bits,
        ask_bits=line.ask_bits,
        user_id=actor.user_id,
        actor_name=actor.name,
        reason=reason,
        revision=revision,
    )
    _record(actor, Event.THRESHOLDS_SET, sort, line)
    return row.pk


def _record(actor: Viewer, event: Event, sort: str, line: Line) -> None:
    record_event(
        actor=actor,
        event=event,
        subject=f"thresholds:{sort}",
        details={"join_bits": line.join_bits, "ask_bits": line.ask_bits},
    )
