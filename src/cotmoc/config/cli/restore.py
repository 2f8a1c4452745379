"""`cotmoc restore FILE`: a backup back to an empty place, checked."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "restore"
HELP = gettext_lazy("Bring a backup back to an empty place, and check that everything came.")
EXAMPLE = "COTMOC_HOME=/srv/cotmoc cotmoc restore /media/usb/cotmoc-2026-07-01.backup"
NEEDS_DATABASE = False  # the file is checked before anything is made


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the file to read."""
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the backup to restore"))
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> None:
    """Checks the file, then the place; restores; checks again; says what was checked."""
    from django.conf import settings

    from cotmoc.config.backups import restoring
    from cotmoc.config.command import say
    from cotmoc.config.database import migrate, running_database

    with restoring.checked_backup(options.file) as (archive, manifest):
        restoring.check_place_is_empty(settings.HOME)
        with running_database(say):
            restoring.check_database_is_empty()
            restoring.restore(archive, manifest, settings.HOME)
            migrate(say)
    report = {
        "made_at": manifest.made_at,
        "revision": manifest.revision,
        "checked_members": len(manifest.members),
        "checked_tables": len(manifest.tables),
        "checked_rows": sum(table.rows for table in manifest.tables.values()),
    }
    print(json.dumps(report) if options.json else _sentence(report))


def _sentence(report: dict[str, object]) -> str:
    return (
        _(
            "Restored the backup of %(made_at)s. Checked: the SHA-256 of its %(checked_members)d "
            "parts before, and afterwards the row count and content sum of each of "
            "%(checked_tables)d tables, %(checked_rows)d rows in all."
        )
        % report
    )
