"""What the normalisers of single values promise, whatever is written."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from benchmarks.fuzzing.target import of_text, promise
from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.identifiers.reading import read_identifier
from cotmoc.normalise.identifiers.value import Kind
from cotmoc.normalise.measures import MEASURES
from cotmoc.normalise.moments import Precision, read_moment
from cotmoc.normalise.money import Money, read_money
from cotmoc.normalise.names import name_key, read_name, read_names
from cotmoc.normalise.positions import read_position
from cotmoc.normalise.quantities import Quantity, read_count, read_quantity
from cotmoc.normalise.readings import Reading
from cotmoc.normalise.spreadsheets import as_it_was, harmless
from cotmoc.normalise.text import clean, fold, sort_key
from cotmoc.normalise.text_repair import repair_text
from cotmoc.normalise.times import read_time

_EXACT = (Precision.MINUTE, Precision.DAY)


def check_text(text: str) -> None:
    """Cleaning and folding settle at once, and lose no letter of the alphabet."""
    promise(clean(clean(text)) == clean(text), "cleaned twice is another text", text)
    promise(fold(fold(text)) == fold(text), "folded twice is another text", text)
    promise(as_it_was(harmless(text)) == text, "an exported text does not come back", text)
    sort_key(text)


def check_repair(text: str) -> None:
    """A repaired text says that it was repaired, and plain letters are left alone."""
    repaired = repair_text(text)
    promise(repaired.text == text or bool(repaired.fonts), "changed in silence", text, repaired)
    plain = text.encode("ascii", errors="ignore").decode()
    promise(repair_text(plain).text == plain, "plain letters changed", plain)


def check_name(text: str) -> None:
    """A name holds no letter that was not written, says what was changed, and is itself when read again."""
    for reading in (read_name(text), *read_names(text)):
        name = reading.value
        if name is None:
            continue
        promise(bool(name.full.strip()), "a name without letters", text, reading)
        promise(name.full in text or bool(name.changes), "changed in silence", text, name)
        if {"font", "typing", "legal_form"} & set(name.changes):
            continue
        letters = re.sub(r"[ \d]", "", fold(text)).replace("y", "i")
        words = re.sub(r"\d", "", fold(name.full)).replace("y", "i").split()
        promise(all(word in letters for word in words), "letters not written", text, name)
    promise(name_key(name_key(text)) == name_key(text), "another key when keyed again", text)


def check_moment(text: str) -> None:
    """No day that is not written, and the same day when it is written anew."""
    for order in ("dmy", "mdy", ""):
        reading = read_moment(text, order)
        moment = reading.value
        if moment is None:
            continue
        promise(moment.start < moment.until, "ends before it begins", text, moment)
        if moment.precision in _EXACT and not reading.problems:
            written = unicodedata.normalize("NFKC", text)
            # 24:00 is the beginning of the next day.
            days = (moment.start, moment.start - timedelta(days=1))[: 2 if "24" in written else 1]
            fits = any(_holds(written, day) for day in days)
            promise(fits, "a day or year that is not written", text, moment)
        if moment.precision is Precision.DAY:
            again = read_moment(moment.start.isoformat()).value
            promise(again == moment, "another day when read again", text, moment)


def _holds(text: str, day: date) -> bool:
    digits = "".join(c for c in text if c.isdecimal())
    return str(day.day) in digits and str(day.year) in digits


def check_time(text: str) -> None:
    """A time lies within the day."""
    time = read_time(text).value
    promise(time is None or 0 <= time.minute < 1440, "no time of a day", text, time)


def check_quantity(text: str) -> None:
    """A quantity is not negative, has a known measure, and reads the same in its canonical unit."""
    for decimal in ("", ",", "."):
        _check_amount(text, read_quantity(text, decimal=decimal))
        _check_amount(text, read_quantity(text, "kg", decimal))


def check_money(text: str) -> None:
    """A sum of money is one of money, and not negative."""
    reading = read_money(text)
    _check_amount(text, reading)
    if reading.value:
        promise(reading.value.measure.startswith("money_"), "no money", text, reading.value)


def _check_amount(text: str, reading: Reading[Quantity] | Reading[Money]) -> None:
    quantity = reading.value
    if quantity is None:
        return
    promise(quantity.measure in MEASURES, "no known measure", text, quantity)
    promise(0 <= quantity.amount < 10**15, "no possible amount", text, quantity)
    numbers = re.findall(r"\d+", text)
    if not reading.problems and len(numbers) == 1 and text.isascii():
        # One plain number and a unit: its digits are those of the amount, however many zeros the unit adds.
        kept = f"{quantity.amount:f}".replace(".", "").strip("0")
        written = numbers[0].strip("0")
        metric = quantity.measure in ("mass", "volume", "length") and _is_metric(text)
        promise(not metric or kept == written, "other digits", text, quantity)


def _is_metric(text: str) -> bool:
    return bool(re.fullmatch(r"\s*\d+\s*(?:mg|g|kg|l|ml|m|mm|cm|km)\s*", text))


def check_count(text: str) -> None:
    """A number of things is whole and within its bounds."""
    count = read_count(text).value
    promise(count is None or 0 <= count <= 1_000_000, "out of bounds", text, count)


def check_position(text: str) -> None:
    """A position lies on the earth."""
    position = read_position(text).value
    if position:
        inside = -180 <= position.lon <= 180 and -90 <= position.lat <= 90
        promise(inside and position.precision_m > 0, "not on the earth", text, position)


def check_identifier(text: str) -> None:
    """A number reads the same in its printed form, and no digit is there that was not written."""
    reading = read_identifier(text)
    number = reading.value
    if number is None or not number.key:
        return
    again = read_identifier(number.canonical, number.kind.value, country=number.country).value
    # Refused is no silent change: "CC" before digits is the word for an identity card, too.
    kept = again is None or again.key == number.key
    promise(kept or bool(reading.problems), "another number when read again", text, number, again)
    if not reading.problems and number.kind is not Kind.PHONE:
        digits = [c for c in unicodedata.normalize("NFKC", text) if c.isdecimal()]
        promise(_follows(_only_digits(number.key), digits), "a digit not written", text, number)


def _only_digits(text: str) -> list[str]:
    return [c for c in text if c.isdecimal()]


def _follows(wanted: list[str], found: list[str]) -> bool:
    """True when all of `wanted` stand in `found`, in their order."""
    rest = iter(found)
    return all(each in rest for each in wanted)


def check_commodity(text: str) -> None:
    """Goods are of the list, whatever the case."""
    _check_code(COMMODITIES, text)


def check_offence(text: str) -> None:
    """Offences are of the list, whatever the case."""
    _check_code(OFFENCES, text)


def _check_code(codes: CodeList, text: str) -> None:
    reading = match_code(codes, text)
    promise(reading.value is None or reading.value in codes, "not of the list", text, reading)
    again = match_code(codes, clean(text)).value
    promise(again == reading.value, "another code when cleaned", text, reading, again)


VALUES = (
    of_text("text", check_text, "names", "fonts", "places"),
    of_text("fonts", check_repair, "fonts", "names"),
    of_text("names", check_name, "names", "fonts"),
    of_text("dates", check_moment, "dates"),
    of_text("times", check_time, "dates"),
    of_text("quantities", check_quantity, "quantities"),
    of_text("money", check_money, "money"),
    of_text("counts", check_count, "quantities"),
    of_text("positions", check_position, "places"),
    of_text("identifiers", check_identifier, "identifiers"),
    of_text("commodities", check_commodity, "commodities"),
    of_text("offences", check_offence, "offences"),
)
