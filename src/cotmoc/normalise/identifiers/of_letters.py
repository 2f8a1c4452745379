"""Numbers with letters: plates, vessels, containers, passports."""

from __future__ import annotations

import re

from cotmoc.normalise.identifiers import (
    foreign_plates,
    foreigners,
    numbers,
    passports,
    plates,
    vessels,
)
from cotmoc.normalise.identifiers.asking import Answer, Form, Forms, Question
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity
from cotmoc.normalise.text import fold

#: Hints of a country's plates.
NATIONAL = {
    "chinese_plate": "CN",
    "lao_plate": "LA",
    "cambodian_plate": "KH",
    "military_plate": "VN",
}
_PAPERS = frozenset((Kind.PASSPORT, Kind.TRAVEL_PERMIT))
_TWO_PAIRS = re.compile(r"\d\d[\s.·–-]+\d\d$")
_RESIDENT = re.compile(r"\d{17}X")
_NAMED_IMO = re.compile(r"IMO(\d{7})")


def read_letters(question: Question) -> list[Answer]:
    """The kinds that a number with letters can be, the usual ones first."""
    first = question.number[:1]
    if first.isdecimal():
        forms = _AFTER_DIGIT
        civil = _civil(question)
        if civil and civil.holds and Kind.PLATE in question.kinds:
            return [civil]
    elif question.number.endswith("TS"):
        forms = _FISHING
    elif len(question.number) == _CONTAINER_LENGTH:
        forms = _CONTAINER
    elif first.isascii() or first == "Đ":
        forms = _AFTER_LETTER
    else:
        forms = _OTHER_SCRIPTS
    found = forms.answers(question)
    country = NATIONAL.get(question.hint)
    if country is None or len(found) < 2:
        return found
    return [answer for answer in found if answer.identifier.country == country] or found


def _of(identifier: Identifier | None) -> Answer | None:
    return Answer(identifier) if identifier else None


def _civil(question: Question) -> Answer | None:
    match = plates.CIVIL.fullmatch(question.number)
    if match is None or match.group(2) in plates.BODIES:
        return None
    return Answer(plates.civil(match, question.text, question.hint == "motorcycle"))


def _diplomatic(question: Question) -> Answer | None:
    match = plates.DIPLOMATIC.fullmatch(question.number)
    return Answer(plates.diplomatic(match)) if match else None


def _military(question: Question) -> Answer | None:
    """Two letters and four digits: of the army when written as two pairs, or when no boat bears the letters."""
    match = plates.MILITARY.fullmatch(question.number)
    if match is None or question.hint in ("lao_plate", "vessel"):
        return None
    said = question.hint == "military_plate"
    if not said and vessels.is_province(match.group(1)) and not _TWO_PAIRS.search(question.text):
        return None
    return _of(plates.military(match, said))


def _temporary(question: Question) -> Answer | None:
    match = plates.TEMPORARY.fullmatch(question.number)
    if match is None or question.hint == "passport":
        return None
    return Answer(plates.temporary(match))


def _passport(question: Question) -> Answer | None:
    number, country = question.number, question.country
    wanted = question.kinds & _PAPERS
    kind = next(iter(wanted)) if len(wanted) == 1 else None
    return _of(passports.passport(number, country, kind) or passports.passport(number, "", kind))


def _foreign_passport(question: Question) -> Answer | None:
    """A passport of a country whose form of number is not known here."""
    number = question.number
    if not passports.OTHER.fullmatch(number) or passports.passport(number):
        return None
    return Answer(passports.of_unknown_form(question.number, question.country))


def _container(question: Question) -> Answer | None:
    match = numbers.CONTAINER.fullmatch(question.number)
    return Answer(numbers.container(match)) if match else None


def _fishing(question: Question) -> Answer | None:
    match = vessels.FISHING.fullmatch(question.number)
    if match is None and question.hint == "fishing_vessel":
        match = vessels.INLAND.fullmatch(question.number)
    return Answer(vessels.fishing_vessel(match)) if match else None


def _inland(question: Question) -> Answer | None:
    match = vessels.INLAND.fullmatch(question.number)
    if match is None or question.hint in NATIONAL or _TWO_PAIRS.search(question.text):
        return None
    identifier = vessels.inland_vessel(match)
    said = question.hint in ("vessel", "inland_vessel")
    return Answer(identifier) if said or identifier.validity is Validity.VALID else None


