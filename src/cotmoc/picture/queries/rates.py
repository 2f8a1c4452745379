"""Incidents for the size of their areas and for the people who live there, as far as either is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cotmoc.areas.core.populations import PER_KM2, PER_PEOPLE, PopulationFact, rate
from cotmoc.areas.queries import populations, sizes_km2
from cotmoc.picture.core.filters import Filters


@dataclass(frozen=True, slots=True)
class AreaRate:
    """An area (code) with its incidents, and these for `PER_KM2` square kilometres and for `PER_PEOPLE` inhabitants.

    None where no boundary, or no number of inhabitants, is loaded.
    """

    area: str
    count: int
    km2: Decimal | None
    people: Decimal | None
    population: PopulationFact | None


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of areas; empty where nothing is loaded for any of them."""

    areas: tuple[AreaRate, ...]

    def of(self, area: str) -> AreaRate | None:
        """The rates of one area."""
        return next((each for each in self.areas if each.area == area), None)

    @property
    def by_km2(self) -> bool:
        """True where a size is known."""
        return any(each.km2 is not None for each in self.areas)

    @property
    def by_people(self) -> bool:
        """True where a number of inhabitants is known."""
        return any(each.people is not None for each in self.areas)

    @property
    def stated(self) -> list[PopulationFact]:
        """Whose numbers of inhabitants these are: one fact for each source and year."""
        facts = [each.population for each in self.areas if each.population]
        return list({(fact.source, fact.year): fact for fact in facts}.values())


def rates(counts: Mapping[str, int], filters: Filters) -> Rates:
    """The rates of areas (code) with so many incidents, by the inhabitants of the year nearest to the period's end."""
    year = (filters.day_to or timezone.localdate()).year
    sizes, people = sizes_km2(counts), populations(counts, year)
    return Rates(
        tuple(
            AreaRate(
                area=area,
                count=count,
                km2=rate(count, size, PER_KM2) if (size := sizes.get(area)) else None,
                people=rate(count, fact.inhabitants, PER_PEOPLE) if fact else None,
                population=fact,
            )
            for area, count in counts.items()
            for fact in [people.get(area)]
            if area in sizes or fact
        )
    )
