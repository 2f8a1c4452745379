"""Batches in and out: what is new, changed, unchanged and gone, and that undoing takes out exactly what came in."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError

from cotmoc.access.events import Event
from cotmoc.access.models import AuditEvent, Revision
from cotmoc.access.policies import NotAllowedError
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.records.actions.batches import (
    AlreadyUndoneError,
    DuplicateKeyError,
    UnknownAgencyError,
    undo_batch,
)
from cotmoc.records.actions.statements import TABLES, check_references_at_once
from cotmoc.records.core.batches import Coverage, RecordDraft, SourceRow
from cotmoc.records.core.drafts import PartyDraft
from cotmoc.records.models import (
    Batch,
    IncidentStatement,
    PartyStatement,
    SeizureStatement,
    SourceRecord,
    SourceVersion,
)
from cotmoc.records.models.statements import Statement
from tests.cast import Cast
from tests.integration.records_cast import heroin, incident, record, record_id, take_in

pytestmark = pytest.mark.django_db

APRIL = date(2024, 4, 12)


def standing() -> dict[str, str]:
    """The hash of the version that stands, by key; "" for a record that does not stand."""
    found = SourceRecord.objects.values_list("agency__code", "key", "current__content_hash")
    return {f"{agency}/{key}": digest or "" for agency, key, digest in found}


def test_commit_of_a_first_file_makes_every_record_new(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("1"), record("2")])
    assert report.counts() == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "withdrawn": 0,
    }


def test_commit_keeps_the_rows_as_written(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", incident(narrative="Bắt giữ 2 bánh"), row=7)])
    version = SourceVersion.objects.get()
    assert version.rows == [[7, ["12/04/2024", "Móng Cái", "Bắt giữ 2 bánh"]]]


def test_commit_states_what_was_understood_in_columns(cast: Cast) -> None:
    draft = incident(
        seizures=(heroin(700),), parties=(PartyDraft("suspect", name="Nguyễn Văn An"),)
    )
    take_in(cast.alpha_analyst, [record("1", draft)])
    stated = (
        IncidentStatement.objects.get().occurred_from,
        SeizureStatement.objects.get().amount,
        PartyStatement.objects.get().name_key,
    )
    assert stated == (APRIL, Decimal(700), "nguyen van an")


def test_commit_states_what_an_amount_means_and_what_stands_beside_it(cast: Cast) -> None:
    line = replace(
        heroin(10_000), bound="range", most=Decimal(12_000), beside={"brick": Decimal(30)}
    )
    take_in(cast.alpha_analyst, [record("A-1", incident(seizures=(line,)))])
    stated = SeizureStatement.objects.get()
    assert (stated.bound, stated.most, stated.beside) == ("range", Decimal(12_000), {"brick": "30"})


def test_commit_is_audited_with_its_numbers(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("1")])
    event = AuditEvent.objects.get(event=Event.BATCH_COMMITTED)
    assert (event.subject, event.details["new"]) == (f"batch:{report.batch_id}", 1)


def test_same_file_again_changes_nothing(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2")])
    before = (standing(), Batch.objects.count(), latest_revision())
    report = take_in(cast.alpha_analyst, [record("1"), record("2")])
    assert (standing(), Batch.objects.count(), latest_revision()) == before
    assert (report.batch_id, report.unchanged) == (None, 2)


def test_row_that_only_moved_within_the_file_is_unchanged(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", row=2)])
    assert take_in(cast.alpha_analyst, [record("1", row=40)]).unchanged == 1


def test_revised_file_says_what_is_new_changed_unchanged_and_gone(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2"), record("3")])
    revised = [record("1"), record("2", incident(narrative="sửa")), record("4")]
    counts = take_in(cast.alpha_analyst, revised, coverage=Coverage.REGISTER).counts()
    assert counts == {"new": 1, "changed": 1, "unchanged": 1, "gone": 1, "withdrawn": 1}


def test_changed_record_keeps_its_earlier_version(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1")])
    take_in(cast.alpha_analyst, [record("1", incident(narrative="sửa"))])
    versions = SourceVersion.objects.order_by("number").values_list("number", "rows")
    assert [(number, cells[2]) for number, [(_row, cells)] in versions] == [(1, ""), (2, "sửa")]


def test_version_cannot_be_altered(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1")])
    with pytest.raises(ProgrammingError, match="Cannot update"):
        SourceVersion.objects.update(content=[])


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_statement_cannot_name_the_version_of_another_record(
    cast: Cast, table: type[Statement]
) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2")])
    one, other = SourceVersion.objects.order_by("id")
    check_references_at_once()
    table._default_manager.create(version_id=one.pk, record_id=one.record_id)
    with pytest.raises(IntegrityError):
        table._default_manager.create(version_id=one.pk, record_id=other.record_id)


def test_coverage_none_leaves_absent_records_standing(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2")])
    report = take_in(cast.alpha_analyst, [record("1", incident(narrative="sửa"))])
    assert (report.withdrawn, standing()["alpha/2"] != "") == (0, True)


def test_coverage_none_still_says_how_many_are_missing(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2")])
    assert take_in(cast.alpha_analyst, [record("1")]).gone == 1


def test_coverage_of_periods_withdraws_only_within_the_months_of_the_file(cast: Cast) -> None:
    take_in(
        cast.alpha_analyst,
        [record("april", incident(APRIL)), record("may", incident(date(2024, 5, 3)))],
    )
    take_in(
        cast.alpha_analyst,
        [record("new", incident(date(2024, 4, 30)))],
        coverage=Coverage.PERIODS,
    )
    assert {key for key, digest in standing().items() if digest} == {"alpha/may", "alpha/new"}


def test_coverage_of_the_register_withdraws_whatever_is_absent(cast: Cast) -> None:
    take_in(
        cast.alpha_analyst,
        [record("april", incident(APRIL)), record("may", incident(date(2024, 5, 3)))],
    )
    take_in(cast.alpha_analyst, [record("april")], coverage=Coverage.REGISTER)
    assert standing()["alpha/may"] == ""


def test_file_of_one_agency_withdraws_nothing_of_the_other(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1")])
    take_in(cast.bravo_analyst, [record("9")], coverage=Coverage.REGISTER)
    assert standing()["alpha/1"]


def test_record_taken_back_and_brought_again_stands_under_its_old_id(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2")])
    before = record_id("2")
    take_in(cast.alpha_analyst, [record("1")], coverage=Coverage.REGISTER)
    report = take_in(cast.alpha_analyst, [record("1"), record("2")])
    assert (report.changed, record_id("2"), standing()["alpha/2"] != "") == (1, before, True)


def test_parked_record_is_not_gone(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2")])
    report = take_in(
        cast.alpha_analyst,
        [record("1")],
        coverage=Coverage.REGISTER,
        parked=((None, "2"),),
    )
    assert (report.gone, standing()["alpha/2"] != "") == (0, True)


def test_two_records_of_one_key_are_refused(cast: Cast) -> None:
    with pytest.raises(DuplicateKeyError):
        take_in(cast.alpha_analyst, [record("1"), record("1", row=3)])


def test_refused_batch_leaves_nothing_behind(cast: Cast) -> None:
    before = latest_revision()
    with pytest.raises(DuplicateKeyError):
        take_in(cast.alpha_analyst, [record("1"), record("2"), record("1", row=3)])
    assert (SourceRecord.objects.count(), latest_revision()) == (0, before)


def test_record_of_several_rows_is_one_record(cast: Cast) -> None:
    rows = (SourceRow(2, ("a", "b", "c")), SourceRow(3, ("a", "b", "d")))
    take_in(
        cast.alpha_analyst,
        [RecordDraft("1", rows, (incident(seizures=(heroin(700), heroin(300))),))],
    )
    assert (SourceRecord.objects.count(), SeizureStatement.objects.count()) == (1, 2)


def test_two_agencies_in_one_file_keep_their_own_records(cast: Cast) -> None:
    take_in(
        cast.administrator,
        [record("1", agency="alpha"), record("1", agency="bravo")],
        agency="alpha",
    )
    assert set(standing()) == {"alpha/1", "bravo/1"}


def test_officer_may_not_record_for_another_agency(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        take_in(cast.alpha_officer, [record("1", agency="bravo")])


def test_inspector_may_not_record(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        take_in(cast.inspector, [record("1")], agency="alpha")


def test_agency_that_nobody_knows_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownAgencyError):
        take_in(cast.administrator, [record("1", agency="zulu")], agency="alpha")


def test_undone_batch_leaves_what_stood_before(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1"), record("2"), record("3")])
    before = standing()
    report = take_in(
        cast.alpha_analyst,
        [record("1", incident(narrative="sửa")), record("2"), record("4")],
        coverage=Coverage.REGISTER,
    )
    assert report.batch_id
    undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)
    assert standing() == {**before, "alpha/4": ""}


def test_undoing_says_which_records_it_touched(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("1"), record("2")])
    assert report.batch_id
    undone = undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)
    assert undone.touched == report.touched


def test_undoing_an_earlier_batch_leaves_the_later_version(cast: Cast) -> None:
    first = take_in(cast.alpha_analyst, [record("1")])
    take_in(cast.alpha_analyst, [record("1", incident(narrative="sửa"))])
    later = standing()
    assert first.batch_id
    undo_batch(actor=cast.alpha_analyst, batch_id=first.batch_id)
    assert standing() == later


def test_undoing_both_batches_in_any_order_leaves_nothing(cast: Cast) -> None:
    first = take_in(cast.alpha_analyst, [record("1")])
    second = take_in(cast.alpha_analyst, [record("1", incident(narrative="sửa"))])
    for report in (first, second):
        assert report.batch_id
        undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)
    assert standing() == {"alpha/1": ""}


def test_batch_cannot_be_undone_twice(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("1")])
    assert report.batch_id
    undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)
    with pytest.raises(AlreadyUndoneError):
        undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)


def test_batch_of_another_agency_is_not_there_to_undo(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("1")])
    assert report.batch_id
    with pytest.raises(Batch.DoesNotExist):
        undo_batch(actor=cast.bravo_analyst, batch_id=report.batch_id)


def test_file_taken_in_again_after_its_undoing_stands_again(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("1")])
    before = standing()
    assert report.batch_id
    undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)
    take_in(cast.alpha_analyst, [record("1")])
    assert standing() == before


@pytest.mark.django_db(transaction=True)
def test_two_commits_at_once_get_revisions_in_the_order_they_become_visible(cast: Cast) -> None:
    seen: list[tuple[int, int]] = []

    def commit(actor_key: tuple[str, int]) -> None:
        try:
            agency, start = actor_key
            actor = cast.alpha_analyst if agency == "alpha" else cast.bravo_analyst
            report = take_in(actor, [record(str(start + i)) for i in range(50)])
            assert report.batch_id
            revision = Batch.objects.values_list("revision_id", flat=True).get(pk=report.batch_id)
            seen.append((revision, latest_revision()))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=commit, args=[who]) for who in (("alpha", 0), ("bravo", 100))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 2
    numbers = [number for number, _ in seen]
    assert (
        sorted(numbers)
        == list(Revision.objects.order_by("number").values_list("number", flat=True))[-2:]
    )
    assert all(latest >= number for number, latest in seen)
