"""The page of an incident tells who of it may be known from others, with why, where nobody has said so yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.models import AuditEvent
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.actions.judging import judge_records, judge_things
from cotmoc.records.actions.resolving import match_everything
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.models import PartyStatement
from cotmoc.resolution.models import Proposal
from tests.cast import CONSOLE, Cast
from tests.functional.visiting import enter, signed_in
from tests.functional.web.test_accessibility import wrong_with
from tests.integration.records_cast import DAY, incident, record, record_id, take_in

LY = PartyDraft("suspect", name="Lý Kim Thoa", birth=Moment(date(1985, 3, 12)))
LY_BY_YEAR = PartyDraft(
    "suspect", name="Lý Kim Thoa", birth=Moment(date(1985, 1, 1), Precision.YEAR)
)
TRUCK = ConveyanceDraft("truck", registration="14C-123.45")
PART = {"HX-Request": "true"}


def tell(
    actor: Viewer,
    key: str,
    *,
    days_later: int = 0,
    handling: str = "shared",
    who: PartyDraft = LY,
    by: tuple[ConveyanceDraft, ...] = (TRUCK,),
) -> int:
    """An incident with the person and the truck, on a day of its own; the id of its record."""
    told = incident(DAY + timedelta(days=days_later), parties=(who,), conveyances=by)
    take_in(actor, [record(key, told, handling=handling)])
    return record_id(key, str(actor.agency))


@pytest.mark.django_db
def test_a_person_like_one_of_another_incident_is_told_with_why(cast: Cast) -> None:
    own, other = tell(cast.alpha_analyst, "1"), tell(cast.bravo_analyst, "2", days_later=40)
    client = signed_in(cast.alpha_analyst, "en")
    assert f"/incidents/{own}/known/" in client.get(f"/incidents/{own}/").text
    shown = client.get(f"/incidents/{own}/known/", headers=PART).text
    assert "Lý Kim Thoa: very likely the same" in shown or "almost certainly" in shown
    assert "The same name" in shown
    assert f"/incidents/{other}/" in shown
    event = AuditEvent.objects.latest("pk")
    assert (event.event, event.subject) == ("known:shown", f"incident:{own}")
    assert event.details == {"records": [other]}


@pytest.mark.django_db
def test_what_is_closed_to_the_reader_is_not_told(cast: Cast) -> None:
    own = tell(cast.alpha_analyst, "1")
    tell(cast.bravo_analyst, "2", days_later=40, handling="closed")
    noted = AuditEvent.objects.count()
    shown = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{own}/known/", headers=PART).text
    assert "None of them is like anybody of another incident." in shown
    assert AuditEvent.objects.count() == noted


@pytest.mark.django_db
def test_what_a_person_called_different_is_not_told_again(cast: Cast) -> None:
    own, _other = tell(cast.alpha_analyst, "1"), tell(cast.bravo_analyst, "2", days_later=40)
    one, two = PartyStatement.objects.order_by("pk").values_list("pk", flat=True)
    judge_things(actor=cast.alpha_analyst, kind="party", pair=(one, two), decision="different")
    shown = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{own}/known/", headers=PART).text
    assert "Lý Kim Thoa" not in shown
    assert "14C-123.45" in shown


@pytest.mark.django_db
def test_sources_of_one_incident_are_not_told_of_each_other(cast: Cast) -> None:
    own, same = tell(cast.alpha_analyst, "1"), tell(cast.bravo_analyst, "2")
    judge_records(actor=cast.alpha_analyst, left=own, right=same, decision="same")
    shown = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{own}/known/", headers=PART).text
    assert "2 persons, vehicles and vessels were compared with all others" in shown


@pytest.mark.django_db
def test_question_about_the_two_is_opened_by_those_who_review(cast: Cast) -> None:
    # With the day of birth, or beside one truck, the rule joins them; name and year alone are left to people.
    own = tell(cast.alpha_analyst, "1")
    tell(cast.bravo_analyst, "2", days_later=40, who=LY_BY_YEAR, by=())
    match_everything(actor=CONSOLE)
    asked = Proposal.objects.filter(kind="party").values_list("pk", flat=True)
    page = f"/incidents/{own}/known/"
    by_analyst = signed_in(cast.alpha_analyst, "en").get(page, headers=PART).text
    by_officer = signed_in(cast.alpha_officer, "en").get(page, headers=PART).text
    for number in asked:
        assert f"/review/party/?at={number}" in by_analyst
        assert f"/review/party/?at={number}" not in by_officer
    assert len(asked) == 1


@pytest.mark.django_db
def test_incident_without_names_has_nobody_to_ask_about(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", incident(DAY))])
    page = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{record_id('1')}/").text
    assert "/known/" not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_panel_is_filled_when_it_is_nearly_seen(
    live_server: LiveServer, cast: Cast, page: Page
) -> None:
    own, _other = tell(cast.alpha_analyst, "1"), tell(cast.bravo_analyst, "2", days_later=40)
    errors = enter(page, live_server, cast.alpha_analyst, "vi")
    page.goto(f"{live_server.url}/incidents/{own}/")
    # At once, and not when it stands still: coming near, it is replaced by its answer.
    page.evaluate("document.getElementById('maybe').scrollIntoView()")
    claim = page.locator("#maybe .claim", has_text="Lý Kim Thoa")
    expect(claim).to_be_visible(timeout=60_000)  # the first answer waits for what is held in memory
    claim.locator("summary").click()
    expect(claim.get_by_text("Trùng ngày sinh").last).to_be_visible()
    assert wrong_with(page) == []
    assert errors == []
