"""Numbers of papers and conveyances in a file: understood, and held against the rest of the row."""

from __future__ import annotations

import pytest

from tests.unit.ingest.world import codes, incident, make_profile, understood

PARTY = {
    "No": "reference",
    "Date": "occurred.date",
    "Name": "party[1].name",
    "Id": "party[1].identity_number",
    "Sex": "party[1].sex",
    "Born": "party[1].birth",
    "Of": "party[1].nationality",
}
PROFILE = make_profile(PARTY, key=("No",), constants={"party[1].role": "suspect"})


def party(
    number: str, sex: str = "", birth: str = "", nationality: str = ""
) -> tuple[str, list[str]]:
    """The number kept, and the codes found in its column."""
    record = understood(PROFILE, ("1", "1/7/2025", "Lê A", number, sex, birth, nationality))
    found = [code for _, column, code in codes(record) if column == "Id"]
    assert record.state == "ok"
    return incident(record).parties[0].identity_number, found


@pytest.mark.parametrize(
    ("written", "kept", "found"),
    [
        ("CCCD 022 085 001234", "022085001234", []),
        ("22085001234.0", "022085001234", ["identifier.zero_lost"]),
        ("2.2085E+10", "2.2085E+10", ["identifier.scientific"]),
        ("022985001234", "022985001234", ["identifier.birth_in_future"]),
        ("022085001234 (CMND cũ 100123456)", "022085001234 (CMND cũ 100123456)", ["identifier.more_written"]),
        ("không rõ", "không rõ", []),
        ("4111 1111 1111 1111", "•••• 1111", ["identifier.bank_card"]),
        ("0912345678", "0912345678", ["identifier.other_kind"]),
    ],
)  # fmt: skip
def test_number_is_kept_as_printed_where_it_can_be_read(
    written: str, kept: str, found: list[str]
) -> None:
    assert party(written) == (kept, found)


def test_number_of_a_man_contradicts_a_woman() -> None:
    assert party("022085001234", sex="nữ")[1] == ["identifier.sex_differs"]
    assert party("022085001234", sex="nam")[1] == []


def test_number_of_another_year_contradicts_the_birth() -> None:
    assert party("022085001234", birth="12/3/1986")[1] == ["identifier.birth_differs"]
    assert party("022085001234", birth="12/3/1985")[1] == []
    assert party("022085001234", birth="1985")[1] == []


def test_nationality_tells_passports_of_one_form_apart() -> None:
    assert party("hộ chiếu N1234567", nationality="Campuchia") == ("N1234567", [])


def conveyance(registration: str, kind: str = "") -> tuple[str, str, str, list[str]]:
    """Kind, registration and flag kept, and the codes found."""
    profile = make_profile(
        {
            "No": "reference",
            "Date": "occurred.date",
            "Plate": "conveyance[1].registration",
            "Kind": "conveyance[1].kind",
        },
        key=("No",),
    )
    record = understood(profile, ("1", "1/7/2025", registration, kind))
    found = incident(record).conveyances[0]
    return found.kind, found.registration, found.flag, [code for _, _, code in codes(record)]


@pytest.mark.parametrize(
    ("written", "stated", "expected"),
    [
        ("BKS 14c12345", "", ("unknown", "14C-123.45", "", [])),
        ("14B1 12345", "", ("motorcycle", "14-B1 123.45", "", ["conveyance.kind_inferred"])),
        ("QN 12345 TS", "", ("fishing_vessel", "QN-12345-TS", "", ["conveyance.kind_inferred"])),
        ("QN 1234", "tàu hàng", ("cargo_vessel", "QN-1234", "", [])),
        ("Quế F12345", "xe tải", ("truck", "桂F·12345", "Trung Quốc", ["conveyance.foreign"])),
        ("13C-123.45", "xe tải", ("truck", "13C-123.45", "", ["identifier.province_unknown"])),
        ("xe tự chế", "xe tải", ("truck", "xe tự chế", "", ["identifier.unknown"])),
    ],
)
def test_conveyance_is_what_its_number_says(
    written: str, stated: str, expected: tuple[str, str, str, list[str]]
) -> None:
    assert conveyance(written, stated) == expected
