"""The rival's turn: a dry run over the whole file, then the import, as its pages do it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Takes the workbook in and writes what it took."""
    django.setup()
    from django.db import connection
    from import_export.formats.base_formats import XLSX

    from benchmarks.importing.measuring import Steps, rows_of
    from benchmarks.importing.province import AGENCY
    from benchmarks.importing.rival.models import KINDS
    from benchmarks.importing.rival.resource import IncidentResource

    workbook, report = map(Path, sys.argv[1:])
    with connection.schema_editor() as editor:
        for table in KINDS.values():
            editor.create_model(table)
    steps = Steps()

    def read() -> object:
        return XLSX().create_dataset(workbook.read_bytes())

    def take_in(*, dry_run: bool, data: Any) -> Any:
        resource = IncidentResource(AGENCY)
        return resource.import_data(data, dry_run=dry_run, use_transactions=True)

    # The file is read for the dry run and, in the request that confirms it, once more.
    rows = steps.run("read", read)
    steps.run("check", lambda: take_in(dry_run=True, data=rows))
    rows = steps.run("read again", read)
    result = steps.run("commit", lambda: take_in(dry_run=False, data=rows))
    steps.notes |= {"new": result.totals["new"], "refused": result.totals["invalid"]}
    steps.notes["written"] = rows_of(KINDS)
    steps.save(report)


if __name__ == "__main__":
    main()
