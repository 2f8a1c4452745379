"""Whole questions against lines of records: names with a year of birth and a place, and numbers with a digit wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from benchmarks.search_data import Population
from cotmoc.search.core.asking import read_question
from cotmoc.search.core.entries import Entries, Rights
from cotmoc.search.core.places import PlaceAsked
from cotmoc.search.core.ranking import NamedEntries, Numbered, Scope
from cotmoc.search.core.reading import Question, question_of
from cotmoc.search.core.weighing import Facts

AREAS, LIMIT = 3_300, 40
EVERYTHING = Scope(Rights(all=True), Facts(newest=2026), np.zeros(0, np.int64))


@dataclass(frozen=True)
class Asked:
    """A kind of question: milliseconds of each by the clock and of this process; how often the one meant is on top."""

    name: str
    clock: list[float]
    processor: list[float]
    first: float


@dataclass(frozen=True)
class Whole:
    """What was measured on all lines: how they were made, what they take, and each kind of question."""

    made_s: float
    megabytes: float
    asked: list[Asked]


def measure(people: Population, count: int, seed: int = 3) -> Whole:
    """Makes a line for each of the people, and asks `count` questions of each kind."""
    drawn = np.random.default_rng(seed)
    size = int(people.often.sum())
    text_of = np.repeat(np.arange(len(people.names)), people.often)
    entries = _lines(drawn, size)
    digits = drawn.integers(0, 10**9, size) + 22_000 * 10**7
    started = time.perf_counter()
    numbers = np.char.zfill(digits.astype("S12"), 12).astype("S24")
    numbered = Numbered(numbers, np.arange(size))
    names = (pa.array(people.names, pa.large_string()), text_of)
    lines = NamedEntries(names, entries, numbered)
    made = time.perf_counter() - started
    meant = drawn.choice(size, count)
    kinds: dict[str, Callable[[int], Question]] = {
        "name": lambda line: _by_name(people, text_of, line),
        "name, year of birth and place": lambda line: _in_place(people, text_of, entries, line),
        "number with a digit wrong": lambda line: _by_number(numbers, line),
    }
    lines.rank(_by_name(people, text_of, 0), EVERYTHING, LIMIT)  # compiled
    asked = [_asked(name, ask, lines, meant) for name, ask in kinds.items()]
    return Whole(made, lines.memory / 1e6, asked)


def _lines(drawn: np.random.Generator, size: int) -> Entries:
    return Entries(
        record=np.arange(size),
        line=np.zeros(size, np.int32),
        agency=drawn.integers(1, 5, size).astype(np.int32),
        shared=drawn.random(size) < 0.9,
        born=drawn.integers(1950, 2008, size).astype(np.int32) * 10_000,
        day=drawn.integers(2019, 2027, size).astype(np.int32) * 10_000 + 101,
        home=drawn.integers(1, AREAS, size).astype(np.int32),
        area=drawn.integers(1, AREAS, size).astype(np.int32),
        offence=np.zeros(size, np.int16),
        spelling=np.zeros(size, np.uint32),
        kind=np.zeros(size, np.int8),
        other=np.zeros(size, np.bool_),
    )


def _by_name(people: Population, text_of: np.ndarray, line: int) -> Question:
    return question_of(read_question(people.names[text_of[line]]))


def _in_place(
    people: Population,
    text_of: np.ndarray,
    entries: Entries,
    line: int,
) -> Question:
    """Two syllables at the end stand for the place, whose areas are the line's residence."""
    born = entries.born[line] // 10_000
    asked = read_question(f"{people.names[text_of[line]]} {born} mong cai")
    words = len(asked.words)
    named = np.array([entries.home[line]], np.int64)
    inside = np.zeros(AREAS, np.float32)
    inside[named] = 1.0
    place = PlaceAsked(words - 2, words, ("mong cai",), named, inside, is_local=True)
    return question_of(asked, [place])


def _by_number(numbers: np.ndarray, line: int) -> Question:
    written = numbers[line].decode()
    wrong = written[:7] + str((int(written[7]) + 1) % 10) + written[8:]
    return question_of(replace(read_question("0000"), numbers=(wrong,)))


def _asked(
    name: str,
    ask: Callable[[int], Question],
    lines: NamedEntries,
    meant: np.ndarray,
) -> Asked:
    clock, processor, first = [], [], []
    for line in meant.tolist():
        question = ask(line)
        started, worked = time.perf_counter(), time.process_time()
        ranked = lines.rank(question, EVERYTHING, LIMIT)
        processor.append((time.process_time() - worked) * 1e3)
        clock.append((time.perf_counter() - started) * 1e3)
        first.append(line in {found.record for found in ranked.found[:3]})
    return Asked(name, clock, processor, float(np.mean(first)))
