"""Addresses made from every commune, clean and damaged in the ways that files are, each with the unit it means."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from cotmoc.areas.core.facts import AreaFact, AreaFacts
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import romanised, without_type

SEED = 2026
_SHORT = {
    "Thành phố": "TP.", "Thị xã": "TX.", "Huyện": "H.", "Quận": "Q.", "Thị trấn": "TT.", "Phường": "P.",
    "Xã": "X.", "Tỉnh": "T.", "Đặc khu": "ĐK.",
}  # fmt: skip
_TELEX = {
    "\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j",
    "ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd",
}  # fmt: skip
_HAMLETS = ("Pò Hèn", "Nà Ếch", "Khe Và", "Bản Mới", "Đông Thắng", "Tân Lập", "Trung Tâm")


@dataclass(frozen=True)
class Address:
    """The names of the levels of a unit, from below, each in full with its type; and the unit's code."""

    code: str
    levels: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names without their types."""
        return [without_type(level) for level in self.levels]


def addresses(facts: AreaFacts, *, former: bool) -> list[Address]:
    """The address of every commune of today, or of every former one."""
    full = {area.code: area.full_name for area in facts.areas}
    parents = {area.code: area.parent or "" for area in facts.areas}
    found = []
    for area in facts.areas:
        if area.kind is AreaKind.COMMUNE and (area.valid_to is not None) == former:
            line = [area.code, parents[area.code]]
            if former:
                line.append(parents[line[-1]])
            found.append(Address(area.code, tuple(full[code] for code in line)))
    return found


def of_mixed_times(gazetteer: Gazetteer, facts: AreaFacts) -> list[Address]:
    """Every commune of today under a former district that it was made from, in its province of today."""
    made_from: dict[str, list[AreaFact]] = {}
    for link in facts.lineage:
        before = gazetteer.area(link.predecessor)
        if before.kind is AreaKind.COMMUNE and before.parent:
            made_from.setdefault(link.successor, []).append(gazetteer.area(before.parent))
    return [
        replace(each, levels=(each.levels[0], made_from[each.code][0].full_name, each.levels[1]))
        for each in addresses(facts, former=False)
        if each.code in made_from
    ]


Damage = Callable[[Address, random.Random], str]


def _clean(address: Address, chance: random.Random) -> str:  # noqa: ARG001
    return ", ".join(address.levels)


def _abbreviated(address: Address, chance: random.Random) -> str:
    space = chance.choice(("", " "))
    parts = []
    for level in address.levels:
        type_ = next((t for t in _SHORT if level.startswith(t + " ")), "")
        parts.append(_SHORT[type_] + space + level[len(type_) + 1 :] if type_ else level)
    return ", ".join(parts)


def _without_types(address: Address, chance: random.Random) -> str:  # noqa: ARG001
    return ", ".join(address.names)


def _without_marks(address: Address, chance: random.Random) -> str:
    return romanised(_clean(address, chance))


def _capitals(address: Address, chance: random.Random) -> str:
    return _clean(address, chance).upper()


def _other_tone_place(address: Address, chance: random.Random) -> str:
    text = unicodedata.normalize("NFD", _clean(address, chance))
    moved = re.sub(r"([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?=\W|$)", r"\1\3\2", text)
    if moved == text:
        moved = re.sub(r"([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])(?=\W|$)", r"\1\3\2", text)
    return unicodedata.normalize("NFC", moved)


def _without_district(address: Address, chance: random.Random) -> str:  # noqa: ARG001
    return ", ".join((address.levels[0], address.levels[-1]))


def _reversed(address: Address, chance: random.Random) -> str:  # noqa: ARG001
    return ", ".join(reversed(address.levels))


def _without_separators(address: Address, chance: random.Random) -> str:  # noqa: ARG001
    return " ".join(address.levels)


def _bare(address: Address, chance: random.Random) -> str:  # noqa: ARG001
    return " ".join(address.names)


def _bare_without_marks(address: Address, chance: random.Random) -> str:  # noqa: ARG001
    return romanised(" ".join(address.levels)).lower()


def _hamlet(address: Address, chance: random.Random) -> str:
    front = chance.choice(
        ("thôn {}", "bản {}", "Số {n}, tổ {m}, khu {k}", "xóm {}", "số nhà {n}, tổ dân phố {m}")
    )
    front = front.format(
        chance.choice(_HAMLETS),
        n=chance.randint(1, 300),
        m=chance.randint(1, 30),
        k=chance.randint(1, 9),
    )
    return f"{front}, {_clean(address, chance)}"


def _country(address: Address, chance: random.Random) -> str:
    return f"{_clean(address, chance)}, Việt Nam"


def _typo(address: Address, chance: random.Random) -> str:
    levels = list(address.levels)
    at = chance.randrange(len(levels))
    name = without_type(levels[at])
    start = len(levels[at]) - len(name)
    letters = [i for i in range(start, len(levels[at])) if levels[at][i].isalpha()]
    where = chance.choice(letters)
    text = levels[at]
    kind = chance.randrange(4)
    if kind == 0 and len(letters) > 2:
        text = text[:where] + text[where + 1 :]
    elif kind == 1:
        text = text[:where] + chance.choice("aeghinotu") + text[where:]
    elif kind == 2 and where + 1 in letters:
        text = text[:where] + text[where + 1] + text[where] + text[where + 2 :]
    else:
        text = text[:where] + chance.choice("aeghinotu") + text[where + 1 :]
    levels[at] = text
    return ", ".join(levels)


def _joined(address: Address, chance: random.Random) -> str:
    levels = list(address.levels)
    at = chance.randrange(len(levels))
    name = without_type(levels[at])
    front = levels[at][: len(levels[at]) - len(name)]
    levels[at] = front + name.replace(" ", "")
    return ", ".join(levels)


def _telex(address: Address, chance: random.Random) -> str:
    levels = list(address.levels)
    at = chance.randrange(len(levels))
    levels[at] = " ".join(map(_typed, levels[at].split()))
    return ", ".join(levels)


def _typed(word: str) -> str:
    """The keys by which a syllable is typed with Telex."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(_TELEX[c] for c in decomposed if c in _TELEX and unicodedata.combining(c))
    letters = unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if c not in _TELEX or c.isalpha())
    )
    return "".join(_TELEX.get(c, _TELEX.get(c.lower(), c)) for c in letters) + tone


DAMAGES: dict[str, Damage] = {
    "clean": _clean,
    "types abbreviated": _abbreviated,
    "types left out": _without_types,
    "no marks": _without_marks,
    "capitals": _capitals,
    "tone mark elsewhere": _other_tone_place,
    "house or hamlet in front": _hamlet,
    "country at the end": _country,
    "district left out": _without_district,
    "order reversed": _reversed,
    "no separators": _without_separators,
    "no separators, no types": _bare,
    "no separators, no marks": _bare_without_marks,
    "one letter wrong": _typo,
    "syllables joined": _joined,
    "Telex keys left in": _telex,
}


def damaged(some: Sequence[Address], damage: Damage, name: str) -> Iterator[tuple[str, str]]:
    """Each address as damaged, with the code of its unit; the same in every run."""
    chance = random.Random(f"{SEED} {name}")
    for address in some:
        yield damage(address, chance), address.code
