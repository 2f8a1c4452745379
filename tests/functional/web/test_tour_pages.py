"""The tour: each task is done on the pages themselves, ticked off, remembered, and put out of the way."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cotmoc.access.actions.organisation import set_installation
from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.web.permissions import permitted
from cotmoc.web.tour import TASKS, Task, task_of
from tests.cast import CONSOLE, Cast, make_viewer
from tests.functional.visiting import signed_in
from tests.functional.web.test_review_pages import doubtful_pairs, waiting
from tests.integration.records_cast import record, record_id, take_in

NOW = re.compile(r'<p role="status">(.*?)</p>', re.DOTALL)


@pytest.fixture
def demonstration(cast: Cast) -> Cast:
    """The cast in an installation that says it is a demonstration."""
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    return cast


def said(client: Client, address: str = "/account/") -> str:
    """What the panel says on a page; empty without a panel."""
    found = NOW.search(client.get(address).text)
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split()) if found else ""


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.role)
def test_task_leads_only_to_pages_that_its_user_may_open(task: Task) -> None:
    viewer = Viewer("x", 1, roles=frozenset({task.role}))
    assert task_of(viewer) == task
    assert all(permitted(viewer, step.url_name) for step in task.steps)


def test_codes_of_steps_are_all_different() -> None:
    codes = [step.code for task in TASKS for step in task.steps]
    assert len(set(codes)) == len(codes) == 18


@pytest.mark.django_db
def test_tour_is_not_shown_in_real_use(cast: Cast) -> None:
    client = signed_in(cast.alpha_analyst, "en")
    assert said(client) == ""
    assert client.get("/tour/").status_code == 404


@pytest.mark.django_db
def test_liaison_officer_is_led_through_a_judgement_and_back(demonstration: Cast) -> None:
    liaison = make_viewer("alpha-liaison", Role.ANALYST, Role.LIAISON, agency="alpha")
    doubtful_pairs(demonstration, 1)
    client = signed_in(liaison, "en")
    assert said(client).startswith("Step 1 of 3: Open the pairs")
    assert said(client, "/review/").startswith("Step 2 of 3: Answer one")
    client.post(reverse("review_answer", args=waiting(liaison)), {"decision": "same"})
    assert said(client).startswith("Step 3 of 3: Take the answer back")
    client.post(reverse("review_undo"))
    assert said(client).startswith("Done.")


@pytest.mark.django_db(transaction=True)
def test_commander_is_led_from_the_period_to_the_workbook(province: Cast) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    client = signed_in(make_viewer("alpha-commander", Role.COMMANDER, agency="alpha"), "en")
    query = "?from=2026-01-01&to=2026-06-30"
    assert said(client, "/picture/?from=2026-01-01&to=2026-05-31").startswith("Step 1")
    assert said(client, f"/picture/{query}").startswith("Step 2")
    assert said(client, f"/lists/incidents/{query}").startswith("Step 3")
    client.get(f"/picture/export/picture.xlsx{query}")
    assert said(client).startswith("Done.")


@pytest.mark.django_db(transaction=True)
def test_inspector_is_led_down_to_the_row(province: Cast) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    take_in(province.alpha_analyst, [record("A-1")])
    client = signed_in(province.inspector, "en")
    assert said(client, f"/incidents/{record_id('A-1')}/").startswith("Step 2")
    assert said(client, f"/sources/{record_id('A-1')}/").startswith("Step 3")
    assert said(client, "/picture/?known_at=r1").startswith("Done.")


@pytest.mark.django_db(transaction=True)
def test_officer_is_led_from_an_empty_sheet_to_the_printed_one(province: Cast) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    officer, token = signed_in(province.alpha_officer, "en"), "0123456789abcdef"
    assert said(officer).startswith("Step 1 of 3: Open the page on which an incident is logged")
    assert said(officer, "/log/").startswith("Step 2 of 3: Write a day, a place and a name")
    officer.post(reverse("log_look", args=[token]), {"occurred.date": "1/6/2026"})
    assert said(officer).startswith("Step 3 of 3: Record it")
    officer.get(reverse("log_print", args=[token]))
    assert said(officer).startswith("Done.")


@pytest.mark.django_db(transaction=True)
def test_analyst_is_led_over_the_picture(province: Cast) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    analyst = signed_in(province.alpha_analyst, "en")
    assert said(analyst, "/picture/?from=2026-06-01&to=2026-06-30").startswith("Step 2")
    assert said(analyst, "/lists/returns/?unit=alpha-1").startswith("Step 3")
    assert said(analyst, "/picture/?area=vn-2025-22-1").startswith("Done.")


@pytest.mark.django_db
def test_administrator_is_led_over_files_and_areas(demonstration: Cast) -> None:
    client = signed_in(demonstration.administrator, "en")
    assert said(client, "/files/").startswith("Step 2 of 3")


@pytest.mark.django_db
def test_page_that_is_not_there_does_no_step(demonstration: Cast) -> None:
    client = signed_in(demonstration.administrator, "en")
    client.get("/files/99/")
    client.get("/files/")
    assert said(client).startswith("Step 2 of 3")


@pytest.mark.django_db
def test_tour_is_hidden_shown_and_begun_again(demonstration: Cast) -> None:
    client = signed_in(demonstration.administrator, "en")
    client.get("/files/")
    client.post("/tour/", {"do": "hide", "next": "/account/"})
    assert said(client) == ""
    client.post("/tour/", {"do": "show", "next": "/account/"})
    assert said(client).startswith("Step 2 of 3")
    client.post("/tour/", {"do": "restart", "next": "/account/"})
    assert said(client).startswith("Step 1 of 3")
    assert client.post("/tour/", {"do": "dance"}).status_code == 404


@pytest.mark.django_db
def test_what_is_done_is_kept_over_a_change_of_user(demonstration: Cast) -> None:
    client = signed_in(demonstration.administrator, "en")
    client.get("/files/")
    client.post("/sign-in/demonstration/", {"username": "inspector"})
    assert said(client).startswith("Step 1 of 3: Open an incident")
    page = client.get("/tour/").text
    assert page.count("badge-good") == 1
    assert "Come in as: Administrator" in page
    client.post("/sign-in/demonstration/", {"username": "administrator"})
    assert said(client).startswith("Step 2 of 3")


@pytest.mark.django_db
def test_cookie_that_somebody_wrote_is_not_taken(demonstration: Cast) -> None:
    client = signed_in(demonstration.administrator, "en")
    client.cookies["cotmoc_tour"] = "hidden:nonsense"
    assert said(client).startswith("Step 1 of 3")