def _named_imo(question: Question) -> Answer | None:
    match = _NAMED_IMO.fullmatch(question.number)
    return Answer(vessels.imo(match.group(1))) if match else None


def _latin_lao(question: Question) -> Answer | None:
    match = foreign_plates.LATIN_LAO.fullmatch(question.number)
    said = question.hint == "lao_plate" or question.country == "LA"
    return Answer(foreign_plates.latin_lao(match)) if match and said else None


def _latin_chinese(question: Question) -> Answer | None:
    number = question.number
    if not number.isascii():
        number = fold(number).replace(" ", "").upper()
    match = foreign_plates.readings().fullmatch(number)
    return _of(foreign_plates.chinese(match)) if match else None


def _cambodian(question: Question) -> Answer | None:
    match = foreign_plates.CAMBODIAN.fullmatch(question.number)
    return Answer(foreign_plates.cambodian(match)) if match else None


def _resident(question: Question) -> Answer | None:
    if not _RESIDENT.fullmatch(question.number):
        return None
    return Answer(foreigners.chinese_resident(question.number, question.today))


def _characters(question: Question) -> Answer | None:
    match = foreign_plates.CHARACTERS.fullmatch(question.number)
    return _of(foreign_plates.chinese(match)) if match else None


def _lao(question: Question) -> Answer | None:
    match = foreign_plates.LAO.fullmatch(question.number)
    return Answer(foreign_plates.lao(match)) if match else None


def _thai_plate(question: Question) -> Answer | None:
    match = foreign_plates.THAI.fullmatch(question.number)
    return Answer(foreign_plates.thai(match)) if match else None


def _border_pass(question: Question) -> Answer | None:
    return _of(passports.border_pass(question.number))


def _call_sign(question: Question) -> Answer | None:
    return _of(vessels.call_sign(question.number))


_CONTAINER_LENGTH = 11
_PLATE = (Kind.PLATE,)
_BORDER_PASS = Form(_border_pass, (Kind.BORDER_PASS,), ("border_pass",))
_CALL_SIGN = Form(_call_sign, (Kind.CALL_SIGN,), ("call_sign",))
_FOREIGN_PASSPORT = Form(_foreign_passport, (Kind.PASSPORT,), ("passport",))
_LATIN_CHINESE, _CAMBODIAN = Form(_latin_chinese, _PLATE), Form(_cambodian, _PLATE)
_DIPLOMATIC, _THAI = Form(_diplomatic, _PLATE), Form(_thai_plate, _PLATE)

_FISHING = Forms(Form(_fishing, (Kind.FISHING_VESSEL,)), _FOREIGN_PASSPORT, _CALL_SIGN)
_CONTAINER = Forms(Form(_container, (Kind.CONTAINER,)), _LATIN_CHINESE, _BORDER_PASS, _DIPLOMATIC)
_AFTER_DIGIT = Forms(
    Form(_civil, _PLATE),
    _DIPLOMATIC,
    _CAMBODIAN,
    Form(_resident, (Kind.FOREIGN_IDENTITY,)),
    _BORDER_PASS,
    _CALL_SIGN,
    _THAI,
    _FOREIGN_PASSPORT,
)
_AFTER_LETTER = Forms(
    Form(_passport, (Kind.PASSPORT, Kind.TRAVEL_PERMIT)),
    Form(_military, _PLATE),
    Form(_fishing, (Kind.FISHING_VESSEL,), ("fishing_vessel",)),
    Form(_inland, (Kind.INLAND_VESSEL,)),
    Form(_named_imo, (Kind.IMO,)),
    _DIPLOMATIC,
    Form(_temporary, _PLATE),
    _LATIN_CHINESE,
    Form(_latin_lao, _PLATE),
    _BORDER_PASS,
    _CALL_SIGN,
    _CAMBODIAN,
    _FOREIGN_PASSPORT,
)
_OTHER_SCRIPTS = Forms(Form(_characters, _PLATE), Form(_lao, _PLATE), _THAI, _LATIN_CHINESE)
