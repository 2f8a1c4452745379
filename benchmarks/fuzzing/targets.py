"""Every target by its name."""

from __future__ import annotations

from benchmarks.fuzzing.files import FILES
from benchmarks.fuzzing.narratives import NARRATIVES
from benchmarks.fuzzing.target import Target
from benchmarks.fuzzing.values import VALUES

TARGETS: dict[str, Target] = {target.name: target for target in (*VALUES, *FILES, *NARRATIVES)}
