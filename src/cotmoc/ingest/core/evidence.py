"""What the values of a column look like, whatever the column is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cotmoc.normalise.codes.catalogue import COMMODITIES, CONVEYANCE_KINDS, OFFENCES, OUTCOMES
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.identifiers import DOCUMENTS, REGISTRATIONS, Kind, Validity, read_identifier
from cotmoc.normalise.measures import find_unit
from cotmoc.normalise.moments import Precision, read_moment
from cotmoc.normalise.positions import read_position
from cotmoc.normalise.quantities import read_count, read_quantity
from cotmoc.normalise.text import fold
from cotmoc.normalise.times import read_time
from cotmoc.normalise.written_numbers import read_number

_PAINTED = REGISTRATIONS - {Kind.MMSI, Kind.IMO}
_PAPERS = DOCUMENTS - {Kind.DRIVING_LICENCE, Kind.BORDER_PASS}
_DEGREES = re.compile(r"-?\d{1,3}\.\d{3,}")
_HEMISPHERE = re.compile(r"[°º]|\d\s*[NSEW]\b")
# The surnames of nine in ten Vietnamese, folded.
# fmt: off
_SURNAMES = frozenset((
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do",
    "ho", "ngo", "duong", "ly", "dao", "dinh", "luong", "trinh", "mai", "truong", "lam", "ha",
    "ta", "cao", "chu", "hoac", "trieu", "ma", "lo", "vang", "giang", "thao", "sung", "cu", "lu",
    "tong", "quach", "thach",
))
# fmt: on
_NARRATIVE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Look:
    """A way a value can look: the fields it speaks for, and the test of one value."""

    fields: tuple[str, ...]
    fits: Callable[[str], bool]


def _is_day(value: str) -> bool:
    reading = read_moment(value, "")
    return (
        reading.value is not None
        and reading.value.precision in (Precision.DAY, Precision.MINUTE, Precision.NIGHT)
        and not value.strip().isdecimal()
    )


def is_moment(value: str) -> bool:
    """True for what can be read as a day, month or period by itself."""
    return read_moment(value, "").value is not None


def _is_date(value: str) -> bool:
    """True for a moment, also for one of a year that stands elsewhere."""
    reading = read_moment(value, "")
    return reading.value is not None or reading.problems[0].code == "moment.year_missing"


def _is_position(value: str) -> bool:
    return bool(_HEMISPHERE.search(value)) and read_position(value).value is not None


def _is_number(value: str) -> bool:
    return read_number(value) is not None


def _is_quantity(value: str) -> bool:
    return _is_number(value) or read_quantity(value).value is not None


def _is_degrees(limit: int) -> Callable[[str], bool]:
    return lambda value: bool(_DEGREES.fullmatch(value)) and abs(float(value)) <= limit


def _is_registration(value: str) -> bool:
    number = read_identifier(value).value
    return number is not None and number.kind in _PAINTED and number.validity is Validity.VALID


def _is_identity_number(value: str) -> bool:
    """True for numbers of papers; a passport's form alone has no inner structure, and is shared by other codes."""
    number = read_identifier(value).value
    return (
        number is not None and number.kind in _PAPERS and number.validity is not Validity.IMPOSSIBLE
    )


def _is_name(value: str) -> bool:
    words = value.partition(";")[0].split()
    return 2 <= len(words) <= 6 and fold(words[0]) in _SURNAMES and words[0][0].isupper()


def _is_code(codes: CodeList) -> Callable[[str], bool]:
    def fits(value: str) -> bool:
        reading = match_code(codes, value)
        return reading.value is not None and not reading.problems

    return fits


def _is_year(value: str) -> bool:
    return bool(re.fullmatch(r"(?:FY\s?)?(19|20)\d\d(\s*\(.*\))?", value.strip()))


# What the values of a field named by its header must look like; fields not here take any text.
FITS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "time": lambda value: read_time(value).value is not None,
    "year": _is_year,
    "fiscal_year": _is_year,
    "birth": is_moment,
    "lon": lambda value: _is_number(value) or _is_position(f"0N {value}"),
    "lat": lambda value: _is_number(value) or _is_position(f"{value} 0E"),
    "position": lambda value: read_position(value).value is not None,
    "quantity": _is_quantity,
    "amount": _is_quantity,
    "value": _is_quantity,
    "fine": _is_quantity,
    "unit_of_measure": lambda value: find_unit(value) is not None,
    "heads": lambda value: read_count(value).value is not None,
    "identity_number": lambda value: any(c.isdigit() for c in value),
    "registration": lambda value: any(c.isdigit() for c in value),
}
# What values say by themselves, strongest first.
LOOKS: tuple[Look, ...] = (
    Look(("place.position",), _is_position),
    Look(("conveyance[1].registration",), _is_registration),
    Look(("occurred.date", "period.date", "received.date"), _is_day),
    Look(("party[1].identity_number",), _is_identity_number),
    Look(("party[1].name",), _is_name),
    Look(("offence",), _is_code(OFFENCES)),
    Look(("outcome.kind",), _is_code(OUTCOMES)),
    Look(("seizure[1].commodity", "return.commodity"), _is_code(COMMODITIES)),
    Look(("conveyance[1].kind",), _is_code(CONVEYANCE_KINDS)),
    Look(("seizure[1].quantity",), lambda value: not _is_number(value) and _is_quantity(value)),
    Look(("place.lat",), _is_degrees(90)),
    Look(("place.lon",), _is_degrees(180)),
    Look(("narrative", "information.text"), lambda value: len(value) >= _NARRATIVE_LENGTH),
)


def share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    """The share of the values that fit, 0 for no values.

    >>> share(["1/2/2024", "x"], _is_day)
    0.5
    """
    return sum(1 for value in values if fits(value)) / len(values) if values else 0.0
