"""Makes the questions of the collection: for each kind of slip and of knowledge, with all records that answer it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.search_collection.world import Line, World
from benchmarks.search_data import DAMAGES
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.text import fold

Drawn = np.random.Generator
#: Places of the province as an officer calls them.
PLACES = (
    "Móng Cái",
    "Hạ Long",
    "Vân Đồn",
    "Hải Hà",
    "Bình Liêu",
    "Đông Triều",
    "Cẩm Phả",
    "Quảng Yên",
    "Tiên Yên",
)
GOODS = ("heroin", "cigarettes", "fireworks", "methamphetamine", "frozen_meat")
AGENCIES = {
    "bdbp": "biên phòng",
    "haiquan": "hải quan",
    "congan": "công an",
    "csb": "cảnh sát biển",
}
_MOST_TRIED = 40
_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}


@dataclass(frozen=True)
class Asked:
    """A question of a kind, and the keys of the records of which each is a right answer."""

    kind: str
    text: str
    right: tuple[str, ...]


def questions(world: World, each: int = 6, seed: int = 26) -> Iterator[Asked]:
    """`each` questions of every kind; the same for the same province."""
    for kind, make in MAKERS.items():
        drawn = np.random.default_rng([seed, *kind.encode()])
        seen: set[str] = set()
        for _ in range(_MOST_TRIED):
            made = make(world, drawn)
            if made and made[1] and made[0] not in seen:
                seen.add(made[0])
                yield Asked(kind, made[0], tuple(made[1]))
            if len(seen) == each:
                break


Made = tuple[str, list[str]] | None
Change = Callable[[str, Drawn], str]
Maker = Callable[[World, Drawn], Made]


def _person(world: World, drawn: Drawn, fits: Callable[[Line], bool] = lambda _: True) -> Line:
    for place in drawn.permutation(len(world.parties)).tolist():
        line: Line = world.parties[place]
        if line.is_person and len(line.name.split()) > 2 and fits(line):
            return line
    raise LookupError("nobody fits")


def _place_of(line: Line, drawn: Drawn) -> str | None:
    own = [place for place in PLACES if fold(place) in line.places]
    return own[int(drawn.integers(len(own)))] if own else None


def _named(world: World, line: Line, fits: Callable[[Line], bool] = lambda _: True) -> list[str]:
    return world.keys(world.parties, lambda other: other.name == line.name and fits(other))


def _slip(kind: str) -> Maker:
    def make(world: World, drawn: Drawn) -> Made:
        line = _person(world, drawn)
        text = DAMAGES[kind](line.name.split(), drawn)
        taken = any(other.name == text for other in world.parties)
        if kind == "middle dropped":
            first, *rest = text.split()
            return text, world.keys(world.parties, lambda o: _bears(o.name, first, rest))
        # Another person's very name is a right answer to itself, not to the one meant.
        return None if taken and text != line.name else (text, _named(world, line))

    return make


def _bears(name: str, first: str, rest: list[str]) -> bool:
    words = name.split()
    return words[0] == first and words[len(words) - len(rest) :] == rest


def _marked(world: World, drawn: Drawn) -> Made:
    line = _person(world, drawn, lambda one: not one.written.isascii())
    right = world.keys(world.parties, lambda other: other.written.lower() == line.written.lower())
    return line.written, right


def _telex(world: World, drawn: Drawn) -> Made:
    line = _person(world, drawn, lambda one: not one.written.isascii())
    return " ".join(map(typed_in_telex, line.written.lower().split())), _named(world, line)


def typed_in_telex(word: str) -> str:
    """A syllable by the keys of Telex, its tone last.

    >>> typed_in_telex("nguyễn"), typed_in_telex("đức")
    ('nguyeenx', 'dduwcs')
    """
    tone, letters = "", []
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = _TONES[letter]
        else:
            letters.append(letter)
    plain = unicodedata.normalize("NFC", "".join(letters))
    return "".join(_SHAPES.get(letter, letter) for letter in plain) + tone


def _together(world: World, drawn: Drawn) -> Made:
    line = _person(world, drawn)
    return line.name.replace(" ", ""), _named(world, line)


def _with_year(off: int) -> Maker:
    def make(world: World, drawn: Drawn) -> Made:
        line = _person(world, drawn, lambda one: one.born > 0)
        year = line.born // 10_000
        if any(
            abs(o.born // 10_000 - year - off) < abs(off)
            for o in world.parties
            if o.name == line.name
        ):
            return None  # somebody else fits better
        right = _named(world, line, lambda o: o.born // 10_000 == year)
        return f"{line.name} {year + off}", right

    return make


def _with_day(world: World, drawn: Drawn) -> Made:
    line = _person(world, drawn, lambda one: one.born % 100 > 0)
    year, month, day = line.born // 10_000, line.born // 100 % 100, line.born % 100
    right = _named(world, line, lambda o: o.born == line.born)
    return f"{line.name} {day}/{month}/{year}", right


def _with_place(change: Callable[[str, Drawn], str], *, year: bool = True) -> Maker:
    def make(world: World, drawn: Drawn) -> Made:
        line = _person(world, drawn, lambda one: one.born > 0 and _place_of(one, drawn) is not None)
        place = _place_of(line, drawn)
        if place is None:
            return None
        born = line.born // 10_000
        right = _named(
            world,
            line,
            lambda o: fold(place) in o.places and (not year or o.born // 10_000 == born),
        )
        written = change(fold(place), drawn)
        return f"{line.name} {born} {written}" if year else f"{line.name} {written}", right

    return make


def _same(place: str, drawn: Drawn) -> str:  # noqa: ARG001
    return place


def _begun(place: str, drawn: Drawn) -> str:  # noqa: ARG001
    head, _, tail = place.partition(" ")
    return f"{head} {tail[:1]}"


def _slipped(place: str, drawn: Drawn) -> str:
    at = int(drawn.integers(1, len(place) - 1))
    return place[:at] + place[at + 1 :] if place[at] != " " and place[at - 1] != " " else place[:-1]


def _first(place: str, drawn: Drawn) -> str:  # noqa: ARG001
    return f"{place} "


def _place_first(world: World, drawn: Drawn) -> Made:
    made = _with_place(_same)(world, drawn)
    if made is None:
        return None
    found = re.fullmatch(r"(.+) (\d{4}) (.+)", made[0])
    return (f"{found[3]} {found[2]} {found[1]}", made[1]) if found else None


def _number(change: Callable[[str, Drawn], str], of: str, least: int = 7) -> Maker:
    def make(world: World, drawn: Drawn) -> Made:
        lines: list[Line] = getattr(world, of)
        known = [line for line in lines if len(line.number) >= least]
        line = known[int(drawn.integers(len(known)))]
        text = change(line.shown if of == "conveyances" else line.number, drawn)
        plain = re.sub(r"[^A-Z0-9]", "", text.upper())
        if change is _wrong and any(other.number == plain for other in known):
            return None
        fits: dict[Change, Callable[[Line], bool]] = {
            _whole: lambda o: o.number == line.number,
            _wrong: lambda o: o.number == line.number,
            _end: lambda o: o.number.endswith(plain),
            _beginning: lambda o: o.number.startswith(plain),
        }
        return text, world.keys(lines, fits[change])

    return make


def _whole(number: str, drawn: Drawn) -> str:  # noqa: ARG001
    return number.lower()


def _end(number: str, drawn: Drawn) -> str:  # noqa: ARG001
    return re.sub(r"[^A-Za-z0-9]", "", number)[-5:]


def _beginning(number: str, drawn: Drawn) -> str:  # noqa: ARG001
    plain = re.sub(r"[^A-Za-z0-9]", "", number)
    return plain[: max(6, len(plain) - 3)]


def _wrong(number: str, drawn: Drawn) -> str:
    digits = [at for at, letter in enumerate(number) if letter.isdigit()]
    at = digits[int(drawn.integers(len(digits) // 2, len(digits)))]
    return number[:at] + str((int(number[at]) + 1 + int(drawn.integers(8))) % 10) + number[at + 1 :]


def _goods(world: World, drawn: Drawn, *, year: bool = False) -> Made:
    code = GOODS[int(drawn.integers(len(GOODS)))]
    place = PLACES[int(drawn.integers(len(PLACES)))]
    codes = {each.id for each in COMMODITIES if code in (each.id, each.parent)}
    when = int(drawn.integers(2021, 2027)) if year else None
    right = world.keys(
        world.incidents,
        lambda o: (
            bool(codes & o.goods)
            and fold(place) in o.places
            and (when is None or (o.day is not None and o.day.year == when))
        ),
    )
    words = fold(COMMODITIES[code].label_vi)
    return f"{words} {fold(place)}{f' {when}' if when else ''}", right


def _goods_of_agency(world: World, drawn: Drawn) -> Made:
    code = GOODS[int(drawn.integers(len(GOODS)))]
    agency = list(AGENCIES)[int(drawn.integers(len(AGENCIES)))]
    codes = {each.id for each in COMMODITIES if code in (each.id, each.parent)}
    right = world.keys(world.incidents, lambda o: bool(codes & o.goods) and o.agency == agency)
    return f"{fold(AGENCIES[agency])} {fold(COMMODITIES[code].label_vi)}", right


def _name_and_goods(world: World, drawn: Drawn) -> Made:
    line = _person(world, drawn, lambda one: bool(one.goods & set(GOODS)))
    code = min(line.goods & set(GOODS))
    return f"{line.name} {fold(COMMODITIES[code].label_vi)}", _named(
        world, line, lambda o: code in o.goods
    )


def _offence(world: World, drawn: Drawn) -> Made:
    said = {"smuggling": "buon lau", "gambling": "danh bac", "illegal_crossing": "nhap canh trai phep",
            "narcotics_possession": "tang tru ma tuy"}  # fmt: skip
    code = list(said)[int(drawn.integers(len(said)))]
    place = PLACES[int(drawn.integers(len(PLACES)))]
    right = world.keys(world.incidents, lambda o: o.offence == code and fold(place) in o.places)
    return f"{said[code]} {fold(place)}", right


def _organisation(world: World, drawn: Drawn) -> Made:
    known = [line for line in world.parties if not line.is_person]
    if not known:
        return None
    line = known[int(drawn.integers(len(known)))]
    return " ".join(line.name.split()[-2:]), world.keys(known, lambda o: o.name == line.name)


def _alias(world: World, drawn: Drawn) -> Made:
    known = [(name, line) for line in world.parties for name in line.aliases]
    if not known:
        return None
    name, line = known[int(drawn.integers(len(known)))]
    return name, [line.key]


def _phone(world: World, drawn: Drawn) -> Made:  # noqa: ARG001
    phones = (("0912345678", "TK-2026-001"), ("+84987654321", "TK-2026-002"), ("0365 111", "TK-2026-003"),
              ("222333", "TK-2026-004"), ("0203 3881 234", "TK-2026-005"), ("0987.654.321", "TK-2026-002"))  # fmt: skip
    text, key = phones[int(drawn.integers(len(phones)))]
    return text, [key]


def _name_like_place(world: World, drawn: Drawn) -> Made:
    line = _person(world, drawn, lambda one: " ".join(one.name.split()[-2:]) in LIKE_PLACES)
    return line.name, _named(world, line)


#: Ends of names that are places of the country, too.
LIKE_PLACES = frozenset(("hai ha", "thanh ha", "ngoc son", "van don", "minh chau", "quang trung", "van ninh",
                         "hung dao", "thanh son", "xuan hai", "hai tien", "hai son", "thai binh"))  # fmt: skip

MAKERS: dict[str, Maker] = {
    "name with tone marks": _marked,
    **{f"name, {kind}": _slip(kind) for kind in DAMAGES},
    "name in Telex": _telex,
    "name written together": _together,
    "name that is a place, too": _name_like_place,
    "name and year of birth": _with_year(0),
    "name and year one off": _with_year(1),
    "name and day of birth": _with_day,
    "name and place": _with_place(_same, year=False),
    "name, year and place": _with_place(_same),
    "place, year and name": _place_first,
    "name, year and place with a slip": _with_place(_slipped),
    "name, year and place begun": _with_place(_begun),
    "name and goods": _name_and_goods,
    "other name": _alias,
    "organisation": _organisation,
    "document number": _number(_whole, "parties", 9),
    "end of a document number": _number(_end, "parties", 9),
    "document number with a digit wrong": _number(_wrong, "parties", 12),
    "plate or vessel number": _number(_whole, "conveyances"),
    "beginning of a plate": _number(_beginning, "conveyances"),
    "plate with a digit wrong": _number(_wrong, "conveyances", 8),
    "incident number": _number(_whole, "incidents"),
    "telephone number": _phone,
    "goods and place": _goods,
    "goods, place and year": lambda world, drawn: _goods(world, drawn, year=True),
    "offence and place": _offence,
    "agency and goods": _goods_of_agency,
}
