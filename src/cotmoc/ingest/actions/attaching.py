"""Photographs and documents attached to a log sheet, each kept once under its digest."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path, PurePath

from django.db import transaction

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.actions.storage import StoredFile, uploads_folder, write_bounded
from cotmoc.ingest.core.attached import HEAD_BYTES, LARGEST_BYTES, MOST_FILES, media_type
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.models import LogSheet, SheetFile, SheetState
from cotmoc.ingest.policies import sheets_of, sheets_visible_to


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An attached file that may be sent, and where it lies."""

    file: SheetFile
    path: Path


def attached_path(sha256: str) -> Path:
    """Where the attached file with this digest is kept: within the uploads, so that every backup holds it."""
    folder = uploads_folder() / "attached"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / sha256


@action(Event.SHEET_FILE_ATTACHED)
def attach_file(
    *, actor: Viewer, token: str, name: str, content: Iterable[bytes]
) -> SheetFile | None:
    """The file as attached to the actor's draft; the one attached before when it is the same. None without the draft.

    Raises `FileError` `file.empty`, `attachment.wrong_type`, `attachment.too_large`, `attachment.too_many`; nothing of
    the file is kept then.
    """
    sheet = sheets_of(actor).select_for_update().filter(token=token, state=SheetState.DRAFT).first()
    if sheet is None:
        return None
    if sheet.files.count() >= MOST_FILES:
        raise FileError("attachment.too_many", "too many files", most=str(MOST_FILES))
    kind, stored = _store(name, content)
    known = sheet.files.filter(sha256=stored.sha256).first()
    if known is not None:
        return known
    file = SheetFile.objects.create(
        sheet=sheet,
        file_name=PurePath(name.replace("\\", "/")).name[-255:] or "file",
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        media_type=kind,
        added_by=actor.name,
    )
    _note(actor, Event.SHEET_FILE_ATTACHED, file)
    return file


@action(Event.SHEET_FILE_REMOVED)
def remove_attached(*, actor: Viewer, token: str, file_id: int) -> None:
    """Takes a file off the actor's draft, and off the disk where nothing else needs it; nothing for any other."""
    drafts = sheets_of(actor).filter(token=token, state=SheetState.DRAFT)
    file = SheetFile.objects.filter(sheet__in=drafts, pk=file_id).select_related("sheet").first()
    if file is None:
        return
    _note(actor, Event.SHEET_FILE_REMOVED, file)
    digest = file.sha256
    file.delete()
    forget_unneeded([digest])


@action(Event.SHEET_FILE_READ)
def open_attached(*, actor: Viewer, token: str, file_id: int) -> OpenedFile | None:
    """A file of a sheet that the actor may see, its reading noted; None where there is none."""
    sheets = sheets_visible_to(actor).filter(token=token)
    file = SheetFile.objects.filter(sheet__in=sheets, pk=file_id).select_related("sheet").first()
    if file is None or not attached_path(file.sha256).exists():
        return None
    _note(actor, Event.SHEET_FILE_READ, file)
    return OpenedFile(file, attached_path(file.sha256))


def carry_over(old: LogSheet, new: LogSheet) -> None:
    """Gives a correcting sheet the files of the one it corrects."""
    SheetFile.objects.bulk_create(
        SheetFile(
            sheet=new,
            file_name=file.file_name,
            sha256=file.sha256,
            size_bytes=file.size_bytes,
            media_type=file.media_type,
            added_by=file.added_by,
        )
        for file in old.files.order_by("pk")
    )


def forget_unneeded(digests: Iterable[str]) -> None:
    """Removes files from the disk that no sheet names any more, once the running transaction holds."""
    for digest in digests:
        transaction.on_commit(partial(_forget, digest))


def _forget(digest: str) -> None:
    """Asked after the commit, when what another request attached meanwhile is seen, too."""
    if not SheetFile.objects.filter(sha256=digest).exists():
        attached_path(digest).unlink(missing_ok=True)


def _store(name: str, content: Iterable[bytes]) -> tuple[str, StoredFile]:
    """The kind of a file, and the file on the disk. What is of no kind that is taken is not written at all."""
    pieces = iter(content)
    first = next(pieces, b"")
    kind = media_type(first[:HEAD_BYTES], name)
    if first and not kind:
        raise FileError("attachment.wrong_type", "a kind of file that is not taken")
    unfinished = attached_path(f"incoming-{os.getpid()}-{time.monotonic_ns()}")
    try:
        stored = write_bounded(_bounded(chain([first], pieces)), unfinished)
        unfinished.rename(attached_path(stored.sha256))
    finally:
        unfinished.unlink(missing_ok=True)
    return kind, stored


def _bounded(pieces: Iterable[bytes]) -> Iterable[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST_BYTES:
            most = str(LARGEST_BYTES // 1_000_000)
            raise FileError("attachment.too_large", "the file is too large", most_mb=most)
        yield piece


def _note(actor: Viewer, event: Event, file: SheetFile) -> None:
    record_event(
        actor=actor,
        event=event,
        subject=f"sheet:{file.sheet.number}",
        details={"file": file.file_name, "sha256": file.sha256},
    )
