"""The page of the picture at a million incidents, beside the same questions asked of PostgreSQL with good indexes.

    python -m benchmarks.picture [--incidents 1000000] [--filters 50] [--write]

Incidents, seizures and parties are made up straight into the product's own tables of a throw-away database; 5 % of
the incidents are stated by two agencies and joined by judgements. Everything is measured in one run on one machine;
with --write the table goes into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from benchmarks.documents import put_section

SEED = 11
FIRST, DAYS = date(2016, 1, 1), 3650


def main() -> None:
    """Makes the data, asks, and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--filters", type=int, default=50)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="cotmoc-bench-", dir="/tmp"))
    home.chmod(0o711)  # the server may run as another user, who must pass through
    try:
        _run(home, options)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(home: Path, options: argparse.Namespace) -> None:
    from cotmoc.postgres.server import start

    os.environ["COTMOC_HOME"] = str(home)
    os.environ["COTMOC_LOG"] = "ERROR"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cotmoc.config.settings")
    server = start(home, durable=False, may_create_databases=True)
    os.environ["DATABASE_URL"] = server.url
    try:
        import django

        django.setup()
        from benchmarks.picture_measuring import measure

        lines = measure(options.incidents, options.filters)
    finally:
        server.stop()
    print("\n".join(lines))
    if options.write:
        put_section("benchmarks.md", "picture", "\n".join(lines))


def timed(action: Callable[[], object]) -> float:
    """How many milliseconds the action took."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def spent(action: Callable[[], object]) -> tuple[float, float]:
    """How many milliseconds the action took, and how many its processors worked."""
    start, work = time.perf_counter(), time.process_time()
    action()
    return (time.perf_counter() - start) * 1000, (time.process_time() - work) * 1000


def quantile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def random_period(chance: random.Random) -> tuple[date | None, date | None]:
    """A month, quarter, year or three years, or no period."""
    days = chance.choice((None, 31, 92, 365, 365, 1095))
    if days is None:
        return None, None
    start = FIRST + timedelta(days=chance.randrange(DAYS - days))
    return start, start + timedelta(days=days - 1)


if __name__ == "__main__":
    main()
