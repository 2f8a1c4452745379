"""Where several sources of one incident agree, and where they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.identifiers import document_key, registration_key
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.normalise.names import name_key
from cotmoc.records.core.counting import (
    SourceStatements,
    StatedConveyance,
    StatedParty,
    StatedSeizure,
    resolve_incident,
)
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    IncidentDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    SeizureDraft,
)
from cotmoc.records.core.side_by_side import distance_m, rows_of
from cotmoc.records.core.sides import Agreement, Row, Side

DAY = date(2024, 4, 12)


def rows(one: dict[str, Any], other: dict[str, Any] | None = None) -> dict[str, Row]:
    """The rows of one or two sources that state this much, by field."""
    stated = [one] if other is None else [one, other]
    areas = [each.pop("area_today", "") for each in stated]
    drafts = [IncidentDraft(**{"occurred": None, **each}) for each in stated]
    sides = [
        Side(number, draft, area)
        for number, (draft, area) in enumerate(zip(drafts, areas, strict=True), 1)
    ]
    resolved = resolve_incident([statements_of(side) for side in sides])
    return {row.field: row for row in rows_of(sides, resolved)}


def statements_of(side: Side) -> SourceStatements:
    """What a source states of parties and conveyances, as counting is told of it."""
    return SourceStatements(
        side.record_id,
        1,
        parties=tuple(
            StatedParty(
                side.record_id,
                index,
                party.role,
                name_key(party.name),
                document_key(party.identity_number),
                party.birth.start if party.birth else None,
                party.birth.precision if party.birth else "",
                party.heads,
            )
            for index, party in enumerate(side.draft.parties)
        ),
        conveyances=tuple(
            StatedConveyance(
                side.record_id, index, item.kind, registration_key(item.registration), item.name
            )
            for index, item in enumerate(side.draft.conveyances)
        ),
    )


def names(row: Row) -> list[list[str]]:
    """Who stands in each line of a row, for each source."""
    return [[line.thing.name if line else "" for line in thing.lines] for thing in row.things]


def grams(amount: str | None) -> SeizureDraft:
    return SeizureDraft(
        "heroin", "heroin", measure="mass", amount=Decimal(amount) if amount else None
    )


def test_field_that_nobody_states_has_no_row() -> None:
    assert rows({"title": "Vụ 1"}, {}).keys() == {"title"}


def test_single_source_has_nothing_to_agree_with() -> None:
    assert rows({"occurred": Moment(DAY)})["occurred"].agreement is Agreement.OWN


def test_field_that_one_source_states_is_said_by_one_only() -> None:
    assert rows({"offence": "smuggling"}, {})["offence"].agreement is Agreement.ONE_ONLY


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Moment(DAY), Agreement.AGREES),
        (Moment(DAY, Precision.MINUTE, 600), Agreement.AGREES),
        (Moment(date(2024, 4, 1), Precision.MONTH), Agreement.AGREES),
        (Moment(date(2024, 4, 13)), Agreement.DIFFERS),
        (Moment(date(2024, 5, 1), Precision.MONTH), Agreement.DIFFERS),
    ],
)
def test_moment_agrees_with_one_that_holds_it(other: Moment, expected: Agreement) -> None:
    assert rows({"occurred": Moment(DAY)}, {"occurred": other})["occurred"].agreement is expected


def test_clock_times_hours_apart_differ() -> None:
    one, other = (Moment(DAY, Precision.MINUTE, minute) for minute in (600, 900))
    assert rows({"occurred": one}, {"occurred": other})["occurred"].agreement is Agreement.DIFFERS


def test_places_of_one_area_today_agree_whatever_they_were_called() -> None:
    one = {"place": PlaceDraft("phường Trần Phú", "old-1"), "area_today": "new"}
    other = {"place": PlaceDraft("P. Móng Cái 1", "new"), "area_today": "new"}
    assert rows(one, other)["place"].agreement is Agreement.AGREES


def test_positions_far_apart_without_areas_differ() -> None:
    one = {"place": PlaceDraft("a", lon=107.0, lat=21.0)}
    other = {"place": PlaceDraft("a", lon=107.5, lat=21.0)}
    assert rows(one, other)["place"].agreement is Agreement.DIFFERS


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("700", Agreement.AGREES),
        ("705", Agreement.AGREES),
        ("800", Agreement.DIFFERS),
        (None, Agreement.DIFFERS),
    ],
)
def test_amounts_agree_within_two_percent(other: str | None, expected: Agreement) -> None:
    found = rows({"seizures": (grams("700"),)}, {"seizures": (grams(other),)})
    assert found["seizures"].agreement is expected


def test_amount_in_one_line_agrees_with_the_same_in_two() -> None:
    found = rows({"seizures": (grams("700"),)}, {"seizures": (grams("300"), grams("400"))})
    assert found["seizures"].agreement is Agreement.AGREES


def test_party_written_without_marks_agrees() -> None:
    found = rows(
        {"parties": (PartyDraft("suspect", name="Nguyễn Văn An"),)},
        {"parties": (PartyDraft("suspect", name="NGUYEN VAN AN"),)},
    )
    assert found["parties"].agreement is Agreement.AGREES


AN = PartyDraft("suspect", name="Nguyễn Văn An", birth=Moment(date(1990, 3, 5)))
BINH = PartyDraft("suspect", name="Trần Thị Bình")


def test_one_person_under_two_names_stands_in_one_line_which_says_so() -> None:
    slip = PartyDraft("suspect", name="Nguyễn An", birth=Moment(date(1990, 5, 3)))
    found = rows({"parties": (BINH, AN)}, {"parties": (slip, BINH)})["parties"]
    assert names(found) == [["Trần Thị Bình"] * 2, ["Nguyễn Văn An", "Nguyễn An"]]
    assert [thing.agreement for thing in found.things] == [Agreement.AGREES, Agreement.DIFFERS]
    assert found.agreement is Agreement.DIFFERS


def test_what_one_leaves_out_of_a_person_contradicts_nothing() -> None:
    numbered = replace(AN, identity_number="022085001234")
    found = rows({"parties": (AN,)}, {"parties": (numbered,)})
    assert found["parties"].agreement is Agreement.AGREES


def test_person_of_one_source_alone_stands_beside_nobody() -> None:
    found = rows({"parties": (AN, BINH)}, {"parties": (BINH,)})["parties"]
    assert names(found) == [["Nguyễn Văn An", ""], ["Trần Thị Bình"] * 2]
    assert found.things[0].agreement is Agreement.ONE_ONLY


def test_unnamed_of_a_role_agree_where_there_are_as_many() -> None:
    three, one, two = (PartyDraft("victim", heads=heads) for heads in (3, 1, 2))
    found = rows({"parties": (AN, three)}, {"parties": (one, two, AN)})["parties"]
    assert found.agreement is Agreement.AGREES
    assert [line and line.thing.heads for line in found.things[2].lines] == [None, 2]


def test_vehicle_is_found_by_its_plate_whatever_it_is_called() -> None:
    truck = ConveyanceDraft("truck", registration="14C-123.45")
    other = replace(truck, kind="car", registration="14C 12345")
    found = rows({"conveyances": (truck,)}, {"conveyances": (other,)})["conveyances"]
    assert found.agreement is Agreement.AGREES
    assert len(found.things) == 1


heads = st.builds(PartyDraft, st.just("suspect"), heads=st.integers(1, 3))
people = st.sampled_from([AN, BINH, replace(AN, name="NGUYEN VAN AN")])
sources = st.lists(people | heads, max_size=4).map(tuple)


@given(sources, sources)
def test_every_party_stands_in_exactly_one_line(
    one: tuple[PartyDraft, ...], other: tuple[PartyDraft, ...]
) -> None:
    row = rows({"parties": one}, {"parties": other}).get("parties")
    for place, stated_by in enumerate((one, other)):
        lines = [thing.lines[place] for thing in row.things] if row else []
        shown = [line.thing for line in lines if line]
        assert sorted(map(str, shown)) == sorted(map(str, stated_by))


def test_fine_that_one_leaves_out_does_not_contradict() -> None:
    found = rows(
        {"outcomes": (OutcomeDraft("sanctioned", fine_vnd=5),)},
        {"outcomes": (OutcomeDraft("sanctioned"),)},
    )
    assert found["outcomes"].agreement is Agreement.AGREES


def test_two_fines_differ() -> None:
    found = rows(
        {"outcomes": (OutcomeDraft("sanctioned", fine_vnd=5),)},
        {"outcomes": (OutcomeDraft("sanctioned", fine_vnd=6),)},
    )
    assert found["outcomes"].agreement is Agreement.DIFFERS


def test_line_says_how_many_of_it_count() -> None:
    draft = IncidentDraft(
        occurred=None,
        parties=(PartyDraft("suspect", name="An"), PartyDraft("suspect", heads=5)),
        seizures=(grams("700"),),
    )
    first = SourceStatements(
        1,
        1,
        parties=(StatedParty(1, 0, "suspect", "an"), StatedParty(1, 1, "suspect", heads=5)),
        seizures=(StatedSeizure(1, 0, "heroin", Decimal(700)),),
    )
    second = SourceStatements(2, 2, parties=(StatedParty(2, 0, "suspect", "binh"),))
    sides = [
        Side(1, draft),
        Side(2, IncidentDraft(None, parties=(PartyDraft("suspect", name="Bình"),))),
    ]
    found = {row.field: row for row in rows_of(sides, resolve_incident([first, second]))}
    counted = [[line.counted for line in cell] for cell in found["parties"].cells]
    assert counted == [[1, 4], [1]]


positions = st.builds(PlaceDraft, st.just(""), st.none(), st.floats(-180, 180), st.floats(-90, 90))


@given(positions, positions)
def test_distance_is_the_same_both_ways(one: PlaceDraft, other: PlaceDraft) -> None:
    assert distance_m(one, other) == pytest.approx(distance_m(other, one), abs=1e-6)


def test_distance_without_a_position_is_not_known() -> None:
    assert distance_m(PlaceDraft("a"), PlaceDraft(lon=1.0, lat=1.0)) is None
