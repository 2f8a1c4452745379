"""What is found in records, within whose rights, with which trace, and how the index keeps up."""

from __future__ import annotations

import pytest

from cotmoc.access.models import AuditEvent
from cotmoc.records.models import PartyStatement
from cotmoc.resolution.actions.judging import judge_pair
from cotmoc.resolution.models import Decision
from cotmoc.search.actions.searching import search_records
from cotmoc.search.core.kinds import Kind
from cotmoc.search.core.reading import Part
from cotmoc.search.queries.finding import search
from tests.cast import Cast
from tests.integration.records_cast import record_id
from tests.integration.search.conftest import group, keys

pytestmark = pytest.mark.django_db


def test_name_with_a_year_and_a_place_puts_the_right_ones_first(people: Cast) -> None:
    viewer = people.alpha_analyst
    assert keys(viewer, "nguyen van duc")[:3] == ["A-1", "A-2", "B-1"]
    assert keys(viewer, "duc nguyen van 1990")[0] == "A-2"
    assert keys(viewer, "nguyen van duc 1985 mong cai")[0] == "A-1"
    assert keys(viewer, "nguyen van duc mong cai")[:2] == ["A-1", "B-1"]


def test_what_merely_shares_the_place_is_not_shown_beside_what_fits(people: Cast) -> None:
    assert keys(people.alpha_analyst, "nguyen van duc 1985 mong cai", Kind.INCIDENT) == []
    assert "A-1" in keys(people.alpha_analyst, "mong cai", Kind.INCIDENT)


def test_tone_marks_count_where_they_were_typed(people: Cast) -> None:
    assert keys(people.alpha_analyst, "Nguyễn Văn Đức")[-1] == "B-1"
    assert len(keys(people.alpha_analyst, "Nguyễn Văn Đức")) == 3


def test_found_person_says_why(people: Cast) -> None:
    answer = search(viewer=people.alpha_analyst, text="nguyen van duc 1985 mong cai")
    first = group(answer, Kind.PERSON).hits[0].found
    assert first.name is not None
    assert [word.found for word in first.name.words] == ["nguyen", "van", "duc"]
    assert (first.born, first.at_home) == (19850000, True)


def test_one_number_is_one_thing_in_two_incidents(people: Cast) -> None:
    found = group(search(viewer=people.alpha_analyst, text="022085001234"), Kind.PERSON).hits
    assert [(len(hit.records), len(hit.incidents)) for hit in found] == [(2, 2)]


def test_plate_title_organisation_and_area_are_found(people: Cast) -> None:
    viewer = people.alpha_analyst
    assert keys(viewer, "14c 12345", Kind.CONVEYANCE) == ["B-1"]
    assert keys(viewer, "bat giu heroin", Kind.INCIDENT)[0] == "A-2"
    assert keys(viewer, "sao bien", Kind.ORGANISATION) == ["A-5"]
    areas = group(search(viewer=viewer, text="dien bien"), Kind.AREA).areas
    assert areas[0].area.full_name == "Điện Biên"


def test_record_is_found_by_its_key(people: Cast) -> None:
    assert keys(people.alpha_analyst, "BP-2025-00017", Kind.INCIDENT) == ["BP-2025-00017"]
    assert keys(people.alpha_analyst, "bp2025 00018", Kind.INCIDENT) == ["BP-2025-00017"]


def test_other_name_is_found_and_told(people: Cast) -> None:
    (hit,) = group(search(viewer=people.alpha_analyst, text="xinh seo"), Kind.PERSON).hits[:1]
    assert (hit.incident.key, hit.found.is_other_name) == ("A-3", True)


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "0912 345", "5678"])
def test_telephone_number_in_a_report_finds_the_incident(people: Cast, typed: str) -> None:
    assert keys(people.alpha_analyst, typed, Kind.INCIDENT) == ["A-5"]


def test_goods_and_place_find_incidents_without_a_name(people: Cast) -> None:
    answer = search(viewer=people.alpha_analyst, text="heroin")
    assert [hit.incident.key for hit in group(answer, Kind.INCIDENT).hits] == ["A-5", "A-2"]
    assert "B-1" in keys(people.alpha_analyst, "mong cai", Kind.INCIDENT)


def test_agency_among_the_words_puts_its_records_first(people: Cast) -> None:
    assert keys(people.alpha_analyst, "nguyen van duc bravo")[0] == "B-1"


def test_asker_says_what_words_are(people: Cast) -> None:
    viewer, text = people.alpha_analyst, "nguyen van duc mong cai"
    answer = search(viewer=viewer, text=text, said={"mong cai": Part.NAME})
    assert answer.understood is not None
    assert answer.understood.reading.spans == ()
    answer = search(viewer=viewer, text="duc 2025", said={"2025": Part.HAPPENED})
    assert answer.understood is not None
    assert answer.understood.question.years == {2025: Part.HAPPENED}


def test_one_person_over_two_agencies_is_one_line(people: Cast) -> None:
    rows = PartyStatement.objects.filter(name__in=("Nguyễn Văn Đức", "Nguyen Van Duc"))
    numbers = dict(rows.values_list("record__key", "pk"))
    left, right = f"party:{numbers['A-1']}", f"party:{numbers['B-1']}"
    judge_pair(actor=people.alpha_analyst, left=left, right=right, decision=Decision.SAME)
    hits = group(search(viewer=people.alpha_analyst, text="nguyen van duc"), Kind.PERSON).hits
    assert [(len(hit.records), hit.agencies) for hit in hits] == [
        (2, ("alpha", "bravo")),
        (1, ("alpha",)),
    ]


def test_closed_record_of_another_agency_is_neither_shown_nor_counted(people: Cast) -> None:
    assert keys(people.alpha_analyst, "le thi kin") == ["A-4"]
    answer = search(viewer=people.bravo_analyst, text="le thi kin")
    assert answer.records == ()
    assert group(answer, Kind.PERSON).more == 0
    assert keys(people.inspector, "le thi kin") == ["A-4"]


def test_who_reads_no_records_finds_areas_only(people: Cast) -> None:
    answer = search(viewer=people.administrator, text="nguyen van duc mong cai")
    assert {each.kind for each in answer.groups} == {Kind.AREA}


def test_search_is_audited_with_what_it_showed(people: Cast) -> None:
    search_records(actor=people.alpha_analyst, text="tran thi xinh")
    event = AuditEvent.objects.get(event="records:searched")
    assert event.user_id == people.alpha_analyst.user_id
    assert record_id("A-3") in event.details["records"]
    assert event.details["text"] == "tran thi xinh"


def test_search_is_audited_with_the_purpose_that_was_stated(people: Cast) -> None:
    search_records(actor=people.alpha_analyst, text="tran thi xinh", purpose="BP-2025-7")
    assert AuditEvent.objects.get(event="records:searched").purpose == "BP-2025-7"


def test_search_that_shows_nothing_leaves_no_trace(people: Cast) -> None:
    search_records(actor=people.bravo_analyst, text="le thi kin")
    assert not AuditEvent.objects.filter(event="records:searched").exists()


def test_search_of_areas_leaves_no_trace(people: Cast) -> None:
    search_records(actor=people.administrator, text="mong cai")
    assert not AuditEvent.objects.filter(event="records:searched").exists()


@pytest.mark.parametrize(
    "text", ["", "x", "1", "\x00\x00", "%", "'; --", "x" * 10_000, "9" * 10_000]
)
def test_bad_input_finds_nothing_and_breaks_nothing(people: Cast, text: str) -> None:
    assert search(viewer=people.alpha_analyst, text=text).records == ()
