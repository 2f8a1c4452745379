"""Tables of areas: places with names, validity dates, lineage and boundaries.

Areas are public facts. They carry no `visible_to`: every viewer sees all of them, and queries
take no viewer.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from cotmoc.areas.core.kinds import AreaKind


class Edition(models.Model):
    """One load that changed the areas. The largest id is the version stamp of the gazetteer."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.TextField()
    source = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was loaded and how")
    summary = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["source", "digest"])]


class Area(models.Model):
    """A place with a stable code. A rename keeps it; a merger or division makes new areas."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.label_en) for k in AreaKind])
    name = models.TextField(help_text="without its type: Móng Cái 1")
    full_name = models.TextField(help_text="with its type: Phường Móng Cái 1")
    name_en = models.TextField(blank=True)
    fold = models.TextField(help_text="name without tone marks, in lower case")
    sort_key = models.TextField(help_text="orders names the Vietnamese way")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    ancestry = models.TextField(
        help_text="codes from the country down to this area, each followed by /"
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    neighbour = models.CharField(max_length=2, blank=True, help_text="country across the border")
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    position_precision = models.CharField(
        max_length=12,
        blank=True,
        choices=[
            ("loaded", "given by a loaded file, or inside the outline of one"),
            ("centre", "centre of the area"),
            ("approximate", "of its surroundings"),
        ],
    )
    valid_from = models.DateField(null=True, blank=True, help_text="null: not known")
    valid_to = models.DateField(null=True, blank=True, help_text="first day it no longer exists")
    source = models.TextField()

    class Meta:
        indexes = [
            models.Index(OpClass("ancestry", name="text_pattern_ops"), name="area_ancestry"),
            models.Index(OpClass("fold", name="text_pattern_ops"), name="area_fold"),
            models.Index(fields=["kind", "sort_key"], name="area_kind_sort"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lt=F("valid_to")),
                name="area_validity_in_order",
            ),
            models.CheckConstraint(
                condition=Q(lon=None, lat=None)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="area_position_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class AreaName(models.Model):
    """Another name of an area: borne for a time, of a unit merged into it before, or a spelling."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="names")
    name = models.TextField()
    fold = models.TextField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField()

    class Meta:
        indexes = [models.Index(OpClass("fold", name="text_pattern_ops"), name="areaname_fold")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name", "valid_from", "valid_to"],
                nulls_distinct=False,
                name="areaname_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Lineage(models.Model):
    """That the history of one area is carried on by another."""

    predecessor = models.ForeignKey(Area, models.CASCADE, related_name="lineage_to")
    successor = models.ForeignKey(Area, models.CASCADE, related_name="lineage_from")
    divided = models.BooleanField(
        help_text="the predecessor's territory went to several successors"
    )
    default = models.BooleanField(help_text="the successor taken when nothing says which part")
    share = models.FloatField(
        null=True, blank=True, help_text="part of the territory, 0..1; null: not known"
    )
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="lineage_once"),
            models.UniqueConstraint(
                fields=["predecessor"], condition=Q(default=True), name="lineage_one_default"
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="lineage_share"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="lineage_not_itself"
            ),
        ]


class Boundary(models.Model):
    """The outline of an area as one source drew it, in WGS 84; older outlines are kept."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="boundaries")
    version = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    outline = models.BinaryField(help_text="WKB, polygon or multipolygon")
    simplified = models.BinaryField(help_text="WKB for the map")
    min_lon = models.FloatField()
    min_lat = models.FloatField()
    max_lon = models.FloatField()
    max_lat = models.FloatField()
    area_km2 = models.FloatField(help_text="on the sphere")
    source = models.TextField()
    valid_from = models.DateField(null=True, blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "version"], name="boundary_version_once"),
            models.UniqueConstraint(
                fields=["area"], condition=Q(current=True), name="boundary_one_current"
            ),
        ]


class Population(models.Model):
    """How many people live in an area in a year, as one source says; what it said before is kept."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField()
    inhabitants = models.PositiveIntegerField()
    current = models.BooleanField(default=True, help_text="no later load says otherwise")
    source = models.TextField(help_text="who published the figure")
    published = models.DateField(null=True, blank=True, help_text="when; null: not known")
    edition = models.ForeignKey(Edition, models.PROTECT)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year"], condition=Q(current=True), name="population_one_current"
            ),
            models.CheckConstraint(condition=Q(inhabitants__gt=0), name="population_somebody"),
        ]
