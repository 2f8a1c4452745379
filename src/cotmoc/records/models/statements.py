"""What a version states, in columns. A statement is what ONE agency said; an incident is the cluster of records
that the judgement ledger joins. Counting statements would count one seizure twice: figures never do.

Every table belongs to a version and repeats the record's id, so that what stands now is one join away. The database
holds both by one constraint on the pair (`<table>_of_version`, in the migrations): no statement can name the version of
another record, and taking a file in costs one look-up for it instead of two.
"""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from cotmoc.access.models import Agency, Unit
from cotmoc.areas.models import Area
from cotmoc.records.models.sources import SourceRecord, SourceVersion

# Indexes of texts are declared by name: a field's own `db_index` would make a second one for searches by beginning.

#: What a moment's precision can be, see `cotmoc.normalise.precision`.
PRECISIONS = "minute, day, night, week, ten_days, month, quarter, half_year, year, span"
APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def _bound() -> models.CharField[str, str]:
    """What an amount means; see `cotmoc.normalise.amount_items.Bound`."""
    return models.CharField(
        max_length=10,
        default="exact",
        db_default="exact",
        help_text="exact, about, at_least, at_most, range",
    )


def _most() -> models.DecimalField[Decimal | None, Decimal | None]:
    """The upper end of a range."""
    return models.DecimalField(
        max_digits=24, decimal_places=6, null=True, help_text="upper end of a range"
    )


