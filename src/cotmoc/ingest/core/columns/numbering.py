"""Which of several parties, conveyances and lines of goods a column belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from cotmoc.ingest.core.columns.headers import Header
from cotmoc.ingest.core.fields import REPEATED_GROUPS


def numbered(headers: Sequence[Header], fields: Sequence[str]) -> list[str]:
    """The fields with their numbers: `party.name` becomes `party[2].name` for the second party of a row.

    The number stated in headers holds ("Đối tượng 2", or the same name over several columns). Else a new party begins
    where what is known of one party comes again, or where another name stands over the columns.

    >>> from cotmoc.ingest.core.columns.headers import read_header
    >>> numbered([read_header(t) for t in ("Bị can: Họ tên", "Bị hại: Họ tên")], ["party.name", "party.name"])
    ['party[1].name', 'party[2].name']
    """
    result = list(fields)
    for group in REPEATED_GROUPS:
        places = [at for at, field in enumerate(fields) if field.startswith(f"{group}.")]
        for at, number in _numbers([headers[at] for at in places], [fields[at] for at in places]):
            result[places[at]] = f"{group}[{number}].{fields[places[at]].partition('.')[2]}"
    return result


def _numbers(headers: Sequence[Header], fields: Sequence[str]) -> list[tuple[int, int]]:
    taken: set[tuple[int, str]] = set()
    found: list[tuple[int, int]] = []
    current, above, stated = 1, "", {header.number for header in headers} - {0}
    for at, (header, field) in enumerate(zip(headers, fields, strict=True)):
        if (header.number and len(stated) > 1) or header.number > 1:
            current = header.number
        elif above and header.above and header.above != above and _is_new(headers, fields, at):
            current = _free(taken, field, current + 1)
        if (current, field) in taken:
            current = _free(taken, field, current)
        above = header.above or above
        taken.add((current, field))
        found.append((at, current))
    return found


def _is_new(headers: Sequence[Header], fields: Sequence[str], at: int) -> bool:
    """True when what stands under the name over this column was known of the part before already."""
    under = {fields[k] for k in range(at, len(fields)) if headers[k].above == headers[at].above}
    before = {fields[k] for k in range(at)}
    return bool(under & before)


def _free(taken: set[tuple[int, str]], field: str, number: int) -> int:
    while (number, field) in taken:
        number += 1
    return number
