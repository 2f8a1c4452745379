"""What a pass over everything has done already, kept in files until it is through: a killed pass goes on from there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings as installation

from cotmoc.resolution.core.blocking import CandidateRule, Candidates, SkippedBlocks
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.matching import MatchSettings, Step
from cotmoc.resolution.core.ragged import IntArray

Tell = Callable[[int, int], None]


def steps_folder() -> Path:
    """Where the steps of a pass over everything are kept while it runs."""
    return Path(installation.HOME) / "matching"


class KeptSteps:
    """Steps of one pass over given records by given settings, in a folder of their own.

    A step is named by what it compares: which of the records are asked about, all that is known of them, and the
    weights. After any change of these nothing that was kept fits, and all is done anew.
    """

    def __init__(
        self,
        folder: Path,
        features: IncidentFeatures,
        settings: MatchSettings,
        say: Tell | None = None,
    ):
        self._folder, self._say = folder, say
        digest = sha256()
        for part in _parts(features):
            digest.update(part)
        digest.update(repr((settings.scorer.model, settings.rule, settings.blocking)).encode())
        digest.update(repr((settings.least_proposed_bits,)).encode())
        self._of_pass = digest.digest()

    def tell(self, done: int, steps: int) -> None:
        """Says that so many of the steps are done."""
        if self._say:
            self._say(done, steps)

    def kept(self, rows: IntArray, number: int) -> Step | None:
        """What came of a step of asking about the rows; None when this is not known."""
        path = self._path(rows, number)
        if not path.exists():
            return None
        with np.load(path, allow_pickle=False) as held:
            skipped = tuple(
                SkippedBlocks(CandidateRule(rule), blocks, largest)
                for rule, blocks, largest in held["skipped"].tolist()
            )
            pairs = Candidates(held["left"], held["right"], held["rules"], skipped)
            return Step(pairs, int(held["compared"]), held["waiting"])

    def keep(self, rows: IntArray, number: int, step: Step) -> None:
        """Remembers it, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(rows, number)
        beside = path.with_suffix(".new")
        skipped = [(each.rule, each.blocks, each.largest) for each in step.pairs.skipped]
        with beside.open("wb") as file:
            np.savez(
                file,
                left=step.pairs.left,
                right=step.pairs.right,
                rules=step.pairs.rules,
                skipped=np.array(skipped, dtype=np.int64).reshape(-1, 3),
                compared=np.int64(step.compared),
                waiting=step.waiting,
            )
        beside.replace(path)

    def forget(self) -> None:
        """Removes what was kept: the pass is through."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, rows: IntArray, number: int) -> Path:
        digest = sha256(self._of_pass)
        digest.update(rows.tobytes())
        return self._folder / f"{digest.hexdigest()[:32]}-{number}.npz"


def _parts(value: Any) -> Iterator[bytes]:
    """All that a value holds, as bytes."""
    if isinstance(value, np.ndarray) and value.dtype != object:
        yield value.tobytes()
    elif is_dataclass(value):
        for each in fields(value):
            yield from _parts(getattr(value, each.name))
    else:
        yield "\0".join(map(str, value)).encode()
