"""How the index keeps up with what is said, and what it does with very much."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.models import Batch
from cotmoc.search.core.kinds import Kind
from cotmoc.search.index import store
from cotmoc.search.queries.finding import search
from tests.cast import Cast, make_cast
from tests.integration.records_cast import incident, record, take_in
from tests.integration.search.conftest import group, keys, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nobody(transactional_db: None) -> Iterator[Cast]:
    """The cast, and no record."""
    call_command("flush", interactive=False, verbosity=0)
    store.forget()
    yield make_cast()
    store.forget()


def test_new_changed_and_undone_records_are_found_as_they_stand(nobody: Cast) -> None:
    viewer = nobody.alpha_analyst
    assert keys(viewer, "hoang thi moi") == []
    base = store.current_index().base
    take_in(viewer, [record("A-9", incident(parties=(person("Hoàng Thị Mới"),)))])
    assert keys(viewer, "hoang thi moi") == ["A-9"]
    take_in(viewer, [record("A-9", incident(parties=(person("Vũ Văn Cũ"),)))])
    assert keys(viewer, "vu van cu") == ["A-9"]
    assert keys(viewer, "hoang thi moi") == []
    undo_batch(actor=viewer, batch_id=Batch.objects.latest("pk").pk)
    assert keys(viewer, "hoang thi moi") == ["A-9"]
    assert store.current_index().base is base


def test_very_much_that_changed_is_read_anew_and_a_thousand_of_one_name_are_counted(
    nobody: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_CHANGED", 999)
    viewer, base = nobody.alpha_analyst, store.current_index().base
    take_in(
        viewer,
        [record(f"M-{i}", incident(parties=(person("Phạm Văn Đông"),))) for i in range(1000)],
    )
    found = group(search(viewer=viewer, text="pham van dong"), Kind.PERSON)
    assert (len(found.hits), found.more) == (10, 990)
    assert store.current_index().base is not base
