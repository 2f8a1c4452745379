"""What happened: one incident with its people, goods and conveyances, and who will report it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache

from cotmoc.demonstration.core.people import Person
from cotmoc.demonstration.core.places import Place
from cotmoc.demonstration.core.tables import packaged

BORDER_GUARD, CUSTOMS, POLICE, COAST_GUARD = "bdbp", "haiquan", "congan", "csb"
DIEN_BIEN_BORDER_GUARD = "bdbp-dien-bien"
HAI_PHONG_POLICE, HA_LONG_POLICE = "congan-hai-phong", "congan-ha-long"
PROSECUTED, SANCTIONED = "prosecuted", "administratively_sanctioned"
_WORDS = {
    BORDER_GUARD: "border_guard",
    DIEN_BIEN_BORDER_GUARD: "border_guard",
    CUSTOMS: "customs",
    POLICE: "police",
    COAST_GUARD: "coast_guard",
}


@dataclass(frozen=True, slots=True)
class GoodsKind:
    """Goods of the packaged table: what each agency calls them, unit, least step, price, and what is usual."""

    id: str
    code: str
    words: dict[str, str]
    unit: str
    step: Decimal
    vnd: Decimal
    least: Decimal
    most: Decimal

    def called(self, agency: str) -> str:
        """The agency's word for them."""
        return self.words[_WORDS[agency]]


@dataclass(frozen=True, slots=True)
class Method:
    """A way of breaking the law: how each agency names the offence, the goods, and how often each agency leads."""

    id: str
    places: str
    words: dict[str, str]
    goods: str
    weights: dict[str, int]

    def called(self, agency: str) -> str:
        """The agency's name of the offence; another agency's where it has none."""
        word = self.words[_WORDS[agency]]
        return word or next(word for word in self.words.values() if word)


@cache
def goods_kinds() -> dict[str, GoodsKind]:
    """The kinds of goods by id."""
    numbers = ("step", "vnd", "least", "most")
    return {
        row["id"]: GoodsKind(
            row["id"],
            row["code"],
            {name: row[name] for name in dict.fromkeys(_WORDS.values())},
            row["unit"],
            *(Decimal(row[name]) for name in numbers),
        )
        for row in packaged("goods.tsv")
    }


@cache
def methods() -> dict[str, Method]:
    """The methods by id."""
    return {
        row["id"]: Method(
            row["id"],
            row["places"],
            {name: row[name] for name in dict.fromkeys(_WORDS.values())},
            row["goods"],
            {
                BORDER_GUARD: int(row["bg"]),
                CUSTOMS: int(row["hq"]),
                POLICE: int(row["ca"]),
                COAST_GUARD: int(row["csb"]),
            },
        )
        for row in packaged("methods.tsv")
    }


@dataclass(frozen=True, slots=True)
class Party:
    """A person with what came of the person's part, or `heads` unnamed people (`person` None).

    `again`: the person was met before, and whoever writes it down now does not look that up.
    """

    person: Person | None
    heads: int = 1
    fate: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of goods: amount in the unit of its kind, value in dong (0: none stated)."""

    kind: GoodsKind
    amount: Decimal
    value_vnd: int = 0


@dataclass(frozen=True, slots=True)
class Conveyance:
    """A vehicle or boat: as agencies write its kind, and its registration ("" where it had none)."""

    kind: str
    registration: str


@dataclass(frozen=True, slots=True)
class Report:
    """That an agency writes the incident down, in the name of a unit.

    `way` says how this report came about: own (of the lead), joint (of a partner), handover (entered anew by who took
    it over), again (entered twice by one unit), half (who counted only its own part). `part` numbers the reports of one
    agency. `late` reports come in a file of their own.
    """

    agency: str
    unit: str
    way: str = "own"
    part: int = 0
    late: bool = False


@dataclass(slots=True)
class Incident:
    """One real incident, put together step by step; `number` is its place among all by time.

    `partners` took part, whether or not they report it. `case` names a special case it belongs to; `series` and
    `cluster` what it is part of. `hidden` is how the goods were concealed; of `unweighed` ones nobody wrote an amount.
    """

    at: datetime
    place: Place
    method: Method
    lead: str
    unit: str
    number: int = 0
    partners: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    goods: tuple[Goods, ...] = ()
    conveyances: tuple[Conveyance, ...] = ()
    found_by: str = ""
    fine_vnd: int = 0
    case: str = ""
    series: str = ""
    cluster: str = ""
    hidden: str = ""
    unweighed: bool = False
    reports: tuple[Report, ...] = field(default=())

    @property
    def heads(self) -> int:
        """How many people it counts."""
        return sum(party.heads for party in self.parties)

    @property
    def outcome(self) -> str:
        """What came of it: prosecuted when anybody was, else sanctioned when anybody was or a fine was set, else ""."""
        fates = {party.fate for party in self.parties}
        if PROSECUTED in fates:
            return PROSECUTED
        return SANCTIONED if SANCTIONED in fates or self.fine_vnd else ""
