"""What reading one written value gives: a value, or a problem with a stable code, or both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """ERROR parks the row; WARNING lets it through and is shown beside the value."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One coded finding about one written value.

    `code` is stable (`date.unreadable`), `params` fill its translated message, `written` is the value as it stood.
    """

    code: str
    written: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


class Reading(NamedTuple, Generic[T]):
    """The value understood (None: nothing written, or unreadable) and what is to be said about it."""

    value: T | None
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """True when no problem of severity ERROR was found."""
        return all(p.severity is not Severity.ERROR for p in self.problems)


def found(value: T, *problems: Problem) -> Reading[T]:
    """A reading with a value, and what is to be said about it.

    >>> found(3).value
    3
    """
    return Reading(value, problems)


def error(code: str, written: str = "", /, **params: str) -> Problem:
    """A problem that parks the row it stands in.

    >>> error("moment.unreadable", "hôm qua").severity.value
    'error'
    """
    return Problem(code, written, params, Severity.ERROR)


def warning(code: str, written: str = "", /, **params: str) -> Problem:
    """A problem that is shown beside the value and lets the row through.

    >>> warning("moment.future", "2099-01-01").severity.value
    'warning'
    """
    return Problem(code, written, params, Severity.WARNING)
