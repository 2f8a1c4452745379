"""How far the records have been compared with each other."""

from __future__ import annotations

import pgtrigger
from django.db import models

from cotmoc.access.models import Revision


class MatchingRun(models.Model):
    """That everything known of a kind up to a revision was compared; written with what came of it, in one transaction.

    What is still due follows from the versions and this alone: there is no flag that a killed process could leave.
    """

    kind = models.CharField(
        max_length=20,
        default="incident",
        db_default="incident",
        help_text="what was compared: incident, party, conveyance",
    )
    through = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField(default=dict)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
