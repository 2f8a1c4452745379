"""What the header of a column says of every row: whose role a name has, which goods a quantity is of."""

from __future__ import annotations

from collections.abc import Sequence

from cotmoc.ingest.core.columns.scoring import Column, named_goods
from cotmoc.ingest.core.fields import parse_field
from cotmoc.normalise.codes.catalogue import ROLES
from cotmoc.normalise.codes.matching import match_code

# What a column of suspects is called says no more than what goes without saying.
_WITHOUT_SAYING = ("suspect", "other")


def said_for_every_row(
    columns: Sequence[Column], fields: Sequence[str]
) -> dict[int, dict[str, str]]:
    """By position of the column: the fields that its header fills in every row, with their text."""
    result: dict[int, dict[str, str]] = {}
    for at, (column, field) in enumerate(zip(columns, fields, strict=True)):
        target = parse_field(field)
        if target is None:
            continue
        if target.group == "party" and target.leaf in ("name", "heads", "written"):
            role = _role(column)
            result[at] = {f"party[{target.index}].role": role} if role else {}
        elif target.group == "seizure" and target.leaf == "quantity":
            goods = named_goods(column.header)
            result[at] = {f"seizure[{target.index}].commodity": goods} if goods else {}
    return result


def _role(column: Column) -> str:
    for text in (column.header.above, column.header.name):
        role = match_code(ROLES, text).value if text else None
        if role and role not in _WITHOUT_SAYING:
            return role
    return ""
