"""How far the records have been compared with each other."""

from __future__ import annotations

import pgtrigger
from django.db import models

from cotmoc.access.models import Revision


class MatchingRun(models.Model):
    """That everything known up to a revision was compared; written with what came of it, in one transaction.

    What is still due follows from the versions and this alone: there is no flag that a killed process could leave.
    """

    through = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField(default=dict)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
