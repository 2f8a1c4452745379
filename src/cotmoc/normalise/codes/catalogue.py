"""All code lists by name."""

from __future__ import annotations

from cotmoc.normalise.codes.commodities import COMMODITIES
from cotmoc.normalise.codes.conveyances import CONVEYANCE_KINDS
from cotmoc.normalise.codes.indicators import INDICATORS
from cotmoc.normalise.codes.offences import OFFENCES
from cotmoc.normalise.codes.people import AGENCY_KINDS, DETECTIONS, OUTCOMES, ROLES
from cotmoc.normalise.codes.registry import CodeList

__all__ = [
    "AGENCY_KINDS",
    "CODE_LISTS",
    "COMMODITIES",
    "CONVEYANCE_KINDS",
    "DETECTIONS",
    "INDICATORS",
    "OFFENCES",
    "OUTCOMES",
    "ROLES",
]

CODE_LISTS: dict[str, CodeList] = {
    codes.name: codes
    for codes in (
        OFFENCES,
        COMMODITIES,
        ROLES,
        OUTCOMES,
        DETECTIONS,
        CONVEYANCE_KINDS,
        AGENCY_KINDS,
        INDICATORS,
    )
}
