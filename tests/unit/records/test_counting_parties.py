"""People and conveyances that several sources state, and what came of them, are counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cotmoc.records.core.counting import (
    StatedConveyance,
    StatedOutcome,
    resolve_incident,
)
from tests.unit.records.stated import ALPHA, BRAVO, NAMES, a_source, suspect


def test_named_party_in_two_sources_counts_once() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, NAMES[0]),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, NAMES[0]),)),
        ]
    )
    assert resolved.parties == (suspect(1, 0, NAMES[0]),)


def test_parties_of_one_name_and_two_identity_numbers_are_two() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, NAMES[0], identity_number="A1"),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, NAMES[0], identity_number="B2"),)),
        ]
    )
    assert len(resolved.parties) == 2


def test_parties_of_one_name_born_in_different_years_are_two() -> None:
    born: dict[str, Any] = {"birth_precision": "year"}
    resolved = resolve_incident(
        [
            a_source(1, parties=(suspect(1, 0, NAMES[0], birth_from=date(1980, 1, 1), **born),)),
            a_source(2, parties=(suspect(2, 0, NAMES[0], birth_from=date(1990, 1, 1), **born),)),
        ]
    )
    assert len(resolved.parties) == 2


def test_year_of_birth_agrees_with_a_day_in_that_year() -> None:
    resolved = resolve_incident(
        [
            a_source(
                1,
                parties=(
                    suspect(1, 0, NAMES[0], birth_from=date(1980, 1, 1), birth_precision="year"),
                ),
            ),
            a_source(
                2,
                parties=(
                    suspect(2, 0, NAMES[0], birth_from=date(1980, 5, 9), birth_precision="day"),
                ),
            ),
        ]
    )
    assert len(resolved.parties) == 1


FULL = {"identity_number": "022085001234", "birth_from": date(1985, 3, 4), "birth_precision": "day"}


@pytest.mark.parametrize(
    ("name", "otherwise"),
    [
        ("nguyen van an", {"identity_number": "022085001243"}),
        ("nguyen van an", {"identity_number": "022085001235"}),
        ("nguyen van an", {"identity_number": "100123456"}),
        ("nguyen van an", {"birth_from": date(1985, 4, 3), "identity_number": ""}),
        ("nguyen an", {"identity_number": ""}),
        ("nguyen an", {"identity_number": "", "birth_from": None, "birth_precision": ""}),
    ],
)
def test_slip_of_writing_does_not_make_two_people_of_one(
    name: str, otherwise: dict[str, Any]
) -> None:
    one, other = suspect(1, 0, NAMES[0], **FULL), suspect(2, 0, name, **FULL | otherwise)
    incident = [a_source(1, parties=(one,)), a_source(2, BRAVO, parties=(other,))]
    assert resolve_incident(incident).parties == (one,)


@pytest.mark.parametrize(
    ("name", "otherwise"),
    [
        ("nguyen van an", {"identity_number": "031085001299"}),
        ("nguyen van an", {"birth_from": date(1990, 3, 4), "identity_number": ""}),
        ("nguyen van binh", {"identity_number": ""}),
        ("an", {"identity_number": ""}),
        ("tran van an", {"identity_number": "022085001235"}),
    ],
)
def test_what_is_more_than_a_slip_makes_two(name: str, otherwise: dict[str, Any]) -> None:
    one, other = suspect(1, 0, NAMES[0], **FULL), suspect(2, 0, name, **FULL | otherwise)
    incident = [a_source(1, parties=(one,)), a_source(2, BRAVO, parties=(other,))]
    assert len(resolve_incident(incident).parties) == 2


def test_slip_that_two_people_may_have_made_joins_neither() -> None:
    both = (suspect(1, 0, "nguyen van an"), suspect(1, 1, "nguyen thi an"))
    incident = [
        a_source(1, parties=both),
        a_source(2, BRAVO, parties=(suspect(2, 0, "nguyen an"),)),
    ]
    assert len(resolve_incident(incident).parties) == 3


def test_two_parties_of_one_name_in_one_source_stay_two() -> None:
    parties = (suspect(1, 0, NAMES[0]), suspect(1, 1, NAMES[0]))
    assert resolve_incident([a_source(1, parties=parties)]).parties == parties


def test_unnamed_parties_fill_up_to_the_greatest_number_stated() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, NAMES[0]),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, heads=5),)),
        ]
    )
    assert [party.heads for party in resolved.parties] == [1, 4]


def test_unnamed_parties_of_two_sources_are_not_added() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, heads=3),)),
            a_source(2, BRAVO, parties=(suspect(2, 0, heads=3),)),
        ]
    )
    assert sum(party.heads for party in resolved.parties) == 3


def test_registered_conveyance_in_two_sources_counts_once() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, conveyances=(StatedConveyance(1, 0, "truck", "14C12345"),)),
            a_source(2, BRAVO, conveyances=(StatedConveyance(2, 0, "truck", "14C12345"),)),
        ]
    )
    assert resolved.conveyances == (StatedConveyance(1, 0, "truck", "14C12345"),)


def test_unidentified_conveyance_counts_beside_those_that_another_calls_by_its_kind() -> None:
    resolved = resolve_incident(
        [
            a_source(
                1,
                ALPHA,
                conveyances=(
                    StatedConveyance(1, 0, "boat"),
                    StatedConveyance(1, 1, "truck", "14c12345"),
                    StatedConveyance(1, 2, "car", "30g12345"),
                ),
            ),
            a_source(
                2,
                BRAVO,
                conveyances=(
                    StatedConveyance(2, 0, "boat", "14c12345"),
                    StatedConveyance(2, 1, "boat", "30g12345"),
                ),
            ),
        ]
    )
    assert sorted(each.kind for each in resolved.conveyances) == ["boat", "car", "truck"]


def test_fine_that_was_read_speaks_for_its_kind_of_outcome() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, outcomes=(StatedOutcome(1, 0, "sanctioned"),)),
            a_source(2, BRAVO, outcomes=(StatedOutcome(2, 0, "sanctioned", 5_000_000),)),
        ]
    )
    assert resolved.outcomes == (StatedOutcome(2, 0, "sanctioned", 5_000_000),)


def test_what_came_of_a_party_may_stand_in_another_source_than_its_name() -> None:
    resolved = resolve_incident(
        [
            a_source(1, ALPHA, parties=(suspect(1, 0, "le a"), suspect(1, 1, "tran b"))),
            a_source(
                2,
                BRAVO,
                parties=(suspect(2, 0, "tran b"),),
                outcomes=(StatedOutcome(2, 0, "prosecuted", party=0),),
            ),
        ]
    )
    assert [party.name_key for party in resolved.parties] == ["le a", "tran b"]
    assert resolved.fates == ((), ("prosecuted",))


def test_what_came_of_unnamed_parties_is_theirs() -> None:
    source = a_source(
        1,
        parties=(suspect(1, 0, heads=3),),
        outcomes=(StatedOutcome(1, 0, "sanctioned", party=0), StatedOutcome(1, 1, "transferred")),
    )
    assert resolve_incident([source]).fates == (("sanctioned",),)
