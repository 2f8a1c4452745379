"""Numbers of digits alone: what they can be by their length."""

from __future__ import annotations

import re

from cotmoc.normalise.identifiers import foreigners, numbers, passports, people, phones, vessels
from cotmoc.normalise.identifiers.asking import Answer, Form, Forms, Question
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity

_PLUS = re.compile(r"[\s(]*\+")
_LONGER_THAN_CITIZENS = 12
# No number is mended to that of somebody born before.
_OLDEST = 1915


def read_digits(question: Question) -> list[Answer]:
    """The kinds that a number of digits can be, the usual ones first.

    A later tier of kinds is asked only when nothing in those before can exist.
    """
    found: list[Answer] = []
    for tier in _tiers(question):
        step = tier.answers(question)
        for answer in step:
            if answer.holds:
                return step
        found += step
    # What words say it is comes before what it cannot be by its form.
    return _ANY_LENGTH.answers(question) or found


def _tiers(question: Question) -> tuple[Forms, ...]:
    number = question.number
    if _PLUS.match(question.text) or (len(number) > _LONGER_THAN_CITIZENS and number[:2] == "00"):
        return _ABROAD
    return _BY_LENGTH.get(len(number), ())


def _phone(identifier: Identifier | None, national: str) -> Answer | None:
    if identifier is None:
        return None
    replaced = identifier.country == "VN" and phones.is_old_mobile(national)
    return Answer(identifier, "prefix_replaced" if replaced else "")


def _abroad(question: Question) -> Answer | None:
    digits = question.number.removeprefix("00")
    return _phone(phones.international(digits), "0" + digits[2:].removeprefix("0"))


def _domestic(question: Question) -> Answer | None:
    number = question.number
    return _phone(phones.vietnamese(number), number) if number[0] == "0" else None


def _phone_without_zero(question: Question) -> Answer | None:
    return (
        _lost_zero(phones.vietnamese(f"0{question.number}")) if question.number[0] != "0" else None
    )


def _lost_zero(identifier: Identifier | None) -> Answer | None:
    """A number with the zero that a workbook dropped, where all that is inside holds with it."""
    if identifier is None or identifier.validity is not Validity.VALID:
        return None
    return Answer(identifier, "zero_lost")


def _phone_with_code(question: Question) -> Answer | None:
    if question.number[0] == "0":
        return None
    identifier = phones.international(question.number)
    if identifier is None or identifier.validity is not Validity.VALID:
        return None
    return _phone(identifier, f"0{question.number[2:]}")


def _local_phone(question: Question) -> Answer | None:
    """A number as dialled within the holder's country."""
    return _phone(phones.of_country(question.number, question.country), "")


def _chinese_mobile(question: Question) -> Answer | None:
    if question.number[0] != "1":
        return None
    return _phone(phones.chinese_mobile(question.number), "")


def _citizen(question: Question) -> Answer:
    return Answer(people.citizen(question.number, question.latest))


def _citizen_without_zeros(question: Question) -> Answer | None:
    """A citizen's number without its first zero, or (provinces 001 to 008) both."""
    if question.number[0] == "0":
        return None
    identifier = people.citizen(question.number.zfill(12), question.latest)
    is_likely = identifier.birth is not None and identifier.birth.start.year >= _OLDEST
    return _lost_zero(identifier) if is_likely else None


def _old_identity(question: Question) -> Answer:
    return Answer(people.old_identity(question.number))


def _old_identity_without_zero(question: Question) -> Answer | None:
    if question.number[0] == "0":
        return None
    return _lost_zero(people.old_identity(f"0{question.number}"))


def _licence(question: Question) -> Answer:
    return Answer(people.driving_licence(question.number, question.latest))


def _customs(question: Question) -> Answer | None:
    if question.number[0] == "0" and question.hint != "customs_declaration":
        return None
    return Answer(numbers.customs_declaration(question.number))


def _tax(question: Question) -> Answer | None:
    if question.hint == "" and not numbers.holds_tax(question.number):
        return None
    return Answer(numbers.tax_code(question.number))


def _tax_of_person(question: Question) -> Answer:
    """Since July 2025 a person's tax code is the citizen's number."""
    identifier = people.citizen(question.number, question.latest)
    return Answer(identifier._replace(kind=Kind.TAX_CODE, detail="person"))


