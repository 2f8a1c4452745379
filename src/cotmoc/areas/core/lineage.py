"""Which area of today carries on the history of a former one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cotmoc.areas.core.facts import LineageFact


@dataclass(frozen=True, slots=True)
class Successor:
    """An area of today that carries on (a part of) a former one.

    `share` is 0..1 of the former territory, None when not known; `estimated` when the territory was divided on
    the way, so that an incident known only by the former area may lie here or elsewhere.
    """

    code: str
    share: float | None
    estimated: bool


class Lineages:
    """The links between areas, followed forward to today and back. Immutable."""

    def __init__(self, facts: Iterable[LineageFact]) -> None:
        forward: dict[str, list[LineageFact]] = {}
        backward: dict[str, list[str]] = {}
        for fact in facts:
            forward.setdefault(fact.predecessor, []).append(fact)
            backward.setdefault(fact.successor, []).append(fact.predecessor)
        for links in forward.values():
            # The default first, then the largest share; the code makes the order certain.
            links.sort(key=lambda f: (not f.default, -(f.share or 0.0), f.successor))
        self._forward = {code: tuple(links) for code, links in forward.items()}
        self._backward = {code: tuple(codes) for code, codes in backward.items()}

    def successors(self, code: str) -> tuple[Successor, ...]:
        """The areas of today that carry on the area, the default first; itself when nothing followed it.

        A share is known only when it is known at every step; an undivided step has the share 1.
        """
        found: dict[str, Successor] = {}
        self._follow(Successor(code, 1.0, False), found, frozenset())
        return tuple(found.values())

    def _follow(self, at: Successor, found: dict[str, Successor], seen: frozenset[str]) -> None:
        links = self._forward.get(at.code, ())
        if not links:
            found[at.code] = _joined(found[at.code], at) if at.code in found else at
        for link in links:
            if link.successor not in seen:
                share = link.share if link.divided else 1.0
                both = None if share is None or at.share is None else share * at.share
                step = Successor(link.successor, both, at.estimated or link.divided)
                self._follow(step, found, seen | {at.code})

    def today(self, code: str) -> tuple[str, bool]:
        """The area of today taken when nothing says which part, and whether that is an estimate."""
        estimated = False
        seen = {code}
        while links := self._forward.get(code):
            code = links[0].successor
            estimated = estimated or links[0].divided
            if code in seen:
                break
            seen.add(code)
        return code, estimated

    def relatives(self, code: str) -> frozenset[str]:
        """Every area before or after the area in its line, without itself."""
        found: set[str] = set()
        self._collect(code, found, forward=True)
        self._collect(code, found, forward=False)
        return frozenset(found - {code})

    def _collect(self, code: str, found: set[str], *, forward: bool) -> None:
        following = (
            (link.successor for link in self._forward.get(code, ()))
            if forward
            else self._backward.get(code, ())
        )
        for other in following:
            if other not in found:
                found.add(other)
                self._collect(other, found, forward=forward)


def _joined(one: Successor, other: Successor) -> Successor:
    """Two ways to one area: shares add up."""
    shares = None if one.share is None or other.share is None else one.share + other.share
    return Successor(one.code, shares, one.estimated or other.estimated)
