"""Files as they come from bad faith, haste and broken disks; each with what may be answered to it."""

from __future__ import annotations

from tests.integration.ingest.hostile import bombs, broken, disguised, forms, kinds, locked, sizes
from tests.integration.ingest.hostile.making import CASES, READ, Hostile

__all__ = [
    "CASES",
    "READ",
    "Hostile",
    "bombs",
    "broken",
    "disguised",
    "forms",
    "kinds",
    "locked",
    "sizes",
]
