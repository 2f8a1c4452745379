"""A user's own workbook with its errors marked, made by the process that reads files."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from cotmoc.ingest.core.marked_workbook import SheetMarks
from cotmoc.ingest.isolation.running import Budget, run, working_folder
from cotmoc.ingest.isolation.tasks import MARKED


def marked_workbook(path: Path, marks: SheetMarks) -> IO[bytes]:
    """The workbook at `path` with its marks, open for reading and gone when closed. Raises `FileError`."""
    with working_folder(path.parent) as folder:
        asked = {"path": str(path), "folder": str(folder), "marks": marks.to_json()}
        run("mark", asked, Budget.for_whole(path.stat().st_size), lambda _line: None)
        return (folder / MARKED).open("rb")
