"""`cotmoc import`, as a user runs it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from pytest_django import Settings

from cotmoc.config.cli import import_
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.models import KeptProfile, Upload, UploadState
from cotmoc.records.models import MatchingRun, SourceRecord
from cotmoc.records.queries.due import is_matching_due
from tests.cast import Cast
from tests.unit.ingest.making import zipped

CONTENT = (
    "Số hồ sơ,Ngày xảy ra,Tang vật,Số lượng\n"
    "HS-01,12/03/2026,Heroin,2 kg\n"
    "HS-02,hôm qua,Heroin,3 kg\n"
    "HS-03,14/03/2026,Heroin,400 g\n"
)


@pytest.fixture
def path(tmp_path: Path, settings: Settings) -> Path:
    """A file to take in, and an empty data folder."""
    settings.HOME = tmp_path / "home"
    file = tmp_path / "bat-giu.csv"
    file.write_text(CONTENT, encoding="utf-8")
    return file


def run(*words: str) -> int:
    """The exit code of `cotmoc import` with these words."""
    parser = argparse.ArgumentParser()
    import_.configure(parser)
    return import_.run(parser.parse_args(words))


def test_dry_run_reports_and_takes_nothing_in(
    cast: Cast, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(path), "--agency", "alpha", "--dry-run") == 0
    assert "moment.unreadable" in capsys.readouterr().out
    assert not SourceRecord.objects.exists()
    assert Upload.objects.get().state == UploadState.DISCARDED


def test_suggested_columns_are_not_used_unconfirmed(
    cast: Cast, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(path), "--agency", "alpha") == 2
    assert "--yes" in capsys.readouterr().err
    assert not SourceRecord.objects.exists()


def test_json_answer_has_every_parked_finding(
    cast: Cast, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(str(path), "--agency", "alpha", "--yes", "--json")
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["report"]["new"], told["report"]["parked"]) == (2, 1)
    (finding,) = told["parked"]
    assert (finding["row"], finding["column"], finding["code"]) == (
        3, "Ngày xảy ra", "moment.unreadable",
    )  # fmt: skip
    assert "hôm qua" in finding["message"]


def test_import_compares_persons_and_vehicles_as_the_worker_does(cast: Cast, path: Path) -> None:
    run(str(path), "--agency", "alpha", "--yes")
    assert not is_matching_due()
    assert set(MatchingRun.objects.values_list("kind", flat=True)) == {
        "incident",
        "party",
        "conveyance",
    }


def test_undo_takes_the_batch_out(
    cast: Cast, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(str(path), "--agency", "alpha", "--yes", "--json")
    (told,) = json.loads(capsys.readouterr().out)
    run("--undo", str(told["batch"]))
    assert not SourceRecord.objects.exclude(current=None).exists()


def test_kept_profile_needs_no_confirmation_the_next_time(cast: Cast, path: Path) -> None:
    run(str(path), "--agency", "alpha", "--yes", "--keep", "--register", "Bắt giữ")
    assert KeptProfile.objects.get().profile["register"] == "bat-giu"
    path.write_text(CONTENT.replace("HS-01", "HS-09"), encoding="utf-8")
    assert run(str(path), "--agency", "alpha") == 0


def test_profile_written_is_a_profile_that_reads(cast: Cast, path: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile.json"
    run(str(path), "--agency", "alpha", "--dry-run", "--profile-out", str(profile))
    assert run(str(path), "--agency", "alpha", "--profile", str(profile)) == 0
    assert SourceRecord.objects.count() == 2


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_parked_rows_are_written_to_be_corrected(
    cast: Cast, path: Path, tmp_path: Path, kind: str
) -> None:
    parked = tmp_path / f"parked.{kind}"
    run(str(path), "--agency", "alpha", "--yes", "--keep", "--parked", str(parked))
    assert run(str(parked), "--agency", "alpha", "--dry-run") == 0
    report = Upload.objects.latest("pk")
    assert report.file_name == f"parked.{kind}"


def test_corrected_rows_withdraw_nothing(cast: Cast, path: Path, tmp_path: Path) -> None:
    parked = tmp_path / "parked.csv"
    words = ("--agency", "alpha", "--yes", "--keep", "--coverage", "register")
    run(str(path), *words, "--parked", str(parked))
    corrected = parked.read_text("utf-8-sig").replace("hôm qua", "13/03/2026", 1)
    parked.write_text(corrected, encoding="utf-8")
    run(str(parked), "--agency", "alpha")
    assert SourceRecord.objects.exclude(current=None).count() == 3


def test_missing_file_is_said_with_its_name(cast: Cast, path: Path) -> None:
    with pytest.raises(FileError, match=r"nowhere\.csv"):
        run(str(path.with_name("nowhere.csv")), "--agency", "alpha")


def test_folder_is_taken_in_file_by_file(
    cast: Cast, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = path.parent / "2026"
    (folder / "quý 1").mkdir(parents=True)
    (folder / "quý 1" / "bat-giu.csv").write_text(CONTENT, encoding="utf-8")
    (folder / "~$bat-giu.xlsx").write_text("khóa", encoding="utf-8")
    (folder / "thêm.csv").write_text(CONTENT.replace("HS-", "HT-"), encoding="utf-8")
    assert run(str(folder), "--agency", "alpha", "--yes", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["file"] for each in told] == ["bat-giu.csv", "thêm.csv"]
    assert SourceRecord.objects.count() == 4


def test_zip_is_taken_in_file_by_file_and_what_is_refused_is_named(
    cast: Cast, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = path.parent / "2026.zip"
    archive.write_bytes(
        zipped({"a.csv": CONTENT, "b.pdf": b"%PDF-1.7", "c.zip": zipped({"d.csv": CONTENT})})
    )
    run(str(archive), "--agency", "alpha", "--yes", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {each["file"]: each.get("refused") for each in told} == {
        "a.csv": None, "b.pdf": "file.wrong_type", "c.zip": "file.nested",
    }  # fmt: skip
