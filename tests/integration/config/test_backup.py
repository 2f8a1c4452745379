"""Backups are made while the product runs, and come back whole to an empty place or not at all."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.config.conftest import Installation, copy_of, short_folder

ALPHA = [
    "--kind",
    "customs",
    "--name",
    "Alpha",
    "--name-en",
    "Alpha",
    "--short",
    "A",
    "--short-en",
    "A",
]


@pytest.fixture(scope="session")
def source(prepared_home: Path) -> Iterator[Installation]:
    """An installation with agency Alpha and one uploaded file; not to be changed."""
    place = Installation(copy_of(prepared_home))
    added = place.run("agency", "add", "alpha", *ALPHA)
    assert added.returncode == 0, added.stderr
    uploads = place.home / "uploads"
    uploads.mkdir()
    (uploads / "seizures.csv").write_text("số,ngày\n1,2\n", encoding="utf-8")
    yield place
    shutil.rmtree(place.home)


@pytest.fixture(scope="session")
def original(source: Installation) -> Path:
    """A backup of `source`; not to be changed."""
    file = source.home / "province.backup"
    done = source.run("backup", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"] == 1
    return file


@pytest.fixture
def backup(original: Path, tmp_path: Path) -> Path:
    """A backup that a test may damage."""
    return Path(shutil.copy(original, tmp_path / "province.backup"))


@pytest.fixture(scope="session")
def restored(original: Path) -> Iterator[Installation]:
    """A place that the backup was restored to, and what the command answered, in `answer.json`."""
    place = Installation(short_folder())
    done = place.run("restore", str(original), "--json")
    assert done.returncode == 0, done.stderr
    (place.home / "answer.json").write_text(done.stdout, encoding="utf-8")
    yield place
    shutil.rmtree(place.home)


def test_backup_is_readable_by_its_owner_only(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_restored_place_has_the_rows(restored: Installation) -> None:
    listed = restored.run("agency", "list", "--json")
    assert [agency["code"] for agency in json.loads(listed.stdout)] == ["alpha"]


def test_restored_place_has_the_files(restored: Installation) -> None:
    file = restored.home / "uploads" / "seizures.csv"
    assert file.read_text(encoding="utf-8") == "số,ngày\n1,2\n"


def test_restored_place_has_the_key(source: Installation, restored: Installation) -> None:
    keys = [(place.home / "secret-key").read_text() for place in (source, restored)]
    assert keys[0] == keys[1]


def test_restore_says_what_it_checked(restored: Installation) -> None:
    checked = json.loads((restored.home / "answer.json").read_text(encoding="utf-8"))
    assert checked["checked_members"] == 3
    assert checked["checked_tables"] > 30
    assert checked["checked_rows"] > 0


def test_restore_to_a_place_in_use_is_refused(backup: Path, restored: Installation) -> None:
    done = restored.run("restore", str(backup))
    assert (done.returncode, "restore.not_empty" in done.stderr) == (1, True)


def test_backup_never_replaces_a_file(backup: Path, source: Installation) -> None:
    before = backup.read_bytes()
    done = source.run("backup", str(backup))
    assert (done.returncode, backup.read_bytes() == before) == (1, True)


def test_backup_with_one_changed_byte_is_refused(backup: Path, empty_place: Installation) -> None:
    content = bytearray(backup.read_bytes())
    content[2000] ^= 1
    backup.write_bytes(content)
    done = empty_place.run("restore", str(backup))
    assert (done.returncode, "backup.file" in done.stderr) == (1, True)
    assert not (empty_place.home / "postgres").exists()


def test_file_that_is_no_backup_is_refused(tmp_path: Path, empty_place: Installation) -> None:
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "hello")
    done = empty_place.run("restore", str(file))
    assert (done.returncode, "backup.file" in done.stderr) == (1, True)


def test_backup_that_would_write_outside_is_refused(
    backup: Path, tmp_path: Path, empty_place: Installation
) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr("uploads/../../outside.txt", "hello")
    done = empty_place.run("restore", str(backup))
    assert (done.returncode, "backup.file" in done.stderr) == (1, True)
