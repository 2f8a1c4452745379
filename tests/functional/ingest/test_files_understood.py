"""What was understood of a record, in words."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from cotmoc.records.core.drafts import IncidentDraft, OutcomeDraft, PartyDraft
from cotmoc.web.views.files.understood import draft_lines


@pytest.mark.django_db
def test_outcome_says_whose_it_is() -> None:
    draft = IncidentDraft(
        occurred=None,
        parties=(PartyDraft(role="suspect", name="Nguyễn Văn An"),),
        outcomes=(
            OutcomeDraft("administratively_sanctioned", fine_vnd=9_500_000),
            OutcomeDraft("administratively_sanctioned", party=0),
        ),
    )
    with override("en"):
        outcomes = [line.text for line in draft_lines(draft) if line.label == "Outcome"]
    assert outcomes == [
        "Administratively sanctioned · 9,500,000 VND",
        "Administratively sanctioned · Nguyễn Văn An",
    ]
