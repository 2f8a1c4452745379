"""How much the levels of an address say of it, and which of them lies above which."""

from __future__ import annotations

from cotmoc.areas.core.kinds import AreaKind

#: How much it says of an address that a level of it is known.
WEIGHTS: dict[AreaKind, int] = {
    AreaKind.COUNTRY: 6,
    AreaKind.PROVINCE: 8,
    AreaKind.ZONE: 6,
    AreaKind.DISTRICT: 4,
    AreaKind.SEA_AREA: 3,
    AreaKind.BORDER_SECTION: 3,
}
OTHER_WEIGHT = 2
#: The levels from above; what stands in none of them is a place within a commune.
RANKS: dict[AreaKind, int] = {
    AreaKind.COUNTRY: 0,
    AreaKind.PROVINCE: 1,
    AreaKind.ZONE: 1,
    AreaKind.DISTRICT: 2,
    AreaKind.SEA_AREA: 2,
    AreaKind.BORDER_SECTION: 2,
    AreaKind.COMMUNE: 3,
}
LOWEST_RANK = 4
