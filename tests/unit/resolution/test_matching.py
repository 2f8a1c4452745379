"""One pass of matching: the stated rule, what is left to people, and later arrivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.matching import Matches, Standing, find_matches
from cotmoc.resolution.core.rules import JoinRule, without_agency_repeats
from tests.unit.resolution.incidents import DAY, Incident, features_of

ALPHA = Incident(1, names=["MV Magnolia"])
BRAVO = Incident(2, "bravo", text="the MAGNOLIA was boarded")


def ruled(*pairs: tuple[int, int]) -> Standing:
    """Pairs that the rule joined before."""
    return stood(pairs, by_person=False, same=True)


def stood(pairs: Sequence[tuple[int, int]], *, by_person: bool, same: bool) -> Standing:
    numbers = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    mask = np.ones(len(numbers), dtype=bool)
    return Standing(numbers[:, 0], numbers[:, 1], mask & by_person, mask & same)


def matched(*incidents: Incident, standing: Standing | None = None) -> Matches:
    return find_matches(features_of(*incidents), np.arange(len(incidents)), standing)


def joined(matches: Matches) -> set[tuple[str, str]]:
    return {(match.left_id, match.right_id) for match in matches.joined}


def proposed(matches: Matches) -> set[tuple[str, str]]:
    return {(match.left_id, match.right_id) for match in matches.proposed}


PAIR = ("incident:1", "incident:2")


def test_clear_pair_of_two_agencies_is_joined() -> None:
    matches = matched(ALPHA, BRAVO)
    assert (joined(matches), proposed(matches)) == ({PAIR}, set())


def test_pair_of_one_agency_is_only_proposed() -> None:
    again = Incident(2, "alpha", text="the MAGNOLIA was boarded")
    matches = matched(ALPHA, again)
    assert (joined(matches), proposed(matches)) == (set(), {PAIR})


def test_names_that_differ_are_left_to_people() -> None:
    other = Incident(2, "bravo", names=["MV Brentix"])
    matches = matched(ALPHA, other)
    assert (joined(matches), proposed(matches)) == (set(), {PAIR})


def test_registrations_that_differ_are_left_to_people() -> None:
    one = Incident(1, names=["Magnolia"], registrations=["14C12345"])
    other = Incident(2, "bravo", names=["Magnolia"], registrations=["14C99999"])
    assert joined(matched(one, other)) == set()


def test_same_people_in_another_month_are_another_incident() -> None:
    met = ["party:1", "conveyance:2"]
    one = Incident(1, things=met)
    other = Incident(2, "bravo", DAY + timedelta(days=60), things=met)
    assert joined(matched(one, other)) == set()


def test_same_people_on_the_same_day_are_one_incident() -> None:
    one = Incident(1, things=["party:1"], names=["Trần Văn Hùng"], lat=None)
    other = Incident(2, "bravo", things=["party:1"], names=["Trần Văn Hưng"])
    assert joined(matched(one, other)) == {PAIR}


def test_two_equal_candidates_that_are_not_the_same_are_left_to_people() -> None:
    alpha = Incident(1, text="two tankers were boarded")
    bravo = [
        Incident(number, "bravo", text="a tanker was boarded", registrations=[mark])
        for number, mark in ((2, "14C12345"), (3, "14C99999"))
    ]
    matches = matched(alpha, *bravo)
    asked = [match for match in matches.proposed if match.left_id == "incident:1"]
    assert joined(matches) == set()
    assert {match.right_id for match in asked} == {"incident:2", "incident:3"}
    assert {match.score.reasons[-1].code for match in asked} == {"candidates.others"}


def test_incident_that_one_agency_holds_twice_is_joined_once_and_the_two_are_asked_about() -> None:
    twin = Incident(3, "bravo", text="the MAGNOLIA was boarded")
    matches = matched(replace(ALPHA, text="the MAGNOLIA was boarded"), BRAVO, twin)
    assert len(joined(matches)) == 1
    assert ("incident:2", "incident:3") in proposed(matches)


def test_better_candidate_is_joined_and_the_other_not_proposed() -> None:
    worse = Incident(3, "bravo", day=DAY + timedelta(days=2))
    matches = matched(ALPHA, BRAVO, worse)
    assert (joined(matches), proposed(matches) & {("incident:1", "incident:3")}) == ({PAIR}, set())


def test_three_agencies_are_joined_pairwise() -> None:
    third = Incident(3, "charlie", names=["Magnolia"])
    assert len(joined(matched(ALPHA, BRAVO, third))) >= 2


def test_pair_that_a_person_judged_is_neither_joined_nor_proposed() -> None:
    judged = stood([(1, 2)], by_person=True, same=False)
    matches = matched(ALPHA, BRAVO, standing=judged)
    assert (joined(matches), proposed(matches)) == (set(), set())


def test_second_pass_changes_nothing() -> None:
    matches = matched(ALPHA, BRAVO, standing=ruled((1, 2)))
    assert (joined(matches), matches.kept, matches.lapsed) == (set(), (PAIR,), ())


def test_join_lapses_when_a_new_version_no_longer_fits() -> None:
    moved = Incident(2, "bravo", day=DAY + timedelta(days=200), lat=10.0)
    assert matched(ALPHA, moved, standing=ruled((1, 2))).lapsed == (PAIR,)


def test_join_lapses_when_a_better_candidate_arrives_later() -> None:
    weak = Incident(2, "bravo", lat=21.55)
    better = Incident(3, "bravo", text="the MAGNOLIA was boarded")
    features = features_of(ALPHA, weak, better)
    matches = find_matches(features, np.array([2]), ruled((1, 2)))
    assert (matches.lapsed, joined(matches)) == ((PAIR,), {("incident:1", "incident:3")})


def test_join_of_untouched_records_is_not_looked_at_again() -> None:
    far = Incident(3, "bravo", day=DAY + timedelta(days=300))
    features = features_of(ALPHA, BRAVO, far)
    matches = find_matches(features, np.array([2]), ruled((1, 2)))
    assert (matches.kept, matches.lapsed, matches.touched) == ((), (), ("incident:3",))


def test_join_does_not_flicker_with_small_changes_of_weight() -> None:
    rule = JoinRule()
    weaker = Incident(2, "bravo", day=DAY + timedelta(days=1))
    pair = features_of(Incident(1), weaker)
    weight = find_matches(pair, np.arange(2)).proposed[0].score.weight
    assert rule.least_bits - rule.slack_bits < weight < rule.least_bits
    assert find_matches(pair, np.arange(2), ruled((1, 2))).kept == (PAIR,)


def test_no_records_match_nothing() -> None:
    matches = matched()
    assert (matches.joined, matches.proposed, matches.touched) == ((), (), ())


def test_new_rows_give_the_same_as_all_rows() -> None:
    incidents = [
        Incident(
            n,
            "alpha" if n % 2 else "bravo",
            day=DAY + timedelta(days=n // 2 * 9),
            names=[f"Name{'abcdefghij'[n // 2]}"],
        )
        for n in range(2, 20)
    ]
    features = features_of(*incidents)
    at_once = find_matches(features, np.arange(len(features)))
    first = find_matches(features, np.arange(6))
    rest = find_matches(features, np.arange(6, len(features)), ruled(*numbers_of(features, first)))
    assert joined(first) | joined(rest) == joined(at_once)


def numbers_of(features: IncidentFeatures, matches: Matches) -> list[tuple[int, int]]:
    return [(int(m.left_id.split(":")[1]), int(m.right_id.split(":")[1])) for m in matches.joined]


def test_record_of_an_agency_that_is_already_there_is_not_joined_through_a_third() -> None:
    agency = np.array([0, 1, 2, 0], dtype=np.int32)
    kept = without_agency_repeats(
        agency,
        (np.array([0]), np.array([1])),
        (np.array([1, 2]), np.array([2, 3]), np.array([9.0, 8.0])),
    )
    assert kept.tolist() == [True, False]


def test_heavier_join_is_kept_where_two_would_repeat_an_agency() -> None:
    agency = np.array([0, 1, 0], dtype=np.int32)
    nothing = np.zeros(0, dtype=np.int64)
    kept = without_agency_repeats(
        agency, (nothing, nothing), (np.array([0, 1]), np.array([1, 2]), np.array([5.0, 6.0]))
    )
    assert kept.tolist() == [False, True]
