"""A picture as it stood, and what changed since: counted, listed, and closed to whom it is closed."""

from __future__ import annotations

from datetime import date

from cotmoc.access.queries.revisions import latest_revision
from cotmoc.picture.core.changing import ChangeKind
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.queries.changes import Changes, changed_records, changes_since
from cotmoc.picture.queries.comparison import earlier_periods
from cotmoc.picture.queries.lists import listed
from cotmoc.picture.queries.page import picture
from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.models import Batch
from cotmoc.resolution.actions.judging import judge_pair
from cotmoc.resolution.models import Decision
from tests.cast import Cast
from tests.integration.records_cast import incident, record, record_id, take_in


def now_known() -> Filters:
    """Filters of what is known at this moment."""
    return Filters(known_at=f"r{latest_revision()}")


def numbers(changes: Changes) -> dict[str, int]:
    """The kinds of changes that occurred, with their numbers."""
    return {kind.value: number for kind, number in changes.records.items() if number}


def test_record_that_came_later_is_new(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    then = now_known()
    take_in(province.bravo_analyst, [record("k2")])
    changes = changes_since(viewer=province.alpha_analyst, filters=then)
    assert numbers(changes) == {"new": 1}
    assert [each.record_id for each in changes.rows] == [record_id("k2", "bravo")]


def test_correction_shows_the_day_of_before_and_of_now(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1", incident(date(2025, 3, 1)))])
    then = now_known()
    take_in(province.alpha_analyst, [record("k1", incident(date(2025, 3, 2)))])
    changes = changes_since(viewer=province.alpha_analyst, filters=then)
    row = changed_records(changes.rows)[0]
    assert numbers(changes) == {"corrected": 1}
    assert (row.day_then, row.day) == (date(2025, 3, 1), date(2025, 3, 2))


def test_undone_file_is_withdrawn(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    then = now_known()
    undo_batch(actor=province.alpha_analyst, batch_id=Batch.objects.get().pk)
    assert numbers(changes_since(viewer=province.alpha_analyst, filters=then)) == {"withdrawn": 1}


def test_joined_incident_is_one_change_of_two_records(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("k1")])
    take_in(province.bravo_analyst, [record("k1")])
    then = now_known()
    judge_pair(
        actor=province.alpha_analyst,
        left=f"incident:{record_id('k1')}",
        right=f"incident:{record_id('k1', 'bravo')}",
        decision=Decision.SAME,
    )
    changes = changes_since(viewer=province.alpha_analyst, filters=then)
    assert numbers(changes) == {"joined": 1}
    assert len(changes.rows) == 2
    assert {each.name: (each.then.value, each.now.value) for each in changes.figures}[
        "incidents"
    ] == (2, 1)


def test_closed_record_of_another_agency_is_counted_and_not_listed(province: Cast) -> None:
    take_in(province.bravo_analyst, [record("k1")])
    then = now_known()
    take_in(province.alpha_analyst, [record("k1", handling="closed")])
    changes = changes_since(viewer=province.bravo_analyst, filters=then)
    assert changes.records[ChangeKind.NEW] == changes.closed[ChangeKind.NEW] == 1
    assert changes.rows == []


def test_figures_of_both_moments_open_lists_that_say_the_same(full_province: Cast) -> None:
    viewer = full_province.alpha_analyst
    changes = changes_since(viewer=viewer, filters=Filters(known_at="r1"))
    for each in changes.figures:
        for figure in (each.then, each.now):
            opened = listed(viewer=viewer, filters=figure.filters, kind=figure.kind)
            assert opened.totals[figure.total] == figure.value


def test_earlier_period_is_compared_with_what_its_own_picture_shows(full_province: Cast) -> None:
    viewer = full_province.alpha_analyst
    asked = Filters(day_from=date(2025, 7, 1), day_to=date(2025, 12, 31), text="xe tải")
    shown = picture(viewer=viewer, filters=asked)
    assert [each.name for each in shown.comparisons] == list(earlier_periods(asked))
    for each in shown.comparisons:
        before = picture(viewer=viewer, filters=each.filters)
        change = each.of("incidents")
        assert change is not None
        assert change.now == shown.headline.incidents.value
        assert change.before == before.headline.incidents.value
        for figure in before.seizures:
            goods = each.of("commodity", figure.code, figure.measure)
            assert goods is None or goods.before == figure.value
