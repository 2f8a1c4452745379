"""How one person comes out when another clerk writes the person down again: noisy copies, pure and by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cotmoc.demonstration.core.people import Person
from cotmoc.demonstration.core.slips import (
    inserted,
    other_digit,
    plain,
    swapped,
    without_middle,
    without_tone,
)


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """A person as somebody wrote the person down; "" for what was left out.

    `kinds` are the names of what was done to it, for a truth file.
    """

    name: str
    sex: str
    birth: str
    identity: str
    nationality: str
    residence: str
    kinds: tuple[str, ...] = ()


def write_person(person: Person, on: date) -> WrittenPerson:
    """The person as a careful clerk writes on that day: everything, day first.

    The nationality of one's own citizens goes without saying.
    """
    home, identity = person.home_on(on), person.identity_on(on)
    kinds = ("old_card",) * (identity != person.identity) + ("former_home",) * (home != person.home)
    return WrittenPerson(
        person.name,
        _SEXES[person.sex],
        f"{person.born:%d/%m/%Y}" if person.born else "",
        identity,
        "" if home or person.born is None else person.nationality,
        home.address(on) if home else "",
        kinds,
    )


_SEXES = {"male": "Nam", "female": "Nữ", "": ""}
#: Of a hundred times that somebody is written down again by who does not look the person up: how often nothing
#: happens to it, and how often each of these does.
_UNTOUCHED = 34
_HABITS = {
    "no_marks": 16,
    "capitals": 12,
    "dropped_middle": 8,
    "other_mark": 4,
    "year_alone": 12,
    "day_and_month_swapped": 6,
    "digit_wrong": 8,
    "digits_swapped": 3,
    "identity_missing": 12,
    "residence_missing": 8,
    "by_name": 8,
}


def met_again(chance: Random, written: WrittenPerson, by_name: str = "") -> WrittenPerson:
    """The person as written down another time, in another place: mostly one thing or two are otherwise.

    What cannot befall it (a day of 25 is no month) does not, and is not among its kinds.
    """
    if chance.random() * 100 < _UNTOUCHED:
        return written
    count = 1 if chance.random() < 0.75 else 2
    for kind in chance.choices(tuple(_HABITS), tuple(_HABITS.values()), k=count):
        changed = _habit(chance, written, kind, by_name)
        if changed != written:
            done = "abbreviated" if "Cty" in changed.name and "Cty" not in written.name else kind
            written = replace(changed, kinds=(*written.kinds, done))
    return written


def _habit(chance: Random, written: WrittenPerson, kind: str, by_name: str) -> WrittenPerson:
    if kind in {"dropped_middle", "other_mark"} and not written.sex:
        return replace(written, name=written.name.replace("Công ty", "Cty"))
    if kind == "by_name":
        named = by_name and by_name not in written.name
        return replace(written, name=f"{written.name} (tức {by_name})") if named else written
    if kind == "day_and_month_swapped" and not _may_be_month(written.birth[:2]):
        return written
    if kind == "year_alone" and not written.birth:
        return written
    return MISTAKES[kind](chance, written)


def _may_be_month(day: str) -> bool:
    return day.isdecimal() and 1 <= int(day) <= 12


def hurried_copy(chance: Random, written: WrittenPerson) -> WrittenPerson:
    """A copy that differs and still is plainly the same: capitals, no tone marks, the year alone, things left out."""
    name = chance.choice((written.name, written.name.upper(), plain(written.name)))
    return replace(
        written,
        name=name,
        birth=written.birth[-4:] if chance.random() < 0.5 else written.birth,
        identity=written.identity if chance.random() < 0.55 else "",
        residence=written.residence if chance.random() < 0.6 else "",
        kinds=(*written.kinds, "hurried"),
    )


def noisy_copy(chance: Random, written: WrittenPerson, most: int = 2) -> WrittenPerson:
    """A copy with one to `most` mistakes as they really arise, for measuring how well people are found again."""
    copy = written
    for _ in range(chance.randint(1, most)):
        kind = chance.choice(tuple(MISTAKES))
        copy = replace(MISTAKES[kind](chance, copy), kinds=(*copy.kinds, kind))
    return copy


def _no_marks(_chance: Random, written: WrittenPerson) -> WrittenPerson:
    return replace(written, name=plain(written.name))


def _capitals(_chance: Random, written: WrittenPerson) -> WrittenPerson:
    return replace(written, name=written.name.upper())


def _other_mark(chance: Random, written: WrittenPerson) -> WrittenPerson:
    """One syllable loses its tone mark, as "Hùng" becomes "Hung"."""
    words = written.name.split()
    at = chance.randrange(len(words))
    words[at] = without_tone(words[at])
    return replace(written, name=" ".join(words))


def _dropped_middle(_chance: Random, written: WrittenPerson) -> WrittenPerson:
    return replace(written, name=without_middle(written.name.split()))


def _swapped_letters(chance: Random, written: WrittenPerson) -> WrittenPerson:
    at = chance.randrange(1, max(len(written.name) - 2, 2))
    return replace(written, name=swapped(written.name, at))


def _doubled_letter(chance: Random, written: WrittenPerson) -> WrittenPerson:
    at = chance.randrange(len(written.name))
    return replace(written, name=inserted(written.name, at, written.name[at]))


def _year_alone(_chance: Random, written: WrittenPerson) -> WrittenPerson:
    return replace(written, birth=written.birth[-4:])


def _day_and_month_swapped(chance: Random, written: WrittenPerson) -> WrittenPerson:
    parts = written.birth.split("/")
    if len(parts) != 3 or int(parts[0]) > 12:
        return _year_off(chance, written)
    return replace(written, birth="/".join((parts[1], parts[0], parts[2])))


def _year_off(chance: Random, written: WrittenPerson) -> WrittenPerson:
    if not written.birth:
        return written
    year = int(written.birth[-4:]) + chance.choice((-1, 1, -10, 10))
    return replace(written, birth=f"{written.birth[:-4]}{year}")


def _digit_wrong(chance: Random, written: WrittenPerson) -> WrittenPerson:
    number = written.identity
    if len(number) < 4:
        return written
    at = chance.randrange(len(number) - 3, len(number))
    return replace(written, identity=other_digit(number, at, chance.randint(1, 9)))


def _digits_swapped(chance: Random, written: WrittenPerson) -> WrittenPerson:
    number = written.identity
    if len(number) < 4:
        return written
    at = chance.randrange(len(number) - 4, len(number) - 1)
    return replace(written, identity=swapped(number, at))


def _identity_missing(_chance: Random, written: WrittenPerson) -> WrittenPerson:
    return replace(written, identity="")


def _residence_missing(_chance: Random, written: WrittenPerson) -> WrittenPerson:
    return replace(written, residence="")


MISTAKES: dict[str, Callable[[Random, WrittenPerson], WrittenPerson]] = {
    "no_marks": _no_marks,
    "capitals": _capitals,
    "other_mark": _other_mark,
    "dropped_middle": _dropped_middle,
    "swapped_letters": _swapped_letters,
    "doubled_letter": _doubled_letter,
    "year_alone": _year_alone,
    "day_and_month_swapped": _day_and_month_swapped,
    "year_off": _year_off,
    "digit_wrong": _digit_wrong,
    "digits_swapped": _digits_swapped,
    "identity_missing": _identity_missing,
    "residence_missing": _residence_missing,
}


def hurried_plate(chance: Random, plate: str) -> str:
    """A plate as another clerk writes it: without its point or hyphen."""
    return chance.choice((plate, plate.replace(".", ""), plate.replace("-", "").replace(".", "")))


def weighed_again(chance: Random, amount: Decimal, step: Decimal) -> Decimal:
    """An amount as the second scale shows it: up to two parts in a hundred more."""
    more = Decimal(str(1 + chance.choice((0.005, 0.01, 0.02))))
    return (amount * more // step) * step or amount


def entered_on(chance: Random, at: date, hour: int) -> date:
    """The day under which somebody else enters it: what happened late at night is often of the next day."""
    late = hour >= 21 and chance.random() < 0.6
    return at + timedelta(days=1 if late else 0)
