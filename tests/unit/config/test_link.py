"""`cotmoc link`: rows of files that are about the same person."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import pytest
from django.utils.translation import override

from cotmoc.config.cli import link
from cotmoc.config.texts.linking import sentence
from cotmoc.resolution.core.scores import Reason
from cotmoc.resolution.core.tables.kinds import LEVELS

OURS = """name,date of birth,id number,ethnicity
Nguyễn Văn Đức,12/03/1985,022085001234,Kinh
Lê Thị Lan,14/07/1990,022190004321,Kinh
Phạm Minh Tâm,01/02/1979,022079007777,Tày
"""
THEIRS = """name,date of birth,id number,ethnicity
NGUYEN VAN DUC,1985-03-12,022085001234,Kinh
Trần Quốc Bảo,1966-11-30,001066008888,Kinh
Lê Thị Lân,1990-07-14,,Kinh
"""


def told(*words: str) -> int:
    parser = argparse.ArgumentParser()
    link.configure(parser)
    with override("en"):
        return link.run(parser.parse_args(list(words)))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    ours, theirs = tmp_path / "ours.csv", tmp_path / "theirs.csv"
    ours.write_text(OURS, encoding="utf-8")
    theirs.write_text(THEIRS, encoding="utf-8")
    return [str(ours), str(theirs)]


def test_two_files_are_linked_with_reasons(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    assert told(*files, "--out", str(out)) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["row"], row["other_row"]) for row in rows} == {("2", "2"), ("3", "4")}
    assert (rows[0]["file"], rows[0]["other_file"]) == ("ours.csv", "theirs.csv")
    assert "id number: the same" in rows[0]["reasons"]


def test_counts_are_told_for_programs(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert told(files[0], "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 3


def test_what_may_not_be_known_of_persons_is_not_compared(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(*files) == 0
    answer = capsys.readouterr().out
    assert "Never compared, because of what they hold: ethnicity" in answer


def test_a_profile_that_names_such_a_column_is_refused(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('[columns]\nname = "name"\nethnicity = "category"\n', encoding="utf-8")
    assert told(*files, "--profile", str(profile)) == 2
    assert "ethnicity" in capsys.readouterr().err


def test_an_own_profile_says_what_is_compared(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('[columns]\nname = "name"\n"date of birth" = "date"\n', encoding="utf-8")
    assert told(*files, "--profile", str(profile)) == 0
    assert "Compared: name (name), date of birth (date)" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["none.csv"], ["a.csv", "b.csv", "c.csv"]])
def test_what_cannot_be_compared_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(*words) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "code", [f"{kind}.{level}" for kind, levels in LEVELS.items() for level in levels]
)
def test_every_level_has_words(code: str) -> None:
    assert sentence(Reason(code, {"column": "x"}, 1.0)).startswith("x: ")
