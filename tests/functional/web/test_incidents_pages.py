"""The page of one incident and of one source record: what is shown, to whom, and that it is audited."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cotmoc.access.events import Event
from cotmoc.access.models import AuditEvent
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.actions.judging import judge_records
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.core.batches import Coverage
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    IncidentDraft,
    OutcomeDraft,
    PartyDraft,
)
from cotmoc.records.queries.clusters import members_of
from tests.cast import CONSOLE, Cast
from tests.functional.visiting import signed_in
from tests.integration.records_cast import heroin, incident, record, record_id, take_in

pytestmark = pytest.mark.django_db


def telling(grams: int | None = 700, **stated: Any) -> IncidentDraft:
    """An incident that says enough to be recognised in another agency's register."""
    return incident(
        offence="narcotics_transport",
        seizures=(heroin(grams),),
        parties=(PartyDraft("suspect", name="Nguyễn Văn An"),),
        conveyances=(ConveyanceDraft("motorcycle", registration="14B1-123.45"),),
        **stated,
    )


@pytest.fixture
def joined(cast: Cast) -> tuple[int, int]:
    """Records of Alpha and Bravo that the rule has joined; their ids."""
    take_in(cast.alpha_analyst, [record("A-1", telling(narrative="Bắt quả tang"))])
    take_in(cast.bravo_analyst, [record("B-9", telling(720))])
    match_incidents(actor=CONSOLE)
    return record_id("A-1"), record_id("B-9", "bravo")


@pytest.fixture
def half_closed(cast: Cast) -> tuple[int, int]:
    """Records of Alpha (shared) and Bravo (closed) that the rule has joined; their ids."""
    take_in(cast.alpha_analyst, [record("A-1", telling())])
    take_in(cast.bravo_analyst, [record("B-9", telling(720), handling="closed")])
    match_incidents(actor=CONSOLE)
    return record_id("A-1"), record_id("B-9", "bravo")


def test_incident_shows_the_amount_of_one_source_as_counted(
    cast: Cast, joined: tuple[int, int]
) -> None:
    answer = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{joined[0]}/")
    seizures = next(r for r in answer.context["rows"] if r.row.field == "seizures")
    counted = [[line.thing.amount for line in side.counted] for side in seizures.parts[0].sides]
    assert (counted, seizures.row.agreement) == ([[700], []], "differs")


def test_incident_shows_both_records_as_written(cast: Cast, joined: tuple[int, int]) -> None:
    text = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{joined[0]}/").text
    assert all(written in text for written in ("A-1", "B-9", "Bắt quả tang", "12/04/2024"))


def test_what_came_of_a_party_is_shown_with_its_name(cast: Cast) -> None:
    draft = telling(outcomes=(OutcomeDraft("prosecuted", party=0), OutcomeDraft("pending")))
    take_in(cast.alpha_analyst, [record("A-1", draft)])
    page = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{record_id('A-1')}/")
    found = re.findall(
        r"(Prosecuted|Pending)\s*(?:<span class=\"soft\">· ([^<]*)</span>)?", page.text
    )
    assert {("Prosecuted", "Nguyễn Văn An"), ("Pending", "")} <= set(found)


def test_incident_says_in_words_why_it_is_one(cast: Cast, joined: tuple[int, int]) -> None:
    text = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{joined[0]}/").text
    assert "Same registration: 14B112345" in text


def test_number_of_another_record_leads_to_the_incident(
    cast: Cast, joined: tuple[int, int]
) -> None:
    answer = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{joined[1]}/")
    assert answer.headers["Location"] == f"/incidents/{joined[0]}/#record-{joined[1]}"


def test_reading_an_incident_is_audited_with_the_records_shown(
    cast: Cast, joined: tuple[int, int]
) -> None:
    signed_in(cast.alpha_analyst, "en").get(f"/incidents/{joined[0]}/")
    event = AuditEvent.objects.get(event=Event.INCIDENT_READ)
    assert (event.actor_name, event.subject, event.details["records"]) == (
        "alpha-analyst",
        f"incident:{joined[0]}",
        list(joined),
    )


def test_closed_source_of_another_agency_is_counted_and_not_shown(
    cast: Cast, half_closed: tuple[int, int]
) -> None:
    text = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{half_closed[0]}/").text
    assert "1 more source is closed to you" in text
    assert "B-9" not in text
    assert "720" not in text


def test_closed_source_is_shown_to_its_own_agency(cast: Cast, half_closed: tuple[int, int]) -> None:
    text = signed_in(cast.bravo_analyst, "en").get(f"/incidents/{half_closed[0]}/").text
    assert "B-9" in text
    assert "closed to you" not in text


def test_incident_of_closed_sources_only_is_not_there(cast: Cast) -> None:
    take_in(cast.bravo_analyst, [record("B-9", telling(), handling="closed")])
    address = f"/incidents/{record_id('B-9', 'bravo')}/"
    answers = [
        signed_in(who, "en").get(address).status_code
        for who in (cast.alpha_analyst, cast.bravo_analyst)
    ]
    assert answers == [404, 200]


def test_map_of_an_incident_leaves_closed_positions_out(
    cast: Cast, half_closed: tuple[int, int]
) -> None:
    found = [
        signed_in(who, "en").get(f"/incidents/{half_closed[0]}/map.json").json()["features"]
        for who in (cast.alpha_analyst, cast.inspector)
    ]
    assert [len(features) for features in found] == [1, 2]


def test_incident_that_never_was_is_not_found(cast: Cast) -> None:
    assert signed_in(cast.alpha_analyst, "en").get("/incidents/987654/").status_code == 404


