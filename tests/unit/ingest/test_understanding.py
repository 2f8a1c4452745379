"""Rows become records: one key, one record, every finding at its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.ingest.core.mapping import ColumnRule, Profile, ProfileError
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.understanding import row_key, understand
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.core.drafts import OutcomeDraft, PartyDraft, PlaceDraft
from cotmoc.records.core.serialise import from_json, to_json
from tests.unit.ingest.one_row import BASIC, one
from tests.unit.ingest.world import (
    WORLD,
    codes,
    incident,
    make_profile,
    returns,
    understood,
)


def test_row_is_an_incident_with_what_is_written_beside_what_is_understood() -> None:
    profile = make_profile(
        {
            "No": "reference",
            "Ngày": "occurred.date",
            "Giờ": "occurred.time",
            "Xã": "place.commune",
            "Tội": "offence",
        },
        key=("No",),
    )
    record = understood(profile, ("7", "1/7/2025", "15h30", "Hải Hà", "Buôn lậu"))
    draft = incident(record)
    assert draft.occurred == Moment(date(2025, 7, 1), Precision.MINUTE, 930)
    assert draft.occurred_written == "1/7/2025 15h30"
    assert draft.place == PlaceDraft("Hải Hà", "vn-2025-22-06967", precision="commune")
    assert (draft.offence, draft.offence_written) == ("smuggling", "Buôn lậu")
    assert (record.key, record.rows, record.state, record.problems) == ("7", (2,), "ok", ())


def test_incident_without_a_date_is_parked() -> None:
    record = understood(make_profile(BASIC, key=("No",)), ("1", "", "x"))
    assert (record.state, codes(record)) == ("parked", [(2, "", "incident.no_date")])


def test_unreadable_date_is_found_at_its_row_and_column() -> None:
    record = understood(make_profile(BASIC, key=("No",)), ("1", "hôm qua", "x"))
    assert codes(record) == [(2, "Date", "moment.unreadable")]
    assert record.problems[0].field == "occurred.date"


def test_date_without_a_year_takes_that_of_its_column() -> None:
    profile = make_profile({**BASIC, "Date": "occurred.date?year=2024"}, key=("No",))
    record = understood(profile, ("1", "đêm 12 rạng 13/3", "x"))
    assert incident(record).occurred == Moment(date(2024, 3, 12), Precision.NIGHT)
    assert codes(record) == [(2, "Date", "moment.year_completed")]


def test_date_without_a_year_takes_that_of_the_rows_own_column() -> None:
    profile = make_profile({**BASIC, "Year": "occurred.year"}, key=("No",))
    record = understood(profile, ("1", "12/3", "x", "2023"))
    assert incident(record).occurred == Moment(date(2023, 3, 12))


def test_date_without_any_year_is_parked() -> None:
    record = understood(make_profile(BASIC, key=("No",)), ("1", "12/3", "x"))
    assert codes(record) == [(2, "Date", "moment.year_missing")]


def test_birth_that_is_a_span_is_left_out() -> None:
    record = one("party[1].birth", "1980-1985")
    assert (2, "X", "party.birth_span") in codes(record)


def test_amount_of_the_goods_counts_and_what_is_stated_beside_it_is_kept() -> None:
    profile = make_profile({**BASIC, "X": "seizure[1].commodity", "Q": "seizure[1].quantity"})
    record = understood(profile, ("1", "1/7/2025", "Heroin", "02 bánh (khoảng 715,5 g)"))
    line = incident(record).seizures[0]
    assert (line.measure, line.amount, line.bound) == ("mass", Decimal("715.5"), "about")
    assert line.beside == {"brick": Decimal(2)}
    assert line.quantity_written == "02 bánh (khoảng 715,5 g)"


def test_returned_figure_says_what_its_number_means() -> None:
    profile = make_profile({"Kỳ": "period.date", "Số": "return.amount[events]"}, kind="return")
    figure = returns(understood(profile, ("4/2024", "hơn 20")))[0]
    assert (figure.amount, figure.bound) == (Decimal(20), "at_least")


def test_row_without_its_key_is_parked() -> None:
    record = understood(make_profile(BASIC, key=("No",)), ("", "1/7/2025", "x"))
    assert (record.key, record.state) == ("", "parked")
    assert codes(record) == [(2, "", "key.missing")]


def test_words_for_nothing_are_empty_only_where_the_profile_says_so() -> None:
    kept = one("title", "NA")
    left_out = one("title", "NA", missing=("NA",))
    assert (incident(kept).title, incident(left_out).title) == ("NA", "")


def test_rows_of_one_key_add_their_lines() -> None:
    profile = make_profile(
        {**BASIC, "X": "seizure[1].commodity", "Q": "seizure[1].quantity"}, key=("No",)
    )
    rows = (("1", "1/7/2025", "Pháo", "2 kg"), ("1", "1/7/2025", "Pháo", "2 kg"))
    record = understood(profile, *rows)
    assert [(line.commodity, line.measure, line.amount) for line in incident(record).seizures] == [
        ("fireworks", "mass", Decimal(2000)),
        ("fireworks", "mass", Decimal(2000)),
    ]
    assert codes(record) == [(3, "", "row.alike")]


@pytest.mark.parametrize(
    "written",
    ['=HYPERLINK("http://x.invalid")', "+cmd|' /C calc'!A0", "@SUM(A1)", "http://x.invalid/a"],
)
def test_what_a_program_would_run_is_no_name_and_said(written: str) -> None:
    record = one("party[1].name", written, constants={"party[1].role": "suspect"})
    assert [each.name for each in incident(record).parties if each.name] == []
    assert codes(record) == [(2, "X", "party.name_unreadable")]


def test_days_of_a_column_of_both_orders_are_read_each_for_itself() -> None:
    rule = ColumnRule("Date", "occurred.date", {"order": "mixed"})
    profile = Profile("p", "incident", "r", (rule,))
    read = [understood(profile, (day,)) for day in ("25/04/2024", "04/25/2024", "04/05/2024")]
    assert [incident(each).occurred for each in read] == [
        Moment(date(2024, 4, 25)), Moment(date(2024, 4, 25)), Moment(date(2024, 5, 4)),
    ]  # fmt: skip
    assert [codes(each) for each in read] == [[], [], [(2, "Date", "moment.order_ambiguous")]]


def test_party_on_every_row_of_a_key_is_one() -> None:
    profile = make_profile(
        {**BASIC, "X": "party[1].name"}, key=("No",), constants={"party[1].role": "suspect"}
    )
    record = understood(profile, ("1", "1/7/2025", "Lê A"), ("1", "1/7/2025", "Lê A"))
    assert incident(record).parties == (PartyDraft("suspect", name="Lê A"),)


def test_rows_of_one_key_that_differ_are_parked_with_both_texts() -> None:
    profile = make_profile(BASIC, key=("No",))
    record = understood(profile, ("1", "1/7/2025", "x"), ("1", "2/7/2025", "x"))
    assert (record.state, codes(record)) == ("parked", [(3, "Date", "key.conflict")])
    problem = record.problems[0].problem
    assert (problem.written, problem.params["other"], problem.params["other_row"]) == (
        "2/7/2025", "1/7/2025", "2",
    )  # fmt: skip


def test_value_missing_on_one_row_of_a_key_is_that_of_the_other() -> None:
    profile = make_profile(BASIC, key=("No",))
    record = understood(profile, ("1", "1/7/2025", ""), ("1", "", "x"))
    assert (record.state, incident(record).title) == ("ok", "x")


def test_identical_rows_without_a_key_are_one_record() -> None:
    profile = make_profile({"Date": "occurred.date", "X": "title"})
    record = understood(profile, ("1/7/2025", "x"), ("1/7/2025", "x"))
    assert (record.rows, codes(record)) == ((2, 3), [(3, "", "row.repeated")])


def test_key_of_a_row_without_key_columns_is_its_content() -> None:
    profile = make_profile({"Date": "occurred.date", "X": "title"})
    keys = {
        row_key(RawRow(number, cells), ("Date", "X"), profile)
        for number, cells in (
            (2, ("1/7/2025", "x")),
            (9, ("1/7/2025 ", " x")),
            (3, ("1/7/2025", "y")),
        )
    }
    assert len(keys) == 2


def test_key_of_several_columns_is_all_of_them() -> None:
    profile = make_profile({"A": "reference", "B": "title"}, key=("A", "B"))
    assert row_key(RawRow(2, ("1.0", "x")), ("A", "B"), profile) == "1 | x"


def test_constant_holds_where_the_row_is_silent() -> None:
    constants = {"offence": "piracy"}
    silent = incident(one("offence", "", constants=constants))
    spoken = incident(one("offence", "Buôn lậu", constants=constants))
    assert (silent.offence, silent.offence_written, spoken.offence) == ("piracy", "", "smuggling")


def test_offence_outside_the_catalogue_stays_as_text() -> None:
    record = one("offence", "Tuyên truyền trái phép")
    assert (incident(record).offence, incident(record).offence_written) == (
        None,
        "Tuyên truyền trái phép",
    )
    assert (record.state, codes(record)) == ("ok", [(2, "X", "offence.not_taken")])


def test_goods_in_a_list_with_as_many_quantities_are_lines_each() -> None:
    profile = make_profile({**BASIC, "X": "seizure[1].commodity", "Q": "seizure[1].quantity"})
    record = understood(profile, ("1", "1/7/2025", "Heroin; Ketamine", "2 kg; 300 g"))
    assert [(s.commodity, s.amount) for s in incident(record).seizures] == [
        ("heroin", Decimal(2000)),
        ("ketamine", Decimal(300)),
    ]


def test_bare_number_of_what_is_counted_is_pieces_and_of_what_is_weighed_unknown() -> None:
    profile = make_profile({**BASIC, "X": "seizure[1].commodity", "Q": "seizure[1].quantity"})
    counted = incident(understood(profile, ("1", "1/7/2025", "Handgun", "3"))).seizures[0]
    weighed = incident(understood(profile, ("1", "1/7/2025", "Heroin", "3"))).seizures[0]
    assert (counted.measure, counted.amount) == ("count", Decimal(3))
    assert (weighed.measure, weighed.amount, weighed.quantity_written) == (None, None, "3")


def test_quantity_that_cannot_be_read_stays_as_text() -> None:
    record = one("seizure[1].quantity", "nhiều")
    assert (record.state, incident(record).seizures[0].quantity_written) == ("ok", "nhiều")


def test_quantity_less_than_nothing_is_parked() -> None:
    assert one("seizure[1].quantity", "-3 kg").state == "parked"


def test_value_in_another_currency_is_not_exchanged() -> None:
    record = one("seizure[1].value", "500 USD")
    assert incident(record).seizures[0].value_vnd is None
    assert (2, "X", "money.not_vnd") in codes(record)


def test_fine_without_an_outcome_is_a_sanction_with_a_warning() -> None:
    record = one("outcome.fine", "25 triệu")
    assert incident(record).outcomes == (
        OutcomeDraft("administratively_sanctioned", fine_vnd=25_000_000),
    )
    assert codes(record) == [(2, "X", "outcome.fine_alone")]


def test_position_is_a_point_and_the_area_stays() -> None:
    profile = make_profile({**BASIC, "X": "place.written", "P": "place.position"})
    record = understood(profile, ("1", "1/7/2025", "Móng Cái", "21°30'15\"N 107°45'10\"E"))
    assert incident(record).place == PlaceDraft(
        "Móng Cái", "vn-2025-22-06709", 107.752778, 21.504167, "point", 30.92
    )


def test_position_of_whole_degrees_is_no_point() -> None:
    record = one("place.position", "21N 107E")
    assert (incident(record).place.precision, codes(record)) == (
        "unknown",
        [(2, "X", "position.coarse")],
    )


def test_place_that_is_not_known_stays_as_text() -> None:
    record = one("place.written", "Đâu đó")
    assert (incident(record).place, record.state) == (PlaceDraft("Đâu đó"), "ok")


def test_partner_agencies_are_divided_and_unknown_ones_kept_as_text() -> None:
    draft = incident(one("partner_agencies", "Bravo, Biên phòng, Kiểm ngư"))
    assert draft.partner_agencies == ("bravo", "alpha")
    assert draft.extra == {"partner_agencies": "Kiểm ngư"}


def test_unknown_unit_is_kept_as_text() -> None:
    record = one("unit", "Đồn 9")
    assert (incident(record).unit, incident(record).extra) == (None, {"unit": "Đồn 9"})


def test_reporting_agency_is_that_of_the_column() -> None:
    assert one("agency", "Bravo").agency == "bravo"


def test_row_of_an_unknown_agency_is_parked() -> None:
    assert (one("agency", "Zulu").state, one("agency", "Zulu").agency) == ("parked", None)


def test_text_longer_than_its_place_is_parked() -> None:
    assert one("conveyance[1].registration", "9" * 91).state == "parked"


def test_extra_of_several_rows_stands_side_by_side() -> None:
    profile = make_profile({**BASIC, "X": "extra.mode"}, key=("No",))
    record = understood(profile, ("1", "1/7/2025", "Air"), ("1", "1/7/2025", "Sea"))
    assert incident(record).extra == {"mode": "Air; Sea"}


def test_row_of_a_return_states_several_figures() -> None:
    profile = make_profile(
        {
            "FY": "period.fiscal_year", "M": "period.month", "R": "dimension.region", "D": "return.commodity",
            "N": "return.amount[events]", "Q": "return.amount[seized_quantity]?unit=lb",
        },
        kind="return", fiscal_start_month=10, decimal=".",
    )  # fmt: skip
    record = understood(profile, ("2019", "OCT", "North", "Marijuana", "3", "1"))
    events, quantity = returns(record)
    assert events.period == Moment(date(2018, 10, 1), Precision.MONTH)
    assert (events.indicator, events.measure, events.amount) == ("events", "incident", Decimal(3))
    assert (quantity.indicator, quantity.measure, quantity.amount) == (
        "seized_quantity", "mass", Decimal("453.59237"),
    )  # fmt: skip
    assert (quantity.commodity, quantity.dimensions) == ("cannabis", {"region": "North"})


def test_key_of_a_return_is_all_but_its_figures() -> None:
    profile = make_profile({"M": "period.date", "N": "return.amount[events]"}, kind="return")
    first, revised, other = (
        row_key(RawRow(2, cells), ("M", "N"), profile)
        for cells in (("7/2025", "3"), ("7/2025", "4"), ("8/2025", "3"))
    )
    assert (first == revised, first == other) == (True, False)


def test_cell_without_a_figure_states_none() -> None:
    profile = make_profile(
        {"M": "period.date", "N": "return.amount[events]", "P": "return.amount[persons]"},
        kind="return",
    )
    assert [r.indicator for r in returns(understood(profile, ("7/2025", "3", "")))] == ["events"]


def test_figure_stated_twice_under_one_key_is_parked() -> None:
    profile = make_profile(
        {"M": "period.date", "N": "return.amount[events]"}, kind="return", key=("M",)
    )
    record = understood(profile, ("7/2025", "3"), ("7/2025", "4"))
    assert (record.state, codes(record)) == ("parked", [(3, "N", "return.repeated")])


def test_indicator_of_the_row_says_what_is_counted() -> None:
    profile = make_profile(
        {"M": "period.date", "I": "return.indicator", "N": "return.amount"}, kind="return"
    )
    assert returns(understood(profile, ("7/2025", "Số vụ", "3")))[0].indicator == "events"


def test_information_report_keeps_its_grades() -> None:
    profile = make_profile(
        {
            "D": "received.date", "T": "information.text",
            "S": "information.source_grade", "C": "information.content_grade",
        },
        kind="information",
    )  # fmt: skip
    record = understood(profile, ("1/7/2025", "Tàu lạ", "2", "x"))
    draft = record.drafts[0]
    assert (draft.source_grade, draft.content_grade) == ("2", "")  # type: ignore[union-attr]
    assert codes(record) == [(2, "C", "information.grade_unknown")]


def test_column_of_the_profile_that_the_file_has_not_is_said() -> None:
    profile = make_profile(BASIC, key=("No",))
    with pytest.raises(ProfileError) as caught:
        understand([RawRow(2, ("1",))], ("No",), profile, WORLD)
    assert caught.value.params["column"] == "Date"


FULL = make_profile(
    {
        "a": "reference", "b": "occurred.date", "c": "occurred.time", "d": "place.written", "e": "place.lon",
        "f": "place.lat", "g": "offence", "h": "party[1].name", "i": "party[1].birth", "j": "party.heads",
        "k": "conveyance[1].registration", "l": "seizure[1].commodity", "m": "seizure[1].quantity",
        "n": "seizure[1].unit", "o": "seizure[1].value", "p": "outcome.kind", "q": "outcome.fine",
        "r": "partner_agencies", "s": "unit", "t": "narrative",
    },
    key=("a",),
)  # fmt: skip
cells = st.lists(
    st.text(max_size=12)
    | st.sampled_from(["1/7/2025", "3 kg", "Heroin", "Lê A; Trần B", "-1", "10"]),
    min_size=20,
    max_size=20,
).map(tuple)


@given(st.lists(cells, min_size=1, max_size=3))
def test_any_cells_are_understood_and_stored_exactly(rows: list[tuple[str, ...]]) -> None:
    record = understood(FULL, *rows)
    assert [from_json(to_json(draft)) for draft in record.drafts] == list(record.drafts)
    assert record.rows == tuple(range(2, 2 + len(rows)))
