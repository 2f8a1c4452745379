"""Reviewing pairs of persons: what is shown and to whom, what an answer does, and what takes it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.models import AuditEvent
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.actions.resolving import match_everything
from cotmoc.records.core.drafts import PartyDraft
from cotmoc.records.queries.review_queue import review_queue
from cotmoc.resolution.queries.entities import memberships
from cotmoc.resolution.queries.proposals import Asked
from tests.cast import CONSOLE, Cast
from tests.functional.visiting import signed_in
from tests.integration.records_cast import DAY, incident, record, take_in

pytestmark = pytest.mark.django_db

THOA = PartyDraft(
    "suspect", name="Lý Kim Thoa", birth=Moment(date(1985, 1, 1), Precision.YEAR), sex="female"
)


def doubtful_pair(cast: Cast, handling: str = "shared") -> int:
    """The proposal that two women of a rare name and one year of birth are one."""
    take_in(cast.alpha_analyst, [record("1", incident(DAY, parties=(THOA,)))])
    later = incident(DAY + timedelta(days=200), parties=(THOA,))
    take_in(cast.bravo_analyst, [record("2", later, handling=handling)])
    match_everything(actor=CONSOLE)
    (proposal,) = waiting(cast.inspector)
    return proposal


def waiting(viewer: Viewer) -> list[int]:
    """The ids of the proposals about persons that the viewer may review."""
    queue = review_queue(viewer=viewer, asked=Asked("party"))
    return [pair.proposal_id for pair in queue.pairs]


def test_a_pair_of_persons_is_shown_side_by_side_with_its_reasons(cast: Cast) -> None:
    doubtful_pair(cast)
    page = signed_in(cast.alpha_analyst, "en").get("/review/party/").content.decode()
    assert page.count("Lý Kim Thoa") == 2
    assert "The same name" in page
    assert "1 pair waits" in page
    assert AuditEvent.objects.filter(event="source:read").count() == 2


def test_an_answer_joins_the_persons_and_undo_takes_it_back(cast: Cast) -> None:
    proposal = doubtful_pair(cast)
    client = signed_in(cast.alpha_analyst, "en")
    client.post(f"/review/party/{proposal}/answer/", {"decision": "same"})
    assert len(memberships("party").record_numbers) == 2
    assert waiting(cast.alpha_analyst) == []
    client.post("/review/party/undo/")
    assert len(memberships("party").record_numbers) == 0
    assert waiting(cast.alpha_analyst) == [proposal]


def test_a_pair_with_a_closed_record_is_not_there_for_others(cast: Cast) -> None:
    proposal = doubtful_pair(cast, handling="closed")
    client = signed_in(cast.alpha_analyst, "en")
    assert "No pair waits" in client.get("/review/party/").content.decode()
    assert client.get(f"/review/party/?at={proposal}").status_code == 404
    answered = client.post(f"/review/party/{proposal}/answer/", {"decision": "same"})
    assert answered.status_code == 404


def test_another_kind_of_thing_has_no_page(cast: Cast) -> None:
    assert signed_in(cast.alpha_analyst, "en").get("/review/unit/").status_code == 404
