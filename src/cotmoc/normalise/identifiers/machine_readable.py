"""Machine-readable zones of passports and identity cards (ICAO Doc 9303 parts 4 to 6), with their check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cotmoc.normalise.identifiers.check_digits import machine_readable_digit
from cotmoc.normalise.identifiers.people import citizen
from cotmoc.normalise.identifiers.tables import country_of_alpha3
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity
from cotmoc.normalise.moments import Moment
from cotmoc.normalise.readings import Reading, error
from cotmoc.normalise.text import clean

_ZONE = re.compile(r"[A-Z0-9<]+")
_SEXES = {"M": "male", "F": "female"}
_VIETNAMESE_NUMBER = re.compile(r"(\d{12})<*")
# Printed letters that scanners take for digits and the other way round, where only digits can stand.
_DIGITS_ONLY = str.maketrans("OQDIZSB", "0001258")
_BY_LENGTH = {88: "TD3", 90: "TD1", 72: "TD2", 44: "TD3 lower"}


@dataclass(frozen=True, slots=True)
class MachineReadable:
    """What a zone says: the paper's number, its holder's names (family, given), nationality (ISO code), and last day.

    `identifier` has the birth and sex; `failed` names the fields whose check digit is wrong.
    """

    identifier: Identifier
    surname: str = ""
    given_names: str = ""
    nationality: str = ""
    expires: Moment | None = None
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a zone with their check digits, whatever lines they stood on."""

    paper: str
    issuer: str
    number: str
    number_digit: str
    birth: str
    birth_digit: str
    sex: str
    expires: str
    expires_digit: str
    nationality: str
    optional: str
    names: str
    checked: str
    checked_digit: str


def read_machine_readable(written: str, today: date) -> Reading[MachineReadable]:
    """What the machine-readable zone of a passport (two lines of 44 characters) or card (three of 30, two of 36) says.

    Line breaks and spaces between the lines do not matter; the lower line of a passport alone is read too. `today`
    decides the century of two-digit years. Problems: `identifier.zone_unreadable`, `identifier.zone_check_digit` (with
    the fields; the value is given all the same, as impossible).

    >>> upper, lower = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    >>> zone = read_machine_readable(upper + lower, date(2026, 1, 15)).value
    >>> zone.identifier.canonical, zone.surname, zone.identifier.sex, zone.failed
    ('L898902C3', 'ERIKSSON', 'female', ())
    """
    zone = clean(written).replace(" ", "").replace("«", "<<").upper()
    kind = _BY_LENGTH.get(len(zone), "") if _ZONE.fullmatch(zone) else ""
    if not kind:
        return Reading(None, (error("identifier.zone_unreadable", written),))
    fields = _FIELDS[kind](zone)
    failed = _failed(fields)
    problems = (
        (error("identifier.zone_check_digit", written, fields=", ".join(failed)),) if failed else ()
    )
    surname, _, given = fields.names.partition("<<")
    return Reading(
        MachineReadable(
            _identifier(fields, today, bool(failed)),
            _words(surname),
            _words(given),
            country_of_alpha3().get(fields.nationality.replace("<", ""), ""),
            _day(fields.expires, today.year + 50),
            failed,
        ),
        problems,
    )


def _td3(zone: str) -> _Fields:
    upper = zone[:44]
    return _lower(zone[44:], upper[:2], upper[2:5], upper[5:])


def _lower(line: str, paper: str, issuer: str, names: str) -> _Fields:
    """The lower line of TD3 and TD2: they differ in the length of what is optional."""
    checked = line[:10] + line[13:20] + line[21:-1]
    return _Fields(
        paper, issuer, line[:9], line[9], line[13:19], line[19], line[20], line[21:27], line[27], line[10:13],
        line[28:-1], names, checked, line[-1],
    )  # fmt: skip


def _td3_lower(zone: str) -> _Fields:
    return _lower(zone, "P<", zone[10:13], "")


def _td2(zone: str) -> _Fields:
    upper = zone[:36]
    return _lower(zone[36:], upper[:2], upper[2:5], upper[5:])


def _td1(zone: str) -> _Fields:
    one, two, names = zone[:30], zone[30:60], zone[60:]
    return _Fields(
        one[:2], one[2:5], one[5:14], one[14], two[:6], two[6], two[7], two[8:14], two[14], two[15:18],
        one[15:], names, one[5:] + two[:7] + two[8:15] + two[18:29], two[29],
    )  # fmt: skip


_FIELDS = {"TD3": _td3, "TD1": _td1, "TD2": _td2, "TD3 lower": _td3_lower}


def _failed(fields: _Fields) -> tuple[str, ...]:
    checks = (
        ("number", fields.number, fields.number_digit),
        ("birth", fields.birth, fields.birth_digit),
        ("expires", fields.expires, fields.expires_digit),
        ("whole", fields.checked, fields.checked_digit),
    )
    return tuple(name for name, field, digit in checks if not _holds(field, digit))


def _holds(field: str, digit: str) -> bool:
    digit = digit.translate(_DIGITS_ONLY)
    if digit == "<":
        return not field.strip("<")
    return digit.isdigit() and machine_readable_digit(field) == int(digit)


def _identifier(fields: _Fields, today: date, failed: bool) -> Identifier:
    issuer = country_of_alpha3().get(fields.issuer.replace("<", ""), "")
    birth, sex = _day(fields.birth, today.year), _SEXES.get(fields.sex, "")
    own = (
        _VIETNAMESE_NUMBER.match(fields.optional)
        if issuer == "VN" and fields.paper[0] == "I"
        else None
    )
    if own:
        base = citizen(own.group(1), today.year)
    else:
        number = fields.number.replace("<", "")
        kind = Kind.PASSPORT if fields.paper[0] == "P" else Kind.FOREIGN_IDENTITY
        base = Identifier(kind, number, number, Validity.VALID, "", issuer)
    said = base._replace(sex=base.sex or sex, birth=birth or base.birth)
    return said._replace(validity=Validity.IMPOSSIBLE, why="zone_check_digit") if failed else said


def _day(digits: str, latest: int) -> Moment | None:
    """The day of YYMMDD, in the last hundred years before the end of `latest`."""
    digits = digits.translate(_DIGITS_ONLY)
    if not digits.isdigit():
        return None
    century = latest // 100 * 100
    year = century + int(digits[:2])
    try:
        return Moment(
            date(year if year <= latest else year - 100, int(digits[2:4]), int(digits[4:]))
        )
    except ValueError:
        return None


def _words(text: str) -> str:
    return " ".join(text.replace("<", " ").split())
