"""Cells that hold several things are divided, and nothing of them is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.ingest.core.statements.combined import (
    divide_goods,
    divide_person,
    divide_time_and_place,
)
from cotmoc.normalise.text import clean, fold
from tests.unit.ingest.world import incident, make_profile, returns, understood

PEOPLE = make_profile(
    {"Date": "occurred.date", "Who": "party[1].written"}, constants={"party[1].role": "suspect"}
)
GOODS = make_profile({"Date": "occurred.date", "What": "seizure[1].written"})
BOTH = make_profile({"When": "occurred.written", "What": "offence"})


@pytest.mark.parametrize(
    ("written", "birth", "identity_number", "residence"),
    [
        ("Nguyễn Văn An, SN 1985, trú tại xã Hải Sơn, TP Móng Cái", "1985", "", "xã Hải Sơn, TP Móng Cái"),
        ("Nguyễn Văn An (1985), xã Quảng Nghĩa, TP Móng Cái", "1985", "", "xã Quảng Nghĩa, TP Móng Cái"),
        ("Nguyễn Văn An - 1985 - xã Bắc Sơn", "1985", "", "xã Bắc Sơn"),
        ("Nguyễn Văn An, sinh ngày 17/02/1985, HKTT: thôn 3", "17/02/1985", "", "thôn 3"),
        ("Nguyễn Văn An, sinh 1985, CCCD 022085001234, trú thôn 3", "1985", "022085001234", "thôn 3"),
        ("Nguyễn Văn An sinh năm 1985", "1985", "", ""),
        ("Nguyễn Văn An", "", "", ""),
    ],
)  # fmt: skip
def test_person_is_divided(written: str, birth: str, identity_number: str, residence: str) -> None:
    person = divide_person(written)
    assert (person.name, person.birth) == ("Nguyễn Văn An", birth)
    assert (person.identity_number, person.residence) == (identity_number, residence)


@pytest.mark.parametrize(
    ("written", "goods"),
    [
        ("200 bao thuốc lá Jet", [("thuốc lá Jet", "200 bao")]),
        ("2 bánh heroin (700 g)", [("heroin", "2 bánh (700 g)")]),
        ("Pháo nổ: 12,5 kg", [("Pháo nổ", "12,5 kg")]),
        ("Heroin (0,5 gam)", [("Heroin", "0,5 gam")]),
        ("200 bao thuốc lá, 5 kg pháo nổ", [("thuốc lá", "200 bao"), ("pháo nổ", "5 kg")]),
        ("01 xe máy", [("xe máy", "01")]),
        ("Thuốc lá 555", [("Thuốc lá 555", "")]),
        ("25 triệu đồng", [("", "25 triệu đồng")]),
    ],
)
def test_goods_are_divided(written: str, goods: list[tuple[str, str]]) -> None:
    assert [(each.commodity, each.quantity) for each in divide_goods(written)] == goods


@pytest.mark.parametrize(
    ("written", "moment", "place"),
    [
        ("22h30 ngày 12/3/2025 tại Km 7, xã Hải Sơn", "22h30 ngày 12/3/2025", "Km 7, xã Hải Sơn"),
        ("5h00, 5/3/2024, tại mốc 1369", "5h00, 5/3/2024", "mốc 1369"),
        ("Mốc 1369, ngày 5/4/2025", "ngày 5/4/2025", "Mốc 1369"),
        ("12/03/2025, near Hoanh Mo gate", "12/03/2025", "Hoanh Mo gate"),
        ("xã Hải Sơn", "", "xã Hải Sơn"),
    ],
)
def test_time_and_place_are_divided(written: str, moment: str, place: str) -> None:
    assert divide_time_and_place(written) == (moment, place)


def test_persons_of_one_cell_are_parties() -> None:
    cell = "1. Nguyễn Văn An, SN 1985, trú tại Hải Hà\n2. Trần Thị Bình, SN 1990, trú tại Móng Cái"
    parties = incident(understood(PEOPLE, ("1/2/2025", cell))).parties
    assert [(p.name, p.role, p.residence_written) for p in parties] == [
        ("Nguyễn Văn An", "suspect", "Hải Hà"),
        ("Trần Thị Bình", "suspect", "Móng Cái"),
    ]
    assert [p.birth.start.year for p in parties if p.birth] == [1985, 1990]


def test_goods_of_one_cell_are_lines_with_their_quantities() -> None:
    cell = "200 bao thuốc lá; Pháo nổ: 12,5 kg"
    lines = incident(understood(GOODS, ("1/2/2025", cell))).seizures
    assert [line.commodity for line in lines] == ["cigarettes", "firecracker"]
    assert [line.quantity_written for line in lines] == ["200 bao", "12,5 kg"]


def test_cell_of_time_and_place_fills_both() -> None:
    draft = incident(understood(BOTH, ("22h30 ngày 12/3/2025 tại Hải Hà", "Buôn lậu")))
    assert draft.occurred is not None
    assert (draft.occurred.start.isoformat(), draft.occurred.minute) == ("2025-03-12", 22 * 60 + 30)
    assert (draft.place.written, draft.place.area) == ("Hải Hà", "vn-2025-22-06967")


def test_cell_without_a_day_is_parked_for_its_date() -> None:
    record = understood(BOTH, ("Hải Hà", "Buôn lậu"))
    assert record.state == "parked"
    assert [problem.problem.code for problem in record.problems] == ["incident.no_date"]


def test_figures_told_apart_by_their_headers_are_figures_of_their_own() -> None:
    profile = make_profile(
        {
            "Unit": "unit",
            "Smuggling": "return.amount[events]?breakdown=Buôn lậu&period=Năm 2024",
            "Drugs": "return.amount[events]?breakdown=Ma túy&period=Năm 2024",
            "Drugs now": "return.amount[events]?breakdown=Ma túy&period=Năm 2025",
        },
        kind="return",
    )
    figures = returns(understood(profile, ("Đồn 1", "3", "4", "5")))
    said = [
        (figure.dimensions["breakdown"], figure.period.start.year, figure.amount)
        for figure in figures
        if figure.period
    ]
    assert said == [
        ("Buôn lậu", 2024, Decimal(3)),
        ("Ma túy", 2024, Decimal(4)),
        ("Ma túy", 2025, Decimal(5)),
    ]


@given(st.text(max_size=80))
def test_any_text_is_divided_without_losing_its_letters(text: str) -> None:
    divide_person(text)
    divide_time_and_place(text)
    kept = " ".join(f"{each.commodity} {each.quantity}" for each in divide_goods(text))
    assert set(fold(clean(text))) - set("va ") <= set(fold(kept))
