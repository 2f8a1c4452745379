"""Forms by which something comes in for an agency."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.queries.organisation import agencies


class AgencyForm(forms.Form):
    """What comes in for an agency: administrators say for which, all others put in for their own.

    A field `closed`, where a form has one, says that only this agency may open the records.
    """

    agency = forms.ChoiceField(label=_("Agency"))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if viewer.has_role(Role.ADMINISTRATOR):
            language = get_language() or "vi"
            self.fields["agency"].choices = [(a.code, a.name(language)) for a in agencies()]  # type: ignore[attr-defined]
        else:
            del self.fields["agency"]
        self.own_agency = viewer.agency or ""

    @property
    def agency_code(self) -> str:
        """The code of the agency."""
        return str(self.cleaned_data.get("agency") or self.own_agency)

    @property
    def handling(self) -> str:
        """Who may open the records."""
        return "closed" if self.cleaned_data.get("closed") else "shared"
