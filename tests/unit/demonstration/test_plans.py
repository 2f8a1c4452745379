"""What is planned adds up to what was published, before anything is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.packaged.everything import packaged_areas
from cotmoc.areas.core.places.reading import read_place
from cotmoc.demonstration.core.chance import EDGES, MARGIN
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    CUSTOMS,
    POLICE,
    PROSECUTED,
    SANCTIONED,
    Incident,
    goods_kinds,
    methods,
)
from cotmoc.demonstration.core.places import REFORM, communes
from cotmoc.demonstration.core.plans import border_guard_2025, drugs, gate
from cotmoc.demonstration.core.plans.patterns import CLUSTERS, SERIES
from cotmoc.demonstration.core.province import LATE, Province, plan_province
from cotmoc.demonstration.core.units import (
    CRIMINAL_POLICE,
    DISTRICT_POLICE_UNTIL,
    HOANH_MO,
    NARCOTICS_POLICE,
    unit_names,
)
from cotmoc.demonstration.files import double_reports
from cotmoc.ingest.core.context import AreaParts
from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.normalise.codes.matching import match_code


@pytest.fixture(scope="module")
def province() -> Province:
    """The whole province."""
    return plan_province()


def _charged(incidents: list[Incident], fate: str) -> int:
    return sum(party.heads for each in incidents for party in each.parties if party.fate == fate)


def test_drug_cases_add_up_to_those_of_all_forces(province: Province) -> None:
    cases = [each for each in province.incidents if drugs.in_scope(each)]
    prosecuted = sum(each.outcome == PROSECUTED for each in cases)
    counted = (
        len(cases),
        sum(each.heads for each in cases),
        prosecuted,
        _charged(cases, PROSECUTED),
    )
    assert counted == (3673, 8205, 3443, 6017)


def test_border_guard_of_2025_adds_up(province: Province) -> None:
    cases = [
        each
        for each in province.incidents
        if border_guard_2025.PERIOD.holds(each) and BORDER_GUARD in (each.lead, *each.partners)
    ]
    conveyances = sum(len(each.conveyances) for each in cases)
    assert (len(cases), sum(each.heads for each in cases), conveyances) == (297, 358, 258)
    for item in border_guard_2025.ITEMS:
        lines = [line for each in cases for line in each.goods if line.kind.id == item.goods]
        assert sum(line.amount for line in lines) == Decimal(item.total)


def test_station_of_the_gate_adds_up(province: Province) -> None:
    led = [
        each
        for each in province.incidents
        if gate.PERIOD.holds(each) and each.lead == BORDER_GUARD and each.unit == HOANH_MO
    ]
    together = [each for each in led if CUSTOMS in each.partners]
    assert (len(led), sum(each.heads for each in led)) == (98, 207)
    assert (_charged(led, PROSECUTED), _charged(led, SANCTIONED)) == (38, 144)
    assert (len(together), sum(each.heads for each in together)) == (21, 21)
    assert sum(each.fine_vnd for each in led) == 451_000_000


def test_joint_cases_of_the_gate_have_one_lead_each(province: Province) -> None:
    communes_of_gate = {"Xã Hoành Mô", "Xã Đồng Văn"}
    joint = [
        each
        for each in province.incidents
        if gate.PERIOD.holds(each)
        and each.place.commune
        and each.place.commune.before in communes_of_gate
        and {BORDER_GUARD, CUSTOMS} <= {each.lead, *each.partners}
    ]
    assert len(joint) == 79
    assert sum(each.lead == CUSTOMS for each in joint) == 58


def test_nothing_happens_near_the_edge_of_a_period(province: Province) -> None:
    days = {each.at.date() for each in province.incidents}
    assert not [day for day in days for edge in EDGES if edge - MARGIN <= day < edge + MARGIN]


def test_district_police_handle_cases_of_every_district_until_they_are_abolished(
    province: Province,
) -> None:
    handled = {e.report.unit for e in province.entries if e.report.agency == POLICE}
    assert handled == set(unit_names(POLICE))
    later = {
        e.report.unit
        for e in province.entries
        if e.report.agency == POLICE and e.incident.at.date() >= DISTRICT_POLICE_UNTIL
    }
    assert later == {NARCOTICS_POLICE, CRIMINAL_POLICE}


def test_double_reports_arise_in_every_way(province: Province) -> None:
    ways = {other.report.way for _, other in double_reports(province)}
    assert ways == {"joint", "handover", "again", "half"}


def test_half_counted_cases_are_of_the_year_that_no_published_figure_covers(
    province: Province,
) -> None:
    halves = [each for each in province.entries if each.report.way == "half"]
    assert {each.incident.at.year for each in halves} == {2026}


def test_some_reports_come_late(province: Province) -> None:
    assert sum(each.report.late for each in province.entries) == LATE


def test_patterns_are_planned_whole(province: Province) -> None:
    clusters = [each.cluster for each in province.incidents if each.cluster]
    series = [each.series for each in province.incidents if each.series]
    assert len(clusters) == sum(sum(cluster.weeks) for cluster in CLUSTERS)
    assert len(series) == sum(each.number for each in SERIES)


def test_every_word_of_an_agency_is_known_as_the_goods_it_means() -> None:
    for kind in goods_kinds().values():
        for word in kind.words.values():
            read = match_code(COMMODITIES, word).value
            assert (
                COMMODITIES.kinds_of({read or "", kind.code})[read or ""]
                == COMMODITIES.kinds_of({read or "", kind.code})[kind.code]
            ), word


def test_every_offence_of_an_agency_is_known() -> None:
    words = {word for method in methods().values() for word in method.words.values() if word}
    assert [word for word in words if match_code(OFFENCES, word).value is None] == []


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The packaged areas."""
    return Gazetteer(packaged_areas())


@pytest.mark.parametrize("use", ["22", "11", "home"])
def test_every_commune_is_real_before_and_after_the_reform(use: str, gazetteer: Gazetteer) -> None:
    for commune in communes(use):
        for on in (REFORM.replace(year=2024), REFORM.replace(year=2026)):
            found = read_place(gazetteer, commune.address(on), levels=AreaParts(), on=on, home="")
            assert found.value, commune.address(on)
            assert found.value.precision == "commune", commune.address(on)
