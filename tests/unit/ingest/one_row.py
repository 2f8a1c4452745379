"""The record of one row."""

from __future__ import annotations

from typing import Any

from cotmoc.ingest.core.understanding import Understood
from tests.unit.ingest.world import (
    make_profile,
    understood,
)

BASIC = {"No": "reference", "Date": "occurred.date", "X": "title"}


def one(field: str, text: str, **options: Any) -> Understood:
    """The record of one row whose third column is the field."""
    profile = make_profile({**BASIC, "X": field}, key=("No",), **options)
    return understood(profile, ("1", "1/7/2025", text))
