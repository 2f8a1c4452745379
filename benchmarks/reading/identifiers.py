"""Identifiers as officers write them: what they are, whether they can exist, and what they say.

`⏎` stands for a line break. `said` holds the codes of the findings without `identifier.`, in alphabetical order.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from benchmarks.reading.collection import Collection, Row
from cotmoc.normalise.identifiers import read_identifier
from cotmoc.normalise.identifiers.check_digits import container_digit, tax_digit
from cotmoc.normalise.moments import Moment, Precision

TODAY = date(2026, 1, 15)
_EXPECTED = (
    "kind",
    "canonical",
    "validity",
    "country",
    "province",
    "sex",
    "birth",
    "detail",
    "said",
)


def read(row: Row) -> Mapping[str, str]:
    """What is understood of a row of the collection."""
    written = row["written"].replace("⏎", "\n")
    reading = read_identifier(written, row["hint"], country=row["holder_country"], today=TODAY)
    said = ", ".join(sorted(p.code.removeprefix("identifier.") for p in reading.problems))
    found = reading.value
    if found is None:
        return {"said": said}
    return {
        "kind": found.kind,
        "canonical": found.canonical,
        "validity": found.validity,
        "country": found.country,
        "province": found.province,
        "sex": found.sex,
        "birth": _birth(found.birth),
        "detail": found.detail,
        "said": said,
    }


def _birth(birth: Moment | None) -> str:
    if birth is None:
        return ""
    return str(birth.start.year) if birth.precision is Precision.YEAR else birth.start.isoformat()


# Shares of the kinds as in files of incidents; a letter stands for a form, 0 to 9 random digits fill it.
_FORMS: tuple[tuple[int, Callable[[random.Random, str], str]], ...] = (
    (20, lambda r, d: f"0{r.choice(('22', '20', '31', '34', '01'))}{r.randint(0, 1)}{r.randint(55, 99)}{d[:6]}"),
    (5, lambda r, d: f"CCCD số: 022{r.randint(0, 1)}{r.randint(55, 99)}{d[:6]}"),
    (4, lambda r, d: f"022 {r.randint(0, 1)}{r.randint(55, 99)} {d[:6]}"),
    (4, lambda r, d: f"22{r.randint(0, 1)}{r.randint(55, 99)}{d[:6]}"),
    (8, lambda r, d: f"10{r.randint(0, 1)}{d[:6]}"),
    (15, lambda r, d: f"{r.choice((14, 12, 15, 29, 30))}{r.choice('ABCDHKLM')}-{d[:3]}.{d[3:5]}"),
    (10, lambda r, d: f"{r.choice((14, 12, 15, 29, 30))}-{r.choice('BCDFGHKN')}{r.randint(1, 9)} {d[:3]}.{d[3:5]}"),
    (4, lambda r, d: f"BKS {r.choice((14, 12, 15, 29))}{r.choice('ABCDHKLM')} {d[:5]}"),
    (6, lambda r, d: f"{r.choice(('QN', 'HP', 'TB', 'QNg'))}-{r.randint(10, 99)}{d[:3]}-TS"),
    (8, lambda r, d: f"09{r.choice('01346789')}{d[:7]}"),
    (4, lambda r, d: f"SĐT: 03{r.randint(2, 9)}{d[0]}.{d[1:4]}.{d[4:7]}"),
    (5, lambda r, d: f"{r.choice(('B', 'C', 'EA', 'EJ'))}{d[:7]}"),
    (3, lambda r, d: f"桂{r.choice('FPL')}{r.choice('ABCD1234')}{d[:4]}"),
    (2, lambda _, d: f"MSKU{d[:6]}{container_digit('MSKU' + d[:6])}"),
    (2, lambda _, d: f"57{d[:7]}{tax_digit('57' + d[:7]) % 10}"),
)  # fmt: skip


def values(count: int) -> Sequence[str]:
    """Distinct written identifiers of all common kinds, about one in eight with words before it."""
    chance = random.Random(1)
    forms = [form for share, form in _FORMS for _ in range(share)]
    found: dict[str, None] = {}
    while len(found) < count:
        found[chance.choice(forms)(chance, f"{chance.randrange(10**8):08d}")] = None
    return list(found)


def work(texts: Sequence[str]) -> None:
    """Reads them all."""
    for text in texts:
        read_identifier(text, today=TODAY)


COLLECTION = Collection("identifiers", read, _EXPECTED, values, work, floor=0.99)
