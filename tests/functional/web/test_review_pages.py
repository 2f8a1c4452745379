"""Reviewing pairs one at a time: what is shown, what an answer does, and what the last key takes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.events import Event
from cotmoc.access.models import AuditEvent
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.actions.judging import judge_records
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.actions.resolving import match_parties
from cotmoc.records.core.drafts import PartyDraft, PlaceDraft
from cotmoc.records.queries import review_queue as review_queue_module
from cotmoc.records.queries.clusters import members_of
from cotmoc.records.queries.review_queue import review_queue
from cotmoc.resolution.models import Judgement
from cotmoc.resolution.queries import proposals
from tests.cast import CONSOLE, Cast, make_viewer
from tests.functional.visiting import enter, signed_in
from tests.integration.records_cast import DAY, heroin, incident, record, record_id, take_in

NEAR = PlaceDraft(written="Hải Hà", lon=107.9660, lat=21.6000, precision="point")


def doubtful_pairs(cast: Cast, number: int, handling: str = "shared") -> None:
    """Pairs of Alpha and Bravo, months apart from each other, that the rule leaves to people."""
    days = [DAY + timedelta(days=120 * step) for step in range(number)]
    alphas = [incident(day, seizures=(heroin(700),)) for day in days]
    bravos = [incident(day, place=NEAR, seizures=(heroin(900),)) for day in days]
    take_in(cast.alpha_analyst, [record(f"A-{i}", draft) for i, draft in enumerate(alphas)])
    take_in(
        cast.bravo_analyst,
        [record(f"B-{i}", draft, handling=handling) for i, draft in enumerate(bravos)],
    )
    match_incidents(actor=CONSOLE)


def waiting(viewer: Viewer) -> list[int]:
    """The ids of the proposals that the viewer may review."""
    return [pair.proposal_id for pair in review_queue(viewer=viewer).pairs]


def answer(client: Client, proposal: int, decision: str) -> Any:
    """What the server says to an answer."""
    return client.post(f"/review/{proposal}/answer/", {"decision": decision})


@pytest.mark.django_db
def test_what_waits_is_counted_up_to_a_limit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "MOST_COUNTED", 1)
    monkeypatch.setattr(review_queue_module, "MOST_COUNTED", 1)
    doubtful_pairs(cast, 2)
    text = signed_in(cast.alpha_analyst, "en").get("/review/").text
    assert "More than 1 pairs wait" in text
    assert len(waiting(cast.alpha_analyst)) == 2


@pytest.mark.django_db
def test_review_shows_a_pair_side_by_side_with_the_count(cast: Cast) -> None:
    doubtful_pairs(cast, 2)
    text = signed_in(cast.alpha_analyst, "en").get("/review/").text
    assert all(part in text for part in ("A-0", "B-0", "2 pairs wait", "Hải Hà"))


@pytest.mark.django_db
def test_review_with_nothing_to_do_says_so(cast: Cast) -> None:
    assert "No pair waits" in signed_in(cast.alpha_analyst, "en").get("/review/").text


@pytest.mark.django_db
def test_answer_of_same_joins_the_pair_and_goes_on_to_the_next(cast: Cast) -> None:
    doubtful_pairs(cast, 2)
    first, second = waiting(cast.alpha_analyst)
    answered = answer(signed_in(cast.alpha_analyst, "en"), first, "same")
    assert answered.headers["Location"] == f"/review/?at={second}"
    assert members_of(record_id("A-0")) == (record_id("A-0"), record_id("B-0", "bravo"))


@pytest.mark.django_db
@pytest.mark.parametrize("decision", ["different", "unsure"])
def test_answer_of_anything_else_leaves_two_incidents(cast: Cast, decision: str) -> None:
    doubtful_pairs(cast, 1)
    answer(signed_in(cast.alpha_analyst, "en"), waiting(cast.alpha_analyst)[0], decision)
    assert (members_of(record_id("A-0")), waiting(cast.alpha_analyst)) == (
        (record_id("A-0"),),
        [],
    )


@pytest.mark.django_db
def test_answer_that_is_none_is_refused(cast: Cast) -> None:
    doubtful_pairs(cast, 1)
    proposal = waiting(cast.alpha_analyst)[0]
    assert answer(signed_in(cast.alpha_analyst, "en"), proposal, "perhaps").status_code == 404


@pytest.mark.django_db
def test_undo_takes_the_last_answer_back_and_shows_its_pair(cast: Cast) -> None:
    doubtful_pairs(cast, 2)
    client, (first, second) = signed_in(cast.alpha_analyst, "en"), waiting(cast.alpha_analyst)
    answer(client, first, "same")
    answer(client, second, "same")
    undone = client.post("/review/undo/")
    assert undone.headers["Location"] == f"/review/?at={second}"
    assert waiting(cast.alpha_analyst) == [second]


@pytest.mark.django_db
def test_undo_again_takes_the_answer_before_it_back(cast: Cast) -> None:
    doubtful_pairs(cast, 2)
    client, pairs = signed_in(cast.alpha_analyst, "en"), waiting(cast.alpha_analyst)
    for proposal in pairs:
        answer(client, proposal, "different")
    for _ in pairs:
        client.post("/review/undo/")
    assert waiting(cast.alpha_analyst) == pairs


@pytest.mark.django_db
def test_undo_without_an_answer_changes_nothing(cast: Cast) -> None:
    doubtful_pairs(cast, 1)
    undone = signed_in(cast.alpha_analyst, "en").post("/review/undo/")
    assert (undone.headers["Location"], len(waiting(cast.alpha_analyst))) == ("/review/", 1)


@pytest.mark.django_db
def test_pair_with_a_closed_record_is_only_shown_to_those_who_may_open_both(cast: Cast) -> None:
    doubtful_pairs(cast, 1, handling="closed")
    seen = [len(waiting(who)) for who in (cast.alpha_analyst, cast.bravo_analyst)]
    assert seen == [0, 1]


@pytest.mark.django_db
def test_answer_about_a_closed_record_is_refused(cast: Cast) -> None:
    doubtful_pairs(cast, 1, handling="closed")
    proposal = waiting(cast.bravo_analyst)[0]
    refused = answer(signed_in(cast.alpha_analyst, "en"), proposal, "same")
    assert (refused.status_code, members_of(record_id("A-0"))) == (404, (record_id("A-0"),))


@pytest.mark.django_db
def test_queue_of_two_agencies_leaves_pairs_within_one_out(cast: Cast) -> None:
    doubtful_pairs(cast, 1)
    pairs = [
        review_queue(viewer=cast.alpha_analyst, agencies=chosen).pairs
        for chosen in (("alpha", "bravo"), ("alpha", "alpha"))
    ]
    assert [len(found) for found in pairs] == [1, 0]


@pytest.mark.django_db
def test_reading_a_pair_is_audited_for_both_records(cast: Cast) -> None:
    doubtful_pairs(cast, 1)
    signed_in(cast.alpha_analyst, "en").get("/review/")
    subjects = AuditEvent.objects.filter(event=Event.SOURCE_READ).values_list("subject", flat=True)
    assert set(subjects) == {f"record:{record_id('A-0')}", f"record:{record_id('B-0', 'bravo')}"}


@pytest.mark.django_db
def test_map_of_a_pair_has_both_positions(cast: Cast) -> None:
    doubtful_pairs(cast, 1)
    proposal = waiting(cast.alpha_analyst)[0]
    found = signed_in(cast.alpha_analyst, "en").get(f"/review/{proposal}/map.json").json()
    assert [feature["properties"]["text"] for feature in found["features"]] == [
        "Móng Cái",
        "Hải Hà",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_review_is_for_analysts_liaison_officers_and_commanders(cast: Cast, role: Role) -> None:
    viewer = make_viewer("somebody", role, agency="alpha")
    status = signed_in(viewer, "en").get("/review/").status_code
    may = role in {Role.ANALYST, Role.LIAISON, Role.COMMANDER}
    assert status == (200 if may else 403)


@pytest.mark.django_db
def test_contradiction_is_listed_with_what_stands_in_the_way(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("A-1"), record("A-2")])
    take_in(cast.bravo_analyst, [record("B-1")])
    one, two, three = record_id("A-1"), record_id("A-2"), record_id("B-1", "bravo")
    for left, right, decision in (
        (one, two, "different"),
        (one, three, "same"),
        (two, three, "same"),
    ):
        judge_records(actor=cast.alpha_analyst, left=left, right=right, decision=decision)
    page = signed_in(cast.alpha_analyst, "en").get("/review/conflicts/")
    (found,) = page.context["told"].found
    assert (found.different.left.number, found.different.right.number) == (one, two)
    assert [(s.left.number, s.right.number, s.is_refused) for s in found.chain] == [
        (one, three, False),
        (two, three, True),
    ]


def rare_names(number: int) -> list[str]:
    """So many made-up names, no two alike."""
    families, middles, givens = (
        ("Lý", "Tạ", "Đàm", "Ông", "Khổng"),
        ("Kim", "Bích", "Tú", "Diệu"),
        ("Thoa", "Ngà", "Oanh", "Khuyên", "Xoan"),
    )
    every = [f"{f} {m} {g}" for f in families for m in middles for g in givens]
    return every[:number]


def doubtful_persons(cast: Cast, number: int) -> None:
    """So many persons of whom each agency has a record, with a year of birth alone."""
    year = Moment(date(1985, 1, 1), Precision.YEAR)
    people = [PartyDraft("suspect", name=name, birth=year) for name in rare_names(number)]
    for actor, prefix, later in ((cast.alpha_analyst, "A", 0), (cast.bravo_analyst, "B", 9)):
        days = [DAY + timedelta(days=step + 1000 * later) for step in range(number)]
        told = [
            record(f"{prefix}-{step}", incident(day, parties=(person,)))
            for step, (day, person) in enumerate(zip(days, people, strict=True))
        ]
        take_in(actor, told)
    match_parties(actor=CONSOLE, kind="party")


@pytest.mark.django_db
def test_answer_of_the_script_costs_few_questions_to_the_database(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    doubtful_persons(cast, 3)
    client = signed_in(cast.alpha_analyst, "en")
    proposal = client.get("/review/party/").context["proposal"].id
    with django_assert_max_num_queries(45):
        answered = client.post(
            f"/review/party/{proposal}/answer/",
            {"decision": "same", "seen": 0},
            headers={"X-Part": "bar"},
        )
    assert "2 pairs wait" in answered.text
    assert 'id="pair"' not in answered.text


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_hundred_proposals_are_answered_with_a_hundred_presses(
    cast: Cast, live_server: LiveServer, page: Page
) -> None:
    doubtful_persons(cast, 100)
    errors = enter(page, live_server, cast.alpha_analyst, "en")
    page.goto(f"{live_server.url}/review/party/")
    expect(page.get_by_text("100 pairs wait")).to_be_visible()
    for presses in range(100):
        shown = page.locator("#pair").get_attribute("data-address")
        page.keyboard.press("sdu"[presses % 3])
        if presses < 99:
            expect(page.locator("#pair")).not_to_have_attribute("data-address", shown or "")
    # Keys are quicker here than people: answers travel one after the other behind what is shown.
    expect(page.get_by_text("No pair waits for an answer")).to_be_visible(timeout=120_000)
    page.wait_for_load_state("networkidle")
    judged = Judgement.objects.filter(kind="party", judge="person")
    assert judged.count() == 100
    assert len({(row.left_number, row.right_number) for row in judged}) == 100
    assert judged.filter(decision="same").count() == 34
    page.keyboard.press("z")
    expect(page.get_by_text("1 pair waits")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert errors == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_keys_answer_and_undo_in_the_browser(
    cast: Cast, live_server: LiveServer, page: Page
) -> None:
    doubtful_pairs(cast, 3)
    session = signed_in(cast.alpha_analyst, "en").cookies["sessionid"].value
    page.context.add_cookies(
        [
            {"name": "sessionid", "value": session, "url": live_server.url},
            {"name": "django_language", "value": "en", "url": live_server.url},
        ]
    )
    page.goto(f"{live_server.url}/review/")
    expect(page.get_by_text("3 pairs wait")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_text("2 pairs wait")).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_text("1 pair waits")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text("2 pairs wait")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("1 pair waits")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert urlsplit(page.url).path == "/review/"
    assert len(waiting(cast.alpha_analyst)) == 1
