"""Addresses of every commune, clean and damaged: how many are read right and how fast, beside vietnamadminunits.

    python -m benchmarks.places [--every 1] [--write]

Every former commune (before 1 July 2025) and every commune of today gives one address for each kind of damage; both
readers read the same texts in one run on one core, one after the other. A text is *right* when the reader gives the
commune it was made from, by the official code of its time; *other* when it gives another commune, or district or
province that the commune does not lie in; the rest was left open or read more coarsely. What Cotmoc calls ambiguous
counts as left open. The peer is asked in the mode of the address's time (LEGACY, FROM_2025); where times are mixed, in
both, and the better one counts. Cotmoc is told a date of that time, as every record has one.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.documents import put_section
from benchmarks.places_damage import DAMAGES, Address, addresses, damaged, of_mixed_times
from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.packaged.everything import packaged_areas

BEFORE, AFTER = date(2021, 5, 4), date(2026, 3, 1)

Reader = Callable[[str], str]


@dataclass(frozen=True)
class Result:
    """What one reader made of some addresses; counts, and seconds of processor time."""

    total: int
    right: int
    other: int
    seconds: float

    @property
    def speed(self) -> float:
        """Addresses a second."""
        return self.total / self.seconds


def main() -> None:
    """Makes the addresses, has both readers read them, prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th commune only")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = measure(options.every)
    print("\n".join(lines))
    if options.write:
        put_section("benchmarks.md", "places", "\n".join(lines))


def measure(every: int) -> list[str]:
    """The lines of the section of the document."""
    facts = packaged_areas()
    begun = time.perf_counter()
    gazetteer = Gazetteer(facts)
    made_s = time.perf_counter() - begun
    rows = list(_rows(gazetteer, facts, every))
    return [*_head(made_s, every), *_table(rows), "", *_today(gazetteer, facts, every)]


def _rows(
    gazetteer: Gazetteer, facts: AreaFacts, every: int
) -> Sequence[tuple[str, str, Result, Result]]:
    sets = (
        ("former", addresses(facts, former=True), BEFORE, ("LEGACY",)),
        ("today", addresses(facts, former=False), AFTER, ("FROM_2025",)),
        ("mixed", of_mixed_times(gazetteer, facts), AFTER, ("FROM_2025", "CONVERT")),
    )
    rows = []
    for name, some, on, modes in sets:
        for damage, make in DAMAGES.items():
            if name == "today" and damage == "district left out":
                continue
            if name == "mixed" and damage not in MIXED:
                continue
            texts = list(damaged(some[::every], make, f"{name} {damage}"))
            ours = _judged(gazetteer, texts, lambda text, on=on: _ours(gazetteer, text, on))  # type: ignore[misc]
            peers = [_judged(gazetteer, texts, _peer(mode)) for mode in modes]
            rows.append((name, damage, ours, max(peers, key=lambda result: result.right)))
    return rows


#: The damages that addresses of mixed times are given besides.
MIXED = ("clean", "types left out", "no marks", "no separators, no marks", "one letter wrong")


def _ours(gazetteer: Gazetteer, text: str, on: date) -> str:
    found = gazetteer.find(text, on=on, limit=1)
    return found[0].code if found and not found[0].rivals else ""


def _peer(mode: str) -> Reader:
    """The peer's reader in a mode, giving our codes; its own are the official ones, as ours are."""
    from vietnamadminunits import convert_address, parse_address  # type: ignore[import-untyped]
    from vietnamadminunits.converter import converter_2025  # type: ignore[import-untyped]

    # For divided communes it asks a service on the network; without an answer it takes its default.
    converter_2025.get_geo_location = lambda address: None  # noqa: ARG005

    def code(text: str) -> str:
        if mode == "LEGACY":
            unit = parse_address(text, mode="LEGACY", keep_street=False)
            parts = ["vn-2004", unit.province_code, unit.district_code, unit.ward_code]
        else:
            unit = (
                convert_address(text)
                if mode == "CONVERT"
                else parse_address(text, mode="FROM_2025", keep_street=False)
            )
            parts = ["vn-2025", unit.province_code, unit.ward_code]
        known = [str(part) for part in parts if part]
        return "-".join(known) if len(known) > 1 else ""

    return code


