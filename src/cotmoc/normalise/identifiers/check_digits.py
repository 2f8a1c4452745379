"""Check digits, and what would be right if one digit were another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

_MRZ_WEIGHTS = (7, 3, 1)
_RESIDENT_CHECKS = "10X98765432"
_LUHN_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_DIGITS = {str(digit): digit for digit in range(10)}
# ISO 6346: A = 10, then on, leaving out the multiples of 11.
_LETTER_VALUES = (value for value in range(10, 39) if value % 11)
_CONTAINER_VALUES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTER_VALUES, strict=True)) | _DIGITS
_MRZ_VALUES = {"<": 0} | {c: int(c, 36) for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}

Weights = tuple[dict[str, int], ...]


def _weighted(weights: Iterable[int], values: dict[str, int] = _DIGITS) -> Weights:
    """For each position what every character adds to the sum."""
    return tuple({c: value * weight for c, value in values.items()} for weight in weights)


_CONTAINER = _weighted((2**position for position in range(10)), _CONTAINER_VALUES)
_IMO = _weighted(range(7, 1, -1))
_TAX = _weighted((31, 29, 23, 19, 17, 13, 7, 5, 3))
_RESIDENT = _weighted((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
_THAI = _weighted(range(13, 1, -1))


def _sum(weights: Weights, characters: str) -> int:
    return sum(map(dict.__getitem__, weights, characters))


def machine_readable_digit(field: str) -> int:
    """The check digit of a field of a machine-readable zone (ICAO Doc 9303 part 3, 4.9): weights 7 3 1, modulo 10.

    >>> machine_readable_digit("D23145890734"), machine_readable_digit("340712")
    (9, 7)
    """
    return sum(_MRZ_VALUES[c] * _MRZ_WEIGHTS[at % 3] for at, c in enumerate(field)) % 10


def container_digit(owner_and_serial: str) -> int:
    """The check digit of four letters and six digits (ISO 6346 annex A); a remainder of 10 is written 0.

    >>> container_digit("CSQU305438")
    3
    """
    return _sum(_CONTAINER, owner_and_serial) % 11 % 10


def imo_digit(serial: str) -> int:
    """The check digit of six digits of a ship (IMO Resolution A.1117(30)): weights 7 to 2, the last digit of the sum.

    >>> imo_digit("907472")
    9
    """
    return _sum(_IMO, serial) % 10


def tax_digit(serial: str) -> int:
    """The check digit of nine digits of a Vietnamese tax code (Circular 80/2004/TT-BTC); 10 means that none exists.

    >>> tax_digit("010010910")
    6
    """
    return 10 - _sum(_TAX, serial) % 11


def resident_digit(number: str) -> str:
    """The check character of 17 digits of a Chinese resident identity number (GB 11643-1999).

    >>> resident_digit("11010519491231002")
    'X'
    """
    return _RESIDENT_CHECKS[_sum(_RESIDENT, number) % 11]


def thai_digit(number: str) -> int:
    """The check digit of 12 digits of a Thai identification number: weights 13 to 2, eleven less the remainder.

    >>> thai_digit("123456789012")
    1
    """
    return (11 - _sum(_THAI, number) % 11) % 10


def passes_luhn(number: str) -> bool:
    """True for digits that keep the formula of payment cards (ISO/IEC 7812-1 annex B).

    >>> passes_luhn("4111111111111111"), passes_luhn("4111111111111112")
    (True, False)
    """
    digits = [int(c) for c in reversed(number)]
    return (sum(digits[::2]) + sum(_LUHN_DOUBLED[digit] for digit in digits[1::2])) % 10 == 0


_LOOKS = {
    "0": "86", "1": "74", "2": "7", "3": "8", "4": "19", "5": "6", "6": "580", "7": "12", "8": "3069", "9": "48",
}  # fmt: skip


def corrections(number: str, holds: Callable[[str], bool]) -> tuple[str, ...]:
    """The numbers that would hold with two neighbouring digits exchanged or one digit changed, the likeliest first.

    Exchanged neighbours come first, then digits that look alike (0 8 6, 1 7 4, 3 8, 4 9, 5 6), then any other digit.
    Letters stay as they are. Empty when nothing holds.

    >>> corrections("9074279", lambda n: imo_digit(n[:6]) == int(n[6]))[0]
    '9074729'
    """
    found = dict.fromkeys(other for other in _changed(number) if other != number and holds(other))
    return tuple(found)


def _changed(number: str) -> Iterator[str]:
    at = [position for position, character in enumerate(number) if character.isdigit()]
    for position in at:
        if position + 1 in at:
            head, pair, tail = (
                number[:position],
                number[position : position + 2],
                number[position + 2 :],
            )
            yield head + pair[::-1] + tail
    for alike in (True, False):
        for position in at:
            for digit in "0123456789":
                if (digit in _LOOKS[number[position]]) is alike:
                    yield number[:position] + digit + number[position + 1 :]
