"""The kinds of statement that a row of the register makes."""

from __future__ import annotations

from django.db import models

from cotmoc.records.models import (
    ConveyanceStatement,
    IncidentStatement,
    OutcomeStatement,
    PartyStatement,
    SeizureStatement,
)

STATEMENTS: dict[str, type[models.Model]] = {
    "incident": IncidentStatement,
    "party": PartyStatement,
    "conveyance": ConveyanceStatement,
    "seizure": SeizureStatement,
    "outcome": OutcomeStatement,
}
