"""What a version states, in columns. A statement is what ONE agency said; an incident is the cluster of records
that the judgement ledger joins. Counting statements would count one seizure twice: figures never do.

Every table belongs to a version and repeats the record's id, so that what stands now is one join away.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from cotmoc.access.models import Agency, Unit
from cotmoc.areas.models import Area
from cotmoc.records.models.sources import SourceRecord, SourceVersion

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Statement(models.Model):
    """One thing stated by one version, at its place among the things of its kind."""

    version = models.ForeignKey(SourceVersion, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")
    index = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        triggers = [APPEND_ONLY]


class PlacedStatement(Statement):
    """A statement with a place: as written, as the area of its time, and as a position in degrees."""

    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    place_written = models.TextField(blank=True)
    place_precision = models.CharField(max_length=12, default="unknown")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)

    class Meta(Statement.Meta):
        abstract = True


class IncidentStatement(PlacedStatement):
    """One incident as one agency states it. `occurred_until` is exclusive; both dates are local."""

    occurred_from = models.DateField(null=True, db_index=True)
    occurred_until = models.DateField(null=True)
    occurred_minute = models.PositiveSmallIntegerField(null=True)
    occurred_precision = models.CharField(max_length=10, blank=True)
    occurred_written = models.TextField(blank=True)
    offence = models.CharField(max_length=60, blank=True)
    offence_written = models.TextField(blank=True)
    detection = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=200, blank=True, db_index=True)
    title = models.TextField(blank=True)
    narrative = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    lead_agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    partner_agencies = ArrayField(models.CharField(max_length=50), default=list)


class PartyStatement(Statement):
    """A person or organisation in a stated role; `heads` > 1 are unnamed people counted together."""

    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, default="person")
    name = models.CharField(max_length=300, blank=True)
    name_key = models.CharField(max_length=300, blank=True, db_index=True)
    birth_from = models.DateField(null=True)
    birth_precision = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    identity_number = models.CharField(max_length=60, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    residence_written = models.TextField(blank=True)
    residence_area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    heads = models.PositiveIntegerField(default=1)


class ConveyanceStatement(Statement):
    """A road vehicle or vessel."""

    kind = models.CharField(max_length=40)
    written = models.TextField(blank=True)
    registration = models.CharField(max_length=100, blank=True)
    registration_key = models.CharField(max_length=100, blank=True, db_index=True)
    name = models.CharField(max_length=200, blank=True)
    flag = models.CharField(max_length=60, blank=True)
    pieces = models.PositiveIntegerField(default=1)


class SeizureStatement(Statement):
    """One line of goods. `amount` is in the canonical unit of `measure`; null could not be read."""

    commodity = models.CharField(max_length=60, blank=True)
    commodity_written = models.TextField(blank=True)
    quantity_written = models.TextField(blank=True)
    unit_written = models.TextField(blank=True)
    measure = models.CharField(max_length=20, blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value_vnd = models.BigIntegerField(null=True)


class OutcomeStatement(Statement):
    """What came of the incident, or of its party at index `party`."""

    kind = models.CharField(max_length=40)
    written = models.TextField(blank=True)
    fine_vnd = models.BigIntegerField(null=True)
    party = models.PositiveIntegerField(null=True)


class ReturnStatement(PlacedStatement):
    """One aggregate figure: indicator x unit x area x period, in one measure."""

    indicator = models.CharField(max_length=60)
    period_from = models.DateField(null=True, db_index=True)
    period_until = models.DateField(null=True)
    period_precision = models.CharField(max_length=10, blank=True)
    period_written = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    unit_written = models.TextField(blank=True)
    commodity = models.CharField(max_length=60, blank=True)
    commodity_written = models.TextField(blank=True)
    quantity_written = models.TextField(blank=True)
    measure = models.CharField(max_length=20, blank=True)
    amount = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    dimensions = models.JSONField(default=dict)


class InformationStatement(PlacedStatement):
    """An information report graded source x content x handling. The source's identity is never here."""

    received_from = models.DateField(null=True)
    received_precision = models.CharField(max_length=10, blank=True)
    received_written = models.TextField(blank=True)
    source_grade = models.CharField(max_length=2, blank=True)
    content_grade = models.CharField(max_length=2, blank=True)
    handling_code = models.CharField(max_length=2, blank=True)
    text = models.TextField(blank=True)
    offence = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=200, blank=True)