def _judged(gazetteer: Gazetteer, texts: Sequence[tuple[str, str]], read: Reader) -> Result:
    begun = time.process_time()
    answers = [read(text) for text, _ in texts]
    seconds = time.process_time() - begun
    right = other = 0
    for answer, (_, code) in zip(answers, texts, strict=True):
        if answer == code:
            right += 1
        elif answer and answer not in gazetteer.lines[code]:
            other += 1
    return Result(len(texts), right, other, seconds)


def _head(made_s: float, every: int) -> list[str]:
    which = "every commune" if every == 1 else f"one commune in {every}"
    return ["## Addresses", "", *_TEXT.format(which=which, made_s=made_s).splitlines(), ""]


_TEXT = """\
`python -m benchmarks.places`: addresses made from {which}, each damaged in each way, read by Cotmoc and by the
parser of vietnamadminunits (whose units Cotmoc uses as data) in the same run on one core. *right*: the commune it was
made from, by official code; *other*: another unit than that commune or one it lies in; the rest was read more coarsely
or left open. Cotmoc is told a date of the time, the peer is asked in the mode of the time (where times are mixed, in
the better of its two). A wrong letter can make the name of another commune, and two communes of one district can differ
by their marks or types alone: no reader gets all right. The gazetteer was made in {made_s:.2f} s."""


_NAMES = {
    "former": "before July 2025",
    "today": "today",
    "mixed": "commune of today, former district",
}


def _table(rows: Sequence[tuple[str, str, Result, Result]]) -> list[str]:
    lines = [
        "| units | written | addresses | right | peer | other | peer | a second | peer | ratio |",
        "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    lines += [_row(_NAMES[name], damage, ours, peer) for name, damage, ours, peer in rows]
    for name, label in _NAMES.items():
        own = [(ours, peer) for n, _, ours, peer in rows if n == name]
        lines.append(_row(label, "**all**", _sum([o for o, _ in own]), _sum([p for _, p in own])))
    return lines


def _row(name: str, damage: str, ours: Result, peer: Result) -> str:
    return (
        f"| {name} | {damage} | {ours.total:,} | {_share(ours.right, ours)} | {_share(peer.right, peer)} "
        f"| {_share(ours.other, ours)} | {_share(peer.other, peer)} "
        f"| {ours.speed:,.0f} | {peer.speed:,.0f} | {ours.speed / peer.speed:.1f} |"
    )


def _share(part: int, result: Result) -> str:
    return f"{100 * part / result.total:.2f} %"


def _sum(results: Sequence[Result]) -> Result:
    return Result(
        sum(r.total for r in results),
        sum(r.right for r in results),
        sum(r.other for r in results),
        sum(r.seconds for r in results),
    )


def _today(gazetteer: Gazetteer, facts: AreaFacts, every: int) -> list[str]:
    """Former addresses carried to the unit of today, where the former commune was not divided."""
    whole = {link.predecessor: link.successor for link in facts.lineage if not link.divided}
    some = [each for each in addresses(facts, former=True) if each.code in whole][::every]
    texts = [(", ".join(each.levels), whole[each.code]) for each in some]
    ours = _judged(gazetteer, texts, lambda text: _carried(gazetteer, text))
    peer = _judged(gazetteer, texts, _peer("CONVERT"))
    return [
        f"Carried to the commune of today, {ours.total:,} former communes that were not divided: "
        f"{_share(ours.right, ours)} right at {ours.speed:,.0f} a second; the peer's `convert_address` "
        f"{_share(peer.right, peer)} at {peer.speed:,.0f}.",
    ]


def _carried(gazetteer: Gazetteer, text: str) -> str:
    code = _ours(gazetteer, text, BEFORE)
    return gazetteer.today(code)[0] if code else ""


__all__ = ["Address", "Result", "main", "measure"]

if __name__ == "__main__":
    main()
