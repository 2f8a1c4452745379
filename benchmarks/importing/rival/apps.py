"""The application of the rival's tables, in the benchmark's own settings only."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig


class RivalConfig(AppConfig):
    """Tables without migrations: the benchmark creates them."""

    name = "benchmarks.importing.rival"
    label = "rival"
    path = str(Path(__file__).parent)