def test_withdrawn_record_leads_to_its_source_page(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("A-1"), record("A-2")])
    take_in(cast.alpha_analyst, [record("A-2")], coverage=Coverage.REGISTER)
    number = record_id("A-1")
    answer = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{number}/")
    assert answer.headers["Location"] == f"/sources/{number}/"


def test_not_the_same_makes_two_incidents_of_one(cast: Cast, joined: tuple[int, int]) -> None:
    form = {"left": joined[0], "right": joined[1]}
    signed_in(cast.alpha_analyst, "en").post(f"/incidents/{joined[0]}/split/", form)
    assert [members_of(number) for number in joined] == [(joined[0],), (joined[1],)]


def test_judgement_taken_back_leaves_what_was_before(cast: Cast, joined: tuple[int, int]) -> None:
    judgement = judge_records(
        actor=cast.alpha_analyst, left=joined[0], right=joined[1], decision="different"
    )
    signed_in(cast.bravo_analyst, "en").post(
        f"/incidents/{joined[0]}/undo/", {"judgement": judgement}
    )
    assert members_of(joined[0]) == joined


def test_judgement_about_a_closed_record_is_refused(
    cast: Cast, half_closed: tuple[int, int]
) -> None:
    form = {"left": half_closed[0], "right": half_closed[1]}
    answer = signed_in(cast.alpha_analyst, "en").post(f"/incidents/{half_closed[0]}/split/", form)
    assert (answer.status_code, members_of(half_closed[0])) == (404, half_closed)


def test_officer_may_read_and_not_judge(cast: Cast, joined: tuple[int, int]) -> None:
    client = signed_in(cast.alpha_officer, "en")
    form = {"left": joined[0], "right": joined[1]}
    answers = (
        client.get(f"/incidents/{joined[0]}/"),
        client.post(f"/incidents/{joined[0]}/split/", form),
    )
    assert [answer.status_code for answer in answers] == [200, 403]
    assert "Not the same" not in answers[0].text


def test_administrator_without_another_role_reads_no_incident(
    cast: Cast, joined: tuple[int, int]
) -> None:
    assert signed_in(cast.administrator, "en").get(f"/incidents/{joined[0]}/").status_code == 403


def test_history_names_versions_and_judgements(cast: Cast, joined: tuple[int, int]) -> None:
    take_in(cast.alpha_analyst, [record("A-1", telling(narrative="Sửa lại"))])
    page = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{joined[0]}/")
    kinds = [entry.kind for entry in page.context["history"]]
    assert kinds == ["changed", "judged", "recorded", "recorded"]


def test_source_page_shows_every_version_and_marks_what_changed(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("A-1", telling(narrative="Lần đầu"))])
    take_in(cast.alpha_analyst, [record("A-1", telling(narrative="Sửa lại"))])
    answer = signed_in(cast.alpha_analyst, "en").get(f"/sources/{record_id('A-1')}/")
    latest, first = answer.context["versions"]
    assert latest.changed == ("narrative",)
    assert "<mark>Sửa lại</mark>" in answer.text
    assert first.is_first


def test_source_page_names_file_row_and_hash(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("A-1", row=7)])
    text = signed_in(cast.alpha_analyst, "en").get(f"/sources/{record_id('A-1')}/").text
    assert all(part in text for part in ("so-vu-viec.xlsx", "Row 7", "ab" * 32))


def test_source_page_of_an_undone_record_says_so(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("A-1")])
    assert report.batch_id
    undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)
    text = signed_in(cast.alpha_analyst, "en").get(f"/sources/{record_id('A-1')}/").text
    assert "does not stand any more" in text


def test_source_page_of_a_closed_record_is_not_there_for_others(cast: Cast) -> None:
    take_in(cast.bravo_analyst, [record("B-9", handling="closed")])
    address = f"/sources/{record_id('B-9', 'bravo')}/"
    assert signed_in(cast.alpha_analyst, "en").get(address).status_code == 404


def test_reading_a_source_is_audited(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("A-1")])
    number = record_id("A-1")
    signed_in(cast.bravo_analyst, "en").get(f"/sources/{number}/")
    event = AuditEvent.objects.get(event=Event.SOURCE_READ)
    assert (event.actor_name, event.subject) == ("bravo-analyst", f"record:{number}")


def test_date_known_to_the_month_is_not_made_more_precise(cast: Cast) -> None:
    month = Moment(date(2024, 4, 1), Precision.MONTH)
    take_in(
        cast.alpha_analyst, [record("A-1", incident(occurred=month, occurred_written="4/2024"))]
    )
    text = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{record_id('A-1')}/").text
    assert "Apr 2024" in text
    assert "1 Apr 2024" not in text


def test_night_between_two_days_is_shown_as_one(cast: Cast) -> None:
    night = Moment(date(2024, 3, 12), Precision.NIGHT)
    draft = incident(occurred=night, occurred_written="đêm 12 rạng 13/3/2024")
    take_in(cast.alpha_analyst, [record("A-1", draft)])
    text = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{record_id('A-1')}/").text
    assert "night of 12 Mar 2024 to 13 Mar 2024" in text


def test_what_is_stated_beside_an_amount_is_shown_with_it(cast: Cast) -> None:
    line = replace(
        heroin(700, "2 bánh (khoảng 700 g)"), bound="about", beside={"brick": Decimal(2)}
    )
    take_in(cast.alpha_analyst, [record("A-1", incident(seizures=(line,)))])
    text = signed_in(cast.alpha_analyst, "en").get(f"/incidents/{record_id('A-1')}/").text
    shown = " ".join(re.sub("<[^>]+>", "", text).split())
    assert "about 700 g (also stated: 2 bricks)" in shown
