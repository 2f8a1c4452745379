"""Forms of judging: two records, an answer, and taking one back."""

from __future__ import annotations

from typing import TypedDict

from django import forms

from cotmoc.records.actions.judging import DECISIONS


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


class UndoForm(forms.Form):
    """The judgement to take back."""

    judgement = forms.IntegerField(min_value=1)


class QueueForm(forms.Form):
    """Which part of the queue is shown: two agencies as `alpha,bravo`, and the pair that is looked at."""

    agencies = forms.RegexField(r"[-\w]+,[-\w]+", required=False)
    at = forms.IntegerField(required=False, min_value=1)

    def agency_pair(self) -> tuple[str, str] | None:
        """The two agencies; None for all."""
        written = self.cleaned_data.get("agencies", "")
        if not written:
            return None
        one, other = sorted(written.split(","))
        return one, other
