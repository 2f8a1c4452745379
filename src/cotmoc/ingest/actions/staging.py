"""Records understood and staged by COPY, with a count of what was found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import connection

from cotmoc.ingest.actions.progress import Progress
from cotmoc.ingest.actions.side_processes import Chunk, Hands
from cotmoc.ingest.core.grouping import RowGroups
from cotmoc.ingest.core.record_reading import RecordReader
from cotmoc.ingest.core.staged_text import COLUMNS, Tally
from cotmoc.ingest.models import Upload

CHUNK = 500
COPY = f"COPY ingest_stagedrecord ({', '.join(COLUMNS)}) FROM STDIN"


def stage_records(
    upload: Upload, reader: RecordReader, groups: RowGroups, hands: Hands, progress: Progress
) -> Tally:
    """Stages every record of the file, and counts what is found."""
    tally = Tally()
    # Everything is read and understood between the writes of one COPY, in which no query can run: the reader must hold
    # all it needs in memory.
    with connection.cursor() as cursor, cursor.cursor.copy(COPY) as copy:
        for staged in hands.stage(upload.pk, reader.assignment, _chunks(groups)):
            copy.write(staged.lines)
            tally.add(staged.tally)
            progress(tally.numbers["rows"], groups.rows_total)
    progress(groups.rows_total, groups.rows_total)
    return tally


def _chunks(groups: RowGroups) -> Iterator[Chunk]:
    records, first = iter(groups), 0
    while chunk := list(islice(records, CHUNK)):
        yield first, chunk
        first += len(chunk)
