"""Sets the demonstration up: organisation, files, and their way in, the same as that of any user's file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from django.db import transaction

from cotmoc.access.actions.storytelling import telling
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.organisation import agencies, is_demonstration
from cotmoc.demonstration.confirming import confirmed
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
)
from cotmoc.demonstration.core.province import SEED, plan_province
from cotmoc.demonstration.core.story import INTRODUCED
from cotmoc.demonstration.core.units import border_stations, unit_names
from cotmoc.demonstration.files import write_files
from cotmoc.demonstration.layouts import returns
from cotmoc.demonstration.organisation import set_up_organisation
from cotmoc.demonstration.reviewing import review_double_reports
from cotmoc.demonstration.sending.sent import SentFile
from cotmoc.ingest.actions.asking import ask_check, ask_commit
from cotmoc.ingest.actions.checking import check_file
from cotmoc.ingest.actions.committing import commit_file
from cotmoc.ingest.actions.files import FileDraft, receive_file
from cotmoc.ingest.actions.profiles import keep_profile
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.queries.proposals import proposal
from cotmoc.ingest.queries.uploads import UploadState, uploads
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.duties import DutyDraft, set_duty
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.actions.resolving import match_everything

#: What is said before the records are compared, and before those of past years are reviewed.
MATCHING, REVIEWING = "matching", "reviewing"
Say = Callable[[str], None]
_OWED_FROM, _OWED_UNTIL = date(2025, 1, 1), date(2026, 11, 1)


class RealDataError(CotmocError):
    """The installation is in real use: nothing made up is mixed into it."""

    code = "demo.real_data"


@dataclass(frozen=True, slots=True)
class FileIn:
    """What came of one file of the demonstration; `changed` are the columns whose suggested field was not taken."""

    name: str
    report: CheckReport
    changed: tuple[str, ...] = ()


def load_demonstration(
    *, actor: Viewer, folder: Path, say: Say, share: float = 1, seed: int = SEED
) -> list[FileIn]:
    """Writes the files into `folder`, takes them in, and tells what came of each.

    Each becomes known at the moment at which it would have come, and is compared with what is known then.
    Each file is one transaction, and the same file again changes nothing: killed half-way, the next run goes on
    with what is missing. `share` below 1 loads a smaller province, another `seed` another one. Raises `RealDataError`
    in an installation that has agencies of its own.
    """
    province = plan_province(seed, share)
    files = write_files(folder, province, seed)
    if not is_demonstration():
        _set_up(actor)
    taken: list[FileIn] = []
    for (year, month), came in groupby(files.sent, lambda sent: _month_of(sent.received)):
        for minutes, sent in enumerate(came):
            last = sent.received + timedelta(minutes=minutes)
            with telling(last):
                taken.append(_take_in(actor, folder, sent, say))
        with telling(last + timedelta(hours=1)):
            match_incidents(actor=actor)
            if month == 1:
                say(REVIEWING)
                review_double_reports(actor=actor, province=province, before=year)
    say(MATCHING)
    with telling(files.sent[-1].received + timedelta(hours=2)):
        match_everything(actor=actor, everything=True)
    return taken


def _month_of(moment: datetime) -> tuple[int, int]:
    return moment.year, moment.month


@transaction.atomic
def _set_up(actor: Viewer) -> None:
    if agencies():
        raise RealDataError("this installation has agencies of its own")
    set_up_organisation(actor=actor)
    for draft in _duties():
        with telling(INTRODUCED):
            set_duty(actor=actor, draft=draft)


def _duties() -> Iterable[DutyDraft]:
    for station in border_stations():
        yield DutyDraft(
            BORDER_GUARD, returns.MONTHLY, _OWED_FROM, unit=station, owed_until=_OWED_UNTIL
        )
    for branch in unit_names(CUSTOMS):
        yield DutyDraft(
            CUSTOMS, returns.BRANCHES, _OWED_FROM, unit=branch, months=3, owed_until=_OWED_UNTIL
        )
    yield DutyDraft(
        DIEN_BIEN_BORDER_GUARD,
        returns.DIEN_BIEN,
        date(2020, 1, 1),
        months=3,
        owed_until=date(2025, 12, 31),
    )


def _take_in(actor: Viewer, folder: Path, sent: SentFile, say: Say) -> FileIn:
    say(sent.name)
    if known := _taken_in_before(actor, folder, sent):
        return FileIn(sent.name, known)
    with (folder / sent.name).open("rb") as file:
        upload = receive_file(actor=actor, file=FileDraft(sent.agency, sent.name, file))
    read = confirmed(proposal(viewer=actor, upload=upload).profile, sent.profile)
    ask_check(actor=actor, upload_id=upload.pk, profile=read.profile)
    check_file(actor=actor, upload_id=upload.pk)
    ask_commit(actor=actor, upload_id=upload.pk)
    report = commit_file(actor=actor, upload_id=upload.pk)
    keep_profile(actor=actor, agency=sent.agency, profile=read.profile, headers=report.headers)
    return FileIn(sent.name, report, read.changed)


def _taken_in_before(actor: Viewer, folder: Path, sent: SentFile) -> CheckReport | None:
    """What is said of a file that an earlier run took in: a first version must not come after its revised one."""
    with (folder / sent.name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = uploads(viewer=actor).filter(
        agency__code=sent.agency, sha256=digest, state=UploadState.COMMITTED
    )
    if not (upload := found.first()):
        return None
    report = CheckReport.from_json(upload.report)
    nothing = {"new": 0, "changed": 0, "unchanged": report.ready, "withdrawn": 0, "gone": 0}
    return report.with_numbers(nothing)
