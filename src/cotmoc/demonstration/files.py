"""The demonstration's files: what each agency would send, in the order in which it comes, and the truth behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cotmoc.demonstration.core.province import Entry, Province
from cotmoc.demonstration.sending.figures import all_returns, all_tips
from cotmoc.demonstration.sending.registers import Parked, Registers
from cotmoc.demonstration.sending.sent import SentFile
from cotmoc.demonstration.truth import write_truth


@dataclass(frozen=True, slots=True)
class Files:
    """All files in the order in which they come, and the rows in them that will be parked."""

    sent: tuple[SentFile, ...]
    parked: tuple[Parked, ...]


def write_files(folder: Path, province: Province, seed: int) -> Files:
    """Writes all files and the truth behind them into `folder`, which is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    files = plan_files(province, seed)
    for sent in files.sent:
        sent.write(folder / sent.name)
    parked = [(each.file, each.reference, each.day) for each in files.parked]
    write_truth(folder, province, seed, parked)
    return files


def plan_files(province: Province, seed: int) -> Files:
    """All files of the province; nothing is written yet."""
    registers = Registers(province, seed)
    sent = (
        *registers.all(),
        *all_returns(seed, province.incidents),
        *all_tips(seed, province.incidents),
    )
    return Files(tuple(sorted(sent, key=lambda each: each.received)), tuple(registers.parked))


def double_reports(province: Province) -> Iterator[tuple[Entry, Entry]]:
    """Every pair of entries of one incident: what should be found to be the same."""
    by_incident: dict[int, list[Entry]] = {}
    for entry in province.entries:
        by_incident.setdefault(entry.incident.number, []).append(entry)
    for entries in by_incident.values():
        for at, one in enumerate(entries):
            for other in entries[at + 1 :]:
                yield one, other
