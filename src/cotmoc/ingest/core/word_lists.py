"""The packaged lists of words, read."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def packaged_rows(name: str) -> Iterator[list[str]]:
    """The rows of a list of the folder `data`, without its comments.

    >>> next(packaged_rows("column_groups.tsv"))[0]
    'party'
    """
    text = files("cotmoc.ingest.core").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
