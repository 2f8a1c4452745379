"""What a written number is: its kind found from its form, the words before it and the place it stands in."""

from __future__ import annotations

from datetime import date

from cotmoc.normalise.identifiers.asking import LATEST_YEAR, Answer, Question
from cotmoc.normalise.identifiers.machine_readable import read_machine_readable
from cotmoc.normalise.identifiers.mending import mended
from cotmoc.normalise.identifiers.of_digits import read_digits
from cotmoc.normalise.identifiers.of_letters import read_letters
from cotmoc.normalise.identifiers.value import ALL_KINDS, HINTS, Identifier, Kind, Validity
from cotmoc.normalise.identifiers.written import Written, take_apart
from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.text import clean

_RANK = {Validity.VALID: 0, Validity.POSSIBLE: 1, Validity.IMPOSSIBLE: 2}
# Kinds that most numbers of nine digits could be: taken only where they are expected.
_FITS_ANY = frozenset((Kind.MMSI, Kind.OLD_IDENTITY))
# From here on digits may be those of a bank card; fewer are never covered.
_COVERED_FROM = 15
_SHOWN = 4


def read_identifier(
    written: str, hint: str = "", *, country: str = "", today: date | None = None
) -> Reading[Identifier]:
    """What a written number is the number of, whether it can be one, and what its inner structure says.

    The kind follows from the form and from words before the number ("CCCD số", "BKS", "SĐT"); `hint` is a kind or a
    group of kinds (`HINTS`: identity, document, registration, vessel) that the place of the number suggests, `country`
    the ISO code of its holder. Words around are left out; a leading zero lost by a workbook is put back where the
    structure proves it. `today` refuses births in the future. Nothing written gives None without a problem.

    Errors: `identifier.unknown` (no form known here), `identifier.scientific` (digits lost by a workbook), and of
    impossible numbers the reason: `identifier.check_digit`, `.province_unknown`, `.province_abolished`,
    `.birth_in_future`, `.birth_impossible`, `.prefix_unknown`, `.series_unknown`, `.flag_unknown`, `.rounded`,
    `.zone_check_digit`, `.bank_card` (not to be held: only the last four digits are given). Warnings:
    `identifier.ambiguous` (params kinds), `.other_kind` than the hint says, `.zero_lost`, `.look_alike`,
    `.prefix_replaced`, `.more_written`.

    >>> number = read_identifier("CCCD số: 022 085 001234").value
    >>> number.kind.value, number.canonical, number.province, number.sex, number.birth.start.year
    ('citizen', '022085001234', 'Quảng Ninh', 'male', 1985)
    >>> read_identifier("BKS 14c 12345").value.canonical, read_identifier("01234567890").value.canonical
    ('14C-123.45', '+84 83 456 7890')
    """
    text = clean(written)
    if not text:
        return Reading(None)
    if "<<" in text:
        zone = read_machine_readable(text, today or date(LATEST_YEAR, 12, 31))
        return Reading(zone.value.identifier if zone.value else None, zone.problems)
    if text.isdigit() and text.isascii():
        part = Written(text, text)
    else:
        part = take_apart(text, written)
        if part.spoiled:
            return Reading(None, (part.spoiled,))
    said = part.hint or (hint if hint in HINTS else "")
    question = Question(part.compact, part.text, HINTS[said], said, country, today)
    return _answered(question, part, written)


def _answered(question: Question, part: Written, written: str) -> Reading[Identifier]:
    found = _read(question)
    if len(found) == 1 and found[0].holds and not found[0].repair and not part.notes:
        return Reading(found[0].identifier)
    if any(answer.holds for answer in found):
        return _chosen(found, part, written)
    repaired = mended(question)
    if repaired:
        return _chosen(repaired, part, written)
    if question.kinds is not ALL_KINDS and not part.hint:
        others = _of_other_kinds(question)
        if others:
            kind = others[0].identifier.kind.value
            note = warning("identifier.other_kind", written, kind=kind, hint=question.hint)
            return _chosen(others, part, written, note)
    if found:
        return _chosen(found[:1], part, written)
    return Reading(None, (error("identifier.unknown", masked(written)), *part.notes))


def _read(question: Question) -> list[Answer]:
    number = question.number
    if number.isdecimal() and number.isascii():
        return read_digits(question)
    return read_letters(question) if number else []


def _of_other_kinds(question: Question) -> list[Answer]:
    """Kinds the hint does not speak of: only those that hold, and cards, which must not go through."""
    found = _read(question._replace(kinds=ALL_KINDS, hint=""))
    return [answer for answer in found if not answer.repair and _is_sure(answer.identifier)]


def _is_sure(identifier: Identifier) -> bool:
    if identifier.kind is Kind.BANK_CARD:
        return True
    return identifier.validity is Validity.VALID and identifier.kind not in _FITS_ANY


def _chosen(
    found: list[Answer], part: Written, written: str, *notes: Problem
) -> Reading[Identifier]:
    """The best of the answers, with what is to be said of it."""
    identifier, repair = best = found[0] if len(found) == 1 else min(found, key=_order)
    problems = (*notes, *part.notes)
    if len(found) > 1:
        rivals = {each.identifier.kind.value for each in found if _order(each) == _order(best)}
        if len(rivals) > 1:
            problems += (warning("identifier.ambiguous", written, kinds=", ".join(sorted(rivals))),)
    if repair:
        problems += (warning(f"identifier.{repair}", written, read_as=identifier.canonical),)
    if identifier.kind is Kind.BANK_CARD:
        problems = (error("identifier.bank_card", masked(written)),)
    elif identifier.validity is Validity.IMPOSSIBLE:
        problems += (error(f"identifier.{identifier.why}", written, kind=identifier.kind.value),)
    return Reading(identifier, problems)


def _order(answer: Answer) -> tuple[int, bool]:
    return _RANK[answer.identifier.validity], bool(answer.repair)


def masked(written: str) -> str:
    """The text with all but the last four digits covered when it holds as many as a bank card has.

    >>> masked("Thẻ 4111 1111 1111 1111")
    'Thẻ •••• •••• •••• 1111'
    """
    digits = sum(character.isdigit() for character in written)
    if digits < _COVERED_FROM:
        return written
    shown: list[str] = []
    for character in written:
        is_digit = character.isdigit()
        shown.append("•" if is_digit and digits > _SHOWN else character)
        digits -= is_digit
    return "".join(shown)
