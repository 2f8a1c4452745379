"""The offence catalogue. It holds no offence of opinion, assembly, association or belief, and grows only in its data.

The catalogue is data/offences.tsv, read once.
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
        parent=row["parent"],
        articles=tuple(row["articles"].split()),
        decrees=tuple(row["decrees"].split()),
        iccs=row["iccs"],
        nature=row["nature"],
    )


OFFENCES = CodeList(
    "offences",
    tuple(_code(row) for row in packaged("offences.tsv")),
    unknown="unknown",
    several=True,
)
