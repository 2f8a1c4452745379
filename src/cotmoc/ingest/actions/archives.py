"""Zip files received: each file in them is an upload of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cotmoc.access.actions.frame import action
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.actions.files import FileDraft, receive_file
from cotmoc.ingest.actions.storage import pieces_of, uploads_folder, write_bounded
from cotmoc.ingest.core.readers.archives import Member
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.isolation.archives import members_of
from cotmoc.ingest.isolation.running import working_folder
from cotmoc.ingest.models import Upload


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a file: its upload, or those of the files in it, and why others of them were refused."""

    uploads: tuple[Upload, ...]
    refused: tuple[FileError, ...] = ()


@action(Event.FILE_RECEIVED)
def receive_files(*, actor: Viewer, file: FileDraft) -> Received:
    """The uploads of a file: one, or one for each file of a zip. The archive itself is not kept.

    Raises what `receive_file` raises, for an archive when none of its files could be received.
    """
    with working_folder(uploads_folder()) as folder:
        path = folder / "received"
        write_bounded(file.content, path)
        try:
            return Received((receive_file(actor=actor, file=_copy(file, file.name, path)),))
        except FileError as refused:
            if refused.code != "file.archive":
                raise
        inside = folder / "inside"
        inside.mkdir()
        return _received_members(actor, file, members_of(path, file.name, inside))


def _received_members(actor: Viewer, file: FileDraft, members: list[Member]) -> Received:
    uploads: list[Upload] = []
    refused: list[FileError] = []
    for member in members:
        try:
            uploads.append(_received_member(actor, file, member))
        except FileError as error:
            refused.append(error)
    if not uploads:
        raise refused[0] if refused else FileError("file.empty", "no files", file=file.name)
    return Received(tuple(uploads), tuple(refused))


def _received_member(actor: Viewer, file: FileDraft, member: Member) -> Upload:
    if member.path is None:
        raise FileError("file.link", "a link", file=member.name)
    try:
        return receive_file(actor=actor, file=_copy(file, member.name, member.path))
    except FileError as error:
        if error.code == "file.archive":
            raise FileError("file.nested", "an archive in an archive", file=member.name) from error
        error.params.setdefault("file", member.name)
        raise


def _copy(file: FileDraft, name: str, path: Path) -> FileDraft:
    return replace(file, name=name, content=pieces_of(path))
