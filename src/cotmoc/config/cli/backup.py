"""`cotmoc backup FILE`: everything of this installation in one file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAME = "backup"
HELP = gettext_lazy("Write everything of this installation to one file, also while it is used.")
WARNING = gettext_lazy(
    "The file holds every record, every uploaded file and the secret key: keep it as safe as the "
    "installation itself."
)
EXAMPLE = "cotmoc backup /media/usb/cotmoc-2026-07-01.backup"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the file to write."""
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the new file to write"))
    parser.add_argument("--json", action="store_true", help=_("answer as JSON, for programs"))


def run(options: argparse.Namespace) -> None:
    """Writes the backup and says what it holds."""
    from cotmoc.access.core.viewer import console
    from cotmoc.config.backups.actions import make_backup

    file = options.file.absolute()
    manifest = make_backup(actor=console("backup"), file=file)
    report = {
        "file": str(file),
        "size_bytes": file.stat().st_size,
        "revision": manifest.revision,
        "tables": len(manifest.tables),
        "rows": sum(table.rows for table in manifest.tables.values()),
        "files": len(manifest.members) - 2,
    }
    if options.json:
        print(json.dumps(report))
        return
    print(
        _("%(file)s holds %(rows)d rows of %(tables)d tables and %(files)d uploaded files.")
        % report
    )
