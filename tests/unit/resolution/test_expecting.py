"""Expected wrong and missed joins: known shares come out, the unknown is not given for known, order does not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.resolution.core.expecting import ENOUGH, Expectations, Judged
from cotmoc.resolution.core.surveys import LEAST_BAND, MOST_BAND, Cell


def sure(band: int, pairs: int = 1000, *, fits: bool = True, chance: float = 0.999) -> Cell:
    return Cell(band, fits, pairs, pairs * chance)


def test_judgements_of_a_stratum_stand_for_all_its_pairs() -> None:
    found = Expectations([sure(8)], {(8, True): Judged(pairs=100, same=97)}).joining(8)
    assert found.joined == 1000
    assert found.wrong.expected == pytest.approx(1000 * 3.5 / 101)
    assert found.wrong.low < 30 < found.wrong.high
    assert found.wrong.by_judgements == 1.0


def test_interval_is_that_of_jeffreys_where_the_stratum_is_large() -> None:
    """Brown, Cai and DasGupta (2001), table 5: 5 of 10, Jeffreys' interval with 95 %: 0.224 to 0.776."""
    cells = [sure(8, pairs=1_000_000)]
    wrong = Expectations(cells, {(8, True): Judged(10, 5)}).joining(8).wrong
    assert wrong.low / 1e6 == pytest.approx(0.224, abs=0.01)
    assert wrong.high / 1e6 == pytest.approx(0.776, abs=0.01)


def test_more_judgements_make_the_interval_narrower() -> None:
    widths = [
        wrong.high - wrong.low
        for pairs in (20, 200)
        for wrong in [Expectations([sure(8)], {(8, True): Judged(pairs, pairs)}).joining(8).wrong]
    ]
    assert widths[1] < widths[0] / 3


def test_model_that_is_sure_of_itself_is_not_taken_for_checked() -> None:
    found = Expectations([sure(20, chance=1.0)], {(20, True): Judged(ENOUGH - 1, ENOUGH - 1)})
    wrong = found.joining(8).wrong
    assert (wrong.expected, wrong.by_judgements) == (0.0, 0.0)
    assert wrong.high > 100


def test_part_that_was_judged_is_told() -> None:
    cells = [sure(8, pairs=300), sure(9, pairs=100)]
    wrong = Expectations(cells, {(9, True): Judged(50, 50)}).joining(8).wrong
    assert wrong.by_judgements == 0.25


def test_light_pairs_and_those_that_do_not_fit_are_put_to_people_or_missed() -> None:
    cells = [
        sure(-3, pairs=10, chance=0.1),
        sure(2, pairs=20, chance=0.8),
        sure(9, pairs=30, fits=False),
        sure(9, pairs=40),
    ]
    found = Expectations(cells, {}).asking(0, 8)
    assert found.asked == 50
    assert found.missed.expected == pytest.approx(1.0)
    assert found.asked_same.expected == pytest.approx(16 + 30 * 0.999)


def test_nothing_counted_is_nothing_expected() -> None:
    found = Expectations([], {})
    assert (found.joining(8).joined, found.asking(0, 8).missed.high) == (0, 0.0)


cells = st.builds(
    lambda band, fits, pairs, chance: Cell(band, fits, pairs, pairs * chance),
    st.integers(LEAST_BAND, MOST_BAND),
    st.booleans(),
    st.integers(1, 5000),
    st.floats(0, 1),
)
judged = st.builds(lambda n, part: Judged(n, round(n * part)), st.integers(0, 60), st.floats(0, 1))


@given(
    st.lists(cells, max_size=8, unique_by=lambda cell: (cell.band, cell.fits)),
    st.dictionaries(
        st.tuples(st.integers(LEAST_BAND, MOST_BAND), st.booleans()), judged, max_size=8
    ),
)
def test_every_estimate_lies_in_its_interval_and_falls_with_the_threshold(
    strata: list[Cell], samples: dict[tuple[int, bool], Judged]
) -> None:
    found = Expectations(strata, samples)
    before = None
    for bits in range(LEAST_BAND, MOST_BAND + 1, 4):
        setting = found.joining(bits)
        wrong = setting.wrong
        assert 0 <= wrong.low <= wrong.expected + 1e-6
        assert wrong.expected <= wrong.high + 1e-6
        assert wrong.high <= setting.joined + 1e-6
        if before is not None:
            assert setting.joined <= before.joined
            assert wrong.expected <= before.wrong.expected + 1e-6
        before = setting
        asking = found.asking(bits, MOST_BAND)
        assert asking.asked_same.expected <= asking.asked + 1e-6
