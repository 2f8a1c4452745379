"""The offence catalogue. It holds no offence of opinion, assembly, association or belief, and grows only in its data.

The catalogue is data/offences.tsv, the classes it is counted under are data/iccs.tsv, each read once.
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

# The titles of the classes of the UN's classification of crime that offences fall under.
ICCS = {row["class"]: row["title"] for row in packaged("iccs.tsv")}
