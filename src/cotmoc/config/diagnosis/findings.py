"""What one check of an installation found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """`wrong` keeps the product from working or its data from being safe; `notice` does not."""

    OK = "ok"
    NOTICE = "notice"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """The outcome of one check: `code` says which sentence of `diagnosis.sentences` tells it."""

    check: str
    state: State
    code: str = "ok"
    params: Mapping[str, object] = field(default_factory=dict)


def fine(check: str, **params: object) -> Finding:
    """The check found nothing wrong."""
    return Finding(check, State.OK, params=params)


def wrong(check: str, code: str, **params: object) -> Finding:
    """The check found something that must be put right."""
    return Finding(check, State.WRONG, code, params)


def notice(check: str, code: str, **params: object) -> Finding:
    """The check found something worth knowing."""
    return Finding(check, State.NOTICE, code, params)
