"""A pass that was killed goes on from what it had done, and anything that changed is done anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from cotmoc.records.actions.kept_steps import KeptSteps
from cotmoc.resolution.core import blocking
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.matching import Matches, MatchSettings, find_matches
from cotmoc.resolution.core.scores import PairScores
from cotmoc.resolution.core.scoring import WeightScorer
from tests.unit.resolution.incidents import DAY, Incident, features_of

Pairs = np.ndarray[tuple[int], np.dtype[np.int64]]


class Counting(WeightScorer):
    """Counts the pairs that it weighs, and gives out after some calls."""

    def __init__(self, calls: int = 1_000):
        super().__init__()
        self.pairs, self._left = 0, calls

    def score(self, features: IncidentFeatures, left: Pairs, right: Pairs) -> PairScores:
        """The scores, as long as it lasts."""
        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        self.pairs += len(left)
        return super().score(features, left, right)


@pytest.fixture
def features(monkeypatch: pytest.MonkeyPatch) -> IncidentFeatures:
    """Twenty events that two agencies report, ten records asked about at a time."""
    monkeypatch.setattr(blocking, "ROWS_AT_ONCE", 10)
    return register()


def register(lat: float = 21.524) -> IncidentFeatures:
    """The register; `lat` is where its first record lies."""
    told = [
        Incident(
            2 * n + of,
            agency,
            DAY + timedelta(days=n),
            text=f"event{n} lantern",
            names=[f"Name{n}"],
        )
        for n in range(20)
        for of, agency in ((1, "alpha"), (2, "bravo"))
    ]
    return features_of(Incident(1, "alpha", DAY, lat=lat), *told[1:])


def compared(
    features: IncidentFeatures,
    folder: Path,
    scorer: Counting,
    said: list[tuple[int, int]] | None = None,
) -> Matches:
    """A pass over everything whose steps are kept."""
    settings = MatchSettings(scorer=scorer)
    tell = None if said is None else lambda done, steps: said.append((done, steps))
    steps = KeptSteps(folder, features, settings, tell)
    return find_matches(features, np.arange(len(features)), None, settings, steps)


def test_killed_pass_goes_on_from_what_it_had_done(
    features: IncidentFeatures, tmp_path: Path
) -> None:
    at_once = compared(features, tmp_path / "other", whole := Counting())
    with pytest.raises(KeyboardInterrupt):
        compared(features, tmp_path / "kept", Counting(calls=3))
    again = compared(features, tmp_path / "kept", rest := Counting())
    assert again == at_once
    assert rest.pairs < whole.pairs


def test_steps_of_other_records_are_not_taken(features: IncidentFeatures, tmp_path: Path) -> None:
    compared(features, tmp_path / "kept", Counting())
    compared(register(lat=21.53), tmp_path / "kept", moved := Counting())
    compared(register(lat=21.53), tmp_path / "other", alone := Counting())
    assert moved.pairs == alone.pairs


def test_pass_tells_how_far_it_is(features: IncidentFeatures, tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []
    compared(features, tmp_path, Counting(), said)
    done, steps = zip(*said, strict=True)
    assert done == tuple(range(1, steps[0] + 1))
    assert steps[0] == 4


def test_what_is_through_leaves_nothing_behind(features: IncidentFeatures, tmp_path: Path) -> None:
    compared(features, tmp_path / "kept", Counting())
    KeptSteps(tmp_path / "kept", features, MatchSettings()).forget()
    assert not (tmp_path / "kept").exists()
