"""Source records, their immutable versions, and the batches they came in."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cotmoc.access.models import Agency, Revision, Unit

#: A row of which nothing changes but that it is undone, once.
UNDOABLE_ONCE = [
    pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
    pgtrigger.Protect(
        name="immutable",
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(exclude=["undone_revision"]),
    ),
    pgtrigger.Protect(
        name="undone_once",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__undone_revision__isnull=False),
    ),
]


class RecordKind(models.TextChoices):
    """What a source record is about."""

    INCIDENT = "incident", _("Incident")
    RETURN = "return", _("Return")
    INFORMATION = "information", _("Information report")


class Handling(models.TextChoices):
    """Who may open a record. Figures count every record; a closed one is counted and shown as closed."""

    SHARED = "shared", _("Shared with all agencies")
    CLOSED = "closed", _("Own agency only")


class Batch(models.Model):
    """Everything that one file, form or device put in together; taken out together when undone.

    Only the undoing is ever written after the fact (a trigger sees to it).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    register = models.SlugField(
        max_length=60, help_text="the agency's name for the series of files"
    )
    kind = models.CharField(max_length=12, choices=RecordKind)
    file_name = models.CharField(max_length=255, blank=True, help_text="as it was received")
    file_sha256 = models.CharField(max_length=64, blank=True, help_text="of the whole file")
    headers = models.JSONField(default=list, help_text="the columns of the file, in order")
    profile = models.JSONField(default=dict, help_text="how the file was read")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", help_text="when it became known"
    )
    undone_revision = models.ForeignKey(
        Revision,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="when it was taken out again",
    )
    counts = models.JSONField(default=dict, help_text="new, changed, unchanged, gone, withdrawn")

    class Meta:
        triggers = UNDOABLE_ONCE


class SourceRecord(models.Model):
    """What identifies one record of one agency: its register and its key in it.

    `current` points at the version that stands now; it is null while the record is withdrawn or undone. It is a
    pointer kept for speed: the versions and their revisions say the same for any moment.
    """

    # Found by agency, register and key together, in the index of their constraint.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    register = models.SlugField(
        max_length=60, db_index=False, help_text="the agency's name for the series of files"
    )
    key = models.CharField(max_length=400, help_text="identifies the record within the register")
    kind = models.CharField(max_length=12, choices=RecordKind)
    handling = models.CharField(max_length=8, choices=Handling, default=Handling.SHARED)
    current = models.ForeignKey(
        "SourceVersion",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the version that stands now",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "register", "key"], name="one_record_per_key")
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


class SourceVersion(models.Model):
    """What the agency said at one revision, exactly as it said it; immutable but for being undone once.

    `rows` holds the rows as written, `[[7, [cell, ...]]]` by their numbers, cells in the order of the batch's headers;
    `content` the draft understood from them (`cotmoc.records.core.serialise`). A withdrawal is a version without
    content.
    """

    # Found in the index of record and number.
    record = models.ForeignKey(
        SourceRecord, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField(help_text="1 is the first")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="versions")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", help_text="when it became known"
    )
    undone_revision = models.ForeignKey(
        Revision,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="when it was taken out again",
    )
    is_withdrawal = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64, help_text="SHA-256 of content and cells")
    content = models.JSONField(default=dict, help_text="the draft understood")
    rows = models.JSONField(default=list, help_text="the rows as written")
    problems = models.JSONField(default=list, help_text="warnings noted while reading")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="one_version_per_number"),
            # What statements refer to.
            models.UniqueConstraint(fields=["id", "record"], name="version_of_its_record"),
        ]
        indexes = [
            models.Index(
                fields=["undone_revision"],
                condition=models.Q(undone_revision__isnull=False),
                name="version_undone",
            )
        ]
        triggers = UNDOABLE_ONCE


class ReportingDuty(models.Model):
    """That a unit (or an agency as a whole) owes a register for every period of a length, from a date on."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    register = models.SlugField(
        max_length=60, help_text="the agency's name for the series of files"
    )
    months = models.PositiveSmallIntegerField(default=1, help_text="length of the period")
    days_allowed = models.PositiveSmallIntegerField(
        default=10, help_text="days after the period within which a report is in time"
    )
    owed_from = models.DateField()
    owed_until = models.DateField(null=True)
    set_on = models.DateField(
        default=timezone.localdate, help_text="nobody is late with what was owed before"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "unit", "register"],
                name="one_duty_per_register",
                nulls_distinct=False,
            )
        ]
