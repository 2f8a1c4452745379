"""People in records of two agencies, some of them closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from cotmoc.access.core.viewer import Viewer
from cotmoc.areas.actions.writing import insert_facts
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft, PlaceDraft, SeizureDraft
from cotmoc.search.core.kinds import Kind
from cotmoc.search.index.store import forget
from cotmoc.search.queries.finding import Answer, Group, search
from tests.cast import Cast, make_cast
from tests.integration.picture_province import AREAS
from tests.integration.picture_world import FORMER
from tests.integration.records_cast import incident, record, take_in


def person(name: str, year: int | None = None, **stated: Any) -> PartyDraft:
    """A suspect, born in a year."""
    born = Moment(date(year, 1, 1), Precision.YEAR) if year else None
    return PartyDraft("suspect", name=name, birth=born, **stated)


def group(answer: Answer, kind: Kind) -> Group:
    """What was found of a kind."""
    return next((each for each in answer.groups if each.kind is kind), Group(kind))


def keys(viewer: Viewer, text: str, kind: Kind = Kind.PERSON, limit: int = 10) -> list[str]:
    """The keys of the records found, the best first."""
    return [
        hit.incident.key for hit in group(search(viewer=viewer, text=text, limit=limit), kind).hits
    ]


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Three of one name: born in 1985 and in 1990, and one near Móng Cái; a vehicle; a closed record.

    Committed once for a module, as the index reads by a connection of its own.
    """
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        insert_facts(AREAS)
        cast = make_cast()
        put_in_people(cast)
        forget()
    yield cast
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        forget()


def put_in_people(cast: Cast) -> None:
    """The records of both agencies."""
    take_in(
        cast.alpha_analyst,
        [
            record("A-1", incident(parties=(person("Nguyễn Văn Đức", 1985, residence_written="Móng Cái",
                                                   residence_area=FORMER),))),
            record("A-2", incident(parties=(person("Nguyễn Văn Đức", 1990),), title="Bắt giữ 2 kg heroin")),
            record("A-3", incident(parties=(person("Trần Thị Xinh", identity_number="022085001234",
                                                   aliases=("Xinh Sẹo",)),))),
            record("A-4", incident(parties=(person("Lê Thị Kín"),)), handling="closed"),
            record("BP-2025-00017"),
            record("A-5", incident(parties=(PartyDraft("suspect", kind="organisation",
                                                       name="Công ty TNHH Sao Biển"),),
                                   narrative="Liên hệ qua số 0912.345.678",
                                   seizures=(SeizureDraft("heroin", "heroin"),))),
        ],
    )  # fmt: skip
    take_in(
        cast.bravo_analyst,
        [
            record("B-1", incident(
                place=PlaceDraft(written="xã Hải Sơn", area=FORMER, precision="commune"),
                parties=(person("Nguyen Van Duc"),),
                conveyances=(ConveyanceDraft("car", registration="14C-123.45"),),
            )),
            record("B-2", incident(parties=(person("Trần Thị Sinh", identity_number="022085001234"),))),
        ],
    )  # fmt: skip
