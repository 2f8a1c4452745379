"""Sets the demonstration up: organisation, files, and their way in, the same as that of any user's file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.organisation import agencies, is_demonstration
from cotmoc.demonstration import returns
from cotmoc.demonstration.events import BORDER_GUARD, CUSTOMS, FIRST_DAY, make_events
from cotmoc.demonstration.files import BORDER_GUARD_FILE, CUSTOMS_FILE, RETURNS_FILE, write_files
from cotmoc.demonstration.organisation import STATIONS, set_up_organisation
from cotmoc.demonstration.profiles import (
    BORDER_GUARD_INCIDENTS,
    CUSTOMS_INCIDENTS,
    MONTHLY_RETURNS,
)
from cotmoc.ingest.actions.asking import ask_check, ask_commit
from cotmoc.ingest.actions.checking import check_file
from cotmoc.ingest.actions.committing import commit_file
from cotmoc.ingest.actions.files import FileDraft, receive_file
from cotmoc.ingest.actions.profiles import keep_profile
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import Profile
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.duties import DutyDraft, set_duty
from cotmoc.records.actions.matching import match_incidents

SEED = 2026
NUMBER = 900
FILES = (
    (BORDER_GUARD_FILE, BORDER_GUARD, BORDER_GUARD_INCIDENTS),
    (CUSTOMS_FILE, CUSTOMS, CUSTOMS_INCIDENTS),
    (RETURNS_FILE, BORDER_GUARD, MONTHLY_RETURNS),
)
Say = Callable[[str], None]


class RealDataError(CotmocError):
    """The installation is in real use: nothing made up is mixed into it."""

    code = "demo.real_data"


@dataclass(frozen=True, slots=True)
class FileIn:
    """What came of one file of the demonstration."""

    name: str
    report: CheckReport


def load_demonstration(*, actor: Viewer, folder: Path, say: Say) -> list[FileIn]:
    """Writes the files into `folder`, takes them in, and tells what came of each.

    Each file is one transaction, and the same file again changes nothing: killed half-way, the next run goes on
    with what is missing. Raises `RealDataError` in an installation that has agencies of its own.
    """
    write_files(folder, make_events(SEED, NUMBER), SEED)
    if not is_demonstration():
        _set_up(actor)
    taken = [
        FileIn(name, _take_in(actor, folder / name, agency, profile, say))
        for name, agency, profile in FILES
    ]
    say("matching")
    match_incidents(actor=actor)
    return taken


@transaction.atomic
def _set_up(actor: Viewer) -> None:
    if agencies():
        raise RealDataError("this installation has agencies of its own")
    set_up_organisation(actor=actor)
    _set_duties(actor)


def _set_duties(actor: Viewer) -> None:
    for station in STATIONS:
        set_duty(
            actor=actor,
            draft=DutyDraft(
                BORDER_GUARD,
                returns.REGISTER,
                FIRST_DAY,
                unit=station,
                owed_until=date(2026, 11, 1),
            ),
        )


def _take_in(actor: Viewer, path: Path, agency: str, profile: Profile, say: Say) -> CheckReport:
    say(path.name)
    with path.open("rb") as file:
        upload = receive_file(actor=actor, file=FileDraft(agency, path.name, file))
    ask_check(actor=actor, upload_id=upload.pk, profile=profile)
    check_file(actor=actor, upload_id=upload.pk)
    ask_commit(actor=actor, upload_id=upload.pk)
    report = commit_file(actor=actor, upload_id=upload.pk)
    keep_profile(actor=actor, agency=agency, profile=profile, headers=report.headers)
    return report
