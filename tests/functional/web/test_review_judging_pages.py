"""The pages of thresholds, contradictions and second persons; two officers at one pair; batches and orders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.models import AuditEvent
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.actions.judging import judge_records, judge_things
from cotmoc.records.actions.resolving import match_everything, match_parties
from cotmoc.records.core.drafts import PartyDraft
from cotmoc.records.queries.resolvable import everything_resolvable
from cotmoc.records.queries.review_queue import review_queue
from cotmoc.resolution.core.parties.joining import PartySettings
from cotmoc.resolution.core.parties.keys import RULES
from cotmoc.resolution.core.parties.linking import LinkSettings
from cotmoc.resolution.models import Judgement
from cotmoc.resolution.queries.entities import members_of
from cotmoc.resolution.queries.proposals import Asked, Order
from cotmoc.resolution.queries.thresholds import line_of
from cotmoc.web.reasons import pattern_text
from tests.cast import CONSOLE, Cast, make_viewer
from tests.functional.visiting import signed_in
from tests.integration.records_cast import DAY, incident, record, record_id, take_in

pytestmark = pytest.mark.django_db

YEAR = Moment(date(1985, 1, 1), Precision.YEAR)


def known(name: str, number: str = "") -> PartyDraft:
    return PartyDraft("suspect", name=name, birth=YEAR, sex="female", identity_number=number)


def met_twice(cast: Cast, name: str, key: str, number: str = "") -> int | None:
    """Somebody in a record of each agency, months apart; the second batch."""
    take_in(cast.alpha_analyst, [record(f"A-{key}", incident(DAY, parties=(known(name, number),)))])
    later = incident(DAY + timedelta(days=200), parties=(known(name, number),))
    return take_in(cast.bravo_analyst, [record(f"B-{key}", later)]).batch_id


def proposals(viewer: Viewer, **asked: object) -> list[int]:
    queue = review_queue(viewer=viewer, asked=Asked("party", **asked))  # type: ignore[arg-type]
    return [pair.proposal_id for pair in queue.pairs]


def english(viewer: Viewer) -> Client:
    return signed_in(viewer, "en")


def test_second_officer_is_told_who_answered_and_what(cast: Cast) -> None:
    met_twice(cast, "Lý Kim Thoa", "1")
    match_everything(actor=CONSOLE)
    (proposal,) = proposals(cast.alpha_analyst)
    one, other = english(cast.alpha_analyst), english(cast.bravo_analyst)
    for client in (one, other):
        assert 'name="seen" value="0"' in client.get("/review/party/").text
    one.post(f"/review/party/{proposal}/answer/", {"decision": "same", "seen": 0})
    answered = other.post(
        f"/review/party/{proposal}/answer/", {"decision": "different", "seen": 0}, follow=True
    )
    assert "alpha-analyst has answered this pair meanwhile: the same." in answered.text
    assert Judgement.objects.filter(kind="party").count() == 1
    seen = Judgement.objects.get(kind="party").pk
    assert f'name="seen" value="{seen}"' in answered.text
    other.post(f"/review/party/{proposal}/answer/", {"decision": "different", "seen": seen})
    assert Judgement.objects.filter(kind="party").count() == 2


def test_script_of_the_page_is_sent_to_the_pair_that_another_answered(cast: Cast) -> None:
    met_twice(cast, "Lý Kim Thoa", "1")
    match_everything(actor=CONSOLE)
    (proposal,) = proposals(cast.alpha_analyst)
    address = f"/review/party/{proposal}/answer/"
    english(cast.alpha_analyst).post(address, {"decision": "same", "seen": 0})
    refused = english(cast.bravo_analyst).post(
        address, {"decision": "same", "seen": 0}, headers={"X-Part": "bar"}
    )
    assert (refused.status_code, refused.headers["X-Go-To"]) == (
        409,
        f"/review/party/?at={proposal}",
    )


def test_pair_with_a_record_that_was_withdrawn_meanwhile_is_not_kept(cast: Cast) -> None:
    batch = met_twice(cast, "Lý Kim Thoa", "1")
    match_everything(actor=CONSOLE)
    (proposal,) = proposals(cast.alpha_analyst)
    assert batch is not None
    undo_batch(actor=cast.bravo_analyst, batch_id=batch)
    answered = english(cast.alpha_analyst).post(
        f"/review/party/{proposal}/answer/", {"decision": "same", "seen": 0}, follow=True
    )
    assert "withdrawn or corrected since" in answered.text
    assert Judgement.objects.filter(kind="party").count() == 0


def test_alike_pairs_are_a_batch_of_their_own(cast: Cast) -> None:
    for place, name in enumerate(("Lý Kim Thoa", "Tạ Bích Ngà", "Đàm Tú Oanh")):
        met_twice(cast, name, str(place))
    match_everything(actor=CONSOLE)
    page = english(cast.alpha_analyst).get("/review/party/?sort=person")
    ((batch, query),) = page.context["batches"]
    assert batch.pairs == 3
    assert "3 pairs" in page.text
    within = english(cast.alpha_analyst).get(f"/review/party/?{query}")
    assert len(within.context["queue"].pairs) == 3
    assert "The same name · Born in the same year" in within.text


@pytest.mark.parametrize("order", Order)
def test_every_order_is_whole_and_the_same_again(cast: Cast, order: Order) -> None:
    for place, name in enumerate(("Lý Kim Thoa", "Nguyễn Văn An", "Đàm Tú Oanh")):
        met_twice(cast, name, str(place))
    match_everything(actor=CONSOLE)
    found = proposals(cast.alpha_analyst, order=order)
    assert len(found) == 3
    assert found == proposals(cast.alpha_analyst, order=order)
    page = english(cast.alpha_analyst).get(f"/review/party/?order={order}")
    assert page.context["proposal"].id == found[0]


def test_contradiction_about_persons_shows_its_chain_and_is_settled_by_splitting(
    cast: Cast,
) -> None:
    for key, name in enumerate(("Lý Kim Thoa", "Ly Kim Thoa", "Lý K. Thoa")):
        take_in(cast.alpha_analyst, [record(f"A-{key}", incident(parties=(known(name),)))])
    one, two, three = everything_resolvable("party").columns.numbers.tolist()
    for pair, decision in (
        ((one, three), "different"),
        ((one, two), "same"),
        ((two, three), "same"),
    ):
        judge_things(actor=cast.alpha_analyst, kind="party", pair=pair, decision=decision)
    client = english(cast.bravo_analyst)
    page = client.get("/review/conflicts/")
    (found,) = page.context["told"].found
    assert [(s.left.number, s.right.number) for s in found.chain] == [(one, two), (two, three)]
    assert [s.is_refused for s in found.chain] == [False, True]
    assert all(text in page.text for text in ("Ly Kim Thoa", "alpha-analyst said on", "not joined"))
    assert AuditEvent.objects.latest("pk").event == "conflicts:read"
    client.post("/review/conflicts/party/", {"left": two, "right": three})
    assert "Nothing contradicts" in client.get("/review/conflicts/").text
    assert members_of(f"party:{one}") == (f"party:{one}", f"party:{two}")


def test_contradiction_is_settled_by_taking_the_different_back(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record(f"A-{key}") for key in range(3)])
    one, two, three = (record_id(f"A-{key}") for key in range(3))
    different = judge_records(actor=cast.alpha_analyst, left=one, right=three, decision="different")
    for left, right in ((one, two), (two, three)):
        judge_records(actor=cast.alpha_analyst, left=left, right=right, decision="same")
    client = english(cast.alpha_analyst)
    client.post("/review/take-back/", {"judgement": different})
    assert "Nothing contradicts" in client.get("/review/conflicts/").text


def test_contradiction_about_a_closed_record_is_counted_only(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("A-0"), record("A-1")])
    take_in(cast.alpha_analyst, [record("A-2", handling="closed")])
    one, two, three = (record_id(f"A-{key}") for key in range(3))
    for left, right, decision in (
        (one, three, "different"),
        (one, two, "same"),
        (two, three, "same"),
    ):
        judge_records(actor=cast.alpha_analyst, left=left, right=right, decision=decision)
    page = english(cast.bravo_analyst).get("/review/conflicts/").text
    assert "1 more contradiction is about records that are closed to you" in page


def test_threshold_is_looked_at_set_and_undone_on_its_page(cast: Cast) -> None:
    met_twice(cast, "Lý Kim Thoa", "1", "022185001234")
    match_everything(actor=CONSOLE)
    client = english(cast.alpha_analyst)
    page = client.get("/review/thresholds/person/").text
    assert "1 pair is joined without asking" in page
    assert "Nobody has checked that" in page
    looked = client.get("/review/thresholds/person/?join_bits=60&ask_bits=2").text
    assert "pairs taken apart" in looked
    assert "Lý Kim Thoa" in looked
    client.post(
        "/review/thresholds/person/set/", {"join_bits": 60, "ask_bits": 2, "reason": "care"}
    )
    assert line_of("person").join_bits == 60
    page = client.get("/review/thresholds/person/").text
    assert "care" in page
    number = int(page.split("/review/thresholds/undo/")[1].split("/")[0])
    client.post(f"/review/thresholds/undo/{number}/")
    assert line_of("person").join_bits == 8


def test_asking_above_joining_is_refused_at_the_field(cast: Cast) -> None:
    met_twice(cast, "Lý Kim Thoa", "1")
    match_everything(actor=CONSOLE)
    client = english(cast.alpha_analyst)
    page = client.get("/review/thresholds/person/?join_bits=3&ask_bits=5").text
    assert "People have to be asked from a weight below that of joining." in page


def test_joins_are_drawn_from_the_page_and_reviewed(cast: Cast) -> None:
    met_twice(cast, "Lý Kim Thoa", "1", "022185001234")
    match_everything(actor=CONSOLE)
    client = english(cast.alpha_analyst)
    drawn = client.post("/review/thresholds/person/check/", follow=True)
    assert "The rule has joined these two. Is that right?" in drawn.text


def test_register_entry_is_opened_approved_and_then_takes_two(cast: Cast) -> None:
    met_twice(cast, "Lý Kim Thoa", "1")
    match_everything(actor=CONSOLE)
    (proposal,) = proposals(cast.alpha_analyst)
    one, other = (
        english(make_viewer(f"commander-{agency}", Role.COMMANDER, agency=agency))
        for agency in ("alpha", "bravo")
    )
    fields = {
        "kind": "party",
        "record": record_id("A-1"),
        "place": 1,
        "offence": "smuggling",
        "basis": "QĐ 12",
        "review_on": f"{timezone.localdate() + timedelta(days=60):%Y-%m-%d}",
    }
    one.post("/review/register/", fields)
    own = one.get("/review/waiting/").text
    assert "not in force yet" in own
    assert ">Approve<" not in own
    page = other.get("/review/waiting/").text
    number = int(page.split("/review/register/")[1].split("/")[0])
    assert one.post(f"/review/register/{number}/").status_code == 403
    other.post(f"/review/register/{number}/")
    client = english(cast.alpha_analyst)
    client.post(f"/review/party/{proposal}/answer/", {"decision": "same", "seen": 0})
    assert Judgement.objects.filter(kind="party").count() == 0
    assert "You asked for this" in client.get("/review/waiting/").text
    second = english(cast.bravo_analyst)
    page = second.get("/review/waiting/").text
    waiting = int(page.split('action="/review/waiting/')[1].split("/")[0])
    assert client.post(f"/review/waiting/{waiting}/").status_code == 403
    second.post(f"/review/waiting/{waiting}/")
    assert Judgement.objects.get(kind="party").second_id == cast.bravo_analyst.user_id


def test_register_entry_without_grounds_says_what_is_missing(cast: Cast) -> None:
    commander = english(make_viewer("commander", Role.COMMANDER, agency="alpha"))
    page = commander.post(
        "/review/register/",
        {"kind": "party", "record": 1, "place": 1, "offence": "smuggling", "review_on": ""},
    )
    assert page.context["form"].errors.keys() == {"basis", "review_on"}


def test_group_too_large_to_be_compared_in_full_is_named_and_costs_a_window(cast: Cast) -> None:
    people = tuple(PartyDraft("suspect", name="Nguyễn Văn An") for _ in range(60))
    take_in(cast.alpha_analyst, [record("A-1", incident(parties=people))])
    take_in(cast.bravo_analyst, [record("B-1", incident(parties=people))])
    links = LinkSettings(largest_block=50, window=5)
    report = match_parties(actor=CONSOLE, kind="party", settings=PartySettings(links=links))
    assert report.large
    assert report.compared <= 120 * 5 * len(RULES)
    page = english(cast.alpha_analyst).get("/review/thresholds/person/").text
    assert "too large to be compared in full" in page
    assert "120 entries" in page


def test_patterns_are_told_without_what_is_said_of_one_pair(cast: Cast) -> None:
    with override("en"):
        told = pattern_text("registration.shared time.next_day place.within_1km")
    assert told == "Same registration · One day apart · Positions agree"
