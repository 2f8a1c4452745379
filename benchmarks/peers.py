"""Packages that only a benchmark needs, each in a folder of its own beside the checkout's other made files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv" / "peers"


def peer_path(name: str, *requirements: str) -> Path:
    """The folder with the installed `requirements`, to stand on the module path; installed when it is not there.

    Raises `CalledProcessError` when the registry does not have them.
    """
    folder = FOLDER / name
    done = folder / ".done"
    if not done.exists():
        installer = [str(ROOT / ".uv" / "bin" / "uv"), "pip", "install", "--quiet"]
        place = ["--python", sys.executable, "--target", str(folder)]
        subprocess.run([*installer, *place, *requirements], check=True)
        done.touch()
    return folder
