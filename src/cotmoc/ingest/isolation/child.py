"""The process that reads one file: `python -m cotmoc.ingest.isolation.child`, asked over its standard input.

It has no database, no network and no secret, may use bounded memory and time, and can be killed at any moment. It
answers in lines of JSON: {"rows": 4096} now and then, {"decided": true} when the table is found and its first rows are
written, and at the end {"done": true} or {"refused": code, "params": {...}}.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cotmoc.ingest.isolation.limits import drop_rights, end_with, limit_resources

Tell = Callable[[dict[str, Any]], None]


def main() -> int:
    """Reads what is asked for; the exit code, 0 also for a file that was refused."""
    asked = json.loads(sys.stdin.readline())
    end_with(asked["parent"])
    limit_resources(asked["cpu_s"])
    # Before rights are dropped: what is imported later could not be found any more.
    from cotmoc.ingest.core.readers.tables import FileError
    from cotmoc.ingest.isolation import tasks

    readable = [Path(asked["path"]), *_places_of_python()]
    drop_rights(readable, Path(asked["folder"]))
    try:
        tasks.TASKS[asked["task"]](asked, tell)
    except FileError as refused:
        tell({"refused": refused.code, "params": refused.params})
    except MemoryError:
        tell({"refused": "file.too_much_memory", "params": {}})
    else:
        tell({"done": True})
    return 0


def tell(line: dict[str, Any]) -> None:
    """Writes one line of the answer."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def _places_of_python() -> list[Path]:
    """Where modules and libraries lie that may still be loaded."""
    paths = {
        sys.prefix,
        sys.base_prefix,
        "/usr/lib",
        "/lib",
        "/lib64",
        *filter(os.path.isabs, sys.path),
    }
    return [Path(path) for path in sorted(paths)]


if __name__ == "__main__":
    sys.exit(main())
