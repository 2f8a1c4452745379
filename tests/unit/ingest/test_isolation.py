"""Files are read by a process of their own, and what it found is kept beside them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import FileError, Table
from cotmoc.ingest.isolation import forms, running
from cotmoc.ingest.isolation.forms import first_rows, remove_forms, whole_table
from cotmoc.ingest.isolation.running import Budget, run

LINES = "Số,Ngày,Hàng\nA1,01/02/2026,heroin\nA2,02/02/2026,pháo\nTổng cộng,,2\n"


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A stored file."""
    path = tmp_path / "0a1b2c"
    path.write_text(LINES, encoding="utf-8")
    return path


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A stored file of more rows than a head holds."""
    path = tmp_path / "9f8e7d"
    rows = (f"A{n},01/02/2026,heroin" for n in range(3_000))
    path.write_text("Số,Ngày,Hàng\n" + "\n".join(rows), encoding="utf-8")
    return path


def everything(table: Table) -> dict[str, object]:
    """All that a table tells, with its rows."""
    names = set(Table.__dataclass_fields__) - {"read", "count"}
    return {**{name: getattr(table, name) for name in names}, "rows": list(table.rows())}


def test_normal_form_tells_all_that_the_file_does(stored: Path) -> None:
    assert everything(whole_table(stored, "tháng 2.csv")) == everything(open_table(stored))


def test_file_is_read_once(stored: Path) -> None:
    before = everything(whole_table(stored, "f.csv"))
    stored.write_text("Khác,Cột\n1,2\n", encoding="utf-8")
    assert everything(whole_table(stored, "f.csv")) == before


def test_first_rows_of_a_short_file_are_all(stored: Path) -> None:
    assert first_rows(stored, "f.csv").count == 2


def test_first_rows_of_a_large_file_are_read_without_the_others(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "WHOLE_AT_ONCE_BYTES", 10)
    table = first_rows(long, "f.csv")
    assert (table.count, len(list(table.rows()))) == (None, 1_000)
    assert whole_table(long, "f.csv").count == 3_000
    assert first_rows(long, "f.csv").count is None  # which need not go through all of them again


def test_progress_is_told(long: Path) -> None:
    told: list[int] = []
    whole_table(long, "f.csv", told=told.append)
    assert told[-1] == 3_000


def test_refusal_has_its_code_and_the_users_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "0a"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(FileError) as refused:
        first_rows(path, "tháng 7.csv")
    assert (refused.value.code, refused.value.params["file"]) == ("file.wrong_type", "tháng 7.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["0a"]


@pytest.mark.parametrize("extension", ["arrow", "json"])
def test_damaged_form_is_made_anew(stored: Path, extension: str) -> None:
    before = everything(whole_table(stored, "f.csv"))
    form = next(stored.parent.glob(f"{stored.name}.*whole.{extension}"))
    content = bytearray(form.read_bytes())
    content[len(content) // 2] ^= 0xFF
    form.write_bytes(content)
    assert everything(whole_table(stored, "f.csv")) == before


def test_form_without_its_rows_is_made_anew(stored: Path) -> None:
    before = everything(whole_table(stored, "f.csv"))
    next(stored.parent.glob("*whole.arrow")).unlink()
    assert everything(whole_table(stored, "f.csv")) == before


def test_form_of_an_earlier_version_is_made_anew(stored: Path) -> None:
    whole_table(stored, "f.csv")
    path = next(stored.parent.glob("*whole.json"))
    facts = {**json.loads(path.read_text()), "version": 0, "headers": ["Khác"]}
    path.write_text(json.dumps(facts))
    assert whole_table(stored, "f.csv").headers == ("Số", "Ngày", "Hàng")


def test_what_was_read_is_removed_with_the_file(stored: Path) -> None:
    whole_table(stored, "f.csv")
    remove_forms(stored)
    assert [each.name for each in stored.parent.iterdir()] == [stored.name]


@pytest.mark.parametrize(
    ("passed_s", "used_s", "decided", "over"),
    [
        (8.0, 8.0, False, False),
        (9.1, 8.0, False, True),
        (9.1, 1.0, False, False),  # the machine is busy with other things
        (28.0, 1.0, False, True),
        (31.0, 29.0, True, True),
        (29.0, 29.0, True, False),
    ],
)
def test_time_is_up(passed_s: float, used_s: float, decided: bool, over: bool) -> None:
    assert Budget(9.0, 30.0).is_over(passed_s, used_s, decided=decided) is over


def test_time_without_a_decision_is_said(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", reader_that(stored, "exec sleep 20"))
    with pytest.raises(FileError) as refused:
        run("table", asked(stored), Budget(decide_s=0.0, whole_s=0.0), lambda _: None)
    assert refused.value.code == "file.too_slow"


def test_time_over_after_the_decision_leaves_the_first_rows(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Budget, "for_whole", lambda _: Budget(9.0, 0.0))
    with pytest.raises(FileError) as refused:
        whole_table(long, "f.csv")
    assert refused.value.code == "file.too_slow"
    assert first_rows(long, "f.csv").count is None


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("exit 3", "file.unreadable"),
        ("kill -ABRT $$", "file.too_much_memory"),
        ("kill -XCPU $$", "file.too_slow"),
    ],
)
def test_reader_that_dies_is_an_answer(
    stored: Path, monkeypatch: pytest.MonkeyPatch, program: str, code: str
) -> None:
    monkeypatch.setattr(sys, "executable", reader_that(stored, program))
    with pytest.raises(FileError) as refused:
        run("table", asked(stored), Budget(), lambda _: None)
    assert refused.value.code == code


def reader_that(stored: Path, program: str) -> str:
    """The path of what runs in the place of the reading process: a line of shell."""
    path = stored.parent / "python"
    path.write_text(f"#!/bin/sh\n{program}\n")
    path.chmod(0o700)
    return str(path)


def asked(stored: Path) -> dict[str, object]:
    """The question for a table."""
    return {
        "path": str(stored), "folder": str(stored.parent), "name": "f.csv", "sheet": "", "head_only": False,
    }  # fmt: skip


def test_killed_reading_leaves_no_form_and_no_process(tmp_path: Path) -> None:
    path = tmp_path / "1234"
    path.write_text("Số,Ngày\n" + "A1,01/02/2026\n" * 600_000, encoding="utf-8")
    code = f"""
        from pathlib import Path
        from cotmoc.ingest.isolation.forms import whole_table
        whole_table(Path({str(path)!r}), "f.csv", told=lambda n: print(n, flush=True))
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    readers = children_of(parent.pid)
    assert readers
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not any(alive(pid) for pid in readers))
    assert not list(tmp_path.glob("*whole*.json"))
    assert whole_table(path, "f.csv").count == 600_000


