"""The search of the areas."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cotmoc.areas.core.kinds import AreaKind


class AreaSearchForm(forms.Form):
    """A name, the beginning of one, or a place as written; and what kind of area is meant."""

    q = forms.CharField(
        label=_("Name of the area"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        language = "vi" if (get_language() or "vi").startswith("vi") else "en"
        kinds = [(kind.value, getattr(kind, f"label_{language}")) for kind in AreaKind]
        self.fields["kind"].choices = [("", _("any")), *kinds]  # type: ignore[attr-defined]

    @property
    def asked_kind(self) -> AreaKind | None:
        """The kind asked for; None for any."""
        kind = self.cleaned_data.get("kind") if self.is_valid() else ""
        return AreaKind(kind) if kind else None

    @property
    def asked_name(self) -> str:
        """The beginning of the name asked for; empty for all."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
