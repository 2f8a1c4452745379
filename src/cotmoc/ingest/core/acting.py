"""The viewer in whose name the worker goes on, kept beside the work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cotmoc.access.core.viewer import Role, Viewer


def viewer_to_json(viewer: Viewer) -> dict[str, Any]:
    """The viewer as JSON values.

    >>> viewer_from_json(viewer_to_json(Viewer("an", roles=frozenset({Role.OFFICER})))).name
    'an'
    """
    return {**asdict(viewer), "roles": sorted(viewer.roles)}


def viewer_from_json(stored: Mapping[str, Any]) -> Viewer:
    """The viewer that `viewer_to_json` gave, with the roles held then."""
    return Viewer(**{**stored, "roles": frozenset(Role(role) for role in stored["roles"])})
