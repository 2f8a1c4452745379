"""Values of code lists: what is understood of a row, and the names of a list as clerks write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from benchmarks.reading.collection import Row
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.codes.registry import CodeList


def read_code(codes: CodeList, row: Row) -> Mapping[str, str]:
    """The code of a row; of a text that names several, or may mean several, all of them in alphabetical order."""
    reading = match_code(codes, row["written"])
    several = [
        problem.params["codes"].replace(", ", " + ")
        for problem in reading.problems
        if problem.code in {"code.several", "code.ambiguous"}
    ]
    found = reading.value or (several[0] if several else "")
    return {"code": " + ".join(sorted(found.split(" + ")))}


def written_names(codes: CodeList, chance: Random) -> Iterator[str]:
    """Labels and synonyms of a list without end, as one clerk or another writes them."""
    names = [
        name.lstrip("=~")
        for code in codes
        for name in (code.label_vi, code.label_en, *code.synonyms)
    ]
    while True:
        name = chance.choice(names)
        yield chance.choice((name, name, name.upper(), name.capitalize()))