def children_of(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in found]


def alive(pid: int) -> bool:
    """Whether a process runs."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until(true: object, seconds: float = 10.0) -> None:
    """Waits for what must become true."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


PROBE = """
    import socket, sys
    from pathlib import Path
    from cotmoc.ingest.isolation import child, limits
    folder = Path(sys.argv[1])
    done = limits.drop_rights([folder / "mine", *child._places_of_python()], folder / "out")
    for name, act in {
        "read": lambda: (folder / "other").read_text(),
        "write": lambda: (folder / "mine").write_text("x"),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), 1),
        "own": lambda: (folder / "out" / "x").write_text((folder / "mine").read_text()),
    }.items():
        try:
            act()
            print(name)
        except OSError as error:
            assert not isinstance(error, ConnectionRefusedError), name
    print(len(done))
"""


def test_reader_opens_its_file_and_no_other_and_no_connection(tmp_path: Path) -> None:
    for name in ("mine", "other"):
        (tmp_path / name).write_text(name)
    (tmp_path / "out").mkdir()
    probe = [sys.executable, "-I", "-c", textwrap.dedent(PROBE), str(tmp_path)]
    told = subprocess.run(probe, capture_output=True, text=True, check=True).stdout.split()
    if told[-1] != "3":
        pytest.skip("this kernel has not all of the means")
    assert told == ["own", "3"]


def test_reader_knows_nothing_of_ours(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    assert "DATABASE_URL" not in running._environment()
