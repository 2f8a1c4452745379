"""Functions that are compiled the first time they are called, and kept for the next process.

What is kept belongs to the exact text of all modules of this package: numba alone would go on using a function that it
compiled into another one after the source of the first has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import numba

#: Numbers in compiled code: those of Python and of arrays are the same there.
Int: TypeAlias = Any
Float: TypeAlias = Any

#: Numba's settings, which it makes while it is imported.
config: Any = numba.config

F = TypeVar("F", bound=Callable[..., Any])


def _kept_in() -> str:
    """A folder for this text of the package, below what NUMBA_CACHE_DIR says or beside the other compiled files."""
    here = Path(__file__).parent
    text = sha256()
    for path in sorted(here.glob("*.py")):
        text.update(path.read_bytes())
    parent = Path(config.CACHE_DIR) if config.CACHE_DIR else here / "__pycache__"
    return str(parent / f"parties-{text.hexdigest()[:12]}")


_FOLDER = _kept_in()


def compiled(*, inline: bool = False, unlocked: bool = False) -> Callable[[F], F]:
    """A decorator that compiles a function of numbers and arrays.

    `inline` puts it into its callers; `unlocked` lets other threads run beside it. What is compiled keeps its meaning:
    the same function runs in Python with NUMBA_DISABLE_JIT=1.
    """
    decorator = numba.njit(cache=True, nogil=unlocked, inline="always" if inline else "never")

    def kept(function: F) -> F:
        before, config.CACHE_DIR = config.CACHE_DIR, _FOLDER
        try:
            return cast("F", decorator(function))
        finally:
            config.CACHE_DIR = before

    return kept
