"""Passports, travel permits and border passes, by the form of their numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from cotmoc.normalise.identifiers.tables import rows
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity

#: Forms of passports in general (ICAO Doc 9303: up to nine letters and digits).
OTHER = re.compile(r"[A-Z]{0,3}\d{5,9}[A-Z]?")
_NUMBER = re.compile(r"([A-Z]{1,2})(\d{6,8})")


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    country: str
    kind: Kind
    detail: str


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(re.compile(pattern), country, Kind(kind), detail)
        for pattern, country, kind, detail in rows("passports.tsv", 4)
    )


@lru_cache(maxsize=8_192)
def _fitting(letters: str, digits: int) -> tuple[_Form, ...]:
    sample = letters + "1" * digits
    return tuple(form for form in _forms() if form.pattern.fullmatch(sample))


def passport(number: str, country: str = "", kind: Kind | None = None) -> Identifier | None:
    """A passport or travel permit by the form of its number; None where no known country writes such a number.

    No number holds a check digit outside the machine-readable zone, so none is more than possible. `country` (ISO
    code) and `kind` choose among the forms; without them a form of several countries leaves the country open.
    """
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    forms = _fitting(match.group(1), len(match.group(2)))
    chosen = [form for form in forms if country in ("", form.country) and kind in (None, form.kind)]
    if not chosen:
        return None
    countries = {form.country for form in chosen}
    passports = [form for form in chosen if form.kind is Kind.PASSPORT] or chosen
    one = passports[0] if len(countries) == 1 or len(passports) == 1 else None
    return Identifier(
        passports[0].kind,
        number,
        number,
        Validity.POSSIBLE,
        country=one.country if one else "",
        detail=one.detail if one else "",
    )


def border_pass(number: str) -> Identifier | None:
    """A border pass of Viet Nam or a neighbour: up to three letters and five to nine digits, with no rule inside.

    The forms differ from province to province and from year to year (Decree 76/2020/NĐ-CP), so it is only known by the
    words before it.
    """
    if not re.fullmatch(r"[A-Z]{0,4}\d{4,10}[A-Z]{0,3}", number):
        return None
    return Identifier(Kind.BORDER_PASS, number, number, Validity.POSSIBLE)


def of_unknown_form(number: str, country: str) -> Identifier:
    """A passport of a country whose form of number is not known here."""
    return Identifier(Kind.PASSPORT, number, number, Validity.POSSIBLE, country=country)
