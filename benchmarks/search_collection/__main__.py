"""How well the search answers the written questions over the demonstration province.

python -m benchmarks.search_collection --home DIR [--renew] [--write]

DIR holds a loaded demonstration (COTMOC_HOME=DIR cotmoc demo --no-serve). --renew writes the questions anew from it, as
after a change of the demonstration; a question whose right answers are no longer there is reported as stale.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

QUESTIONS = Path(__file__).with_name("questions.tsv")
RANKS = (1, 3, 10)


@dataclass(frozen=True)
class Answered:
    """A question, the place of the first right answer on the page (0: none), and milliseconds of the processor."""

    kind: str
    text: str
    rank: int
    processor_ms: float


def main() -> None:
    """Measures, prints, and with --write puts the tables into the documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--renew", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    os.environ["COTMOC_HOME"] = str(options.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cotmoc.config.settings")
    os.umask(0o077)
    import django

    django.setup()
    from cotmoc.config.database import migrate, running_database

    with contextlib.ExitStack() as running:
        running.enter_context(running_database(lambda _: None))
        migrate(lambda _: None)
        if options.renew:
            _renew()
        answered = _measure()
    text = section(answered)
    print(text)
    if options.write:
        from benchmarks.documents import put_section

        put_section("explanation/search.md", "search-collection", text)


def _renew() -> None:
    from benchmarks.search_collection.asking import questions
    from benchmarks.search_collection.world import add_extra, read_world

    add_extra()
    with QUESTIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("kind", "question", "right"))
        for asked in questions(read_world()):
            writer.writerow((asked.kind, asked.text, " ".join(_codes(asked.right))))


def _codes(keys: tuple[str, ...]) -> list[str]:
    """The keys without blanks."""
    return [key.replace(" ", "_") for key in keys]


def read_questions() -> list[tuple[str, str, frozenset[str]]]:
    """The written questions: kind, text, keys of the records that are right."""
    with QUESTIONS.open(encoding="utf-8") as file:
        return [
            (row["kind"], row["question"], frozenset(row["right"].split()))
            for row in csv.DictReader(file, delimiter="\t")
        ]


def _measure() -> list[Answered]:
    from benchmarks.search_collection.world import add_extra
    from cotmoc.access.core.viewer import console
    from cotmoc.records.models import SourceRecord
    from cotmoc.search.actions.searching import search_records
    from cotmoc.search.queries.finding import warm_up

    add_extra()
    warm_up()
    keys = {pk: key.replace(" ", "_") for pk, key in SourceRecord.objects.values_list("pk", "key")}
    known, viewer = set(keys.values()), console("benchmark")
    answered = []
    for kind, text, right in read_questions():
        if not right & known:
            print("stale:", kind, "|", text)
            continue
        search_records(actor=viewer, text=text)
        started = time.process_time()
        answer = search_records(actor=viewer, text=text)
        spent = (time.process_time() - started) * 1e3
        hits = [hit for group in answer.groups for hit in group.hits]
        places = [
            place
            for place, hit in enumerate(hits, 1)
            if right & {keys[record] for record in hit.records}
        ]
        answered.append(Answered(kind, text, places[0] if places else 0, spent))
    return answered


def section(answered: list[Answered]) -> str:
    """The tables: success by kind, and every question that has no right answer among the first three."""
    by_kind: dict[str, list[Answered]] = defaultdict(list)
    for each in answered:
        by_kind[each.kind].append(each)
    spent = np.percentile([each.processor_ms for each in answered], [50, 95])
    lines = [
        f"{len(answered)} questions over the demonstration province. The whole answer, with what is shown of the",
        f"records and the audit, takes {spent[0]:.1f} ms of this process' processor time in the middle and",
        f"{spent[1]:.1f} ms at the 95th percentile.",
        "",
        "| question | asked | right first | among three | among ten |",
        "|---|---:|---:|---:|---:|",
    ]
    for kind, group in [*by_kind.items(), ("all", answered)]:
        shares = " | ".join(
            f"{np.mean([0 < each.rank <= most for each in group]):.2f}" for most in RANKS
        )
        lines.append(f"| {kind} | {len(group)} | {shares} |")
    missed = [each for each in answered if not 0 < each.rank <= 3]
    lines += ["", "Not among the first three:", ""]
    lines += [f"- {each.kind}: `{each.text}` ({each.rank or 'not found'})" for each in missed]
    return "\n".join(lines if missed else lines[:-3])


if __name__ == "__main__":
    main()
