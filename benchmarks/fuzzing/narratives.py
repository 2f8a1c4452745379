"""What the reader of written reports promises, whatever is written."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.fuzzing.target import Target, as_text, promise
from benchmarks.narratives.measuring import reports
from cotmoc.ingest.core.fields import check_field
from cotmoc.ingest.core.narrative.proposals import pieces
from cotmoc.ingest.core.narrative.reading import read_narrative
from cotmoc.ingest.core.narrative.trial import TRIAL


def check_narrative(data: bytes) -> None:
    """Every proposal is a field of its own with words of the text, and the marked text is the text."""
    text = as_text(data)
    found = read_narrative(text, TRIAL)
    for each in found.proposals:
        inside = 0 <= each.begin < each.end <= len(found.text)
        promise(inside and bool(each.value.strip()), "no words of the text", text, each)
        promise(not check_field(each.field), "no field", text, each)
    promise(len(found.values) == len(found.proposals), "one field twice", text, found.proposals)
    shown = "".join(piece.text for piece in pieces(found.text, found.proposals))
    promise(shown == found.text, "another text when marked", text)


def _seeds() -> Iterable[bytes]:
    return (report.text.encode() for report in reports())


NARRATIVES = (Target("narratives", check_narrative, _seeds),)
