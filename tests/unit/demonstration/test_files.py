"""The demonstration's files: the same for the same seed, and true to what happened."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from cotmoc.demonstration.core.province import SEED, Province, plan_province
from cotmoc.demonstration.files import Files, double_reports, plan_files, write_files
from cotmoc.demonstration.layouts import returns
from cotmoc.demonstration.layouts.words import degrees_written
from cotmoc.demonstration.sending.registers import WITHDRAWN
from cotmoc.demonstration.truth import PARKED, REPORTS


@pytest.fixture(scope="module")
def small() -> Province:
    """A twenty-fifth of the province."""
    return plan_province(SEED, 0.04)


@pytest.fixture(scope="module")
def folder(small: Province, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the small province."""
    path = tmp_path_factory.mktemp("files")
    write_files(path, small, SEED)
    return path


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_write_files_with_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_files(tmp_path, plan_province(SEED, 0.04), SEED)
    assert _digests(folder) == _digests(tmp_path)


def test_write_files_with_another_seed_gives_others(small: Province) -> None:
    other = plan_province(SEED + 1, 0.04)
    assert [i.at for i in other.incidents] != [i.at for i in small.incidents]


def test_truth_names_every_report_once(folder: Path, small: Province) -> None:
    truth = [(row["agency"], row["reference"]) for row in _rows(folder / REPORTS)]
    assert sorted(truth) == sorted((e.report.agency, e.reference) for e in small.entries)
    assert len(set(truth)) == len(truth)


def test_truth_names_the_rows_that_a_person_must_mend(folder: Path, small: Province) -> None:
    files: Files = plan_files(small, SEED)
    assert len(_rows(folder / PARKED)) == len(files.parked) > 0


def test_customs_file_is_in_the_code_page_of_windows(folder: Path) -> None:
    text = (folder / "hai-quan-bat-giu-2019-2022.csv").read_bytes().decode("cp1258")
    assert text.startswith("Sô\u0301 hồ sơ".replace("ồ", "ô\u0300"))


def test_other_border_guards_file_is_utf_16(folder: Path) -> None:
    text = (folder / "bien-phong-dien-bien-vu-viec-2019-2024.txt").read_bytes().decode("utf-16")
    assert text.startswith("Số báo cáo\tThời gian, địa điểm")


def test_record_that_is_taken_back_is_of_no_incident(small: Province) -> None:
    assert WITHDRAWN not in {entry.reference for entry in small.entries}


def test_references_of_two_agencies_do_not_give_the_truth_away(small: Province) -> None:
    pairs = [(one.reference, other.reference) for one, other in double_reports(small)]
    same = [
        one
        for one, other in pairs
        if one.rpartition("-")[2].lstrip("0") == other.partition("/")[0].lstrip("0")
    ]
    assert len(same) < len(pairs) / 4


def test_monthly_returns_leave_out_those_never_sent(small: Province) -> None:
    sent = returns.monthly_returns(SEED, small.incidents).rows
    owed = len({row[0] for row in sent}) * len(list(returns.months()))
    assert len(sent) == owed - len(returns.NEVER_SENT)


def test_revised_return_is_one_row_with_another_figure(small: Province) -> None:
    revised = returns.monthly_returns(SEED, small.incidents, revised=True).rows
    first = returns.monthly_returns(SEED, small.incidents).rows
    before = next(row for row in first if row[:2] == revised[0][:2])
    assert len(revised) == 1
    assert (before[4], revised[0][4]) == ("4", "31")


def test_degrees_written_carries_sixty_seconds() -> None:
    assert degrees_written(107.99999, "E") == "108°00'00''E"
