"""The records of incidents by what their agencies call them."""

from __future__ import annotations

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.policies import visible_to


def incident_ids(*, viewer: Viewer) -> dict[tuple[str, str], int]:
    """The ids of the records of incidents that the viewer may open, by agency (code) and key within its register."""
    found = visible_to(viewer).filter(kind="incident")
    return {(agency, key): pk for agency, key, pk in found.values_list("agency__code", "key", "pk")}
