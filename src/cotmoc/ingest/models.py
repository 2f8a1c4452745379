"""Files received, what was understood of them before it is committed, and the profiles kept for the next one.

A staged record is a working copy: it is replaced at every check and gone once committed. Only what could not be taken
in (parked) or has something to be said about it stays, so that it can be corrected and read again.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cotmoc.access.models import Agency, User
from cotmoc.records.models import Batch, Handling, SourceRecord


class UploadState(models.TextChoices):
    """Where a file stands. CHECKING and COMMITTING mean that the work is asked for, not that it has begun."""

    RECEIVED = "received", _("Columns to confirm")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, not taken in yet")
    COMMITTING = "committing", _("Being taken in")
    COMMITTED = "committed", _("Taken in")
    UNDONE = "undone", _("Taken out again")
    DISCARDED = "discarded", _("Discarded")
    FAILED = "failed", _("Could not be read")


class Upload(models.Model):
    """One file that an agency put in, kept under its digest, and what became of it.

    What is to be done next follows from the state alone: a killed process leaves nothing else behind.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255, help_text="as it was received, without folders")
    sha256 = models.CharField(max_length=64, help_text="of the file; its name on the disk")
    size_bytes = models.BigIntegerField()
    state = models.CharField(
        max_length=12, choices=UploadState, default=UploadState.RECEIVED, db_index=True
    )
    sheet = models.CharField(
        max_length=200, blank=True, help_text="of a workbook; empty: the first that holds a table"
    )
    profile = models.JSONField(
        default=dict, help_text="how it is read; empty until the columns are confirmed"
    )
    handling = models.CharField(
        max_length=8,
        choices=Handling,
        default=Handling.SHARED,
        help_text="who may open its records",
    )
    corrects = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="corrections",
        help_text="the file whose parked rows this one brings again",
    )
    report = models.JSONField(default=dict, help_text="numbers of the last check or commit")
    error_code = models.CharField(
        max_length=60, blank=True, help_text="why it could not be worked on"
    )
    error_params = models.JSONField(default=dict, help_text="what fills the error's message")
    batch = models.ForeignKey(
        Batch,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="what it brought; empty when nothing changed",
    )
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="how often the work that is asked for was begun"
    )
    asked_by = models.JSONField(default=dict, help_text="the viewer in whose name the work is done")
    received_by = models.CharField(max_length=200, help_text="name of the user or command")
    received_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "sha256"], name="upload_same_file")]


class UploadProgress(models.Model):
    """How far the running work on a file is, written outside its transaction so that pages can see it."""

    upload = models.OneToOneField(
        Upload, on_delete=models.CASCADE, primary_key=True, related_name="progress"
    )
    rows_done = models.BigIntegerField(default=0)
    rows_total = models.BigIntegerField(default=0, help_text="0 while not known")
    at = models.DateTimeField(auto_now=True)


class StagedState(models.TextChoices):
    """READY goes in at commit; PARKED waits for a correction."""

    READY = "ready", _("Ready")
    PARKED = "parked", _("Parked")


class Change(models.TextChoices):
    """What committing a staged record would do, against what stood when the file was checked."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")


class StagedRecord(models.Model):
    """One record of a file as it was understood: its rows as written, its drafts, and what is to be said about it.

    It lives until it is taken in: up to the size of a page its table keeps it in one piece, without pressing its texts.
    """

    # Found in the indexes of upload and place, and of upload and state.
    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="staged", db_index=False
    )
    index = models.PositiveIntegerField(help_text="place among the records of the file")
    first_row = models.PositiveIntegerField(help_text="number of its first row in the file")
    key = models.CharField(max_length=400, help_text="identifies it within its register")
    agency = models.CharField(
        max_length=50, blank=True, help_text="code, where a file holds several agencies' records"
    )
    rows = models.JSONField(help_text="number and cells of each row, as written")
    drafts = models.JSONField(help_text="what was understood")
    problems = models.JSONField(help_text="findings with row, column and code")
    codes = ArrayField(
        models.CharField(max_length=60), default=list, help_text="of the findings, each once"
    )
    state = models.CharField(max_length=8, choices=StagedState)
    statements = models.TextField(
        blank=True, help_text="what it states, line by line as it will be taken in; ready ones only"
    )
    change = models.CharField(
        max_length=10, choices=Change, blank=True, help_text="what committing would do"
    )
    content_hash = models.CharField(
        max_length=64, blank=True, help_text="equal for records that say the same"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "index"], name="staged_once"),
        ]
        indexes = [
            models.Index(fields=["upload", "state"], name="staged_state"),
            GinIndex(fields=["codes"], name="staged_codes"),
        ]


class CellMend(models.Model):
    """That a cell of a file is read as something else than it says. The file stays as it is; the latest mend holds."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="mends")
    row = models.PositiveIntegerField(
        help_text="number in the file; 0: every row whose cell says the same"
    )
    column = models.TextField(help_text="header of its column")
    was = models.TextField(blank=True, help_text="what the cell says in the file")
    now = models.TextField(blank=True, help_text="as what it is read")
    mended_by = models.CharField(max_length=200, help_text="name of the user")
    mended_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["upload", "id"], name="mends_of_upload")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


@pghistory.track()
class KeptProfile(models.Model):
    """How an agency's files of one shape are read; found again by the fingerprint of their columns."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, help_text="unique within the agency")
    fingerprint = models.CharField(
        max_length=32, db_index=True, help_text="of the columns of the files it reads"
    )
    profile = models.JSONField(help_text="how files of the shape are read")
    kept_by = models.CharField(max_length=200, help_text="name of the user or command")
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_profile_per_name")
        ]


class SheetState(models.TextChoices):
    """A log sheet is a draft of its writer until it is filed."""

    DRAFT = "draft", _("Draft")
    FILED = "filed", _("Filed")


class LogSheet(models.Model):
    """A sheet on which somebody logs one incident by hand. Filed, it is an upload of one row like any file's.

    A draft belongs to its writer alone and is changed in place: what counts is what is filed.
    """

    token = models.SlugField(max_length=32, unique=True, help_text="its name in addresses")
    number = models.CharField(
        max_length=400, help_text="key of its record; that of the record which it corrects"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField(default=dict, help_text="fields as written; empty once filed")
    handling = models.CharField(max_length=8, choices=Handling, default=Handling.SHARED)
    shown = models.JSONField(
        default=list, help_text="ids of the records shown beside it as known already"
    )
    state = models.CharField(max_length=8, choices=SheetState, default=SheetState.DRAFT)
    corrects = models.ForeignKey(
        SourceRecord, null=True, on_delete=models.PROTECT, related_name="+"
    )
    upload = models.OneToOneField(
        Upload,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="what it was filed as",
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["user", "state"], name="sheets_of_user")]


class SheetFile(models.Model):
    """A photograph or document that goes with a log sheet, kept under its digest."""

    sheet = models.ForeignKey(LogSheet, on_delete=models.CASCADE, related_name="files")
    file_name = models.CharField(max_length=255, help_text="as it was received, without folders")
    sha256 = models.CharField(max_length=64, db_index=True, help_text="its name on the disk")
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=100, help_text="told from its content")
    added_by = models.CharField(max_length=200, help_text="name of the user")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "sha256"], name="sheet_file_once")]
