"""That a server says how large its indexes are where they leave little memory."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from cotmoc.config.serving import warn_of_memory


def meminfo(folder: Path, free_kb: int) -> Path:
    """What a system of 8 GB says of its memory."""
    path = folder / "meminfo"
    path.write_text(
        f"MemTotal:        8000000 kB\nMemFree: 1 kB\nMemAvailable:    {free_kb} kB\nHugePages: 0\n"
    )
    return path


def test_little_memory_is_warned_of_with_both_sizes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="cotmoc.config.serving"):
        assert warn_of_memory(300 * 2**20, 500 * 2**20, meminfo(tmp_path, 700_000))
    assert "300 MB for the search and 500 MB for who is known" in caplog.text


def test_enough_memory_is_no_matter(tmp_path: Path) -> None:
    assert not warn_of_memory(2**20, 2**20, meminfo(tmp_path, 4_000_000))


def test_system_that_does_not_say_is_no_matter(tmp_path: Path) -> None:
    assert not warn_of_memory(2**20, 2**20, tmp_path / "nothing")
