"""The ids of what records name by codes."""

from __future__ import annotations

from cotmoc.access.queries.organisation import agency_labels, unit_ids
from cotmoc.areas.queries import area_ids
from cotmoc.records.core.statement_rows import Ids


def known_ids() -> Ids:
    """The ids of all areas, agencies and units by their codes."""
    agencies = {code: label.id for code, label in agency_labels().items()}
    return Ids(area_ids(), agencies, unit_ids())
