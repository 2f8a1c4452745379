"""Asks for work on a file as the pages do, and ends: `python -m …asking_for_work check FILE`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django


def main(task: str, path: Path) -> None:
    """Puts a file in and asks for its check, or asks for the commit of the last file put in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cotmoc.config.settings")
    django.setup()
    from cotmoc.config.database import running_database

    with running_database(lambda _code: None):
        ask(task, path)


def ask(task: str, path: Path) -> None:
    """The same calls as the views make."""
    from cotmoc.access.core.viewer import console
    from cotmoc.ingest import jobs
    from cotmoc.ingest.actions.files import FileDraft, receive_file
    from cotmoc.ingest.core.mapping import Profile
    from cotmoc.ingest.queries.uploads import uploads

    actor = console("test")
    if task == "commit":
        upload = uploads(viewer=actor)[0]
        jobs.commit_soon(actor=actor, upload_id=upload.pk, size_bytes=upload.size_bytes)
        return
    with path.open("rb") as file:
        upload = receive_file(actor=actor, file=FileDraft("alpha", path.name, file))
    stored = json.loads(path.with_suffix(".profile.json").read_text())
    profile = Profile.from_json(stored)
    jobs.check_soon(actor=actor, upload_id=upload.pk, profile=profile, size_bytes=upload.size_bytes)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
