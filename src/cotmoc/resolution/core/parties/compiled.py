"""Functions that are compiled the first time they are called, and kept beside the module for the next process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

from numba import njit

#: Numbers in compiled code: those of Python and of arrays are the same there.
Int: TypeAlias = Any
Float: TypeAlias = Any

F = TypeVar("F", bound=Callable[..., Any])


def compiled(*, inline: bool = False, unlocked: bool = False) -> Callable[[F], F]:
    """A decorator that compiles a function of numbers and arrays.

    `inline` puts it into its callers; `unlocked` lets other threads run beside it. What is compiled keeps its meaning:
    the same function runs in Python with NUMBA_DISABLE_JIT=1.
    """
    decorator = njit(cache=True, nogil=unlocked, inline="always" if inline else "never")
    return cast("Callable[[F], F]", decorator)
