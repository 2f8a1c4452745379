"""Ids of things that can be the same: `kind:number`, as in `incident:123`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cotmoc.normalise.errors import CotmocError

_PATTERN = re.compile(r"([a-z][a-z_]{0,19}):([1-9][0-9]{0,17})")


class BadIdError(CotmocError):
    """An id is not of the form `kind:number`, or a pair is not two different ids of one kind."""

    code = "resolution.bad_id"


class ThingId(NamedTuple):
    """An id in its two parts; ids of one kind are ordered by their number, not by their text."""

    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


def parse_id(text: str) -> ThingId:
    """The two parts of an id. Raises `BadIdError`.

    >>> parse_id("incident:123")
    ThingId(kind='incident', number=123)
    """
    found = _PATTERN.fullmatch(text)
    if found is None:
        raise BadIdError(f"{text!r} is not an id of the form kind:number", id=text)
    return ThingId(found[1], int(found[2]))


def ordered_pair(first: str, second: str) -> tuple[ThingId, ThingId]:
    """The two ids, the smaller number first. Raises `BadIdError` unless they are two of one kind.

    >>> ordered_pair("incident:10", "incident:9")
    (ThingId(kind='incident', number=9), ThingId(kind='incident', number=10))
    """
    left, right = sorted((parse_id(first), parse_id(second)))
    if left.kind != right.kind or left.number == right.number:
        raise BadIdError(f"{first!r} and {second!r} are not two things of one kind", id=first)
    return left, right


def numbers_by_kind(ids: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of the ids under their kinds. Raises `BadIdError`."""
    grouped: dict[str, list[int]] = {}
    for text in ids:
        kind, number = parse_id(text)
        grouped.setdefault(kind, []).append(number)
    return grouped
