"""The ledger of judgements, the queue of proposals, and the memberships computed from the ledger.

A thing is named by its kind and number (`incident:123`); resolution does not know in which table it stands. In every
pair the smaller number is on the left.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cotmoc.access.models import Revision, User
from cotmoc.resolution.core.ids import ThingId


class Decision(models.TextChoices):
    """What a judgement says of its pair; WITHDRAWN takes one earlier judgement out of the reckoning."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


class Judge(models.TextChoices):
    """Who judges: a person, or a stated rule. A person always prevails over a rule."""

    PERSON = "person"
    RULE = "rule"


class ProposalState(models.TextChoices):
    """OPEN waits for a person; ANSWERED has a person's judgement; STALE no longer follows from the records."""

    OPEN = "open"
    ANSWERED = "answered"
    STALE = "stale"


class OfPair(models.Model):
    """What is said of two things of one kind."""

    kind = models.CharField(max_length=20, help_text="what kind of thing: incident")
    left_number = models.BigIntegerField(help_text="the smaller number of the pair")
    right_number = models.BigIntegerField(help_text="the larger number of the pair")

    class Meta:
        abstract = True

    @property
    def left_id(self) -> str:
        """The id of the thing with the smaller number."""
        return str(ThingId(self.kind, self.left_number))

    @property
    def right_id(self) -> str:
        """The id of the thing with the larger number."""
        return str(ThingId(self.kind, self.right_number))


class Judgement(OfPair):
    """One decision about one pair, by whom, when, why and with what score. Rows are never changed or deleted.

    `weight` is in bits (log2 of the Bayes factor) as scored when it was judged; null when nothing was scored.
    """

    decision = models.CharField(
        max_length=10, choices=Decision, help_text="what is said of the pair"
    )
    judge = models.CharField(max_length=10, choices=Judge, help_text="a person or a rule")
    user = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who judged; empty: a rule, or the console",
    )
    judge_name = models.CharField(max_length=200, help_text="user name, or name of the rule")
    reason = models.TextField(blank=True, help_text="why, in the judge's words")
    weight = models.FloatField(null=True, help_text="bits of evidence when it was judged")
    reasons = models.JSONField(
        default=list, help_text="what the weight is made of: code, params, weight"
    )
    second = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who confirmed it, where a register entry is touched",
    )
    withdraws = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="withdrawal",
        help_text="the judgement that this row takes back",
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="from which revision on it counts",
    )
    at = models.DateTimeField(auto_now_add=True, help_text="when it was judged")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "left_number"], name="judgement_left"),
            models.Index(fields=["kind", "right_number"], name="judgement_right"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_number__lt=F("right_number")), name="judgement_pair_ordered"
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.WITHDRAWN, withdraws__isnull=False)
                | ~Q(decision=Decision.WITHDRAWN) & Q(withdraws__isnull=True),
                name="judgement_withdraws_one",
            ),
            models.CheckConstraint(
                condition=Q(judge=Judge.PERSON)
                | Q(decision__in=[Decision.SAME, Decision.WITHDRAWN]),
                name="judgement_rules_only_join",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Proposal(OfPair):
    """A pair that a person should look at. Only a queue: rows are updated in place."""

    weight = models.FloatField(help_text="bits of evidence that the two are one")
    probability = models.FloatField(help_text="the weight as a probability")
    reasons = models.JSONField(
        default=list, help_text="what the weight is made of: code, params, weight"
    )
    rules = models.IntegerField(help_text="bits of the candidate rules that found the pair")
    sort = models.CharField(
        max_length=20,
        default="",
        help_text="incident, person, organisation, vehicle, vessel: whose thresholds hold",
    )
    fits = models.BooleanField(
        default=False, help_text="the rule asks no more than a greater weight"
    )
    is_check = models.BooleanField(
        default=False, help_text="joined by the rule, drawn so that a person checks it"
    )
    pattern = models.CharField(
        max_length=200, default="", help_text="codes of its leading reasons: alike pairs share it"
    )
    stakes = models.IntegerField(
        default=2, help_text="records that would be one entity with a join"
    )
    teaching = models.FloatField(
        default=0.0, help_text="how much an answer teaches, see core.teaching"
    )
    model = models.CharField(max_length=60, help_text="name and version of the weights")
    state = models.CharField(
        max_length=10,
        choices=ProposalState,
        default=ProposalState.OPEN,
        help_text="open, answered by a person, or no longer following from the records",
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="when first proposed")
    updated_at = models.DateTimeField(auto_now=True, help_text="when last proposed anew")

    class Meta:
        indexes = [
            models.Index(
                F("kind"),
                F("weight").desc(),
                F("id"),
                condition=Q(state="open"),
                name="proposal_open",
            ),
            models.Index(
                F("kind"),
                F("teaching").desc(),
                F("id"),
                condition=Q(state="open"),
                name="proposal_teaching",
            ),
            models.Index(
                F("kind"),
                F("created_at").desc(),
                F("id"),
                condition=Q(state="open"),
                name="proposal_newest",
            ),
            models.Index(
                F("kind"),
                F("stakes").desc(),
                F("id"),
                condition=Q(state="open"),
                name="proposal_gravest",
            ),
            models.Index(
                fields=["kind", "sort", "is_check", "pattern"],
                condition=Q(state="open"),
                name="proposal_alike",
            ),
            models.Index(fields=["sort"], condition=Q(state="answered"), name="proposal_answered"),
            models.Index(fields=["kind", "right_number"], name="proposal_right"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "left_number", "right_number"], name="proposal_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(left_number__lt=F("right_number")), name="proposal_pair_ordered"
            ),
        ]


