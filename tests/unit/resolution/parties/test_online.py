"""One record against all that are known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.party_data import synthetic
from benchmarks.party_engines import columns_of
from cotmoc.resolution.core.parties.columns import BadColumnsError
from cotmoc.resolution.core.parties.linking import LinkSettings, link_parties
from cotmoc.resolution.core.parties.model import CONVEYANCE_PATH, load_party_model
from cotmoc.resolution.core.parties.online import PartyIndex
from cotmoc.resolution.core.parties.rows import build_parties
from tests.unit.resolution.parties.people import columns

MODEL = load_party_model()
DUC = {"name": "Nguyễn Văn Đức", "birth": 19850312, "area": "c1", "region": "p1"}
LAN = {"name": "Lê Thị Lan", "birth": 19900714, "document": "022190004321", "area": "c2"}


def index(*people: dict[str, Any]) -> PartyIndex:
    made = PartyIndex(MODEL)
    made.add(columns(*people))
    return made


def found(known: PartyIndex, one: dict[str, Any]) -> list[int]:
    return [each.number for each in known.find(columns(one, first=99), least_bits=-10)]


def test_weights_of_one_are_those_of_all() -> None:
    table = synthetic(3_000, seed=4).as_table()
    known = PartyIndex(MODEL)
    for start in range(0, 3_000, 700):
        known.add(columns_of(table.slice(start, 700)))
    bulk = link_parties(
        build_parties(columns_of(table)), MODEL, LinkSettings(largest_block=10_000, least_bits=-9)
    )
    expected: dict[int, dict[int, float]] = {}
    for left, right, weight in zip(
        bulk.left.tolist(), bulk.right.tolist(), bulk.weights.tolist(), strict=True
    ):
        expected.setdefault(left, {})[right] = expected.setdefault(right, {})[left] = weight
    for row in range(0, 3_000, 10):
        answer = known.find(columns_of(table.slice(row, 1)), least_bits=-9, limit=3_000)
        weights = {each.number: each.score.weight for each in answer}
        assert weights == pytest.approx(expected.get(row, {}), abs=1e-6)


def test_reasons_of_an_answer_add_up() -> None:
    answer = index(DUC, LAN).find(columns(DUC | {"name": "Nguyen Van Duc"}, first=99))
    assert [each.number for each in answer] == [1]
    score = answer[0].score
    assert sum(reason.weight for reason in score.reasons) == pytest.approx(score.weight, abs=1e-9)


def test_the_most_likely_comes_first() -> None:
    known = index(DUC | {"birth": 19850000, "area": "c9"}, DUC, LAN)
    assert found(known, DUC)[:2] == [2, 1]


def test_a_record_is_not_found_as_itself() -> None:
    assert index(DUC, LAN).find(columns(DUC, first=1)) == []


def test_a_changed_record_takes_the_place_of_what_it_was() -> None:
    known = index(DUC, LAN)
    known.add(columns(LAN, first=1))
    assert found(known, DUC) == []
    assert sorted(found(known, LAN)) == [1, 2]
    assert len(known) == 2


def test_what_was_taken_out_is_not_found() -> None:
    known = index(DUC, LAN)
    known.remove([1, 77])
    assert found(known, DUC) == []
    assert len(known) == 1


def test_another_name_is_found_from_either_side() -> None:
    alias = {"name": "Trần Văn Hải (tức Hải Lé)", "birth": 19700101}
    other = {"name": "Hải Lé", "birth": 19700000}
    assert found(index(alias, LAN), other) == [1]
    assert found(index(other, LAN), alias) == [1]


def test_a_question_leaves_nothing_behind() -> None:
    known = index(DUC, LAN)
    words = len(known.vocabulary.words.codes)
    known.find(columns({"name": "Zoltán Szabó", "area": "nowhere"}, first=99))
    assert len(known.vocabulary.words.codes) == words
    assert found(known, DUC) == [1]


def test_an_empty_index_knows_nobody() -> None:
    assert PartyIndex(MODEL).find(columns(DUC)) == []


def test_conveyances_are_asked_about_in_an_index_of_their_own() -> None:
    known = PartyIndex(load_party_model(CONVEYANCE_PATH), "conveyance")
    plates = [{"document": "14C-123.45"}, {"document": "29H-777.77"}]
    known.add(columns(*plates, are_persons=False))
    answer = known.find(columns({"document": "14C 12345"}, are_persons=False, first=9))
    assert [each.number for each in answer] == [1]
    with pytest.raises(BadColumnsError):
        known.find(columns(DUC))


def test_one_record_is_asked_about_at_a_time() -> None:
    with pytest.raises(BadColumnsError):
        index(DUC).find(columns(DUC, LAN))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 8), st.sampled_from([DUC, LAN, {}])), max_size=20))
def test_adding_one_by_one_is_adding_what_stands_at_once(steps: list[tuple[int, Any]]) -> None:
    grown, standing = PartyIndex(MODEL), dict[int, Any]()
    for number, person in steps:
        grown.add(columns(person, first=number))
        standing[number] = person
    at_once = PartyIndex(MODEL)
    for number, person in standing.items():
        at_once.add(columns(person, first=number))
    one = columns(DUC, first=99)
    expected = {k.number: k.score.weight for k in at_once.find(one, least_bits=-50)}
    answer = {k.number: k.score.weight for k in grown.find(one, least_bits=-50)}
    assert answer == pytest.approx(expected, abs=1e-9)


def test_numbers_of_records_may_be_large() -> None:
    known = PartyIndex(MODEL)
    known.add(columns(DUC, first=np.iinfo(np.int32).max + 5))
    assert found(known, DUC) == [np.iinfo(np.int32).max + 5]


def test_memory_that_it_takes_grows_with_what_it_holds() -> None:
    few, more = index({}), index(*({} for _ in range(5_000)))
    assert 0 < few.memory < more.memory