def _tax_without_zero(question: Question) -> Answer | None:
    return _lost_zero(numbers.tax_code(f"0{question.number}"))


def _mmsi(question: Question) -> Answer:
    return Answer(vessels.mmsi(question.number))


def _imo(question: Question) -> Answer | None:
    if question.hint != "imo" and not vessels.holds_imo(question.number):
        return None
    return Answer(vessels.imo(question.number))


def _thai(question: Question) -> Answer | None:
    answer = Answer(foreigners.thai_citizen(question.number))
    is_said = question.hint != "" or "-" in question.text
    return answer if (answer.holds and is_said) or question.country == "TH" else None


def _chinese(question: Question) -> Answer:
    return Answer(foreigners.chinese_resident(question.number, question.today))


def _card(question: Question) -> Answer | None:
    identifier = numbers.bank_card(question.number, question.hint in ("card", "bank_card"))
    return Answer(identifier) if identifier else None


def _border_pass(question: Question) -> Answer | None:
    identifier = passports.border_pass(question.number)
    return Answer(identifier) if identifier else None


def _foreign_passport(question: Question) -> Answer:
    return Answer(passports.of_unknown_form(question.number, question.country))


_CITIZEN = Form(_citizen, (Kind.CITIZEN,))
_CITIZEN_MENDED = Form(_citizen_without_zeros, (Kind.CITIZEN,))
_OLD_IDENTITY = Form(_old_identity, (Kind.OLD_IDENTITY,))
_OLD_IDENTITY_MENDED = Form(_old_identity_without_zero, (Kind.OLD_IDENTITY,))
_LICENCE = Form(_licence, (Kind.DRIVING_LICENCE,), ("driving_licence",))
_PHONE = Form(_domestic, (Kind.PHONE,))
_PHONE_MENDED = Form(_phone_without_zero, (Kind.PHONE,))
_PHONE_WITH_CODE = Form(_phone_with_code, (Kind.PHONE,))
_CHINESE_MOBILE = Form(_chinese_mobile, (Kind.PHONE,))
_LOCAL_PHONE = Form(_local_phone, (Kind.PHONE,), ("phone",))
_TAX = Form(_tax, (Kind.TAX_CODE,))
_TAX_MENDED = Form(_tax_without_zero, (Kind.TAX_CODE,))
_TAX_OF_PERSON = Form(_tax_of_person, (Kind.TAX_CODE,), ("tax_code",))
_CUSTOMS = Form(_customs, (Kind.CUSTOMS_DECLARATION,))
_MMSI = Form(_mmsi, (Kind.MMSI,))
_IMO = Form(_imo, (Kind.IMO,))
_THAI = Form(_thai, (Kind.FOREIGN_IDENTITY,))
_CHINESE = Form(_chinese, (Kind.FOREIGN_IDENTITY,))

_ABROAD = (Forms(Form(_abroad, (Kind.PHONE,))),)
_BY_LENGTH: dict[int, tuple[Forms, ...]] = {
    7: (Forms(_IMO, _LOCAL_PHONE),),
    8: (Forms(_OLD_IDENTITY_MENDED, _LOCAL_PHONE),),
    9: (Forms(_OLD_IDENTITY, _PHONE_MENDED, _LOCAL_PHONE), Forms(_MMSI), Forms(_TAX_MENDED)),
    10: (Forms(_PHONE, _TAX), Forms(_CITIZEN_MENDED, _PHONE_MENDED, _LOCAL_PHONE), Forms(_PHONE_WITH_CODE)),
    11: (Forms(_PHONE, _CITIZEN_MENDED, _PHONE_WITH_CODE, _CHINESE_MOBILE), Forms(_LOCAL_PHONE)),
    12: (Forms(_CITIZEN, _CUSTOMS, _LICENCE, _TAX_OF_PERSON), Forms(_PHONE_WITH_CODE)),
    13: (Forms(_TAX, _THAI, _PHONE_WITH_CODE),),
    18: (Forms(_CHINESE),),
}  # fmt: skip
_ANY_LENGTH = Forms(
    Form(_card, (Kind.BANK_CARD,)),
    Form(_border_pass, (Kind.BORDER_PASS,), ("border_pass",)),
    Form(_foreign_passport, (Kind.PASSPORT,), ("passport",)),
)
