"""Archives taken apart by the reading process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cotmoc.ingest.core.readers.archives import Member
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.isolation.running import Budget, run


def members_of(path: Path, name: str, folder: Path) -> list[Member]:
    """The files of an archive, written to a folder of the caller's. Raises `FileError`.

    `name` is the user's name of the archive. A member without a path is a link, which is not followed.
    """
    found: list[Member] = []

    def heard(line: Mapping[str, Any]) -> None:
        if "member" in line:
            number = str(line["number"])
            place = folder / number if number.isdecimal() else None
            found.append(Member(str(line["member"]), place))

    asked = {"path": str(path), "folder": str(folder), "name": name}
    if not run("unpack", asked, Budget.for_whole(path.stat().st_size), heard):
        raise FileError("file.too_slow", "time was up", file=name, seconds="")
    return found
