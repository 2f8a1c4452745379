"""Hexagons of the map (H3) as arithmetic on their indexes, so that a database can tell what lies in one.

An H3 index holds its mode (bits 59 to 62), its resolution (52 to 55), a base cell (45 to 51) and one octal digit for
each of 15 resolutions, the coarsest first; digits beyond its resolution are 7. Source: the H3 index specification.
"""

from __future__ import annotations

import re

#: The resolution at which positions are kept: hexagons of about 0.7 square kilometres.
FINEST = 8
_CELL = 1
_PATTERN = re.compile(r"8[0-8][0-9a-f]{13}")


def mask_of(resolution: int) -> int:
    """The bits in which every cell inside a cell of that resolution agrees with it."""
    return (1 << 52) - (1 << 3 * (15 - resolution))


def parent_from(masked: int, resolution: int) -> int:
    """The index of a cell from its masked bits.

    >>> hex(parent_from(0x8841598CA7FFFFF & mask_of(5), 5))
    '0x8541598ffffffff'
    """
    return _CELL << 59 | resolution << 52 | masked | (1 << 3 * (15 - resolution)) - 1


def masked_cell(cell: str) -> tuple[int, int]:
    """The mask and the masked bits of a cell, as written in an address. Raises ValueError for anything else.

    >>> masked_cell("8541598ffffffff") == (mask_of(5), 0x8541598FFFFFFFF & mask_of(5))
    True
    """
    if not _PATTERN.fullmatch(cell):
        raise ValueError(f"{cell!r} is not an H3 cell of resolution 0 to {FINEST}")
    index = int(cell, 16)
    mask = mask_of(index >> 52 & 0xF)
    return mask, index & mask
