"""Every hostile and broken file gets an answer within ten seconds of the processor and one gigabyte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cotmoc.ingest.core.problems import MESSAGES
from tests.integration.ingest.hostile import CASES, READ, Hostile

MOST_S, MOST_KB = 10.0, 1 << 20
# In a process of its own: what a child takes is counted with what its parent took before.
ASK = """
import json, resource, sys
from pathlib import Path
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.isolation.forms import first_rows
try:
    first_rows(Path(sys.argv[1]), "tệp.xlsx")
    answer = "read"
except FileError as refused:
    answer = refused.code
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"answer": answer, "seconds": used.ru_utime + used.ru_stime, "peak_kb": used.ru_maxrss}))
"""


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_hostile_file_gets_an_answer_in_time_and_memory(case: Hostile, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    asked = subprocess.run(
        [sys.executable, "-c", ASK, str(path)], capture_output=True, text=True, check=True
    )
    told = json.loads(asked.stdout)
    assert told["answer"] in case.answers
    assert told["answer"] == READ or told["answer"] in MESSAGES
    assert told["seconds"] < MOST_S
    assert told["peak_kb"] < MOST_KB
    assert not list(path.parent.glob("incoming-*"))
