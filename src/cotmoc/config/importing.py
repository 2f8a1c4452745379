"""Files taken in from the command line: by the same actions as from the pages, in this process."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from cotmoc.access.core.viewer import console
from cotmoc.config.texts import importing as texts
from cotmoc.ingest.actions.archives import Received, receive_files
from cotmoc.ingest.actions.asking import ask_check, ask_commit
from cotmoc.ingest.actions.checking import check_file
from cotmoc.ingest.actions.committing import commit_file, undo_file
from cotmoc.ingest.actions.files import FileDraft, discard_file
from cotmoc.ingest.actions.locking import FileBusyError
from cotmoc.ingest.actions.profiles import keep_profile
from cotmoc.ingest.actions.progress import Progress, silent
from cotmoc.ingest.actions.reading import note_parked_read
from cotmoc.ingest.actions.storage import pieces_of
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import Profile, ProfileError
from cotmoc.ingest.core.parked_file import parked_csv, write_parked_xlsx
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.register_names import register_slug
from cotmoc.ingest.queries.profiles import profile_named
from cotmoc.ingest.queries.proposals import Proposal, proposal
from cotmoc.ingest.queries.tables import REASON_HEADER
from cotmoc.ingest.queries.uploads import parked_records, parked_rows, upload_of_batch
from cotmoc.ingest.queries.uploads import upload as upload_by_id
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.resolving import match_everything

ACTOR = console("import")
LOOK_AGAIN_S = 1.0
BAR_EVERY_S = 0.2

R = TypeVar("R")


class NoBatchError(CotmocError):
    """No file brought a batch of that number."""

    code = "import.no_batch"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the command line asks for."""

    agency: str
    register: str
    profile: str
    sheet: str
    coverage: str
    closed: bool
    yes: bool
    keep: bool
    dry_run: bool
    json: bool
    profile_out: Path | None
    parked: Path | None

    @classmethod
    def of(cls, options: argparse.Namespace) -> ImportOptions:
        """The options of a parsed command line."""
        values = {name: getattr(options, name) for name in cls.__slots__}
        texts = {name: values[name] or "" for name in ("register", "profile", "coverage")}
        return cls(**{**values, **texts})

    def say(self, lines: Iterable[str]) -> None:
        """Tells lines to a person; programs get JSON at the end."""
        if not self.json:
            sys.stdout.writelines(f"{line}\n" for line in lines)
            sys.stdout.flush()


def import_path(path: Path, options: ImportOptions) -> list[dict[str, Any]] | None:
    """What came of each file of a path, a folder or a zip, as JSON values; None when nobody confirmed how one is read.

    Raises `CotmocError`.
    """
    told: list[dict[str, Any]] = []
    for file in _files_of(path):
        received = _received(file, options)
        told.extend(_refusal(error, options) for error in received.refused)
        for upload in received.uploads:
            outcome = import_upload(upload, options)
            if outcome is None:
                return None
            told.append(outcome)
    return told


def import_upload(upload: Any, options: ImportOptions) -> dict[str, Any] | None:
    """What came of a file, as JSON values; None when nobody confirmed how it is read. Raises `CotmocError`."""
    offered = proposal(viewer=ACTOR, upload=upload, sheet=options.sheet)
    profile, certain = _chosen_profile(options, offered)
    options.say([f"{upload.file_name}:"])
    options.say(texts.mapping_lines(profile, offered.suggestions, recognised=certain))
    if not (certain or options.dry_run or _confirmed(options)):
        discard_file(actor=ACTOR, upload_id=upload.pk)
        return None
    _keep(options, profile, offered)
    report = _work(lambda tell: _check(upload.pk, profile, tell), options)
    findings = list(_parked_findings(upload.pk))
    if findings:
        note_parked_read(actor=ACTOR, upload_id=upload.pk)
    if options.parked and report.parked:
        _write_parked(options.parked, upload.pk, report)
    if options.dry_run:
        discard_file(actor=ACTOR, upload_id=upload.pk)
    else:
        report = _work(lambda tell: _commit(upload.pk, tell), options)
        match_everything(actor=ACTOR)
    options.say(texts.report_lines(report, committed=not options.dry_run))
    options.say(texts.parked_lines(findings))
    return _outcome(upload.pk, profile, report, findings)


def undo_batch(batch_id: int) -> dict[str, Any]:
    """Takes a batch out again; what that took out, as JSON values. Raises `NoBatchError`, `CotmocError`."""
    upload = upload_of_batch(viewer=ACTOR, batch_id=batch_id)
    if upload is None:
        raise NoBatchError(f"no file brought a batch {batch_id}", batch=batch_id)
    undone = undo_file(actor=ACTOR, upload_id=upload.pk)
    match_everything(actor=ACTOR)
    told = {"batch": batch_id, "records": len(undone.touched), "file": upload.file_name}
    text = _("Batch %(batch)s (%(file)s) is taken out again; it had touched %(records)s records.")
    _tell(f"{text % told}\n")
    return told


