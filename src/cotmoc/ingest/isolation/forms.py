"""Normal forms of stored files: made when they are not there, read when they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cotmoc.ingest.core.normal_form import VERSION, FormPaths, NormalFormError, open_form
from cotmoc.ingest.core.readers.tables import FileError, Table
from cotmoc.ingest.isolation.running import Budget, run, working_folder

#: Files up to this size are read whole when they come in; of larger ones only the first rows.
WHOLE_AT_ONCE_BYTES = 2_000_000

#: The forms that will do, the best first.
ALL_ROWS, FIRST_ROWS = ("whole", "head"), ("head", "whole")

Rows = Callable[[int], None]


def whole_table(path: Path, name: str, sheet: str = "", told: Rows | None = None) -> Table:
    """The table of all rows of a stored file, from its normal form. Raises `FileError`.

    `name` is the user's name of the file, `sheet` that of a sheet, "" for the one that holds the table. `told` is
    called with the number of rows while the file is read.
    """
    found = _known(path, sheet)
    if found is None or found.count is None:
        _read(path, name, sheet, Budget.for_whole(path.stat().st_size), told=told)
        found = _known(path, sheet)
    if found is None or found.count is None:
        raise FileError("file.too_slow", "time was up", file=name, seconds="")
    return found


def first_rows(path: Path, name: str, sheet: str = "") -> Table:
    """The table of the first rows of a stored file; its `count` is None when it goes on. Raises `FileError`.

    Each page of columns asks for them: of all rows, a file that large would be gone through for its digest each time.
    """
    found = _known(path, sheet, FIRST_ROWS)
    if found is None:
        head_only = path.stat().st_size > WHOLE_AT_ONCE_BYTES
        _read(path, name, sheet, Budget(), head_only=head_only)
        found = _known(path, sheet, FIRST_ROWS)
    if found is None:
        raise FileError("file.unreadable", "no normal form", file=name, detail="disk")
    return found


def remove_forms(path: Path) -> None:
    """Removes what was read of a stored file."""
    for form in path.parent.glob(f"{path.name}.*"):
        form.unlink(missing_ok=True)


def _read(
    path: Path,
    name: str,
    sheet: str,
    budget: Budget,
    *,
    head_only: bool = False,
    told: Rows | None = None,
) -> None:
    with working_folder(path.parent) as folder:

        def heard(line: Mapping[str, Any]) -> None:
            if "decided" in line:
                _keep(FormPaths.at(folder, "head"), _paths(path, sheet, "head"))
            elif told is not None and "rows" in line:
                told(int(line["rows"]))

        asked = {
            "path": str(path),
            "folder": str(folder),
            "name": name,
            "sheet": sheet,
            "head_only": head_only,
        }
        try:
            run("table", asked, budget, heard)
        except FileError as refused:
            refused.params.setdefault("file", name)
            raise
        _keep(FormPaths.at(folder, "whole"), _paths(path, sheet, "whole"))


def _keep(written: FormPaths, kept: FormPaths) -> None:
    """Moves a form beside its file, the facts last: only with them is it whole."""
    if written.facts.exists():
        written.rows.replace(kept.rows)
        written.facts.replace(kept.facts)


def _known(path: Path, sheet: str, extents: tuple[str, ...] = ALL_ROWS) -> Table | None:
    """The table of the first form there is of those that will do; a damaged one is removed."""
    for extent in extents:
        for wanted in dict.fromkeys((sheet, "")):
            paths = _paths(path, wanted, extent)
            table = _opened(paths) if paths.facts.exists() else None
            # What was chosen of itself may be what is asked for by name.
            if table is not None and sheet in {wanted, table.sheet}:
                return table
    return None


def _opened(paths: FormPaths) -> Table | None:
    try:
        return open_form(paths)
    except NormalFormError:
        paths.facts.unlink(missing_ok=True)
        paths.rows.unlink(missing_ok=True)
        return None


def _paths(path: Path, sheet: str, extent: str) -> FormPaths:
    key = hashlib.blake2b(f"{VERSION}\x1f{sheet}".encode(), digest_size=8).hexdigest()
    return FormPaths.at(path.parent, f"{path.name}.{key}-{extent}")
