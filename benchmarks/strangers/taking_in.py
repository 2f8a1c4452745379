"""Takes the files in as `cotmoc import --yes` does, and holds what is stored against their truth."""

from __future__ import annotations

import io
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.strangers import formats, layouts, values
from benchmarks.strangers.case import CASES, Case, Fact
from benchmarks.strangers.memory import Most

MODULES = (layouts, values, formats)
AGENCY = "bdbp"


@dataclass
class Outcome:
    """What came of a file."""

    case: Case
    facts: list[Fact] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    parked: int = 0
    refused: str = ""
    seconds: float = 0.0
    most_mb: int = 0

    @property
    def is_right(self) -> bool:
        """True when the file was read as its truth says, and all was said that had to be."""
        case = self.case
        same = (self.refused, self.parked) == (case.refused, case.parked)
        return same and not (self.missing or self.false or self.unsaid)

    @property
    def missing(self) -> list[Fact]:
        """Records of the truth that are not stored as they are."""
        return sorted((Counter(self.case.facts) - Counter(self.facts)).elements())

    @property
    def false(self) -> list[Fact]:
        """Records stored that are not of the truth."""
        return sorted((Counter(self.facts) - Counter(self.case.facts)).elements())

    @property
    def unsaid(self) -> list[str]:
        """What the user had to be told and was not."""
        return sorted(self.case.said - self.codes)


@contextmanager
def set_up(home: Path) -> Iterator[None]:
    """An installation with its server, while entered."""
    import os

    from cotmoc.postgres.server import start

    server = start(home, durable=True, may_create_databases=True)
    os.environ["DATABASE_URL"] = server.url
    try:
        import django

        django.setup()
        _fill()
        yield
        from django.db import connections

        connections.close_all()
    finally:
        server.stop()


def _fill() -> None:
    from django.db.utils import ProgrammingError

    from benchmarks.importing.province import set_up as fill
    from cotmoc.access.models import Agency

    try:
        found = Agency.objects.filter(code=AGENCY).exists()
    except ProgrammingError:  # a new installation has no tables
        found = False
    if not found:
        fill()


def taken_in(only: Sequence[str]) -> Iterator[Outcome]:
    """What came of each file, one after the other."""
    for case in CASES:
        if not only or case.name in only:
            yield _taken_in(case)


def _taken_in(case: Case) -> Outcome:
    from cotmoc.config.importing import ImportOptions, import_path, undo_batch
    from cotmoc.normalise.errors import CotmocError

    outcome = Outcome(case)
    options = ImportOptions(
        agency=AGENCY, register=case.name.replace("_", "-"), profile="", sheet="", coverage="", closed=False, yes=True,
        keep=False, dry_run=False, json=True, profile_out=None, parked=None,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="stranger-") as folder:
        path = case.make(Path(folder))
        start = time.monotonic()
        with Most() as most:
            try:
                told = import_path(path, options) or []
            except CotmocError as error:
                told, outcome.refused = [], getattr(error, "code", type(error).__name__)
        outcome.seconds, outcome.most_mb = time.monotonic() - start, most.mb
    for one in told:
        outcome.refused = outcome.refused or one.get("refused", "")
        outcome.codes |= set(_codes(one.get("report", {})))
        outcome.parked += one.get("report", {}).get("parked", 0)
        if one.get("batch"):
            outcome.facts += _facts(one["batch"])
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                undo_batch(one["batch"])
    return outcome


def _codes(report: dict[str, Any]) -> Iterator[str]:
    yield from (entry["code"] for entry in report.get("findings", ()))
    yield from (entry["code"] for entry in report.get("file_problems", ()))
    yield from (entry["reason"] for entry in report.get("left_out", ()))
    yield from (entry["reason"] for entry in report.get("sheets_left_out", ()))
    if report.get("refused"):
        yield "column.protected"


def _facts(batch: int) -> Iterator[Fact]:
    from cotmoc.records.models import (
        ConveyanceStatement,
        IncidentStatement,
        PartyStatement,
        SeizureStatement,
    )

    for incident in IncidentStatement.objects.filter(version__batch=batch).order_by("pk"):
        same = {"version": incident.version}
        names = [
            p.name or f"{p.heads}×"
            for p in PartyStatement.objects.filter(**same)
            if p.name or p.heads > 1
        ]
        plates = [
            c.registration for c in ConveyanceStatement.objects.filter(**same) if c.registration
        ]
        goods = [
            (s.commodity or f"?{s.commodity_written}", _amount(s))
            for s in SeizureStatement.objects.filter(**same)
        ]
        goods.sort()
        yield Fact(
            str(incident.occurred_from or ""),
            "; ".join(sorted(names)),
            "; ".join(name for name, _ in goods),
            "; ".join(amount for _, amount in goods),
            "; ".join(sorted(plates)),
        )


def _amount(seizure: Any) -> str:
    return f"{seizure.amount.normalize():f} {seizure.measure}" if seizure.amount is not None else ""
