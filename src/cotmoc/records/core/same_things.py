"""Which statements of the sources of one incident are about one person or one vehicle.

That two agencies write of one incident is strong evidence already, so that the usual slips of writing do not make two
people of one: a number with one digit wrong or of the old kind, day and month in the other order, a middle name left
out. A slip is only taken for one where nobody else of the incident could be meant, on either side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from cotmoc.records.core.counting import Stated, StatedConveyance, StatedParty

S = TypeVar("S", bound="Stated")
#: An identity number of the old kind has 9 digits, one of the new kind 12.
_OLD_AND_NEW = {9, 12}
#: Two numbers shorter than this that differ in a sign have too little in common.
_LONG_ENOUGH = 8


def same_party(one: StatedParty, other: StatedParty) -> bool:
    """True for the same number or, without one, the same name and no contradicting birth."""
    if one.identity_number and other.identity_number:
        return one.identity_number == other.identity_number
    return bool(one.name_key) and one.name_key == other.name_key and _births_agree(one, other)


def alike_party(one: StatedParty, other: StatedParty) -> bool:
    """True where only a slip of writing keeps two statements of one incident from being the same.

    The name is the same or lacks its middle, the births agree or have day and month exchanged, and the numbers, where
    both state one, are a slip apart or of the old and the new kind.
    """
    return (
        _names_fit(one.name_key.split(), other.name_key.split())
        and (_births_agree(one, other) or _births_exchanged(one, other))
        and _numbers_fit(one.identity_number, other.identity_number)
    )


def same_conveyance(one: StatedConveyance, other: StatedConveyance) -> bool:
    """True for the same registration or, without one, the same name."""
    if one.registration_key and other.registration_key:
        return one.registration_key == other.registration_key
    return bool(one.name_key) and one.name_key == other.name_key


def party_says_the_same(one: StatedParty, other: StatedParty) -> bool:
    """True where two statements of one person contradict each other in nothing; what one leaves out does not."""
    return (
        _agree(one.name_key, other.name_key)
        and _agree(one.identity_number, other.identity_number)
        and _births_agree(one, other)
    )


def conveyance_says_the_same(one: StatedConveyance, other: StatedConveyance) -> bool:
    """True where two statements of one vehicle or vessel contradict each other in nothing."""
    return _agree(one.registration_key, other.registration_key) and _agree(
        one.name_key, other.name_key
    )


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def matched(
    ranked: Sequence[Sequence[S]],
    same: Callable[[S, S], bool],
    alike: Callable[[S, S], bool] | None = None,
) -> list[list[S]]:
    """The statements of each thing, the first ranked first; two of one source are never taken for one thing.

    `alike` joins what is left apart, where each is the only one that the other is like.
    """
    groups: list[list[S]] = []
    for things in ranked:
        for thing in things:
            group = next((g for g in groups if _fits([thing], g, same)), None)
            if group is None:
                groups.append([thing])
            else:
                group.append(thing)
    return groups if alike is None or len(groups) < 2 else _joined(groups, alike)


def _joined(groups: list[list[S]], alike: Callable[[S, S], bool]) -> list[list[S]]:
    partners = {
        at: [to for to, other in enumerate(groups) if to != at and _fits(group, other, alike)]
        for at, group in enumerate(groups)
    }
    only = {at: found[0] for at, found in partners.items() if len(found) == 1}
    pairs = {at: to for at, to in only.items() if only.get(to) == at}
    return [
        group + groups[pairs[at]] if at in pairs else group
        for at, group in enumerate(groups)
        if pairs.get(at, at) >= at
    ]


def _fits(things: Sequence[S], group: Sequence[S], same: Callable[[S, S], bool]) -> bool:
    """True when any statement of one is the same as any of the other, and no source speaks of both."""
    records = {thing.record_id for thing in things}
    if any(each.record_id in records for each in group):
        return False
    return any(same(each, thing) for each in group for thing in things)


def _names_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """True for the same name, and for one that lacks words of the other's middle."""
    short, long = sorted((one, other), key=len)
    if short == long or len(short) < 2:
        return bool(short) and short == long
    if (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _births_agree(one: StatedParty, other: StatedParty) -> bool:
    if one.birth_from is None or other.birth_from is None:
        return True
    if "year" in (one.birth_precision, other.birth_precision):
        return one.birth_from.year == other.birth_from.year
    return one.birth_from == other.birth_from


def _births_exchanged(one: StatedParty, other: StatedParty) -> bool:
    first, second = one.birth_from, other.birth_from
    if first is None or second is None:
        return False
    return (first.year, first.month, first.day) == (second.year, second.day, second.month)


def _numbers_fit(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    if {len(one), len(other)} == _OLD_AND_NEW:
        return True
    long_enough = min(len(one), len(other)) >= _LONG_ENOUGH
    return long_enough and OSA.distance(one, other, score_cutoff=1) <= 1
