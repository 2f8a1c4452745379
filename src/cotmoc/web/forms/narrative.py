"""The form of a written report: its text, and the fields understood of it, each to be confirmed or changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cotmoc.ingest.core.narrative.reading import LONGEST_TEXT
from cotmoc.web.forms.agencies import AgencyForm

MOST_BYTES = 10_000_000
#: The fields that a report states once.
ONCE = {
    "when": ("occurred.date", "occurred.time"),
    "where": ("place.written", "place.position"),
    "deed": ("offence", "outcome.kind", "outcome.fine", "reference"),
    "agencies": ("lead_agency", "partner_agencies", "unit"),
}


class NarrativeForm(AgencyForm):
    """A report to read: pasted or as a document. Administrators say for which agency."""

    text = forms.CharField(
        label=_("Text of the report"),
        help_text=_("Paste it here, or choose a document below."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_TEXT,
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=_("Document"), help_text=_("txt or docx, up to 10 MB."), required=False
    )
    closed = forms.BooleanField(
        label=_("Only my agency may open this record"),
        help_text=_("It is counted in every figure all the same."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Requires a text or a document of a size that is read."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("The document is larger than 10 MB."))
        elif (
            file is None and not str(cleaned.get("text", "")).strip() and "text" not in self.errors
        ):
            self.add_error("text", _("Paste the text of a report, or choose a document."))
        return cleaned
