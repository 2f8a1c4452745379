"""What is found in records, within whose rights, with which trace, and how the index keeps up."""

from __future__ import annotations

import pytest

from cotmoc.access.models import AuditEvent
from cotmoc.search.actions.searching import search_records
from cotmoc.search.core.kinds import Kind
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
    assert (first.year, first.at_home) == (1985, "mong cai")


def test_one_number_is_one_thing_in_two_incidents(people: Cast) -> None:
    found = group(search(viewer=people.alpha_analyst, text="022085001234"), Kind.PERSON).hits
    assert [(len(hit.records), hit.incidents) for hit in found] == [(2, 2)]


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


def test_closed_record_of_another_agency_is_counted_and_not_shown(people: Cast) -> None:
    assert keys(people.alpha_analyst, "le thi kin") == ["A-4"]
    found = group(search(viewer=people.bravo_analyst, text="le thi kin"), Kind.PERSON)
    assert (found.hits, found.closed) == ((), 1)
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


def test_search_that_only_counts_closed_records_is_audited(people: Cast) -> None:
    search_records(actor=people.bravo_analyst, text="le thi kin")
    event = AuditEvent.objects.get(event="records:searched")
    assert (event.details["records"], event.details["closed"]) == ([], 1)


def test_search_of_areas_leaves_no_trace(people: Cast) -> None:
    search_records(actor=people.administrator, text="mong cai")
    assert not AuditEvent.objects.filter(event="records:searched").exists()


@pytest.mark.parametrize(
    "text", ["", "x", "1", "\x00\x00", "%", "'; --", "x" * 10_000, "9" * 10_000]
)
def test_bad_input_finds_nothing_and_breaks_nothing(people: Cast, text: str) -> None:
    assert search(viewer=people.alpha_analyst, text=text).records == ()
