"""The page of an incident tells which of its persons and vehicles are known from others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from cotmoc.access.models import AuditEvent
from cotmoc.normalise.moments import Moment
from cotmoc.records.actions.resolving import match_everything
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from tests.cast import CONSOLE, Cast, user_of
from tests.integration.records_cast import DAY, incident, record, record_id, take_in

pytestmark = pytest.mark.django_db

DUC = PartyDraft(
    "suspect",
    name="Nguyễn Văn Đức",
    birth=Moment(date(1985, 3, 12)),
    identity_number="022085001234",
)


def test_a_person_met_before_leads_to_the_other_incidents(cast: Cast) -> None:
    truck = ConveyanceDraft("truck", registration="14C-123.45")
    for days, (actor, key, handling) in enumerate(
        [
            (cast.alpha_analyst, "1", "shared"),
            (cast.bravo_analyst, "2", "shared"),
            (cast.bravo_analyst, "3", "closed"),
        ]
    ):
        day = DAY + timedelta(days=40 * days)
        told = incident(day, parties=(DUC,), conveyances=(truck,))
        take_in(actor, [record(key, told, handling=handling)])
    match_everything(actor=CONSOLE)
    client = Client()
    viewer = user_of(cast.alpha_analyst)
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = "en"
    page = client.get(f"/incidents/{record_id('1')}/").content.decode()
    assert "Known from other incidents" in page
    assert f"Incident {record_id('2', 'bravo')}" in page
    assert f"Incident {record_id('3', 'bravo')}" not in page
    assert "1 more incident is closed to you" in page
    last = AuditEvent.objects.latest("pk")
    assert last.details == {"known_elsewhere": [record_id("2", "bravo")]}
