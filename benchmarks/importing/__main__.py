"""Makes the workbook, lets both take it in, and prints what it took."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.importing.memory import Watched
from benchmarks.importing.workbook import write_workbook
from benchmarks.installation import throwaway_installation

ROOT = Path(__file__).resolve().parents[2]
#: Of django-import-export and what reads xlsx for it; Django itself is the product's own.
RIVAL = (
    "django-import-export==4.3.9",
    "tablib==3.10.0",
    "openpyxl==3.1.5",
    "et-xmlfile==2.0.0",
    "diff-match-patch==20241021",
)
RIVAL_SETTINGS = "benchmarks.importing.rival.settings"


def main() -> None:
    """Runs the benchmark in a throw-away data folder."""
    parser = argparse.ArgumentParser(prog="benchmarks.importing", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--product-only", action="store_true", help="for files the rival cannot hold"
    )
    options = parser.parse_args()
    with throwaway_installation(durable=True) as home:
        workbook = home / "so-vu-viec.xlsx"
        write_workbook(workbook, options.rows)
        print(f"a workbook of {workbook.stat().st_size / 1e6:.0f} MB made", flush=True)
        _compare(home, workbook, options)


def _compare(home: Path, workbook: Path, options: argparse.Namespace) -> None:
    from django.db import connections

    from benchmarks.importing import reporting
    from benchmarks.importing.province import set_up

    set_up()
    connections.close_all()
    small = home / "part.xlsx"
    write_workbook(small, min(options.rows, 20_000))
    ours = _take_turn("product", home, workbook)
    parts = _take_turn("product", home, small, "parts")
    theirs = None
    if not options.product_only:
        _install_rival(home / "rival")
        theirs = _take_turn("rival.running", home, workbook)
        reporting.check_same(ours, theirs)
    lines = reporting.lines(options.rows, ours, theirs, parts)
    print("\n".join(lines))
    if options.write:
        reporting.write(lines)


def _take_turn(module: str, home: Path, workbook: Path, *words: str) -> Watched:
    """What a contender measured of itself in a process of its own, and the most memory of it with its children."""
    report = home / f"{module}.json"
    environment = dict(os.environ)
    if module.startswith("rival"):
        environment["DJANGO_SETTINGS_MODULE"] = RIVAL_SETTINGS
        environment["PYTHONPATH"] = str(home / "rival")
    command = [sys.executable, "-m", f"benchmarks.importing.{module}", str(workbook), str(report)]
    watched = Watched.run([*command, *words], environment, ROOT, report)
    print(f"{module}: {watched.steps.spent}", flush=True)
    return watched


def _install_rival(folder: Path) -> None:
    """Puts the rival's packages into a folder of their own."""
    uv = ROOT / ".uv" / "bin" / "uv"
    chosen = ["--quiet", "--no-deps", "--python", sys.executable, "--target", str(folder)]
    subprocess.run([str(uv), "pip", "install", *chosen, *RIVAL], check=True)


if __name__ == "__main__":
    main()
