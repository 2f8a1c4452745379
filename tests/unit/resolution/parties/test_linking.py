"""Everything against everything."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.resolution.core.parties.chances import weigh
from cotmoc.resolution.core.parties.explaining import Explainer
from cotmoc.resolution.core.parties.layout import unpacked
from cotmoc.resolution.core.parties.linking import LinkSettings, PartyPairs, link_parties
from cotmoc.resolution.core.parties.model import CONVEYANCE_PATH, load_party_model
from tests.unit.resolution.parties.people import named, parties

DUC: dict[str, Any] = {
    "name": "Nguyễn Văn Đức",
    "birth": 19850312,
    "document": "022085001234",
    "sex": 1,
    "area": "c1",
    "region": "p1",
}
OTHERS: list[dict[str, Any]] = [
    {
        "name": f"Lê Thị {given}",
        "birth": 19700000 + 100 * m + d,
        "sex": 2,
        "area": "c2",
        "region": "p1",
    }
    for given, m, d in (("Lan", 2, 14), ("Hoa", 5, 20), ("Mai", 7, 21), ("Nga", 9, 22))
]


def pairs_of(found: PartyPairs) -> set[tuple[int, int]]:
    return set(zip(found.left.tolist(), found.right.tolist(), strict=True))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Nguyen Van Duc", "document": ""},
        {"name": "Nguyễn Đức", "document": ""},
        {"name": "Nguyễn Văn Đứ", "document": ""},
        {"name": "Đức Nguyễn Văn", "document": ""},
        {"birth": 19851203, "document": ""},
        {"birth": 19850000, "document": ""},
        {"birth": 19850101, "document": "", "area": "c9"},
        {"birth": 19750312, "document": ""},
        {"birth": 0, "document": "", "area": "c1"},
        {"document": "022085001239", "name": "Phạm Đức"},
        {"document": "022085001243", "name": "Phạm Đức"},
        {"document": "082085001234", "name": "Phạm Đức"},
        {"name": "Hải Lé", "document": "", "birth": 19850312},
        {"area": "c9", "region": "p9", "document": ""},
    ],
    ids=str,
)
def test_one_person_is_found_again_in_spite_of_an_error(change: dict[str, Any]) -> None:
    first = DUC | (
        {"name": "Nguyễn Văn Đức (tức Hải Lé)"} if change.get("name") == "Hải Lé" else {}
    )
    found = link_parties(
        parties(first, *OTHERS, DUC | change), settings=LinkSettings(least_bits=-8)
    )
    assert (0, len(OTHERS) + 1) in pairs_of(found)


def test_a_vehicle_is_found_again_with_one_character_misread() -> None:
    plates = ["14C-123.45", "14C-123.46", "29H-777.77", "QN-90321-TS"]
    made = parties(*({"document": plate} for plate in plates), are_persons=False)
    found = link_parties(made, load_party_model(CONVEYANCE_PATH), LinkSettings(least_bits=-20))
    assert (0, 1) in pairs_of(found)
    assert (0, 2) not in pairs_of(found)


def test_each_pair_is_told_once_however_many_rules_find_it() -> None:
    found = link_parties(parties(DUC, DUC, *OTHERS))
    assert pairs_of(found) == {(0, 1)}
    assert len(found) == 1


def test_a_thousand_persons_of_one_name_are_bounded_and_reported() -> None:
    made = named(["Nguyễn Văn Nam"] * 1_000, area="c1")
    settings = LinkSettings(largest_block=500, window=20)
    found = link_parties(made, settings=settings)
    assert found.compared <= 3 * 20 * 1_000
    assert {(large.rule, large.largest) for large in found.large} == {
        ("name_area", 1_000),
        ("name_only", 1_000),
    }


def test_a_block_of_fifty_thousand_costs_a_window_for_each() -> None:
    made = named(["Nguyễn Văn Nam"] * 50_000, birth=19850000)
    found = link_parties(made, settings=LinkSettings(window=10, least_bits=90))
    assert found.compared < 50_000 * 10 * 2
    assert len(found) == 0
    assert max(large.largest for large in found.large) == 50_000


def test_a_block_of_fifty_thousand_keeps_no_more_pairs_than_it_compares() -> None:
    made = named(["Nguyễn Văn Nam"] * 50_000, birth=19850000, area="c1", region="p1")
    settings = LinkSettings(window=5, least_bits=-60, rules=("name_year", "name_area"))
    found = link_parties(made, settings=settings)
    assert len(found) < 50_000 * 5
    assert found.compared < 50_000 * 5 * 2


def test_a_thousand_of_one_name_and_nothing_else_are_proposed_to_nobody() -> None:
    others = [f"Lê Thị {given}" for given in ("Lan", "Hoa", "Mai", "Nga")] * 500
    found = link_parties(named(["Nguyễn Văn Nam"] * 1_000 + others))
    assert (found.weights < 0).all()


@pytest.mark.parametrize("names", [[], [""], ["", ""], ["X", "X"], ["?", "-"], ["A", "B", "A"]])
def test_empty_and_one_letter_names_are_no_trouble(names: list[str]) -> None:
    found = link_parties(named(names, birth=19850312))
    assert len(found) <= len(names)


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    crowd = ["Nguyễn Văn Nam"] * 300 + ["Lý Kim Thoa"] * 2
    made = named(crowd, birth=19850312)
    common, rare = weigh(made, load_party_model(), np.array([0, 300]), np.array([1, 301]))[
        1
    ].tolist()
    assert rare > common + 5


@settings(deadline=None)  # the first example may wait for a compiler
@given(st.permutations(range(6)))
def test_the_order_of_the_records_does_not_matter(order: list[int]) -> None:
    people = [DUC, DUC | {"name": "Nguyen Van Duc", "birth": 19850000}, *OTHERS]
    found = link_parties(parties(*(people[place] for place in order)))
    weights = {
        tuple(sorted((order[left], order[right]))): weight
        for left, right, weight in zip(
            found.left.tolist(), found.right.tolist(), found.weights.tolist(), strict=True
        )
    }
    assert set(weights) == {(0, 1)}
    assert weights[0, 1] == pytest.approx(link_parties(parties(*people)).weights[0], abs=1e-9)


def test_the_reasons_of_a_pair_add_up_to_its_weight() -> None:
    made = parties(DUC, DUC | {"name": "Nguyen Duc", "birth": 19850000, "area": "c3"}, *OTHERS)
    found = link_parties(made)
    score = next(iter(Explainer(load_party_model()).explain(found)))
    assert sum(reason.weight for reason in score.reasons) == pytest.approx(score.weight, abs=1e-9)
    assert [reason.code for reason in score.reasons][:4] == [
        "party.prior",
        "party_name.middle_missing",
        "birth.same_year_only",
        "document.same",
    ]


def test_levels_are_told_by_their_names() -> None:
    found = link_parties(parties(DUC, DUC | {"birth": 19851203}, *OTHERS))
    assert unpacked(int(found.packed[0]))["birth"] == "swapped"
