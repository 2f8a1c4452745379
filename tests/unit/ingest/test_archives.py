"""Zip files of several files are taken apart, and nothing in them leads elsewhere."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from cotmoc.ingest.core.readers import archives
from cotmoc.ingest.core.readers.archives import safe_name, unpacked
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.isolation.archives import members_of
from tests.unit.ingest.making import write, zipped

LINES = "Số,Ngày\nA1,01/02/2026\n"


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    """The folder into which an archive is unpacked."""
    folder = tmp_path / "inside"
    folder.mkdir()
    return folder


def names(path: Path, inside: Path) -> list[str]:
    return [member.name for member in unpacked(path, inside)]


def test_zip_of_tables_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        open_table(write(tmp_path, "f.zip", zipped({"a.csv": LINES})))
    assert refused.value.code == "file.archive"


def test_files_of_an_archive_are_unpacked_by_the_reader(tmp_path: Path, inside: Path) -> None:
    path = write(tmp_path, "f.zip", zipped({"Tháng 1/sổ.csv": LINES, "Tháng 2/sổ.csv": LINES}))
    found = members_of(path, "f.zip", inside)
    assert [member.name for member in found] == ["Tháng 1 - sổ.csv", "Tháng 2 - sổ.csv"]
    assert all(member.path and member.path.read_text() == LINES for member in found)


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("../../../etc/cron.d/x.csv", "etc - cron.d - x.csv"),
        ("/etc/passwd", "etc - passwd"),
        ("C:\\Windows\\x.csv", "Windows - x.csv"),
        ("a\x00b.csv", "ab.csv"),
        ("vsc.\u202excod.csv", "vsc.xcod.csv"),
        ("..", "file"),
        ("", "file"),
        ("x" * 400 + ".csv", "x" * 251 + ".csv"),
    ],
)
def test_name_that_leads_elsewhere_leads_nowhere(written: str, safe: str) -> None:
    assert safe_name(written) == safe


def test_what_systems_put_beside_files_is_passed_over(tmp_path: Path, inside: Path) -> None:
    parts = {"a/": "", "__MACOSX/._a.csv": "x", ".DS_Store": "x", "~$a.xlsx": "x", "a/b.csv": LINES}
    assert names(write(tmp_path, "f.zip", zipped(parts)), inside) == ["a - b.csv"]


def test_link_is_not_followed(tmp_path: Path, inside: Path) -> None:
    path = tmp_path / "f.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert [tuple(member) for member in unpacked(path, inside)] == [("a.csv", None)]
    assert not list(inside.iterdir())


def test_name_written_without_saying_its_encoding(tmp_path: Path, inside: Path) -> None:
    content = zipped({"aaaaaaaa": LINES}).replace(b"aaaaaaaa", "sổ.csv".encode())
    assert names(write(tmp_path, "g.zip", content), inside) == ["sổ.csv"]


def test_too_many_files_are_refused(
    tmp_path: Path, inside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    with pytest.raises(FileError) as refused:
        names(write(tmp_path, "f.zip", zipped({"a.csv": LINES, "b.csv": LINES})), inside)
    assert refused.value.code == "file.too_many_files"


def test_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, inside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED_BYTES", 10)
    with pytest.raises(FileError) as refused:
        names(write(tmp_path, "f.zip", zipped({"a.csv": LINES})), inside)
    assert refused.value.code == "file.too_large"
