"""Data folders of their own for tests that start and kill servers."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cotmoc.postgres.server import start


def short_folder() -> Path:
    """An empty folder with a short path, which the server's account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="cotmoc-home-", dir="/tmp"))
    folder.chmod(0o711)
    return folder


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """A data folder that no server has been started in."""
    folder = short_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def used_home() -> Iterator[Path]:
    """A data folder whose server has been started and stopped; only to be copied."""
    folder = short_folder()
    start(folder, durable=False).stop()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(used_home: Path) -> Iterator[Path]:
    """A data folder whose server has been started and stopped before."""
    folder = short_folder()
    (folder / "postgres").mkdir(mode=0o711)
    for part in (used_home / "postgres").iterdir():
        target = folder / "postgres" / part.name
        if part.name.startswith("server-"):
            target.symlink_to(part)  # the binaries are the same, and large
        else:
            subprocess.run(["cp", "-a", part, target], check=True)
    yield folder
    shutil.rmtree(folder)
