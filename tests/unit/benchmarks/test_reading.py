"""Every written collection is large enough, and read at least as well as it was."""

from __future__ import annotations

import pytest

from benchmarks.reading.collection import Collection, collections, score

COLLECTIONS = collections()


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda each: each.name)
def test_collection_holds_values_enough_of_both_parts(collection: Collection) -> None:
    total = score(collection).total
    assert sum(total.values()) >= 300
    assert min(total.values()) >= 100


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda each: each.name)
def test_collection_is_read_no_worse_than_it_was(collection: Collection) -> None:
    scored = score(collection)
    assert scored.share >= collection.floor, scored.failures[:5]


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda each: each.name)
def test_no_value_stands_in_a_collection_twice(collection: Collection) -> None:
    asked = [
        tuple(v for k, v in row.items() if k not in ("part", "note", *collection.expected))
        for row in collection.rows
    ]
    assert len(set(asked)) == len(asked)
