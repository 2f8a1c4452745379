"""The wider rule: what stands beside two joins them, unless another could be meant or something contradicts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.resolution.core.match_lists import Match
from cotmoc.resolution.core.matching import Matches, Standing
from cotmoc.resolution.core.parties import wider
from cotmoc.resolution.core.parties.beside import SAME_CONVEYANCE, SAME_INCIDENT, Shared
from cotmoc.resolution.core.parties.joining import party_matches
from cotmoc.resolution.core.parties.model import load_party_model
from tests.unit.resolution.parties.people import columns

STRANGERS: list[dict[str, Any]] = [
    {"name": f"{family} Văn {given}"} for family in ("Lê", "Trần", "Hồ") for given in ("Hải", "Nam")
]
BESIDE = "party-same-beside-1"


def matched(
    *people: tuple[int, dict[str, Any]],
    incidents: tuple[tuple[int, int], ...] = (),
    vehicles: tuple[tuple[int, int], ...] = (),
    said: tuple[tuple[int, int, bool], ...] = (),
    strangers: int = len(STRANGERS),
) -> Matches:
    """What is made of people (record, what it says of them), numbered from 1, among some strangers."""
    others = (STRANGERS[at % len(STRANGERS)] for at in range(strangers))
    told = [*people, *((100 + at, each) for at, each in enumerate(others))]
    shared = [
        Shared(name, *np.array(pairs, dtype=np.int64).reshape(-1, 2).T)
        for name, pairs in ((SAME_INCIDENT, incidents), (SAME_CONVEYANCE, vehicles))
    ]
    judged = np.array(said, dtype=np.int64).reshape(-1, 3)
    same = judged[:, 2] == 1
    standing = Standing(judged[:, 0], judged[:, 1], np.ones(len(judged), dtype=bool), same, ~same)
    return party_matches(
        columns(*(each for _, each in told)),
        np.array([record for record, _ in told], dtype=np.int64),
        load_party_model(),
        standing,
        shared=shared,
    )


def joined(matches: Matches) -> set[tuple[str, str]]:
    return {(match.left_id, match.right_id) for match in matches.joined}


def reasons(match: Match) -> dict[str, float]:
    return {reason.code: reason.weight for reason in match.score.reasons}


THOA: dict[str, Any] = {"name": "Lý Kim Thoa"}


def test_a_name_alone_joins_within_one_incident_and_says_why() -> None:
    found = matched((1, THOA), (2, THOA), incidents=((1, 1), (2, 1)))
    (match,) = found.joined
    assert (match.left_id, match.right_id, match.rule) == ("party:1", "party:2", BESIDE)
    assert reasons(match)["party.same_incident"] > 3
    assert sum(reasons(match).values()) == pytest.approx(match.score.weight)


def test_the_same_name_in_two_incidents_is_left_to_people() -> None:
    found = matched((1, THOA), (2, THOA))
    assert joined(found) == set()


def test_who_comes_with_the_same_vehicle_again_is_joined() -> None:
    found = matched((1, THOA), (2, THOA), vehicles=((1, 5), (2, 5)))
    assert joined(found) == {("party:1", "party:2")}
    assert "party.same_conveyance" in reasons(found.joined[0])


def test_what_the_strict_rule_joins_rests_on_nothing_beside() -> None:
    whole = THOA | {"document": "022185001234"}
    found = matched((1, whole), (2, whole), incidents=((1, 1), (2, 1)))
    assert [match.rule for match in found.joined] == [""]
    assert "party.same_incident" not in reasons(found.joined[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"birth": 19850312}, {"birth": 19710820}),
        ({"birth": 19850312}, {"birth": 19850820}),
        ({"sex": 1}, {"sex": 2}),
        ({"document": "022185001234"}, {"document": "022185777777"}),
    ],
)
def test_what_contradicts_is_not_joined_within_one_incident_either(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    found = matched((1, THOA | one), (2, THOA | other), incidents=((1, 1), (2, 1)))
    assert joined(found) == set()


def test_two_namesakes_of_one_record_leave_open_who_is_meant() -> None:
    found = matched(
        (1, THOA | {"birth": 19850312}),
        (1, THOA | {"birth": 19850820}),
        (2, THOA | {"birth": 19850000}),
        incidents=((1, 1), (2, 1)),
    )
    assert joined(found) == set()
    open_pairs = {(match.left_id, match.right_id): match for match in found.proposed}
    assert set(open_pairs) == {("party:1", "party:3"), ("party:2", "party:3")}
    assert all(reasons(match)["party.rivals"] < -3 for match in open_pairs.values())
    for match in open_pairs.values():
        assert sum(reasons(match).values()) == pytest.approx(match.score.weight)


def test_a_namesake_is_told_apart_by_what_is_known_through_another_statement() -> None:
    home = {"area": "c1", "region": "p1"}
    told = THOA | home
    found = matched(
        (1, told | {"birth": 19850312}),
        (2, told | {"birth": 19850000}),
        (3, told | {"birth": 19850820}),
        incidents=((2, 2), (3, 2)),
        strangers=3_000,
    )
    assert {("party:2", "party:3")} == joined(found)
    assert any(
        (match.left_id, match.right_id) == ("party:1", "party:2") for match in found.proposed
    )


def test_what_people_called_different_is_not_brought_together_through_a_third() -> None:
    three = [(record, THOA) for record in (1, 2, 3)]
    one_incident = ((1, 1), (2, 1), (3, 1))
    apart = matched(*three, incidents=one_incident, said=((1, 2, False),))
    assert len(joined(apart)) <= 1
    assert ("party:1", "party:2") not in joined(apart)
    assert len(joined(matched(*three, incidents=one_incident))) == 3


def test_two_firms_of_one_whole_name_are_one_and_two_persons_are_not() -> None:
    firm = {"name": "Công ty TNHH Hải Sơn Gia Phú"}
    found = matched((1, firm), (2, firm | {"name": "CONG TY TNHH HAI SON GIA PHU"}), (3, firm))
    assert {("party:1", "party:2"), ("party:1", "party:3")} <= joined(found)
    assert "party.whole_name" in reasons(found.joined[0])


def test_a_slip_of_the_number_and_the_name_suffice(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = THOA | {"document": "022185001234"}, THOA | {"document": "022185001243"}
    assert joined(matched((1, one), (2, other))) == {("party:1", "party:2")}
    monkeypatch.setattr(wider, "MOST_TOGETHER", 1)
    crowded = matched((1, one), (2, other))
    assert joined(crowded) == set()
    assert len(crowded.proposed) == 1


def test_joins_of_either_rule_lapse_and_change_hands() -> None:
    told = [(1, THOA), (2, THOA)]
    numbers, yes, no = np.array([1]), np.array([True]), np.array([False])
    wide = Standing(numbers, numbers + 1, no, yes, no, yes)
    plain = [each for _, each in told]

    def after(
        standing: Standing, people: list[dict[str, Any]], shared: tuple[Shared, ...]
    ) -> Matches:
        return party_matches(
            columns(*people), np.array([1, 2]), load_party_model(), standing, shared=shared
        )

    incident = Shared(SAME_INCIDENT, np.array([1, 2]), np.array([1, 1]))
    numbered = [each | {"document": "022185001234", "birth": 19850312} for each in plain]
    kept = after(wide, plain, (incident,))
    assert (kept.kept, kept.lapsed, kept.joined) == ((("party:1", "party:2"),), (), ())
    handed = after(wide, numbered, (incident,))
    assert handed.lapsed == (("party:1", "party:2"),)
    assert [match.rule for match in handed.joined] == [""]


people = st.tuples(
    st.integers(1, 5),
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(("Lý Kim Thoa", "Ly Kim Thoa", "Lý Thoa", "Nguyễn Văn Hùng")),
            "birth": st.sampled_from((0, 19850000, 19850312, 19850820, 19851203)),
            "document": st.sampled_from(("", "022185001234", "022185001235", "022185777777")),
            "sex": st.sampled_from((0, 1, 2)),
            "area": st.sampled_from(("", "c1")),
        }
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(people, min_size=2, max_size=8), st.lists(st.integers(1, 2), min_size=5, max_size=5)
)
def test_nobody_that_the_wider_rule_joins_contradicts_anybody_it_joins(
    told: list[tuple[int, dict[str, Any]]], incidents: list[int]
) -> None:
    found = matched(*told, incidents=tuple(enumerate(incidents, start=1)))
    wide = [match for match in found.joined if match.rule]
    for match in found.joined:
        assert sum(reasons(match).values()) == pytest.approx(match.score.weight)
    strict = {pair for match in found.joined if not match.rule for pair in [_places(match)]}
    groups = _grouped(len(told), strict | {_places(match) for match in wide})
    firm = _grouped(len(told), strict)
    for group in groups:
        inside = [each for each in firm if each <= group]
        for one in inside:
            for other in inside:
                if one != other:
                    assert not any(_clash(told[a], told[b]) for a in one for b in other)


def _places(match: Match) -> tuple[int, int]:
    return int(match.left_id.split(":")[1]) - 1, int(match.right_id.split(":")[1]) - 1


def _grouped(count: int, pairs: set[tuple[int, int]]) -> set[frozenset[int]]:
    """The connected groups of the first places."""
    group = {place: frozenset({place}) for place in range(count)}
    for one, other in pairs:
        both = group.get(one, frozenset({one})) | group.get(other, frozenset({other}))
        group.update(dict.fromkeys(both, both))
    return {each for each in group.values() if max(each) < count}


def _clash(one: tuple[int, dict[str, Any]], other: tuple[int, dict[str, Any]]) -> bool:
    """True where a plain look finds that two are two."""
    (record, a), (record2, b) = one, other
    days, numbers = {a["birth"], b["birth"]}, {a["document"], b["document"]}
    return (
        record == record2
        or {a["sex"], b["sex"]} == {1, 2}
        or days in ({19850312, 19850820}, {19850820, 19851203})
        or (len(numbers) == 2 and "022185777777" in numbers and "" not in numbers)
    )
