"""Areas that come with the product."""

from __future__ import annotations

from collections import Counter

import pytest

from cotmoc.areas.core.distance import distance_m
from cotmoc.areas.core.facts import AreaFact, AreaFacts, LineageFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.packaged.repair import plausible_lineage, repaired_positions
from cotmoc.areas.core.packaged.vietnam import REFORM


@pytest.fixture(scope="module")
def by_code(facts: AreaFacts) -> dict[str, AreaFact]:
    return {area.code: area for area in facts.areas}


def units(facts: AreaFacts, kind: AreaKind, *, former: bool) -> list[AreaFact]:
    return [
        area
        for area in facts.areas
        if area.kind is kind and area.country == "VN" and (area.valid_to == REFORM) is former
    ]


@pytest.mark.parametrize(
    ("kind", "former", "count"),
    [
        (AreaKind.PROVINCE, False, 34),
        (AreaKind.COMMUNE, False, 3_321),
        (AreaKind.PROVINCE, True, 63),
        (AreaKind.DISTRICT, True, 696),
        (AreaKind.COMMUNE, True, 10_035),
    ],
)
def test_units_are_as_many_as_the_state_counts(
    facts: AreaFacts, kind: AreaKind, former: bool, count: int
) -> None:
    assert len(units(facts, kind, former=former)) == count


def test_codes_are_unique(facts: AreaFacts) -> None:
    assert len({area.code for area in facts.areas}) == len(facts.areas)


def test_parents_stand_before_children(facts: AreaFacts) -> None:
    seen: set[str | None] = {None}
    for area in facts.areas:
        assert area.parent in seen, area.code
        seen.add(area.code)


def test_every_former_unit_has_a_successor(facts: AreaFacts) -> None:
    followed = {fact.predecessor for fact in facts.lineage}
    former = {area.code for area in facts.areas if area.valid_to is not None}
    assert former == followed


def test_every_former_unit_has_one_default_successor(facts: AreaFacts) -> None:
    defaults = Counter(fact.predecessor for fact in facts.lineage if fact.default)
    assert set(defaults.values()) == {1}


def test_divided_units_have_several_successors_and_others_one(facts: AreaFacts) -> None:
    counts = Counter(fact.predecessor for fact in facts.lineage)
    divided = {fact.predecessor for fact in facts.lineage if fact.divided}
    assert {code for code, count in counts.items() if count > 1} == divided


def test_every_commune_of_today_was_made_of_former_ones(facts: AreaFacts) -> None:
    made = {fact.successor for fact in facts.lineage}
    assert {area.code for area in units(facts, AreaKind.COMMUNE, former=False)} <= made


def test_every_commune_of_today_has_a_position(facts: AreaFacts) -> None:
    assert all(area.lon is not None for area in units(facts, AreaKind.COMMUNE, former=False))


def test_island_commune_lies_where_its_former_communes_lay(by_code: dict[str, AreaFact]) -> None:
    area = by_code["vn-2025-22-06757"]  # Vĩnh Thực; the package puts it 100 km to the south-west
    assert area.position_precision == "approximate"
    assert distance_m((area.lon or 0, area.lat or 0), (107.95, 21.37)) < 10_000


def test_communes_do_not_follow_a_namesake_far_away(facts: AreaFacts) -> None:
    # Long Phú of Sóc Trăng did not become a part of a ward of the former Hậu Giang, 54 km off.
    successors = {f.successor for f in facts.lineage if f.predecessor == "vn-2004-94-946-31669"}
    assert successors == {"vn-2025-92-31639"}


def test_gate_belongs_to_the_commune_of_today(by_code: dict[str, AreaFact]) -> None:
    assert by_code["vn-gate-mong-cai"].parent == "vn-2025-22-06712"


def test_gate_without_position_stands_at_its_former_commune(by_code: dict[str, AreaFact]) -> None:
    gate, commune = by_code["vn-gate-hoanh-mo"], by_code["vn-2004-22-198-06841"]
    assert (gate.lon, gate.lat) == (commune.lon, commune.lat)
    assert gate.position_precision == "approximate"


@pytest.mark.parametrize("neighbour", ["CN", "LA", "KH"])
def test_every_neighbour_has_gates_and_border_sections(facts: AreaFacts, neighbour: str) -> None:
    kinds = {area.kind for area in facts.areas if area.neighbour == neighbour}
    assert kinds - {AreaKind.CROSSING} == {AreaKind.GATE, AreaKind.BORDER_SECTION}


def test_gates_lie_in_a_province_that_borders_their_neighbour(
    facts: AreaFacts, by_code: dict[str, AreaFact]
) -> None:
    sections = {
        (area.parent, area.neighbour)
        for area in facts.areas
        if area.kind is AreaKind.BORDER_SECTION
    }
    for gate in (area for area in facts.areas if area.kind is AreaKind.GATE):
        line = [gate.parent, by_code[gate.parent or ""].parent]
        assert any((code, gate.neighbour) in sections for code in line), gate.code


def test_every_country_of_iso_3166_is_an_area(facts: AreaFacts) -> None:
    countries = [area for area in facts.areas if area.kind is AreaKind.COUNTRY]
    assert len(countries) == 250  # 249 of ISO 3166-1, and Kosovo
    assert all(area.name and area.name_en and area.lon is not None for area in countries)


def fact(code: str, lon: float, lat: float, *, former: bool = True) -> AreaFact:
    return AreaFact(
        code, AreaKind.COMMUNE, code, code, None, "test", lon=lon, lat=lat,
        position_precision="centre", valid_to=REFORM if former else None,
    )  # fmt: skip


def test_lineage_to_a_namesake_is_left_out_and_the_rest_is_whole() -> None:
    areas = [
        fact("old", 105, 10),
        fact("near", 105, 10.03, former=False),
        fact("far", 106, 10, former=False),
    ]
    lineage = [
        LineageFact("old", "near", True, False, "test"),
        LineageFact("old", "far", True, True, "test"),
    ]
    assert plausible_lineage(areas, lineage) == [LineageFact("old", "near", False, True, "test")]


def test_lineage_between_neighbours_stays_divided() -> None:
    areas = [
        fact("old", 105, 10),
        fact("one", 105, 10.05, former=False),
        fact("two", 105.1, 10, former=False),
    ]
    lineage = [
        LineageFact("old", "one", True, True, "test"),
        LineageFact("old", "two", True, False, "test"),
    ]
    assert plausible_lineage(areas, lineage) == lineage


def test_former_commune_with_a_shared_position_takes_that_of_its_successor() -> None:
    areas = [fact("a", 105, 10), fact("b", 105, 10), fact("z", 105.2, 10.1, former=False)]
    lineage = [LineageFact("a", "z", False, True, "test")]
    moved = {area.code: (area.lon, area.lat) for area in repaired_positions(areas, lineage)}
    assert moved == {"a": (105.2, 10.1), "b": (None, None), "z": (105.2, 10.1)}
