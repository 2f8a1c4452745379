"""Why a field was suggested for a column, as a stable code with its params."""

from __future__ import annotations

from cotmoc.ingest.core.columns.fits import agreement, looks_like
from cotmoc.ingest.core.columns.scoring import Column, evidence_name

_WHOLE, _PART, _LOOKS = 0.95, 0.45, 0.3


def reason_for(column: Column, field: str) -> tuple[str, dict[str, str]]:
    """The code of what speaks most for a field, and its params.

    That is the header, an earlier profile, the values, or the neighbours.

    Codes: `suggest.header`, `suggest.header_part`, `suggest.profile_like`, `suggest.content`, `suggest.breakdown`,
    `suggest.beside`.
    """
    said = column.says(field)
    name = evidence_name(field)
    fits = f"{agreement(name, column.values):.0%}"
    if column.earlier.get(field, 0.0) > said.score:
        return "suggest.profile_like", {"share": fits}
    if said.score >= _WHOLE:
        return "suggest.header", {"word": said.phrase, "share": fits}
    look = looks_like(name, column.values)
    if said.score >= _PART:
        return "suggest.header_part", {"word": said.phrase, "share": fits}
    if look >= _LOOKS:
        return "suggest.content", {"share": f"{agreement(name, column.values):.0%}"}
    if field == "dimension":
        different = len(column.values.looks)
        return "suggest.breakdown", {"count": str(different)}
    return "suggest.beside", {}
