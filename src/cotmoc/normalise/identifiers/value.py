"""What an identifier is, once understood."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from cotmoc.normalise.moments import Moment


class Kind(StrEnum):
    """What a number is the number of."""

    CITIZEN = "citizen"
    OLD_IDENTITY = "old_identity"
    FOREIGN_IDENTITY = "foreign_identity"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel_permit"
    BORDER_PASS = "border_pass"  # noqa: S105 - a paper
    DRIVING_LICENCE = "driving_licence"
    PLATE = "plate"
    FISHING_VESSEL = "fishing_vessel"
    INLAND_VESSEL = "inland_vessel"
    IMO = "imo"
    MMSI = "mmsi"
    CALL_SIGN = "call_sign"
    CONTAINER = "container"
    PHONE = "phone"
    TAX_CODE = "tax_code"
    CUSTOMS_DECLARATION = "customs_declaration"
    BANK_CARD = "bank_card"


class Validity(StrEnum):
    """VALID: all that is inside holds. POSSIBLE: the form fits, and nothing inside can be checked. IMPOSSIBLE: no such
    number was ever given."""

    VALID = "valid"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class Identifier(NamedTuple):
    """A number that stands for a person, body, conveyance, box or paper.

    - `canonical`: as it is printed on the thing; of a bank card only the last four digits.
    - `key`: for comparison, the letters and digits alone, Đ as D; "" for what must not be compared (bank cards).
    - `why`: the reason when it is impossible: the code of the finding behind `identifier.`.
    - `country`: ISO 3166-1 code, "" where the form is that of several countries.
    - `province`: the name of the Vietnamese province that gave it (or in which the birth was registered), of that time.
    - `sex`, `birth`: what the number says of its holder; "" and None where it says nothing.
    - `detail`: what the number is for, within its kind: car, motorcycle, military, mobile, organisation ...
    - `holder`: who it was given to or by, in words: a unit, a network, a town.
    """

    kind: Kind
    canonical: str
    key: str
    validity: Validity = Validity.VALID
    why: str = ""
    country: str = ""
    province: str = ""
    sex: str = ""
    birth: Moment | None = None
    detail: str = ""
    holder: str = ""


VESSELS = frozenset((Kind.FISHING_VESSEL, Kind.INLAND_VESSEL, Kind.IMO, Kind.MMSI, Kind.CALL_SIGN))
REGISTRATIONS = VESSELS | {Kind.PLATE, Kind.CONTAINER}
IDENTITIES = frozenset((Kind.CITIZEN, Kind.OLD_IDENTITY, Kind.FOREIGN_IDENTITY))
DOCUMENTS = IDENTITIES | {
    Kind.PASSPORT,
    Kind.TRAVEL_PERMIT,
    Kind.BORDER_PASS,
    Kind.DRIVING_LICENCE,
}
ALL_KINDS = frozenset(Kind)
#: What the words before a number, or the column it stands in, allow it to be; every kind is also a hint of its own.
HINTS = {
    "": ALL_KINDS,
    "identity": IDENTITIES,
    "document": DOCUMENTS,
    "registration": REGISTRATIONS,
    "vessel": VESSELS,
    "card": frozenset((Kind.BANK_CARD,)),
    "account": frozenset((Kind.BANK_CARD,)),
    "motorcycle": frozenset((Kind.PLATE,)),
    "chinese_plate": frozenset((Kind.PLATE,)),
    "lao_plate": frozenset((Kind.PLATE,)),
    "cambodian_plate": frozenset((Kind.PLATE,)),
    "military_plate": frozenset((Kind.PLATE,)),
    **{kind.value: frozenset((kind,)) for kind in Kind},
}
