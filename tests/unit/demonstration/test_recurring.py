"""Who is met again, and who is only like somebody else."""

from __future__ import annotations

from collections import defaultdict

import pytest

from cotmoc.demonstration.core.incidents import Incident
from cotmoc.demonstration.core.people import Person
from cotmoc.demonstration.core.province import SEED, Province, plan_province
from cotmoc.demonstration.core.statements import make_statement
from cotmoc.demonstration.truth import conveyance_rows, party_rows


@pytest.fixture(scope="module")
def province() -> Province:
    """The whole province."""
    return plan_province(SEED)


@pytest.fixture(scope="module")
def met(province: Province) -> dict[str, list[tuple[Incident, Person]]]:
    """The incidents of everybody who has a key, with the person as he or she is."""
    found = defaultdict(list)
    for incident in province.incidents:
        for party in incident.parties:
            if party.person and party.person.key:
                found[party.person.key].append((incident, party.person))
    return found


def test_hundreds_are_met_again_and_each_is_one_person(
    met: dict[str, list[tuple[Incident, Person]]],
) -> None:
    again = [meetings for meetings in met.values() if len(meetings) > 1]
    assert sum(len(each) * (len(each) - 1) // 2 for each in again) > 800
    assert all(len({person for _, person in each}) == 1 for each in again)


def test_nobody_is_met_twice_in_one_incident(
    met: dict[str, list[tuple[Incident, Person]]],
) -> None:
    for meetings in met.values():
        assert len({incident.number for incident, _ in meetings}) == len(meetings)


def test_namesake_has_the_name_year_and_home_and_is_another(
    met: dict[str, list[tuple[Incident, Person]]],
) -> None:
    likes = [person for (_, person), *_ in met.values() if person.key.startswith("namesake")]
    others = [person for person in likes if person.like]
    assert len(others) > 50
    for person in others:
        meant = met[person.like][0][1]
        assert (person.name, person.home) == (meant.name, meant.home)
        assert person.born and meant.born and person.born.year == meant.born.year  # noqa: PT018
        assert person.born != meant.born
        assert person.identity != meant.identity


def test_truth_of_parties_names_each_of_a_report_once(province: Province) -> None:
    for entry in province.entries[:500]:
        rows = list(party_rows(make_statement(SEED, entry)))
        assert [row[3] for row in rows] == [str(at + 1) for at in range(len(rows))]
        assert len({row[0] for row in rows}) == len(rows)


def test_truth_of_conveyances_says_their_own_plates(province: Province) -> None:
    rows = [
        row for entry in province.entries for row in conveyance_rows(make_statement(SEED, entry))
    ]
    assert len(rows) - len({row[0] for row in rows}) > 300
    assert any(row[0] != row[4] for row in rows)
