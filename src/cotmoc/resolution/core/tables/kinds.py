"""The kinds of columns that tables are compared by: their levels, what these weigh, and names that headers go by."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.text import fold

FloatArray = NDArray[np.float64]
#: Kind -> its levels, from what speaks most for one thing to what speaks most against it.
LEVELS: Mapping[str, tuple[str, ...]] = {
    "given": ("same", "exchanged", "near", "initial", "alike", "different"),
    "surname": ("same", "exchanged", "near", "initial", "alike", "different"),
    "name": ("same", "exchanged", "near", "part", "alike", "different"),
    "date": ("same", "near", "swapped", "month", "year", "different"),
    "number": ("same", "near", "alike", "different"),
    "code": ("same", "near", "start", "different"),
    "text": ("same", "near", "part", "different"),
    "email": ("same", "near", "user", "different"),
    "category": ("same", "different"),
}


class BadProfileError(CotmocError):
    """A profile that no table can be compared by; `reason` is a code, the message says it in words."""

    code = "resolution.bad_profile"


@dataclass(frozen=True, slots=True)
class Profile:
    """Which columns of a table are compared, and as what: (header, kind), in the order of the table."""

    name: str
    columns: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.columns:
            raise BadProfileError("no column to compare", reason="no_columns")
        for header, kind in self.columns:
            if kind not in LEVELS:
                raise BadProfileError(f"{header}: unknown kind {kind!r}", reason="unknown_kind")

    def check(self, headers: Sequence[str]) -> None:
        """Raises `BadProfileError` (`no_such_column`) when a table lacks a column of the profile."""
        for header, _ in self.columns:
            if header not in headers:
                raise BadProfileError(f"no column {header!r}", reason="no_such_column")


def generic_profile(headers: Sequence[str]) -> Profile:
    """The ready-made profile of a table: columns whose headers tell what they hold; others are not compared.

    A full name is left out where given name and surname have columns of their own. Raises `BadProfileError`
    (`no_columns`) when no header is known.

    >>> generic_profile(["unique_id", "first_name", "surname", "dob", "city"]).columns
    (('first_name', 'given'), ('surname', 'surname'), ('dob', 'date'), ('city', 'text'))
    """
    known = [(header, _kind_of(header)) for header in headers]
    kinds = {kind for _, kind in known}
    parted = {"given", "surname"} <= kinds
    return Profile(
        "generic",
        tuple((h, kind) for h, kind in known if kind and not (parted and kind == "name")),
    )


def profile_from(text: str, name: str) -> Profile:
    """The profile that a TOML text describes: a table `columns` of header = "kind". Raises `BadProfileError`.

    >>> profile_from('[columns]\\nten = "name"\\n"ngày sinh" = "date"', "mine").columns
    (('ten', 'name'), ('ngày sinh', 'date'))
    """
    try:
        columns = tomllib.loads(text)["columns"]
        listed = tuple((str(header), str(kind)) for header, kind in columns.items())
    except (tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise BadProfileError(f"not a profile: {error}", reason="not_a_profile") from error
    return Profile(name, listed)


def _kind_of(header: str) -> str:
    words = fold(header).replace("_", " ").replace("-", " ").split()
    while words and words[-1] in ("l", "r", "1", "2", "3", "fake"):
        words = words[:-1]
    return _headers().get(" ".join(words), "")


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Any]:
    text = files("cotmoc.resolution.core.tables").joinpath("generic.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _headers() -> Mapping[str, str]:
    return {
        fold(header): kind for kind, listed in _weights()["headers"].items() for header in listed
    }


def stated_same(kind: str) -> float:
    """How likely two values of a kind are the same by chance, as far as nothing is counted.

    >>> stated_same("category")
    0.5
    """
    return float(_weights()["same_by_chance"][kind])


def stated_m(kind: str) -> FloatArray:
    """The ready-made chances of a kind's levels among two rows of one thing, float64, adding up to 1."""
    stated = _weights()["m"][kind]
    return np.array([stated[level] for level in LEVELS[kind]], dtype=np.float64)
