"""The command line, run as its users run it: in a process of its own, on a data folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Installation:
    """A data folder, and the command run on it."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of this process without the tests' own database."""
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return kept | {
            "COTMOC_HOME": str(self.home),
            "COTMOC_TEST_NOT_DURABLE": "1",
            "DJANGO_SETTINGS_MODULE": "cotmoc.config.settings",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *words: str, written: str = "") -> subprocess.CompletedProcess[str]:
        """The outcome of one command, `written` given to it as its input."""
        return subprocess.run(
            self.command(*words),
            env=self.environment,
            input=written,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """A command that goes on."""
        return subprocess.Popen(
            self.command(*words),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A shell that runs the tests in the background has interrupts ignored, and children inherit that.
            preexec_fn=_hear_interrupts,
        )

    @staticmethod
    def command(*words: str) -> list[str]:
        """The command line of the words after `cotmoc`."""
        return [sys.executable, "-m", "cotmoc.config", *words]


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def short_folder() -> Path:
    """A folder with a short path that the database server's account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="cotmoc-home-", dir="/tmp"))
    folder.chmod(0o711)
    return folder


def copy_of(home: Path) -> Path:
    """A new data folder that holds what `home` holds; its server must not run."""
    folder = short_folder()
    (folder / "postgres").mkdir(mode=0o711)
    for part in (*home.glob("[!p]*"), *(home / "postgres").iterdir()):
        target = folder / part.relative_to(home)
        if part.name.startswith("server-"):
            target.symlink_to(part)  # the binaries are the same, and large
        else:
            subprocess.run(["cp", "-a", part, target], check=True)
    return folder


@pytest.fixture(scope="session")
def prepared_home() -> Iterator[Path]:
    """A data folder with the tables made; only to be copied."""
    folder = short_folder()
    done = Installation(folder).run("migrate")
    assert done.returncode == 0, done.stderr
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def installation(prepared_home: Path) -> Iterator[Installation]:
    """A new installation of its own, with the tables made."""
    folder = copy_of(prepared_home)
    yield Installation(folder)
    shutil.rmtree(folder)


@pytest.fixture
def empty_place() -> Iterator[Installation]:
    """An installation that nothing has been started in."""
    folder = short_folder()
    yield Installation(folder)
    shutil.rmtree(folder)
