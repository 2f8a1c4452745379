"""What areas need from the packages above them, which they cannot import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

#: The audit event of every action of areas.
AREAS_LOADED = "areas:loaded"


class Actor(Protocol):
    """Who acts."""

    @property
    def name(self) -> str:
        """The name that stands in the history of loads."""


class AuditSink(Protocol):
    """Writes one audit row in the running transaction; the caller of an action gives it."""

    def __call__(
        self, *, actor: Actor, event: str, subject: str, details: Mapping[str, object]
    ) -> None:
        """Raises when the row cannot be written, which takes the action back."""