def _files_of(path: Path) -> list[Path]:
    """The file, or all files below a folder in the order of their names; none that is hidden, locked or a link."""
    if not path.is_dir():
        return [path]
    found = (each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
    below = [each for each in found if not _is_hidden(each.relative_to(path))]
    if not below:
        raise FileError("file.empty", f"{path}: no files")
    return sorted(below)


def _refusal(error: FileError, options: ImportOptions) -> dict[str, Any]:
    """Why a file of a zip was not received, told and as JSON values."""
    name, text = str(error.params.get("file", "")), texts.sentence(error.problem())
    options.say([f"{name}: {text} [{error.code}]"])
    return {"file": name, "refused": error.code, "message": text}


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _received(path: Path, options: ImportOptions) -> Received:
    """The upload of the file, those of the files of a zip. Raises `FileError` in the language of the command."""
    draft = FileDraft(
        agency=options.agency,
        name=path.name,
        content=pieces_of(path),
        sheet=options.sheet,
        handling="closed" if options.closed else "shared",
    )
    try:
        return receive_files(actor=ACTOR, file=draft)
    except FileError as error:
        text = texts.sentence(error.problem())
        raise FileError(error.code, f"{path}: {text}") from error


def _chosen_profile(options: ImportOptions, offered: Proposal) -> tuple[Profile, bool]:
    """The profile, and whether somebody chose it: one that is named, or one kept for the shape."""
    profile, certain = offered.profile, offered.recognised
    if options.profile:
        profile, certain = _named_profile(options), True
    if options.register:
        profile = replace(profile, register=register_slug(options.register))
    coverage = "none" if offered.is_correction else options.coverage
    if coverage:
        profile = replace(profile, coverage=coverage)
    return profile, certain


def _named_profile(options: ImportOptions) -> Profile:
    """The profile in a file, or the agency's kept one of that name. Raises `ProfileError`."""
    path = Path(options.profile)
    if path.is_file():
        try:
            return Profile.from_json(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, UnicodeDecodeError) as error:
            raise ProfileError(f"{path} is not a profile", detail=str(error)) from error
    kept = profile_named(viewer=ACTOR, agency=options.agency, name=options.profile)
    if kept is None:
        raise ProfileError(f"no file and no kept profile is called {options.profile}")
    return kept


def _confirmed(options: ImportOptions) -> bool:
    """Whether the suggested columns may be used: by --yes, or because the person at the terminal says so."""
    if options.yes:
        return True
    if options.json or not sys.stdin.isatty():
        text = _("The columns are only suggested. Confirm them with --yes, or name a --profile.")
        _tell(f"{text}\n")
        return False
    answer = input(_("Read the file like this? [y/N] "))
    return answer.strip().lower() in {"y", "yes", "c", "có", "co"}


def _keep(options: ImportOptions, profile: Profile, offered: Proposal) -> None:
    if options.profile_out:
        text = json.dumps(profile.to_json(), ensure_ascii=False, indent=2)
        options.profile_out.write_text(f"{text}\n", encoding="utf-8")
    if options.keep:
        keep_profile(
            actor=ACTOR, agency=options.agency, profile=profile, headers=offered.table.headers
        )


def _check(upload_id: int, profile: Profile, tell: Progress) -> CheckReport:
    ask_check(actor=ACTOR, upload_id=upload_id, profile=profile)
    return check_file(actor=ACTOR, upload_id=upload_id, progress=tell)


def _commit(upload_id: int, tell: Progress) -> CheckReport:
    ask_commit(actor=ACTOR, upload_id=upload_id)
    return commit_file(actor=ACTOR, upload_id=upload_id, progress=tell)


def _work(step: Callable[[Progress], R], options: ImportOptions) -> R:
    """The result of a step with its progress shown, begun when no other process works on the file any more."""
    told = False
    while True:
        try:
            with _Bar(options) as tell:
                return step(tell)
        except FileBusyError:
            if not told:
                _tell(_("Another process works on this file. Waiting ...") + "\n")
            told = True
            time.sleep(LOOK_AGAIN_S)


class _Bar:
    """A progress bar on a terminal; nothing elsewhere."""

    def __init__(self, options: ImportOptions) -> None:
        self.shown = sys.stderr.isatty() and not options.json
        self.told_at = 0.0

    def __enter__(self) -> Progress:
        return self._tell if self.shown else silent

    def __exit__(self, *_error: object) -> None:
        if self.shown:
            _tell("\r\033[K")

    def _tell(self, done: int, total: int) -> None:
        if time.monotonic() - self.told_at < BAR_EVERY_S:
            return
        self.told_at = time.monotonic()
        share = done / total if total else 0.0
        full = "█" * round(share * 30)
        _tell(f"\r{full:░<30} {done}/{total}")


def _tell(text: str) -> None:
    """Writes beside the answer, at once."""
    sys.stderr.write(text)
    sys.stderr.flush()


def _parked_findings(upload_id: int) -> Iterator[dict[str, Any]]:
    """Every error of the parked records, as JSON values with its sentence."""
    for record in parked_records(viewer=ACTOR, upload_id=upload_id):
        for finding in record.problems:
            if finding["severity"] == "error":
                yield {**finding, "message": texts.problem_text(finding)}


def _write_parked(path: Path, upload_id: int, report: CheckReport) -> None:
    rows = parked_rows(
        viewer=ACTOR,
        upload_id=upload_id,
        headers=report.headers,
        sentence=texts.problem_text,
    )
    if path.suffix.lower() == ".csv":
        path.write_bytes(b"".join(parked_csv(report.headers, rows, REASON_HEADER)))
    else:
        write_parked_xlsx(path, report.headers, rows, REASON_HEADER)


def _outcome(
    upload_id: int, profile: Profile, report: CheckReport, findings: list[dict[str, Any]]
) -> dict[str, Any]:
    upload = upload_by_id(viewer=ACTOR, upload_id=upload_id)
    return {
        "file": upload.file_name if upload else "",
        "upload": upload_id,
        "state": upload.state if upload else "",
        "batch": upload.batch_id if upload else None,
        "profile": {"name": profile.name, "digest": profile.digest()},
        "report": report.to_json(),
        "parked": findings,
    }
