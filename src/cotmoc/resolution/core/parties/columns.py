"""What is known of parties or conveyances, column by column, as the engine takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cotmoc.normalise.errors import CotmocError

IntArray = NDArray[np.int64]


class BadColumnsError(CotmocError):
    """Columns of different lengths."""

    code = "resolution.bad_columns"


@dataclass(frozen=True, slots=True)
class PartyColumns:
    """n parties or conveyances.

    numbers    int64 (n,), the numbers of the things, distinct
    names      strings as written, null or "" where there is none; of vessels their names
    births     int64 (n,), year * 10000 + month * 100 + day with 00 for what is not known; 0 where nothing is
    documents  strings: the number of an identity document, or the registration; null or "" where there is none
    categories int64 (n,), a code of 1..255 for sex or sort of conveyance; 0 where not stated
    countries  strings: nationality or flag
    areas      strings: today's commune of residence; `regions` today's province
    aliases    (row, another name) for those who have one
    are_persons  False for conveyances, whose numbers have no kinds
    """

    numbers: IntArray
    names: pa.Array
    births: IntArray
    documents: pa.Array
    categories: IntArray
    countries: pa.Array
    areas: pa.Array
    regions: pa.Array
    aliases: Sequence[tuple[int, str]] = ()
    are_persons: bool = True

    def __post_init__(self) -> None:
        lengths = {
            name: len(getattr(self, name))
            for name in self.__slots__
            if name not in ("aliases", "are_persons")
        }
        if len(set(lengths.values())) > 1:
            raise BadColumnsError(f"columns of different lengths: {lengths}", lengths=lengths)

    def __len__(self) -> int:
        return len(self.numbers)


def birth_code(year: int, month: int = 0, day: int = 0) -> int:
    """The birth as one number, with 00 for what is not known.

    >>> birth_code(1985, 3, 12), birth_code(1985)
    (19850312, 19850000)
    """
    return year * 10_000 + month * 100 + day
