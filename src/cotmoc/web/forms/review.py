"""Forms of judging: two records, an answer, and taking one back."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.records.actions.judging import DECISIONS
from cotmoc.resolution.actions.register import LONGEST
from cotmoc.resolution.core.sorts import KIND_OF, SORTS, Line
from cotmoc.resolution.core.surveys import LEAST_BAND, MOST_BAND
from cotmoc.resolution.queries.proposals import Asked, Order


class Answer(TypedDict):
    """What a judgement is about, and why."""

    left: int
    right: int
    reason: str


class JudgementForm(forms.Form):
    """Two records, and what is to be said of them."""

    left = forms.IntegerField(min_value=1)
    right = forms.IntegerField(min_value=1)
    reason = forms.CharField(required=False, max_length=500)

    def answer(self) -> Answer:
        """The two records and the reason."""
        data = self.cleaned_data
        return Answer(left=data["left"], right=data["right"], reason=data["reason"])


class AnswerForm(forms.Form):
    """The answer to a proposal."""

    decision = forms.ChoiceField(choices=[(each, each) for each in DECISIONS])
    reason = forms.CharField(required=False, max_length=500)
    seen = forms.IntegerField(required=False, min_value=0)


class UndoForm(forms.Form):
    """The judgement to take back."""

    judgement = forms.IntegerField(min_value=1)


class QueueForm(forms.Form):
    """Which part of the queue is shown, in which order, and the pair that is looked at.

    Two agencies as `alpha,bravo`; a sort, a pattern, only joins to check. What is nonsense is left out of account.
    """

    agencies = forms.RegexField(r"[-\w]+,[-\w]+", required=False)
    sort = forms.ChoiceField(choices=[(sort, sort) for sort in SORTS], required=False)
    pattern = forms.RegexField(r"[a-z0-9_. ]{1,200}", required=False)
    order = forms.ChoiceField(choices=[(each, each) for each in Order], required=False)
    checks = forms.BooleanField(required=False)
    at = forms.IntegerField(required=False, min_value=1)

    def agency_pair(self) -> tuple[str, str] | None:
        """The two agencies; None for all."""
        written = self.cleaned_data.get("agencies", "")
        if not written:
            return None
        one, other = sorted(written.split(","))
        return one, other

    def asked(self, kind: str) -> Asked:
        """Which questions of a kind are asked for."""
        data = self.cleaned_data
        sort = data.get("sort", "")
        return Asked(
            kind=kind,
            sort=sort if KIND_OF.get(sort) == kind else "",
            pattern=data.get("pattern") or None,
            checks=True if data.get("checks") else None,
            order=Order(data.get("order") or Order.TEACHING),
        )

    def query(self, **other: str) -> str:
        """The filters as they stand in addresses, with others in the place of some; "" leaves one out."""
        merged = {**self.kept(), **other}
        return urlencode({name: value for name, value in merged.items() if value})

    def kept(self) -> dict[str, str]:
        """The filters that are set, for hidden fields."""
        names = ("agencies", "sort", "pattern", "order", "checks")
        data = self.cleaned_data
        return {
            name: "1" if data[name] is True else str(data[name]) for name in names if data.get(name)
        }


class LineForm(forms.Form):
    """The two thresholds of a sort, in whole bits."""

    join_bits = forms.IntegerField(
        label=_("Joined without asking from (bits)"), min_value=LEAST_BAND, max_value=MOST_BAND
    )
    ask_bits = forms.IntegerField(
        label=_("People are asked from (bits)"), min_value=LEAST_BAND, max_value=MOST_BAND
    )

    def clean(self) -> dict[str, object]:
        """People are asked at or below the line of joining."""
        data = self.cleaned_data
        join_bits, ask_bits = data.get("join_bits"), data.get("ask_bits")
        if join_bits is not None and ask_bits is not None and ask_bits > join_bits:
            text = _("People have to be asked from a weight below that of joining.")
            self.add_error("ask_bits", str(text))
        return data

    def line(self) -> Line:
        """The two lines."""
        return Line(self.cleaned_data["join_bits"], self.cleaned_data["ask_bits"])


class SetLineForm(LineForm):
    """The two thresholds, and why they are set so."""

    reason = forms.CharField(required=False, max_length=500)


class MarkForm(forms.Form):
    """A register entry: what it rests on, for which offence, on which basis, and until when."""

    kind = forms.ChoiceField(
        label=_("Rests on"),
        choices=[
            ("party", _("a person or organisation of the record")),
            ("conveyance", _("a vehicle or vessel of the record")),
            ("incident", _("the incident")),
        ],
    )
    record = forms.IntegerField(
        label=_("Record"), min_value=1, help_text=_("The number in the address of its page.")
    )
    place = forms.IntegerField(
        label=_("Which of them"),
        min_value=1,
        max_value=1000,
        initial=1,
        help_text=_("1 for the first that the record names."),
    )
    offence = forms.ChoiceField(label=_("Offence"))
    basis = forms.CharField(label=_("Documented basis"), max_length=500)
    review_on = forms.DateField(
        label=_("Review by"),
        help_text=_("At most a year from today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = "vi" if (get_language() or "vi").startswith("vi") else "en"
        codes = [(code.id, code.label(language)) for code in OFFENCES.codes]
        self.fields["offence"].choices = codes  # type: ignore[attr-defined]

    def clean_review_on(self) -> date:
        """A date after today, at most a year off."""
        chosen: date = self.cleaned_data["review_on"]
        if not 0 < (chosen - timezone.localdate()).days <= LONGEST.days:
            raise forms.ValidationError(_("The review is due after today and within a year."))
        return chosen
