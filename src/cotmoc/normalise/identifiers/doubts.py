"""Whether two numbers may be one that was miswritten once, and what an impossible one may have been."""

from __future__ import annotations

from enum import StrEnum

from cotmoc.normalise.identifiers.check_digits import (
    container_digit,
    corrections,
    imo_digit,
    resident_digit,
    tax_digit,
    thai_digit,
)
from cotmoc.normalise.identifiers.value import Identifier, Kind

_LOOK_ALIKES = {
    frozenset(pair)
    for pair in (
        "0O", "0Q", "0D", "1I", "1L", "1T", "2Z", "5S", "6G", "8B", "4A", "OQ", "OD", "IL", "UV", "17", "38", "68",
        "56", "49", "08",
    )
}  # fmt: skip
_MOST_ALTERNATIVES = 5


class Doubt(StrEnum):
    """How two numbers differ by one slip of the hand or the eye."""

    SAME = "same"
    LOOK_ALIKE = "look_alike"
    TRANSPOSED = "transposed"
    OTHER_DIGIT = "other_digit"
    ONE_MORE = "one_more"


def one_digit_away(one: str, other: str) -> Doubt | None:
    """How two keys differ by one slip: None when they differ by more, SAME when not at all. Symmetric.

    One character exchanged for one that looks like it (0 O, 1 I L 7, 5 S 6, 8 B 3) is a likelier slip than
    for any other; two neighbours in the other order, and one character too many or too few, are slips as well.

    >>> one_digit_away("14C12345", "14C12354"), one_digit_away("022085001234", "022085001294")
    (<Doubt.TRANSPOSED: 'transposed'>, <Doubt.OTHER_DIGIT: 'other_digit'>)
    """
    if one == other:
        return Doubt.SAME
    if abs(len(one) - len(other)) > 1:
        return None
    at = _first_difference(one, other)
    rest, other_rest = one[at:], other[at:]
    if len(one) != len(other):
        longer, shorter = (rest, other_rest) if len(one) > len(other) else (other_rest, rest)
        return Doubt.ONE_MORE if longer[1:] == shorter else None
    if rest[1:] == other_rest[1:]:
        return (
            Doubt.LOOK_ALIKE
            if frozenset((rest[0], other_rest[0])) in _LOOK_ALIKES
            else Doubt.OTHER_DIGIT
        )
    crossed = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return Doubt.TRANSPOSED if crossed else None


def _first_difference(one: str, other: str) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


_HOLDS = {
    Kind.IMO: lambda key: imo_digit(key[3:9]) == int(key[9]),
    Kind.CONTAINER: lambda key: container_digit(key[:10]) == int(key[10]),
    Kind.TAX_CODE: lambda key: len(key) != 12 and tax_digit(key[:9]) == int(key[9]),
}


def valid_alternatives(identifier: Identifier) -> tuple[str, ...]:
    """The keys that would hold with one digit changed or two neighbours exchanged, the likeliest first, at most five.

    Only for numbers with a check digit (ships, containers, tax codes, Chinese and Thai identity numbers) that are
    impossible because of it; empty for all others. Nothing is corrected by it: a person says which it was.

    >>> from cotmoc.normalise.identifiers import read_identifier
    >>> valid_alternatives(read_identifier("IMO 9074279").value)[0]
    'IMO9074729'
    """
    if identifier.why != "check_digit":
        return ()
    holds = _HOLDS.get(identifier.kind)
    if identifier.kind is Kind.FOREIGN_IDENTITY:
        holds = _holds_resident if identifier.country == "CN" else _holds_thai
    return corrections(identifier.key, holds)[:_MOST_ALTERNATIVES] if holds else ()


def _holds_resident(key: str) -> bool:
    return resident_digit(key[:17]) == key[17]


def _holds_thai(key: str) -> bool:
    return thai_digit(key[:12]) == int(key[12])
