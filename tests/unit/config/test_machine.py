import os
import time
from pathlib import Path

import pytest

from cotmoc.config.diagnosis import machine
from cotmoc.config.diagnosis.findings import State
from cotmoc.config.diagnosis.sentences import sentence
from cotmoc.config.home import key_path, prepare_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COTMOC_SECRET_KEY", raising=False)
    prepare_home(tmp_path)
    return tmp_path


def test_private_key_is_fine(home: Path) -> None:
    assert machine.key_is_private(home).state is State.OK


def test_key_that_others_can_read_is_wrong(home: Path) -> None:
    key_path(home).chmod(0o644)
    assert machine.key_is_private(home).code == "key.open"


def test_advice_on_an_open_key_says_how_to_close_it(home: Path) -> None:
    key_path(home).chmod(0o644)
    assert f"chmod 600 {key_path(home)}" in sentence(machine.key_is_private(home))


def test_key_not_made_yet_is_only_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COTMOC_SECRET_KEY", raising=False)
    assert machine.key_is_private(tmp_path).state is State.NOTICE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_cannot_be_written_is_wrong(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert machine.data_folder(tmp_path / "home").code == "folder.not_writable"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another user")
def test_folder_closed_to_the_server_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "closed" / "home").mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    assert machine.data_folder(tmp_path / "closed" / "home").code == "folder.closed"


def test_clock_behind_the_last_change_is_wrong(home: Path) -> None:
    tomorrow = time.time() + 86_400
    os.utime(key_path(home), (tomorrow, tomorrow))
    assert machine.clock(home).code == "clock.behind"


def test_clock_ahead_of_the_last_change_is_fine(home: Path) -> None:
    assert machine.clock(home).state is State.OK


def test_python_that_runs_the_tests_is_new_enough(home: Path) -> None:
    assert machine.python_version(home).state is State.OK
