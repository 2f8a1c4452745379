"""Makes the files, takes each in, and tells what came of it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Runs the cases in a throw-away data folder."""
    from benchmarks.strangers.reporting import report
    from benchmarks.strangers.taking_in import set_up, taken_in

    parser = argparse.ArgumentParser(prog="benchmarks.strangers")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--home", type=Path, help="a data folder that stays")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    home = options.home or Path(tempfile.mkdtemp(prefix="cotmoc-strangers-", dir="/tmp"))
    home.mkdir(exist_ok=True)
    home.chmod(0o711)  # the server may run as another user, who must pass through
    os.environ["COTMOC_HOME"] = str(home)
    os.environ["COTMOC_LOG"] = "ERROR"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cotmoc.config.settings")
    try:
        with set_up(home):
            text = report(list(taken_in(options.only)))
        sys.stdout.write(f"{text}\n")
    finally:
        if not options.home:
            shutil.rmtree(home, ignore_errors=True)
    if options.write:
        from benchmarks.documents import put_section

        put_section("reading.md", "strangers", text)


main()
