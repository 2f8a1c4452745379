"""Who owes which register for which periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cotmoc.access.actions.clock import moment_of_change
from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.policies import check_user_can_administer
from cotmoc.access.queries.organisation import agency_labels, unit_ids
from cotmoc.records.models import ReportingDuty


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """That an agency, or one unit of it (codes), owes a register every `months` months from `owed_from` on.

    `days_allowed`: days after the period's end on which a report is still in time.
    """

    agency: str
    register: str
    owed_from: date
    unit: str | None = None
    months: int = 1
    days_allowed: int = 10
    owed_until: date | None = None


@action(Event.DUTY_SET)
def set_duty(*, actor: Viewer, draft: DutyDraft) -> None:
    """Sets what is owed; an earlier duty of the same agency, unit and register is replaced."""
    check_user_can_administer(actor)
    which: dict[str, Any] = {
        "agency_id": agency_labels()[draft.agency].id,
        "unit_id": unit_ids()[draft.unit] if draft.unit else None,
        "register": draft.register,
    }
    terms: dict[str, Any] = {
        "months": draft.months,
        "days_allowed": draft.days_allowed,
        "owed_from": draft.owed_from,
        "owed_until": draft.owed_until,
    }
    known = ReportingDuty.objects.filter(**which)
    if not known.update(**terms):
        set_on = timezone.localdate(moment_of_change())
        ReportingDuty.objects.create(**which, **terms, set_on=set_on)
    record_event(
        actor=actor,
        event=Event.DUTY_SET,
        subject=f"unit:{draft.unit}" if draft.unit else f"agency:{draft.agency}",
        details={"register": draft.register, "from": draft.owed_from.isoformat()},
    )
