"""Synthetic provinces of any seed, with their truth, as the matching of incidents sees them.

    python -m benchmarks.incident_provinces SEED OUT.pickle

Each is loaded once into an installation of its own, as any user's files are, its parties and conveyances recognised;
what incidents are compared by is kept beside the checkout's other made files. It takes some minutes.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.installation import throwaway_installation
from benchmarks.peers import ROOT
from cotmoc.resolution.core.blocking import CandidateFinder, Candidates
from cotmoc.resolution.core.features import IncidentColumns, IncidentFeatures, build_features
from cotmoc.resolution.core.fits import JudgedPairs

IntArray = NDArray[np.int64]
FOLDER = ROOT / ".venv" / "provinces"


@dataclass(frozen=True)
class Province:
    """All incidents of a province, and by number which incident each is in truth; others are not known."""

    columns: IncidentColumns
    truth: dict[int, str]

    @cached_property
    def features(self) -> IncidentFeatures:
        """The incidents as they are compared."""
        return build_features(self.columns)

    @cached_property
    def things(self) -> IntArray:
        """The incident that each row is in truth, int64; -1 where it is not known."""
        numbered = {each: place for place, each in enumerate(sorted(set(self.truth.values())))}
        found = [
            numbered.get(self.truth.get(each, ""), -1) for each in self.features.numbers.tolist()
        ]
        return np.array(found, dtype=np.int64)

    @property
    def true_pairs(self) -> int:
        """How many pairs of records are one incident."""
        sizes = Counter(self.things[self.things >= 0].tolist()).values()
        return sum(size * (size - 1) // 2 for size in sizes)

    @cached_property
    def candidates(self) -> Candidates:
        """All pairs that are compared."""
        return CandidateFinder(self.features).pairs(np.arange(len(self.features)))

    def known(self, left: IntArray, right: IntArray) -> NDArray[np.bool_]:
        """Which pairs of rows the truth knows."""
        known: NDArray[np.bool_] = (self.things[left] >= 0) & (self.things[right] >= 0)
        return known

    def same(self, left: IntArray, right: IntArray) -> NDArray[np.bool_]:
        """Which pairs of rows are one incident."""
        same: NDArray[np.bool_] = self.known(left, right) & (
            self.things[left] == self.things[right]
        )
        return same

    def answers(self) -> JudgedPairs:
        """The truth of all candidates of two agencies, as if people had judged each."""
        left, right = self.candidates.left, self.candidates.right
        two = self.features.agency[left] != self.features.agency[right]
        two &= self.known(left, right)
        left, right = left[two], right[two]
        return JudgedPairs(left, right, self.same(left, right))


def province(seed: int) -> Province:
    """The province of a seed, made when it is not there yet."""
    path = FOLDER / f"{seed}.pickle"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "benchmarks.incident_provinces", str(seed), str(path)]
        subprocess.run(command, check=True, cwd=ROOT)
    with path.open("rb") as file:
        columns, truth = pickle.load(file)
    return Province(columns, truth)


def make(seed: int, out: Path, home: Path) -> None:
    """Loads the demonstration of another seed and writes its columns and its truth."""
    from django.core.management import call_command

    from cotmoc.access.actions.areas import record_areas_event
    from cotmoc.access.core.viewer import console
    from cotmoc.areas.actions.packaged import load_packaged_areas
    from cotmoc.demonstration.loading import load_demonstration
    from cotmoc.records.core.truth import TRUTH_FILES, read_truth
    from cotmoc.records.queries.comparing import columns_of_everything
    from cotmoc.records.queries.keys import incident_ids

    actor, folder = console("benchmark"), home / "files"
    call_command("migrate", verbosity=0, interactive=False)
    load_packaged_areas(actor=actor, audit=record_areas_event)
    load_demonstration(actor=actor, folder=folder, say=print, seed=seed)
    ids = incident_ids(viewer=actor)
    truth = {
        ids[thing.agency, thing.reference]: thing.key
        for thing in read_truth(folder / TRUTH_FILES["incident"])
        if (thing.agency, thing.reference) in ids
    }
    with out.open("wb") as file:
        pickle.dump((columns_of_everything(), truth), file)


def main() -> None:
    """Runs the command line."""
    seed, out = int(sys.argv[1]), Path(sys.argv[2])
    with throwaway_installation(durable=False) as home:
        make(seed, out, home)


if __name__ == "__main__":
    main()
