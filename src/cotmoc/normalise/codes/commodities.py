"""Goods that are seized, each with its group, its parent, the measure it is stated in, and its customs headings.

The catalogue is data/commodities.tsv, read once.
"""

from __future__ import annotations

from cotmoc.normalise.codes.registry import Code, CodeList, divided, packaged


def _code(row: dict[str, str]) -> Code:
    return Code(
        id=row["id"],
        label_vi=row["vi"],
        label_en=row["en"],
        synonyms=divided(row["also"]),
        group=row["group"],
        measure=row["measure"],
        parent=row["parent"],
        hs=tuple(row["hs"].split()),
        apart=row["apart"] != "no",
    )


COMMODITIES = CodeList(
    "commodities", tuple(_code(row) for row in packaged("commodities.tsv")), several=True
)
