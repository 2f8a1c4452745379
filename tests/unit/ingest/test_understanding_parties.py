"""The people and conveyances of a row."""

from __future__ import annotations

from datetime import date

import pytest

from cotmoc.ingest.core.understanding import Understood
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.core.drafts import PartyDraft
from tests.unit.ingest.one_row import BASIC, one
from tests.unit.ingest.world import (
    codes,
    incident,
    make_profile,
    understood,
)


def test_names_in_a_list_are_parties_each() -> None:
    record = one(
        "party[1].name", "1. Lê A; 2. Công ty TNHH B", constants={"party[1].role": "suspect"}
    )
    assert [(p.name, p.kind) for p in incident(record).parties] == [
        ("Lê A", "person"),
        ("Công ty TNHH B", "organisation"),
    ]


def test_persons_beyond_those_named_are_counted_unnamed() -> None:
    profile = make_profile(
        {**BASIC, "X": "party[1].name", "N": "party.heads"}, constants={"party[1].role": "suspect"}
    )
    parties = incident(understood(profile, ("1", "1/7/2025", "Lê A", "3 đối tượng"))).parties
    assert parties == (PartyDraft("suspect", name="Lê A"), PartyDraft("suspect", heads=2))


def test_unknown_persons_are_counted_without_a_name() -> None:
    parties = incident(
        one("party[1].name", "Không rõ", constants={"party[1].role": "suspect"})
    ).parties
    assert parties == (PartyDraft("suspect"),)


def named(text: str) -> Understood:
    return one("party[1].name", text, constants={"party[1].role": "suspect"})


def test_name_is_cleaned_beside_what_was_written() -> None:
    party = incident(named("Ông NGUYỄN HUY HOÀ")).parties[0]
    assert (party.name, party.name_written) == ("Nguyễn Huy Hòa", "Ông NGUYỄN HUY HOÀ")


def test_what_stands_beside_a_name_is_taken_where_no_column_says_it() -> None:
    party = incident(named("Lê Văn Tài (tức Tài Đen, SN 1985), CCCD 022085001234")).parties[0]
    assert (party.name, party.aliases, party.identity_number) == (
        "Lê Văn Tài",
        ("Tài Đen",),
        "022085001234",
    )
    assert party.birth == Moment(date(1985, 1, 1), Precision.YEAR)


def test_column_of_births_goes_before_a_year_beside_the_name() -> None:
    profile = make_profile(
        {**BASIC, "X": "party[1].name", "B": "party[1].birth"},
        constants={"party[1].role": "suspect"},
    )
    record = understood(profile, ("1", "1/7/2025", "Lê Văn Tài (1985)", "1986"))
    assert incident(record).parties[0].birth == Moment(date(1986, 1, 1), Precision.YEAR)


def test_name_of_an_old_font_is_read_and_said() -> None:
    record = named("NguyÔn V¨n §øc")
    assert incident(record).parties[0].name == "Nguyễn Văn Đức"
    assert codes(record) == [(2, "X", "name.font_repaired")]


def test_names_that_follow_each_other_are_several_parties() -> None:
    parties = incident(named("Giàng A Dế và Mùa A Chứ")).parties
    assert [party.name for party in parties] == ["Giàng A Dế", "Mùa A Chứ"]


def test_what_came_of_a_party_stands_at_its_index() -> None:
    profile = make_profile(
        {**BASIC, "X": "party[1].name", "K": "party[1].outcome"},
        constants={"party[1].role": "suspect"},
    )
    rows = (("1", "1/7/2025", "Lê A", ""), ("1", "1/7/2025", "Trần B", "Khởi tố bị can"))
    outcomes = incident(understood(profile, *rows)).outcomes
    assert [(each.kind, each.party) for each in outcomes] == [("prosecuted", 1)]


def test_what_came_of_a_party_in_unknown_words_is_kept_as_written() -> None:
    profile = make_profile(
        {**BASIC, "X": "party[1].name", "K": "party[1].outcome"},
        constants={"party[1].role": "suspect"},
    )
    outcome = incident(understood(profile, ("1", "1/7/2025", "Lê A", "xyz"))).outcomes[0]
    assert (outcome.kind, outcome.written) == ("", "xyz")


def test_no_persons_are_no_party() -> None:
    assert incident(one("party.heads", "0")).parties == ()


def test_party_without_a_stated_role_is_warned_of() -> None:
    record = one("party[1].name", "Lê A")
    assert (incident(record).parties[0].role, codes(record)) == (
        "other",
        [(2, "X", "party.role_missing")],
    )


def test_birth_that_cannot_be_read_leaves_the_party() -> None:
    profile = make_profile(
        {**BASIC, "X": "party[1].name", "B": "party[1].birth"},
        constants={"party[1].role": "suspect"},
    )
    record = understood(profile, ("1", "1/7/2025", "Lê A", "khoảng 40"))
    assert (record.state, incident(record).parties[0].birth) == ("ok", None)


def test_plates_in_a_list_are_conveyances_each() -> None:
    found = incident(one("conveyance[1].registration", "14C-123.45; 15A-678.90")).conveyances
    assert [c.registration for c in found] == ["14C-123.45", "15A-678.90"]


@pytest.mark.parametrize(
    ("field", "text", "kind", "name"),
    [
        ("conveyance[1].written", "Bulk Carrier", "bulk_carrier", ""),
        ("conveyance[1].name", "OCEAN STAR", "vessel", "OCEAN STAR"),
        ("conveyance[1].name", "Name Withheld", "vessel", ""),
        ("conveyance[1].registration", "14C-123.45", "unknown", ""),
    ],
)
def test_conveyance_is_of_the_kind_it_shows(field: str, text: str, kind: str, name: str) -> None:
    found = incident(one(field, text)).conveyances
    assert [(c.kind, c.name) for c in found] == [(kind, name)]
