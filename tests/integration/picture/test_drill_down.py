"""Every figure opens: the list has exactly what the figure counts, and closed records are counted, never shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cotmoc.access.models import Agency
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind, Total
from cotmoc.picture.queries.lists import listed
from cotmoc.picture.queries.map import map_layers
from cotmoc.picture.queries.page import figures_of, picture
from cotmoc.picture.queries.reading import open_reading
from cotmoc.records.actions.batches import commit_batch
from cotmoc.records.core.batches import BatchDraft
from cotmoc.records.core.drafts import IncidentDraft, PlaceDraft
from cotmoc.resolution.actions.judging import judge_pair
from cotmoc.resolution.models import Decision
from tests.cast import Cast
from tests.integration.picture_province import a_return
from tests.integration.picture_world import COMMUNES, FORMER, GATE, PROVINCE
from tests.integration.records_cast import heroin, incident, record, record_id, take_in

EVERY_FILTER = (
    Filters(),
    Filters(area=PROVINCE),
    Filters(area=COMMUNES[0], day_from=date(2025, 2, 1)),
    Filters(area=FORMER),
    Filters(area=GATE),
    Filters(area="vn"),
    Filters(day_from=date(2025, 3, 1), day_to=date(2025, 4, 15)),
    Filters(offence="smuggling", agency="bravo"),
    Filters(offence="group.goods", agency="alpha", part="lead"),
    Filters(offence="none"),
    Filters(commodity="heroin", day_to=date(2025, 11, 30)),
    Filters(commodity="none"),
    Filters(outcome="prosecuted", detection="patrol"),
    Filters(outcome="none", detection="none"),
    Filters(register="cases", text="xe tải"),
    Filters(text="thuoc la"),
)


@pytest.mark.parametrize("known_at", [None, "r3"])
def test_every_figure_equals_the_total_of_the_list_it_opens(
    full_province: Cast, known_at: str | None
) -> None:
    viewer = full_province.bravo_analyst
    walked = 0
    for filters in EVERY_FILTER:
        shown = picture(viewer=viewer, filters=filters.with_(known_at=known_at))
        for figure in figures_of(shown):
            opened = listed(viewer=viewer, filters=figure.filters, kind=figure.kind)
            assert opened.totals[figure.total] == figure.value, figure
            walked += 1
            if figure.left_out_filters:
                unread = listed(viewer=viewer, filters=figure.left_out_filters, kind=figure.kind)
                assert unread.totals[Total.ROWS] == figure.left_out, figure
    assert walked > 300


def test_every_shape_of_the_map_equals_the_list_it_opens(full_province: Cast) -> None:
    viewer = full_province.alpha_analyst
    for filters in EVERY_FILTER:
        with open_reading(viewer, filters) as reading:
            shapes = map_layers(reading)
        for shape in shapes:
            if shape.figure:
                opened = listed(viewer=viewer, filters=shape.figure.filters, kind=Kind.INCIDENT)
                assert opened.totals[Total.ROWS] == shape.figure.value, shape


def test_what_is_recorded_at_a_gate_is_counted_at_the_gate(province: Cast) -> None:
    take_in(
        province.alpha_analyst,
        [record("k1", placed(GATE, "gate")), record("k2", placed(COMMUNES[1], "commune"))],
    )
    with open_reading(province.alpha_analyst, Filters(area=PROVINCE)) as reading:
        places = [shape for shape in map_layers(reading) if shape.layer == "place"]
    assert [(shape.area, shape.figure and shape.figure.value) for shape in places] == [(GATE, 1)]


def test_hexagon_narrows_every_figure_to_what_lies_in_it(full_province: Cast) -> None:
    viewer = full_province.alpha_analyst
    there = [record(f"p{n}", incident(seizures=(heroin(n + 1),))) for n in range(3)]
    take_in(viewer, there)  # at one position, in one hexagon
    with open_reading(viewer, Filters()) as reading:
        hexagons = [shape for shape in map_layers(reading) if shape.layer == "hexagon"]
    assert hexagons[0].narrows is not None
    shown = picture(viewer=viewer, filters=hexagons[0].narrows)
    assert shown.headline.incidents.value == 3
    assert [figure.value for figure in shown.seizures] == [Decimal(6)]
    assert shown.returns.rows == []


def test_parts_of_agencies_add_up_to_what_they_led_and_took_part_in(full_province: Cast) -> None:
    shares = picture(viewer=full_province.bravo_analyst, filters=Filters()).shares
    led = {figure.code: figure.value for figure in shares.led}
    took_part = {figure.code: figure.value for figure in shares.took_part}
    for row in shares.jointly:
        lead = row.alone.value + row.with_others.value
        assert lead == led.get(row.code, 0)
        assert lead + row.under_others.value == took_part[row.code]


def test_ways_of_detection_add_up_to_the_incidents(full_province: Cast) -> None:
    shown = picture(viewer=full_province.bravo_analyst, filters=Filters())
    total = sum(row.total.value for row in shown.found.rows)
    assert total == shown.headline.incidents.value


def test_corrected_return_is_told_beside_its_period(full_province: Cast) -> None:
    asked = Filters(day_from=date(2025, 1, 1), day_to=date(2025, 9, 30))
    again = BatchDraft(agency="alpha", register="monthly", kind="return")
    commit_batch(
        actor=full_province.alpha_analyst,
        batch=again,
        records=[a_return(date(2025, 1, 1), 999, "m1")],
    )
    duty = picture(viewer=full_province.alpha_analyst, filters=asked).duties[0]
    corrected = [period.first.month for period in duty.periods if period.corrected]
    assert corrected == [1]
    assert duty.completeness.corrected == 1
    assert duty.completeness.missing == 3


def test_leads_add_up_to_the_incidents(full_province: Cast) -> None:
    shown = picture(viewer=full_province.bravo_analyst, filters=Filters())
    assert sum(figure.value for figure in shown.shares.led) == shown.headline.incidents.value


def test_steps_of_time_and_what_is_in_none_add_up_to_the_incidents(full_province: Cast) -> None:
    shown = picture(viewer=full_province.bravo_analyst, filters=Filters())
    assert shown.series is not None
    total = sum(bar.figure.value for bar in shown.series.bars) + shown.series.undated.value
    assert total == shown.headline.incidents.value


def test_rows_of_the_areas_add_up_to_the_incidents(full_province: Cast) -> None:
    shown = picture(viewer=full_province.bravo_analyst, filters=Filters(area=PROVINCE))
    assert sum(row.total.value for row in shown.matrix.rows) == shown.headline.incidents.value


def test_closed_record_of_another_agency_is_counted_and_not_listed(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", handling="closed"), record("k2")])
    opened = listed(viewer=province.bravo_analyst, filters=Filters(), kind=Kind.INCIDENT)
    assert opened.totals[Total.ROWS] == 2
    assert opened.closed == 1
    assert [row.incident_id for row in opened.rows] == [record_id("k2")]


def test_inspector_is_shown_closed_records(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", handling="closed")])
    opened = listed(viewer=province.inspector, filters=Filters(), kind=Kind.INCIDENT)
    assert opened.closed == 0


def test_words_of_a_closed_record_find_nothing(province: Cast) -> None:
    draft = incident(narrative="kho hàng bí mật")
    take_in(province.alpha_analyst, [record("k1", draft, handling="closed")])
    found = listed(
        viewer=province.bravo_analyst, filters=Filters(text="bí mật"), kind=Kind.INCIDENT
    )
    assert found.totals[Total.ROWS] == 0


def test_value_taken_from_a_closed_source_is_hidden_in_a_joined_incident(province: Cast) -> None:
    month = incident(occurred=Moment(date(2024, 4, 1), Precision.MONTH))
    take_in(province.alpha_analyst, [record("k1", handling="closed")])
    take_in(province.bravo_analyst, [record("k1", month)])
    judge_pair(
        actor=province.alpha_analyst,
        left=f"incident:{record_id('k1')}",
        right=f"incident:{record_id('k1', 'bravo')}",
        decision=Decision.SAME,
    )
    row = listed(viewer=province.bravo_analyst, filters=Filters(), kind=Kind.INCIDENT).rows[0]
    assert "day_from" in row.hidden
    assert row.values["day_from"] is None


def test_double_report_is_one_incident_and_one_seizure(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", incident(seizures=(heroin(500),)))])
    take_in(province.bravo_analyst, [record("k1", incident(seizures=(heroin(480),)))])
    judge_pair(
        actor=province.alpha_analyst,
        left=f"incident:{record_id('k1')}",
        right=f"incident:{record_id('k1', 'bravo')}",
        decision=Decision.SAME,
    )
    shown = picture(viewer=province.alpha_analyst, filters=Filters())
    assert [figure.value for figure in shown.seizures] == [Decimal(500)]
    assert shown.headline.several.value == 1


def test_agency_added_after_the_first_picture_is_known_to_the_next(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    picture(viewer=province.alpha_analyst, filters=Filters())
    Agency.objects.create(
        code="coast", kind="coast_guard", name_vi="C", name_en="C", short_vi="C", short_en="C"
    )
    shown = picture(viewer=province.alpha_analyst, filters=Filters(agency="coast"))
    assert shown.headline.incidents.value == 0


def placed(code: str, precision: str, **stated: Any) -> IncidentDraft:
    """An incident at an area."""
    return incident(place=PlaceDraft("", code, precision=precision), **stated)


def test_incident_known_to_the_month_stands_beside_a_period_within_it(province: Cast) -> None:
    month = incident(occurred=Moment(date(2025, 3, 1), Precision.MONTH))
    take_in(province.alpha_analyst, [record("k1", month)])
    period = Filters(day_from=date(2025, 3, 10), day_to=date(2025, 4, 30))
    shown = picture(viewer=province.alpha_analyst, filters=period)
    assert shown.headline.incidents.value == 0
    assert shown.aside.by_date is not None
    assert shown.aside.by_date.value == 1


def test_incident_known_to_the_province_stands_beside_its_communes(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", placed(PROVINCE, "province"))])
    shown = picture(viewer=province.alpha_analyst, filters=Filters(area=COMMUNES[0]))
    assert shown.headline.incidents.value == 0
    assert shown.aside.by_area is not None
    assert shown.aside.by_area.value == 1


def test_incident_of_another_province_does_not_stand_beside_a_commune(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", placed("vn-2025-11", "province"))])
    shown = picture(viewer=province.alpha_analyst, filters=Filters(area=COMMUNES[0]))
    assert shown.aside.by_area is not None
    assert shown.aside.by_area.value == 0


def test_incident_of_a_divided_commune_is_counted_where_most_of_it_went_and_marked(
    province: Cast,
) -> None:
    take_in(province.alpha_analyst, [record("k1", placed(FORMER, "commune"))])
    shown = picture(viewer=province.alpha_analyst, filters=Filters(area=PROVINCE))
    assert [(row.area, row.total.value, row.estimated) for row in shown.matrix.rows] == [
        (COMMUNES[0], 1, 1)
    ]


def test_incident_at_a_gate_is_counted_in_its_commune(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", placed(GATE, "gate"))])
    shown = picture(viewer=province.alpha_analyst, filters=Filters(area=COMMUNES[1]))
    assert shown.headline.incidents.value == 1


def test_missing_return_is_told_and_not_taken_for_zero(full_province: Cast) -> None:
    asked = Filters(day_from=date(2025, 1, 1), day_to=date(2025, 9, 30))
    duty = picture(viewer=full_province.alpha_analyst, filters=asked).duties[0]
    states = {period.first.month: period.state.value for period in duty.periods}
    assert states[7] == "missing"
    assert states[6] != "missing"
