"""The lookup that gives numbers to a query as one parameter."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cotmoc.access.models import Agency, Unit
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_numbers_among_others_are_found_by_one_parameter(cast: Cast) -> None:
    every = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        found = Agency.objects.filter(pk__among=[every[0], -1]).values_list("pk", flat=True)
        assert list(found) == every[:1]
    assert "= ANY(" in asked.captured_queries[-1]["sql"]


def test_nothing_is_among_no_numbers(cast: Cast) -> None:
    assert not Agency.objects.filter(pk__among=set()).exists()


def test_foreign_keys_are_looked_up_by_it_as_well(cast: Cast) -> None:
    agencies = set(Agency.objects.values_list("pk", flat=True))
    assert Unit.objects.filter(agency_id__among=agencies).count() == Unit.objects.count()
