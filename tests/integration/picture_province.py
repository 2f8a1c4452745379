"""A small province whose records are double, unreadable, closed and imprecise in every way that figures must bear."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from cotmoc.areas.actions.writing import insert_facts
from cotmoc.areas.core.facts import AreaFact, AreaFacts, LineageFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.picture.facts.store import forget
from cotmoc.records.actions.batches import commit_batch
from cotmoc.records.actions.duties import DutyDraft, set_duty
from cotmoc.records.core.batches import BatchDraft, RecordDraft, SourceRow
from cotmoc.records.core.drafts import PlaceDraft, ReturnDraft
from cotmoc.resolution.actions.judging import judge_pair
from cotmoc.resolution.models import Decision
from tests.cast import CONSOLE, Cast
from tests.integration.picture_world import COMMUNES, FORMER, GATE, OTHER, PROVINCE, random_records
from tests.integration.records_cast import record_id, take_in


def area(code: str, kind: AreaKind, parent: str | None, name: str) -> AreaFact:
    """An area with a position, so that the map can show it."""
    return AreaFact(code, kind, name, name, parent, "test", country="VN", lon=107.5, lat=21.4)


AREAS = AreaFacts(
    (
        area("vn", AreaKind.COUNTRY, None, "Việt Nam"),
        area(PROVINCE, AreaKind.PROVINCE, "vn", "Quảng Ninh"),
        area(OTHER, AreaKind.PROVINCE, "vn", "Điện Biên"),
        area("vn-2004-22", AreaKind.PROVINCE, "vn", "Quảng Ninh"),
        area("vn-2004-22-194", AreaKind.DISTRICT, "vn-2004-22", "Móng Cái"),
        *(area(code, AreaKind.COMMUNE, PROVINCE, f"Xã {code[-1]}") for code in COMMUNES),
        area("vn-2025-11-1", AreaKind.COMMUNE, OTHER, "Xã Sín Thầu"),
        area(FORMER, AreaKind.COMMUNE, "vn-2004-22-194", "Hải Sơn"),
        area(GATE, AreaKind.GATE, COMMUNES[1], "Cửa khẩu Móng Cái"),
    ),
    lineage=(
        LineageFact("vn-2004-22", PROVINCE, False, True, "test"),
        LineageFact(FORMER, COMMUNES[0], True, True, "test"),
        LineageFact(FORMER, COMMUNES[1], True, False, "test"),
    ),
)


@pytest.fixture
def empty_database(transactional_db: None) -> None:
    """No row of an earlier test, also not of one that committed for itself."""
    call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def province(empty_database: None, cast: Cast) -> Iterator[Cast]:
    """The cast in a province of three communes, a gate and a former commune; the facts start from nothing."""
    forget()
    insert_facts(AREAS)
    yield cast
    forget()


def a_return(month: date, grams: int | None, key: str) -> RecordDraft:
    """A monthly figure of heroin seized."""
    draft = ReturnDraft(
        indicator="seized_quantity",
        period=Moment(month, Precision.MONTH),
        unit="alpha-1",
        place=PlaceDraft("", COMMUNES[0], precision="commune"),
        commodity="heroin",
        measure="mass",
        amount=None if grams is None else Decimal(grams),
    )
    return RecordDraft(key=key, rows=(SourceRow(2, ("a",)),), drafts=(draft,))


@pytest.fixture
def full_province(province: Cast) -> Cast:
    """Records of both agencies, joined here and there, with returns and a duty to report them."""
    chance = random.Random(7)
    take_in(province.alpha_analyst, random_records(chance, 40))
    take_in(province.bravo_analyst, random_records(chance, 40))
    for n in range(8):
        judge_pair(
            actor=province.alpha_analyst,
            left=f"incident:{record_id(f'k{n}')}",
            right=f"incident:{record_id(f'k{n}', 'bravo')}",
            decision=Decision.SAME,
        )
    draft = BatchDraft(agency="alpha", register="monthly", kind="return")
    months = [a_return(date(2025, m, 1), None if m == 3 else m * 10, f"m{m}") for m in range(1, 7)]
    commit_batch(actor=province.alpha_analyst, batch=draft, records=months)
    duty = DutyDraft(
        "alpha", "monthly", date(2025, 1, 1), unit="alpha-1", owed_until=date(2025, 9, 1)
    )
    set_duty(actor=CONSOLE, draft=duty)
    return province
