"""The product's turn: received, checked and committed by its own actions."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from benchmarks.importing.measuring import Parts, Steps


def main() -> None:
    """Takes the workbook in and writes what it took; with "parts" also where the work goes."""
    django.setup()
    from benchmarks.importing.measuring import Parts, Steps

    workbook, report, *words = sys.argv[1:]
    steps, parts = Steps(), Parts()
    register = "so-vu-viec"
    if "parts" in words:
        # With one processor all is done by this process, where it can be watched.
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        _watch(parts)
        register += "-2"
    _take_in(Path(workbook), register, steps)
    steps.notes["parts"] = {part: (parts.own[part], parts.server[part]) for part in (*parts.own,)}
    steps.save(Path(report))


def _take_in(workbook: Path, register: str, steps: Steps) -> None:
    from benchmarks.importing.measuring import rows_of
    from benchmarks.importing.province import ACTOR, AGENCY
    from benchmarks.importing.statements import STATEMENTS
    from benchmarks.importing.workbook import PROFILE
    from cotmoc.ingest.actions.asking import ask_check, ask_commit
    from cotmoc.ingest.actions.checking import check_file
    from cotmoc.ingest.actions.committing import commit_file
    from cotmoc.ingest.actions.files import FileDraft, receive_file

    with workbook.open("rb") as file:
        draft = FileDraft(AGENCY, workbook.name, file)
        upload = steps.run("receive", lambda: receive_file(actor=ACTOR, file=draft))
    profile = replace(PROFILE, register=register)
    ask_check(actor=ACTOR, upload_id=upload.pk, profile=profile)
    checked = steps.run("check", lambda: check_file(actor=ACTOR, upload_id=upload.pk))
    ask_commit(actor=ACTOR, upload_id=upload.pk)
    done = steps.run("commit", lambda: commit_file(actor=ACTOR, upload_id=upload.pk))
    written = rows_of(STATEMENTS)
    steps.notes |= {"new": done.new, "refused": checked.parked, "written": written}


def _watch(parts: Parts) -> None:
    """The parts of a check and a commit, in the functions that do them."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    from cotmoc.access.actions import frame
    from cotmoc.ingest.actions import checking, committing, files
    from cotmoc.ingest.core import staged_text
    from cotmoc.ingest.core.grouping import RowGroups
    from cotmoc.ingest.core.record_reading import RecordReader
    from cotmoc.records.actions import batches
    from cotmoc.records.actions.statements import StatementLines
    from cotmoc.records.actions.versions import VersionWriter

    parts.watch(files, "receive_file", "receive")
    parts.watch(checking, "check_file", "stage", server=True)
    parts.watch_rows(RowGroups, "_rows", "read the file")
    parts.watch(RecordReader, "read", "understand")
    parts.watch(staged_text, "documented", "write as JSON and hash")
    parts.watch(staged_text, "statement_lines", "write as rows")
    parts.watch(checking, "compare_staged", "compare with what stands", server=True)
    parts.watch(committing, "commit_batch", "commit", server=True)
    parts.watch(batches, "copy_rows", "write records and versions", server=True)
    parts.watch(VersionWriter, "write", "write records and versions", server=True)
    parts.watch(StatementLines, "write", "write what they state", server=True)
    parts.watch(BaseDatabaseWrapper, "commit", "check foreign keys", server=True)
    for module in (frame, checking, committing, files, batches):
        parts.watch(module, "record_event", "audit", server=True)


if __name__ == "__main__":
    main()
