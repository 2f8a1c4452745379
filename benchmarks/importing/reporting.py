"""The table of the benchmark, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.documents import machine, put_section
from benchmarks.importing.memory import Watched

CHECK, COMMIT = ("receive", "check", "read"), ("commit", "read again")


def lines(rows: int, ours: Watched, theirs: Watched | None, parts: Watched) -> list[str]:
    """The lines of the report."""
    refused = ours.steps.notes["refused"]
    memory = [ours.steps.notes[name] / 1e3 for name in ("self_kb", "child_kb")]
    return [
        "## Taking a file in",
        "",
        f"{rows:,} rows of 22 columns in one xlsx: incidents with a party, and a seizure, conveyance and outcome where "
        f"there is one; {refused:,} without a readable date are refused by both. {_written(ours)} {machine()}. "
        "`python -m benchmarks.importing`",
        "",
        "| | check | commit | both | rows a second | own work | database's work | most memory |",
        "|---|---|---|---|---|---|---|---|",
        _line("Cotmoc", rows, ours),
        *([_line("django-import-export", rows, theirs)] if theirs else []),
        "",
        *(_ratio(ours, theirs) if theirs else []),
        "Memory is that of all processes of each together, without the database's; of Cotmoc's, the first had at most "
        f"{memory[0]:,.0f} MB and the largest it started {memory[1]:,.0f} MB.",
        "",
        "Where the work of Cotmoc goes, in microseconds a row (measured apart, in one process):",
        "",
        "| | own | database |",
        "|---|---|---|",
        *_parts(parts),
    ]


def write(written: list[str]) -> None:
    """Puts the lines into the document of benchmarks."""
    put_section("benchmarks.md", "importing", "\n".join(written))


def check_same(ours: Watched, theirs: Watched) -> None:
    """Raises `SystemExit` unless both refused as many rows and wrote as many rows of every kind."""
    for note in ("refused", "written"):
        mine, other = ours.steps.notes[note], theirs.steps.notes[note]
        if mine != other or not mine:
            raise SystemExit(f"not the same work, {note}: {mine} and {other}")


def _seconds(watched: Watched, names: tuple[str, ...], which: int = 0) -> float:
    return sum(watched.steps.spent[name][which] for name in names if name in watched.steps.spent)


def _written(watched: Watched) -> str:
    counts = watched.steps.notes["written"]
    told = ", ".join(f"{count:,} of kind {kind}" for kind, count in counts.items())
    return f"Counted afterwards in the tables of both: {told}."


def _line(name: str, rows: int, watched: Watched) -> str:
    check, commit = _seconds(watched, CHECK), _seconds(watched, COMMIT)
    own, server = (_seconds(watched, CHECK + COMMIT, which) for which in (1, 2))
    return (
        f"| {name} | {check:.1f} s | {commit:.1f} s | {check + commit:.1f} s | {rows / (check + commit):,.0f} "
        f"| {own:.1f} s | {server:.1f} s | {watched.most_bytes / 1e6:,.0f} MB |"
    )


def _ratio(ours: Watched, theirs: Watched) -> Iterator[str]:
    check, commit, both = (
        _seconds(theirs, names) / _seconds(ours, names) for names in (CHECK, COMMIT, CHECK + COMMIT)
    )
    read = _seconds(theirs, ("read", "read again"))
    yield (
        f"Cotmoc is {both:.1f} times as fast: {check:.1f} times at the check, {commit:.1f} times at the commit. "
        "django-import-export (4.3, `use_bulk` in batches of 5,000, `skip_diff`, all known incidents loaded at once; "
        f"{read:.0f} s of its time go into reading the file twice with openpyxl, as its pages do) reads the cells "
        "with the same normalisers into tables of the same columns and indexes. It keeps no version, no row as "
        "written, no hash of the content, no warnings and no report of what is missing, and withdraws and undoes "
        "nothing."
    )
    yield ""


def _parts(parts: Watched) -> Iterator[str]:
    notes = parts.steps.notes
    rows = notes["new"] + notes["refused"]
    for part, (own, server) in notes["parts"].items():
        yield f"| {part} | {own / rows * 1e6:.0f} | {server / rows * 1e6:.0f} |"
