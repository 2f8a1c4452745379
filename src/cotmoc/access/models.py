"""Agencies, units, users, the revision counter and the audit log.

Mutable rows keep their history by trigger (pghistory); revisions and audit events are append-only by trigger.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from cotmoc.access.core.viewer import Role
from cotmoc.areas.models import Area
from cotmoc.normalise.codes.catalogue import AGENCY_KINDS

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


@pghistory.track()
class Agency(models.Model):
    """A force that keeps its own records."""

    code = models.SlugField(unique=True)
    kind = models.CharField(
        max_length=20, choices=[(kind.id, kind.label_en) for kind in AGENCY_KINDS.codes]
    )
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    short_vi = models.CharField(max_length=40)
    short_en = models.CharField(max_length=40)


@pghistory.track()
class Unit(models.Model):
    """A station, branch, team or squadron of an agency, with its territory."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    fold = models.CharField(
        max_length=200, db_index=True, help_text="name without tone marks, in lower case"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    territory = models.ManyToManyField(
        Area, blank=True, related_name="+", help_text="the areas it is responsible for"
    )
    closed_on = models.DateField(null=True, blank=True)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person who signs in. `agency` is empty only for users above the agencies."""

    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    roles = ArrayField(
        models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role]),
        default=list,
        blank=True,
    )
    language = models.CharField(max_length=5, default="vi", help_text="vi or en")
    theme = models.CharField(
        max_length=5, default="", blank=True, help_text="light or dark; empty: as the device says"
    )


class Revision(models.Model):
    """One change of what is known; its number orders all changes as they became visible.

    Taken under an advisory lock that is held to the end of the transaction, so a lower number is never seen later
    than a higher one. "As known at T" is the greatest number with `at` <= T.
    """

    number = models.BigIntegerField(primary_key=True, help_text="orders all changes")
    at = models.DateTimeField(db_index=True)
    actor_name = models.CharField(max_length=200)
    event = models.CharField(max_length=40, help_text="`thing:what happened`")

    class Meta:
        triggers = [APPEND_ONLY]


class AuditEvent(models.Model):
    """Who did or read what, when and why, written in the same transaction as the deed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=40, db_index=True, help_text="`thing:what happened`")
    subject = models.CharField(
        max_length=200, blank=True, db_index=True, help_text="`kind:id` of what was done or read"
    )
    purpose = models.CharField(max_length=200, blank=True, help_text="stated reason")
    details = models.JSONField(default=dict, help_text="what else belongs to the event")

    class Meta:
        triggers = [APPEND_ONLY]


@pghistory.track()
class Installation(models.Model):
    """The one row that says which province this installation serves, and whether it is a demonstration."""

    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="only_one_installation")
        ]
