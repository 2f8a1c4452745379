"""Written reports: what is proposed of them, where it stands in the text, and how much of it is right."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.narratives.measuring import PARTS, Tally, WrittenReport, measure, reports
from cotmoc.ingest.core.fields import check_field
from cotmoc.ingest.core.narrative.proposals import Proposal, Understanding, pieces
from cotmoc.ingest.core.narrative.reading import LONGEST_TEXT, read_narrative
from cotmoc.ingest.core.narrative.trial import TRIAL
from cotmoc.ingest.core.protected import protected_reason
from cotmoc.ingest.core.stated_incident import WRITTEN_REPORTS, column_of, row_file, row_profile
from cotmoc.normalise.codes.catalogue import OFFENCES, OUTCOMES

REPORTS = reports()
# Shares that hold today and only go up: kind of fact -> (precision, recall) over all reports.
FLOORS = {
    "moment": (0.98, 0.98),
    "place": (0.92, 0.86),
    "offence": (0.94, 0.97),
    "person or body": (0.98, 0.98),
    "role": (0.95, 0.95),
    "birth": (0.98, 0.98),
    "nationality": (1.0, 1.0),
    "document": (1.0, 1.0),
    "residence": (0.95, 0.93),
    "unnamed persons": (0.65, 0.70),
    "conveyance": (0.92, 0.95),
    "goods": (0.88, 0.94),
    "quantity": (0.93, 0.93),
    "outcome": (0.96, 0.94),
    "lead agency": (0.98, 0.96),
    "other agencies": (0.94, 0.98),
}


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    """The tally of each kind of fact over all reports."""
    return measure()


@pytest.mark.parametrize("kind", FLOORS)
def test_facts_are_proposed_no_worse_than_they_were(kind: str, tallies: dict[str, Tally]) -> None:
    precision, recall = FLOORS[kind]
    found = tallies[kind]
    assert found.precision >= precision, found.errors
    assert found.recall >= recall, found.errors


def test_reports_are_enough_of_both_parts_and_tell_all_kinds_of_facts() -> None:
    assert len(REPORTS) >= 60
    assert min(sum(each.part == part for each in REPORTS) for part in PARTS) >= 25
    assert {kind for each in REPORTS for kind in each.facts} == FLOORS.keys()


@pytest.mark.parametrize("report", REPORTS, ids=lambda each: each.name)
def test_every_proposal_is_a_field_with_its_words_in_the_text(report: WrittenReport) -> None:
    found = read_narrative(report.text, TRIAL)
    assert all(check_field(each.field) == "" for each in found.proposals)
    assert all(0 <= each.begin < each.end <= len(report.text) for each in found.proposals)
    assert all(each.value.strip() for each in found.proposals)
    assert len(found.values) == len(found.proposals)


@pytest.mark.parametrize("report", REPORTS[:12], ids=lambda each: each.name)
def test_pieces_are_the_text(report: WrittenReport) -> None:
    found = read_narrative(report.text, TRIAL)
    cut = pieces(report.text, found.proposals)
    assert "".join(piece.text for piece in cut) == report.text
    assert {each for piece in cut for each in piece.proposals} <= set(found.proposals)


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from([word for each in REPORTS for word in re.findall(r"\S+\s*", each.text)]),
        max_size=80,
    ).map("".join)
)
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_narrative(text, TRIAL)
    assert all(0 <= each.begin < each.end <= len(text) for each in found.proposals)
    assert "".join(piece.text for piece in pieces(text, found.proposals)) == text


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("Bắt Lê Văn An vận chuyển 2 bánh heroin, 5 kg pháo hoa nổ.", "narcotics_transport"),
        ("Thu giữ 20 hộp pháo hoa nổ. Tang vật gồm 0,5 g heroin.", "narcotics_possession"),
        ("Bắt Lê Văn An mua bán 2 gói heroin.", "narcotics_trade"),
        ("Phát hiện Lê Văn An tàng trữ 12 kg pháo hoa nổ.", "fireworks"),
        ("Kiểm tra xe tải, thu giữ 3 cá thể tê tê.", "wildlife"),
    ],
)
def test_offence_without_a_name_is_that_of_the_gravest_goods(text: str, offence: str) -> None:
    assert read_narrative(text, TRIAL).values["offence"] == OFFENCES[offence].label_vi


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Đồn đã trao trả 3 công dân Trung Quốc.", "returned"),
        ("Đồn làm thủ tục trao trả 3 công dân cho phía Trung Quốc.", "returned"),
        ("Tiếp nhận 3 công dân do phía Trung Quốc trao trả, bàn giao cho Công an.", "transferred"),
    ],
)
def test_handing_back_is_told_from_being_handed_back_to_us(text: str, outcome: str) -> None:
    assert read_narrative(text, TRIAL).values["outcome.kind"] == OUTCOMES[outcome].label_vi


def test_long_text_is_read_from_its_beginning() -> None:
    text = "Ngày 12/3/2026 bắt 2 kg heroin. " * 4000
    assert len(read_narrative(text, TRIAL).text) == LONGEST_TEXT


def test_empty_text_proposes_nothing() -> None:
    assert read_narrative(" \n ", TRIAL) == Understanding(" \n ")


def test_day_without_a_year_is_the_last_one_that_was() -> None:
    proposed = {
        each.field: each for each in read_narrative("Ngày 7/5, bắt 2 kg heroin.", TRIAL).proposals
    }
    assert proposed["occurred.date"].value == "7/5/2026"
    assert proposed["occurred.date"].reason == "narrative.year_added"


def test_overlapping_words_show_the_shorter_by_themselves() -> None:
    long, short = Proposal("a", "x", 0, 9, ""), Proposal("b", "y", 4, 6, "")
    assert [(p.text, [each.field for each in p.proposals]) for p in pieces("abcdefghijk", [long, short])] == [
        ("abcd", ["a"]), ("ef", ["b"]), ("ghi", ["a"]), ("jk", []),
    ]  # fmt: skip


def test_confirmed_report_is_a_file_of_one_row_and_the_profile_that_reads_it() -> None:
    values = {"occurred.date": "7/5/2026", "party[2].name": "Lê Văn An", "title": " "}
    assert json.loads(row_file(values)) == [
        {"Xảy ra: ngày": "7/5/2026", "Đối tượng 2: họ tên": "Lê Văn An"}
    ]
    profile = row_profile(values, WRITTEN_REPORTS)
    assert [rule.field for rule in profile.columns] == ["occurred.date", "party[2].name"]


def test_no_column_of_a_report_is_refused_as_protected() -> None:
    fields = {each.field for one in REPORTS for each in read_narrative(one.text, TRIAL).proposals}
    assert {column_of(field) for field in fields if protected_reason(column_of(field))} == set()


@pytest.mark.parametrize(
    "repeated", ["1.", "A B C D ", "Nguyễn Văn ", "(", "a, ", "ngày 1/1/2024 "]
)
def test_longest_text_is_read_in_time_whatever_it_repeats(repeated: str) -> None:
    text = (repeated * LONGEST_TEXT)[:LONGEST_TEXT]
    begun = time.process_time()
    read_narrative(text, TRIAL)
    assert (
        time.process_time() - begun < 10
    )  # a second or less; a search that goes back takes minutes
