"""The same pairs on Spark as on one machine."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.party_spark import run
from benchmarks.peers import FOLDER


@pytest.mark.slow
def test_spark_finds_the_same_pairs() -> None:
    if shutil.which("java") is None:
        pytest.skip("Java is not here: Debian has it in openjdk-17-jre-headless")
    if not (FOLDER / "pyspark" / ".done").exists():
        pytest.skip("Spark is not here: python -m benchmarks.party_spark installs it")
    assert "the same pairs" in run(1_500)
