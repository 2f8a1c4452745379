"""Incidents as columns: folded words, marks, missing values."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.resolution.core.features import PLACE_RADIUS_M, GoodsLine, IncidentFeatures
from cotmoc.resolution.core.ids import BadIdError
from cotmoc.resolution.core.ragged import ragged_from_pairs, shared_values
from cotmoc.resolution.core.words import fold_texts, word_sets
from tests.unit.resolution.incidents import Incident, features_of


def words(features: IncidentFeatures, row: int) -> set[str]:
    return set(features.words.vocabulary[features.words.texts.row(row)].tolist())


def names(features: IncidentFeatures, row: int) -> set[str]:
    return set(features.words.vocabulary[features.words.names.row(row)].tolist())


def marks(features: IncidentFeatures, codes: np.ndarray) -> set[str]:
    return {features.mark_names[code] for code in codes}


def test_text_is_folded_into_words_without_tone_marks() -> None:
    assert words(features_of(Incident(1, text="Bắt ĐỐI tượng.")), 0) == {"bat", "doi", "tuong"}


def test_composed_and_decomposed_letters_are_one_word() -> None:
    features = features_of(Incident(1, text="M\u00f3ng"), Incident(2, text="Mo\u0301ng"))
    assert words(features, 0) == words(features, 1) == {"mong"}


def test_name_is_words_and_one_key() -> None:
    features = features_of(Incident(1, names=["Nguyễn  Văn-An"]))
    assert (names(features, 0), features.key_names) == ({"nguyen", "van", "an"}, ["nguyen van an"])


def test_registration_keeps_letters_and_digits_only() -> None:
    features = features_of(Incident(1, registrations=["14C-123.45"]))
    assert marks(features, features.registrations.row(0)) == {"14c12345"}


def test_mark_under_four_characters_is_left_out() -> None:
    features = features_of(Incident(1, reference="12"))
    assert len(features.references.row(0)) == 0


def test_reference_that_a_text_names_is_the_mark_of_that_reference() -> None:
    features = features_of(
        Incident(1, reference="12/BB-HQ"), Incident(2, text="theo biên bản 12/BB-HQ ngày 5")
    )
    assert set(features.mentions.row(1)) & set(features.references.row(0))


def test_missing_values_are_marked() -> None:
    features = features_of(Incident(1, day=None, lon=None, lat=None, radius_m=None))
    assert (int(features.day_from[0]), int(features.minute[0]), int(features.offence[0])) == (
        -1,
        -1,
        -1,
    )
    assert np.isnan(features.lon[0])


def test_unknown_precision_is_taken_for_a_rough_one() -> None:
    assert features_of(Incident(1, radius_m=None)).place_radius_m[0] == PLACE_RADIUS_M["district"]


def test_days_count_from_1970() -> None:
    features = features_of(Incident(1, day=date(1970, 1, 3)))
    assert (int(features.day_from[0]), int(features.day_until[0])) == (2, 3)


def test_amount_that_could_not_be_read_is_nan() -> None:
    features = features_of(Incident(1, goods=[GoodsLine("heroin", "mass", None)]))
    assert np.isnan(features.goods.amounts[0])


def test_no_records_make_empty_features() -> None:
    assert len(features_of()) == 0


def test_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadIdError):
        features_of(Incident(1), Incident(1))


def test_words_of_more_texts_than_carry_evidence_are_dropped_but_counted() -> None:
    texts = ["tàu"] * 60 + ["tàu lạ"]
    found = word_sets(([], np.zeros(0, dtype=np.int64)), texts)
    common = found.vocabulary.tolist().index("tau")
    assert (common in found.texts.values, int(found.counts[common])) == (False, 61)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_texts(pa.array([text.encode("utf-8", "ignore").decode()]))
    assert fold_texts(once).to_pylist() == once.to_pylist()


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 6), max_size=5), min_size=2, max_size=6))
def test_shared_values_are_the_intersections(rows: list[set[int]]) -> None:
    pairs = [(row, value) for row, values in enumerate(rows) for value in values]
    ragged = ragged_from_pairs(
        np.array([row for row, _ in pairs], dtype=np.int64),
        np.array([value for _, value in pairs], dtype=np.int64),
        len(rows),
    )
    left, right = np.triu_indices(len(rows), 1)
    pair, value = shared_values(ragged, ragged, left, right)
    found = {(int(p), int(v)) for p, v in zip(pair, value, strict=True)}
    expected = {
        (p, v)
        for p, (one, other) in enumerate(zip(left, right, strict=True))
        for v in rows[one] & rows[other]
    }
    assert found == expected