class Membership(models.Model):
    """A thing that is the same as others, and the entity they are: the smallest number among them.

    Computed from the ledger in the transaction of each judgement. A thing without a row is its own entity.
    """

    kind = models.CharField(max_length=20, help_text="what kind of thing: incident")
    record_number = models.BigIntegerField(help_text="the member")
    entity_number = models.BigIntegerField(help_text="the smallest number of its entity")

    class Meta:
        indexes = [models.Index(fields=["kind", "entity_number"], name="membership_entity")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_number"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(entity_number__lte=F("record_number")), name="membership_smallest"
            ),
        ]


class Threshold(models.Model):
    """From which weight on pairs of a sort are joined unasked, and from which on people are asked.

    Whole bits; the latest row counts. Rows are never changed: undoing is one more row that says what held before.
    """

    sort = models.CharField(
        max_length=20, help_text="incident, person, organisation, vehicle, vessel"
    )
    join_bits = models.SmallIntegerField(help_text="joined without asking from this weight on")
    ask_bits = models.SmallIntegerField(help_text="people are asked from this weight on")
    undoes = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="undoing",
        help_text="the row that this one takes back",
    )
    user = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who set it; empty: the console",
    )
    actor_name = models.CharField(max_length=200, help_text="user name")
    reason = models.TextField(blank=True, help_text="why, in the user's words")
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="from which revision on it holds",
    )
    at = models.DateTimeField(auto_now_add=True, help_text="when it was set")

    class Meta:
        indexes = [models.Index(fields=["sort", "-id"], name="threshold_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ask_bits__lte=F("join_bits")), name="threshold_ordered"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class RegisterMark(models.Model):
    """That a register entry rests on a thing: what joins it or splits it needs two persons.

    In force from a second person's approval until the review date, or until it is ended. Saved only with an offence of
    the catalogue, a basis, and a review date at most a year off.
    """

    kind = models.CharField(max_length=20, help_text="what kind of thing: incident, party")
    number = models.BigIntegerField(help_text="the number of the thing")
    offence = models.CharField(max_length=60, help_text="code of the catalogue")
    basis = models.TextField(help_text="the documented lawful basis")
    opened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", help_text="who opened it"
    )
    opened_on = models.DateField(help_text="when it was opened")
    review_on = models.DateField(help_text="until when it holds unless renewed")
    approved_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the second person; empty: not in force yet",
    )
    ended_at = models.DateTimeField(null=True, help_text="when it was ended before its time")

    class Meta:
        indexes = [models.Index(fields=["kind", "number"], name="register_mark_thing")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("opened_by")), name="register_mark_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(offence="") & ~Q(basis=""), name="register_mark_grounds"
            ),
        ]


class WaitingState(models.TextChoices):
    """WAITING for a second person; CONFIRMED took effect; DECLINED by the second, or taken back by the first."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class WaitingJudgement(OfPair):
    """A judgement, or the taking back of one, that touches a register entry and waits for a second person."""

    decision = models.CharField(
        max_length=10, choices=Decision, help_text="what would be said of the pair"
    )
    withdraws = models.ForeignKey(
        Judgement,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the judgement that would be taken back",
    )
    user = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who asks for it; empty: the console",
    )
    judge_name = models.CharField(max_length=200, help_text="user name of the first person")
    reason = models.TextField(blank=True, help_text="why, in the first person's words")
    at = models.DateTimeField(auto_now_add=True, help_text="when it was asked for")
    state = models.CharField(
        max_length=10,
        choices=WaitingState,
        default=WaitingState.WAITING,
        help_text="waiting, confirmed, or declined",
    )
    second = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who confirmed or declined it",
    )
    settled_at = models.DateTimeField(null=True, help_text="when it was confirmed or declined")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "left_number", "right_number"],
                condition=Q(state="waiting"),
                name="waiting_pair_once",
            ),
            models.CheckConstraint(
                condition=Q(left_number__lt=F("right_number")), name="waiting_pair_ordered"
            ),
        ]
