"""Search among names: ours beside PostgreSQL's trigram indexes, the same names and questions in one run.

python -m benchmarks.search_names [--size 10000000] [--queries 700] [--write]

A question is a name as somebody types it in a hurry; it is answered when the name meant is among the first ten
distinct names. PostgreSQL is given the distinct names without tone marks, which is kind to it: it need not know
Vietnamese, nor look at the same name a thousand times.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import psycopg
import pyarrow as pa

from benchmarks.documents import machine, put_section
from benchmarks.installation import throwaway_server
from benchmarks.search_data import DAMAGES, Population, Typed, population, typed_names
from benchmarks.search_entries import Whole, measure
from cotmoc.normalise.text import fold
from cotmoc.search.core.asking import read_question
from cotmoc.search.core.names import NameIndex

TEN = 10
Find = Callable[[str], list[str]]


@dataclass(frozen=True)
class Measured:
    """One engine: milliseconds of each question by the clock and of this process, and hits by damage."""

    name: str
    clock: list[float]
    processor: list[float]
    hits: dict[str, list[bool]]
    megabytes: float
    made_s: float

    @property
    def recall(self) -> float:
        """The share of questions whose name was among the first ten."""
        return float(np.mean([hit for each in self.hits.values() for hit in each]))


def main() -> None:
    """Measures, prints, and with --write puts the table into the documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000_000, help="people")
    parser.add_argument("--queries", type=int, default=700)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    people = _folded(population(options.size))
    questions = list(typed_names(people, options.queries))
    print(f"{options.size:,} people, {len(people.names):,} distinct names", flush=True)
    measured = [_ours(people, questions)]
    print(_line(measured[0]), flush=True)
    with _database(people) as database:
        for kind in ("gin", "gist"):
            measured.append(_trigrams(database, kind, questions))
            print(_line(measured[-1]), flush=True)
    whole = measure(people, options.queries)
    text = _section(options.size, people, measured) + "\n" + _of_lines(options.size, whole)
    print(text)
    if options.write:
        put_section("benchmarks.md", "search-names", text)


def _folded(people: Population) -> Population:
    names, which = np.unique([fold(name) for name in people.names], return_inverse=True)
    often = np.bincount(which, weights=people.often).astype(np.int64)
    order = np.argsort(-often, kind="stable")
    return Population(names[order].tolist(), often[order])


def _ours(people: Population, questions: list[Typed]) -> Measured:
    started = time.perf_counter()
    index = NameIndex(pa.array(people.names, pa.large_string()), people.often)
    made = time.perf_counter() - started
    index.find(("nguyen",), TEN)  # compiled

    def find(text: str) -> list[str]:
        found = index.find(read_question(text).words, TEN)
        return [index.texts[name.number].as_py() for name in found]

    return _asked("Cotmoc", find, questions, index.memory / 1e6, made)


@contextmanager
def _database(people: Population) -> Iterator[psycopg.Connection]:
    """A server of its own with the names in a table."""
    with (
        throwaway_server(durable=False) as (_, server),
        psycopg.connect(server.url, autocommit=True) as database,
    ):
        database.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        database.execute("CREATE TABLE names (name text)")
        with database.cursor().copy("COPY names FROM STDIN") as copy:
            for name in people.names:
                copy.write_row((name,))
        database.execute("ANALYZE names")
        yield database


_FIND = {
    "gin": "SELECT name FROM names WHERE name % %(text)s ORDER BY similarity(name, %(text)s) DESC LIMIT 10",
    "gist": "SELECT name FROM names ORDER BY name <-> %(text)s LIMIT 10",
}


def _trigrams(database: psycopg.Connection, kind: str, questions: list[Typed]) -> Measured:
    started = time.perf_counter()
    operators = f"{kind}_trgm_ops"
    database.execute(f"CREATE INDEX by_trigram ON names USING {kind} (name {operators})")
    database.execute("ANALYZE names")
    made = time.perf_counter() - started
    size = database.execute("SELECT pg_relation_size('by_trigram') + pg_relation_size('names')")
    row = size.fetchone()
    assert row is not None

    def find(text: str) -> list[str]:
        sql = _FIND[kind].replace("name % %", "name %% %")
        return [name for (name,) in database.execute(sql, {"text": text}).fetchall()]

    for typed in questions[:20]:
        find(typed.text)  # into memory
    measured = _asked(f"pg_trgm {kind.upper()}", find, questions, row[0] / 1e6, made)
    database.execute("DROP INDEX by_trigram")
    return measured


def _asked(
    name: str, find: Find, questions: list[Typed], megabytes: float, made_s: float
) -> Measured:
    clock, processor = [], []
    hits: dict[str, list[bool]] = defaultdict(list)
    for typed in questions:
        started, worked = time.perf_counter(), time.process_time()
        found = find(typed.text)
        processor.append((time.process_time() - worked) * 1e3)
        clock.append((time.perf_counter() - started) * 1e3)
        hits[typed.damage].append(typed.meant in found)
    return Measured(name, clock, processor, hits, megabytes, made_s)


def _line(measured: Measured) -> str:
    p50, p95 = np.percentile(measured.clock, [50, 95])
    own50, own95 = np.percentile(measured.processor, [50, 95])
    return (
        f"{measured.name}: {p50:.1f}/{p95:.1f} ms by the clock, {own50:.1f}/{own95:.1f} of this process, "
        f"recall {measured.recall:.3f}, {measured.megabytes:.0f} MB, made in {measured.made_s:.0f} s"
    )


def _own(measured: Measured) -> str:
    """Ours; what PostgreSQL works is in processes of its own."""
    is_ours = measured.name == "Cotmoc"
    return f"{np.percentile(measured.processor, 95):.1f}" if is_ours else ""


def _section(size: int, people: Population, measured: list[Measured]) -> str:
    lines = [
        "## Names found",
        "",
        f"{size:,} people with {len(people.names):,} distinct names; {len(measured[0].clock):,} names",
        f"as typed in a hurry; {machine()}. Milliseconds by the clock.",
        "",
        "| engine | p50 | p95 | p95 of its own processor time | recall@10 | memory or disk, MB | made in, s |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for each in measured:
        p50, p95 = np.percentile(each.clock, [50, 95])
        lines.append(
            f"| {each.name} | {p50:.1f} | {p95:.1f} | {_own(each)} | {each.recall:.3f} | {each.megabytes:.0f} "
            f"| {each.made_s:.1f} |"
        )
    lines += ["", "| recall@10 of | " + " | ".join(each.name for each in measured) + " |"]
    lines.append("|---|" + "---:|" * len(measured))
    for damage in DAMAGES:
        shares = " | ".join(f"{np.mean(each.hits[damage]):.2f}" for each in measured)
        lines.append(f"| {damage} | {shares} |")
    return "\n".join(lines)


def _of_lines(size: int, whole: Whole) -> str:
    lines = [
        "",
        f"Whole questions against {size:,} lines of records, each with a year, two areas and a document number:",
        f"{whole.megabytes:,.0f} MB, made in {whole.made_s:.0f} s.",
        "",
        "| question | p50, ms | p95, ms | p95 of the processor | the one meant among the first three |",
        "|---|---:|---:|---:|---:|",
    ]
    for asked in whole.asked:
        p50, p95 = np.percentile(asked.clock, [50, 95])
        own = np.percentile(asked.processor, 95)
        lines.append(f"| {asked.name} | {p50:.1f} | {p95:.1f} | {own:.1f} | {asked.first:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
