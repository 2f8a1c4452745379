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
from numpy.typing import NDArray

from cotmoc.resolution.core.blocking import Candidates
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.matching import MatchSettings

Tell = Callable[[int, int], None]


def steps_folder() -> Path:
    """Where the steps of a pass over everything are kept while it runs."""
    return Path(installation.HOME) / "matching"


class KeptSteps:
    """Steps of one pass over given records by given settings, in a folder of their own.

    A step is named by what it compares: the pairs, all that is known of the records, and the weights. After any change
    of these nothing that was kept fits, and all is done anew.
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

    def kept(self, pairs: Candidates) -> NDArray[np.intp] | None:
        """The positions of those of the pairs that were found to matter before; None when this is not known."""
        path = self._path(pairs)
        return np.load(path, allow_pickle=False) if path.exists() else None

    def keep(self, pairs: Candidates, chosen: NDArray[np.intp]) -> None:
        """Remembers them, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(pairs)
        beside = path.with_suffix(".new")
        with beside.open("wb") as file:
            np.save(file, chosen, allow_pickle=False)
        beside.replace(path)

    def forget(self) -> None:
        """Removes what was kept: the pass is through."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, pairs: Candidates) -> Path:
        digest = sha256(self._of_pass)
        digest.update(pairs.left.tobytes())
        digest.update(pairs.right.tobytes())
        return self._folder / f"{digest.hexdigest()[:32]}.npy"


def _parts(value: Any) -> Iterator[bytes]:
    """All that a value holds, as bytes."""
    if isinstance(value, np.ndarray) and value.dtype != object:
        yield value.tobytes()
    elif is_dataclass(value):
        for each in fields(value):
            yield from _parts(getattr(value, each.name))
    else:
        yield "\0".join(map(str, value)).encode()
