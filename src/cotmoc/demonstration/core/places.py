"""Where things happen and people live: real communes and stretches of border, before and after July 2025."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from cotmoc.demonstration.core.chance import weighted
from cotmoc.demonstration.core.tables import packaged

REFORM = date(2025, 7, 1)
QUANG_NINH, DIEN_BIEN = "22", "11"
PROVINCES = {QUANG_NINH: "Quảng Ninh", DIEN_BIEN: "Điện Biên"}


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune before the reform and the one it is in now; full names, with those of district and province."""

    province_before: str
    district_before: str
    before: str
    province_now: str
    now: str

    def name(self, on: date) -> str:
        """The commune's name on that date."""
        return self.before if on < REFORM else self.now

    def district(self, on: date) -> str:
        """The district's name on that date; "" since districts were abolished."""
        return self.district_before if on < REFORM else ""

    def address(self, on: date) -> str:
        """Commune, district and province as an address of that date."""
        province = self.province_before if on < REFORM else self.province_now
        return ", ".join(part for part in (self.name(on), self.district(on), province) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens: its name ("" where only the commune is known), its position in degrees, its units.

    `station` and `branch` are codes of the border guard's and the customs' unit that watch it, "" for none.
    `commune` is None at sea.
    """

    id: str
    kind: str
    name: str
    province: str
    commune: Commune | None
    lon: float | None = None
    lat: float | None = None
    station: str = ""
    branch: str = ""
    weight: int = 1


@cache
def communes(use: str) -> tuple[Commune, ...]:
    """The communes of a use: 22 and 11 those of the two provinces, home those of others."""
    return tuple(
        Commune(
            row["province_before"],
            row["district"],
            row["commune_before"],
            row["province_now"],
            row["commune_now"],
        )
        for row in packaged("communes.tsv")
        if row["use"] == use
    )


@cache
def spots(province: str) -> tuple[Place, ...]:
    """The stretches of border and sea of a province, by its number."""
    return tuple(_spot(row) for row in packaged("spots.tsv") if row["province"] == province)


@cache
def spots_of(province: str, kinds: str, station: str = "") -> tuple[Place, ...]:
    """The spots of the kinds (divided by spaces), of one station where one is given."""
    wanted = kinds.split()
    return tuple(
        spot
        for spot in spots(province)
        if spot.kind in wanted and (not station or spot.station == station)
    )


def _spot(row: dict[str, str]) -> Place:
    province = f"Tỉnh {PROVINCES[row['province']]}"
    commune = Commune(
        province, row["district"], row["commune_before"], province, row["commune_now"]
    )
    return Place(
        row["id"],
        row["kind"],
        row["name"],
        row["province"],
        commune if row["commune_now"] else None,
        float(row["lon"]),
        float(row["lat"]),
        row["station"],
        row["branch"],
        int(row["weight"]),
    )


def town_place(chance: Random, province: str) -> Place:
    """A commune of the province as a place: towns have more of everything."""
    known = communes(province)
    return commune_place(province, weighted(chance, known, _weights(province)))


def commune_place(province: str, commune: Commune) -> Place:
    """A commune as a place: nothing more precise is known."""
    return Place(f"town-{commune.before}", "town", "", province, commune)


@cache
def _weights(province: str) -> Sequence[float]:
    shares = {"Thành phố": 5.0, "Thị xã": 3.0}
    return [
        shares.get(" ".join(commune.district_before.split()[:2]), 1.0)
        for commune in communes(province)
    ]


def pick_place(chance: Random, province: str, kinds: str, without: frozenset[str]) -> Place:
    """A place of one of the kinds, none of the stations in `without` watching it."""
    wanted = kinds.split()
    if "town" in wanted and (len(wanted) == 1 or chance.random() < 0.5):
        return town_place(chance, province)
    found = [
        spot
        for spot in spots_of(province, " ".join(kind for kind in wanted if kind != "town"))
        if spot.station not in without
    ]
    return weighted(chance, found, [spot.weight for spot in found])
