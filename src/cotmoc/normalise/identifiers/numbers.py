"""Numbers of boxes, bodies, papers and cards: containers, tax codes, customs declarations, bank cards."""

from __future__ import annotations

import re

from cotmoc.normalise.identifiers.check_digits import container_digit, passes_luhn, tax_digit
from cotmoc.normalise.identifiers.tables import provinces
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity

CONTAINER = re.compile(r"([A-Z]{3}[UJZ])(\d{6})(\d)")
_EQUIPMENT = {"U": "container", "J": "equipment", "Z": "chassis"}
_DECLARATIONS = {"1": "import", "3": "export"}
# First digits of cards: Visa, Mastercard (old and new), American Express, Discover, JCB, UnionPay, NAPAS (Viet Nam).
# Those of NAPAS are refused even when miswritten: nothing else of that length begins so.
_NAPAS = "9704"
_CARD = re.compile(
    r"4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|6(?:011|5\d\d)\d{12}|35\d{14}"
    r"|62\d{14,17}|9704\d{12}(?:\d{3})?"
)


def container(match: re.Match[str]) -> Identifier:
    """A container (ISO 6346): three letters of the owner, U (or J, Z), six digits and a check digit."""
    owner, serial, digit = match.groups()
    canonical, key = f"{owner} {serial}-{digit}", match.group()
    if container_digit(owner + serial) != int(digit):
        return Identifier(Kind.CONTAINER, canonical, key, Validity.IMPOSSIBLE, "check_digit")
    return Identifier(Kind.CONTAINER, canonical, key, detail=_EQUIPMENT[owner[3]])


def holds_tax(digits: str) -> bool:
    """True when the tenth digit is the check digit of the nine before."""
    return tax_digit(digits[:9]) == int(digits[9])


def tax_code(digits: str) -> Identifier:
    """A tax code of ten digits, or of thirteen for a branch.

    Two digits of the province, seven, a check digit, three of the branch. Persons have their citizen's
    number instead since 1 July 2025 (Circular 86/2024/TT-BTC).
    """
    main, branch = digits[:10], digits[10:]
    canonical = f"{main}-{branch}" if branch else main
    if not holds_tax(main):
        return Identifier(
            Kind.TAX_CODE, canonical, digits, Validity.IMPOSSIBLE, "check_digit", "VN"
        )
    province = provinces().by_tax.get(main[:2])
    detail = "person" if main[0] == "8" else "branch" if branch else "organisation"
    return Identifier(
        Kind.TAX_CODE, canonical, digits, Validity.VALID, "", "VN", province.name if province else "", detail=detail
    )  # fmt: skip


def customs_declaration(digits: str) -> Identifier:
    """A customs declaration of the electronic system: twelve digits, 1 for imports and 3 for exports first.

    The last digit counts the amendments; declarations that differ in it alone are one.
    """
    detail = _DECLARATIONS.get(digits[0], "") if digits[1] == "0" else ""
    if not detail:
        return Identifier(
            Kind.CUSTOMS_DECLARATION,
            digits,
            digits[:11],
            Validity.IMPOSSIBLE,
            "series_unknown",
            "VN",
        )
    return Identifier(
        Kind.CUSTOMS_DECLARATION, digits, digits[:11], Validity.VALID, "", "VN", detail=detail
    )


def bank_card(digits: str, is_said: bool) -> Identifier | None:
    """A payment card without its number: only the last four digits are kept, and no key. None for other numbers."""
    is_card = _CARD.fullmatch(digits) and (digits.startswith(_NAPAS) or passes_luhn(digits))
    if not is_card and not (is_said and 12 <= len(digits) <= 19):
        return None
    return Identifier(Kind.BANK_CARD, f"•••• {digits[-4:]}", "", Validity.IMPOSSIBLE, "bank_card")