class Statement(models.Model):
    """One thing stated by one version, at its place among the things of its kind."""

    version = models.ForeignKey(
        SourceVersion, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    record = models.ForeignKey(
        SourceRecord, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    index = models.PositiveIntegerField(
        default=0, help_text="place among the things of its kind in the version"
    )

    class Meta:
        abstract = True
        triggers = [APPEND_ONLY]


class PlacedStatement(Statement):
    """A statement with a place: as written, as the area of its time, and as a position in degrees."""

    area = models.ForeignKey(
        Area,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the area of its time",
    )
    place_written = models.TextField(blank=True, help_text="as written")
    place_precision = models.CharField(
        max_length=12,
        default="unknown",
        help_text="point, marker, crossing, gate, commune, district, province, country, sea_area, unknown",
    )
    lon = models.FloatField(null=True, help_text="degrees east")
    lat = models.FloatField(null=True, help_text="degrees north")
    place_precision_m = models.FloatField(
        null=True, help_text="how many metres the position may be off"
    )

    class Meta(Statement.Meta):
        abstract = True


class IncidentStatement(PlacedStatement):
    """One incident as one agency states it. `occurred_until` is exclusive; both dates are local."""

    occurred_from = models.DateField(null=True, db_index=True, help_text="first day")
    occurred_until = models.DateField(null=True, help_text="day after the last")
    occurred_minute = models.PositiveSmallIntegerField(null=True, help_text="minute of the day")
    occurred_precision = models.CharField(max_length=10, blank=True, help_text=PRECISIONS)
    occurred_written = models.TextField(blank=True, help_text="as written")
    offence = models.CharField(max_length=60, blank=True, help_text="code of the catalogue")
    offence_written = models.TextField(blank=True, help_text="as written")
    detection = models.CharField(max_length=40, blank=True, help_text="code: how it was found")
    reference = models.CharField(max_length=200, blank=True, help_text="the agency's own number")
    title = models.TextField(blank=True)
    narrative = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    lead_agency = models.ForeignKey(
        Agency,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="as stated; empty: not stated",
    )
    partner_agencies = ArrayField(
        models.CharField(max_length=50),
        default=list,
        help_text="codes of agencies stated as taking part",
    )

    class Meta(PlacedStatement.Meta):
        indexes = [
            models.Index(fields=["reference"], name="incident_reference"),
            models.Index(
                fields=["lead_agency"],
                condition=models.Q(lead_agency__isnull=False),
                name="incident_lead_agency",
            ),
        ]


class PartyStatement(Statement):
    """A person or organisation in a stated role; `heads` > 1 are unnamed people counted together."""

    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, default="person")
    name = models.CharField(max_length=300, blank=True)
    name_key = models.CharField(max_length=300, blank=True, help_text="folded, for comparing")
    aliases = ArrayField(
        models.TextField(),
        default=list,
        db_default=[],
        help_text="other names written beside it",
    )
    birth_from = models.DateField(null=True, help_text="first day of the birth date's interval")
    birth_precision = models.CharField(max_length=10, blank=True, help_text="day, month or year")
    sex = models.CharField(max_length=10, blank=True)
    identity_number = models.CharField(max_length=60, blank=True)
    nationality = models.CharField(max_length=60, blank=True)
    residence_written = models.TextField(blank=True)
    residence_area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    heads = models.PositiveIntegerField(default=1, help_text="persons; more than 1 are unnamed")

    class Meta(Statement.Meta):
        indexes = [
            models.Index(fields=["name_key"], name="party_name_key"),
            models.Index(
                fields=["identity_number"],
                condition=~models.Q(identity_number=""),
                name="party_identity_number",
            ),
        ]


class ConveyanceStatement(Statement):
    """A road vehicle or vessel."""

    kind = models.CharField(max_length=40)
    written = models.TextField(blank=True)
    registration = models.CharField(max_length=100, blank=True)
    registration_key = models.CharField(
        max_length=100,
        blank=True,
        help_text="letters and digits only, for comparing",
    )
    name = models.CharField(max_length=200, blank=True)
    flag = models.CharField(max_length=60, blank=True)
    pieces = models.PositiveIntegerField(
        default=1, help_text="conveyances; more than 1 are unidentified"
    )

    class Meta(Statement.Meta):
        indexes = [models.Index(fields=["registration_key"], name="conveyance_registration_key")]


class SeizureStatement(Statement):
    """One line of goods. `amount` is in the canonical unit of `measure`; null could not be read."""

    commodity = models.CharField(max_length=60, blank=True, help_text="code of the catalogue")
    commodity_written = models.TextField(blank=True, help_text="as written")
    quantity_written = models.TextField(blank=True, help_text="as written")
    unit_written = models.TextField(blank=True, help_text="as written")
    measure = models.CharField(
        max_length=20, blank=True, help_text="mass, volume, count ... and currencies"
    )
    amount = models.DecimalField(
        max_digits=24,
        decimal_places=6,
        null=True,
        help_text="in the canonical unit of the measure; empty: could not be read",
    )
    value_vnd = models.BigIntegerField(null=True, help_text="Vietnamese dong")
    bound = _bound()
    most = _most()
    beside = models.JSONField(
        null=True,
        help_text="stated of the same goods in other measures: measure, amount; never summed",
    )


class OutcomeStatement(Statement):
    """What came of the incident, or of its party at index `party`."""

    kind = models.CharField(max_length=40)
    written = models.TextField(blank=True)
    fine_vnd = models.BigIntegerField(null=True, help_text="Vietnamese dong")
    party = models.PositiveIntegerField(
        null=True, help_text="index of the party; empty: of the incident"
    )


class ReturnStatement(PlacedStatement):
    """One aggregate figure: indicator x unit x area x period, in one measure."""

    indicator = models.CharField(max_length=60, help_text="what is counted")
    period_from = models.DateField(null=True, db_index=True, help_text="first day")
    period_until = models.DateField(null=True, help_text="day after the last")
    period_precision = models.CharField(max_length=10, blank=True, help_text=PRECISIONS)
    period_written = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    unit_written = models.TextField(blank=True, help_text="as written")
    commodity = models.CharField(max_length=60, blank=True, help_text="code of the catalogue")
    commodity_written = models.TextField(blank=True, help_text="as written")
    quantity_written = models.TextField(blank=True, help_text="as written")
    measure = models.CharField(
        max_length=20, blank=True, help_text="mass, volume, count ... and currencies"
    )
    amount = models.DecimalField(
        max_digits=24,
        decimal_places=6,
        null=True,
        help_text="in the canonical unit of the measure; empty: could not be read",
    )
    bound = _bound()
    most = _most()
    dimensions = models.JSONField(default=dict, help_text="further breakdowns, as written")


class InformationStatement(PlacedStatement):
    """An information report graded source x content x handling. The source's identity is never here."""

    received_from = models.DateField(null=True, help_text="first day")
    received_until = models.DateField(null=True, help_text="day after the last")
    received_precision = models.CharField(max_length=10, blank=True, help_text=PRECISIONS)
    received_written = models.TextField(blank=True)
    source_grade = models.CharField(max_length=2, blank=True)
    content_grade = models.CharField(max_length=2, blank=True)
    handling_code = models.CharField(max_length=2, blank=True)
    text = models.TextField(blank=True)
    offence = models.CharField(max_length=60, blank=True, help_text="code of the catalogue")
    reference = models.CharField(max_length=200, blank=True, help_text="the agency's own number")
