"""Prints precision and recall of each kind of fact: `python -m benchmarks.narratives [tune|held] [errors]`."""

from __future__ import annotations

import sys

from benchmarks.narratives.measuring import PARTS, Tally, measure, reports

_ORDER = (
    "moment", "place", "offence", "person or body", "role", "birth", "nationality", "document", "residence",
    "unnamed persons", "conveyance", "goods", "quantity", "outcome", "lead agency", "other agencies",
)  # fmt: skip
_HEAD = "| fact | true | proposed | precision | recall |\n|---|--:|--:|--:|--:|"


def main() -> None:
    """The table of each part, and the errors by report when asked for."""
    for part in [part for part in PARTS if part in sys.argv] or [*PARTS, ""]:
        count = sum(part in ("", report.part) for report in reports())
        print(f"\n{part or 'all'}: {count} reports\n\n{_HEAD}")
        tallies = measure(part)
        for kind in _ORDER:
            print(_line(kind, tallies.get(kind, Tally())))
        if "errors" in sys.argv:
            for kind in _ORDER:
                for error in tallies.get(kind, Tally()).errors:
                    print(f"{kind}: {error}")


def _line(kind: str, each: Tally) -> str:
    shares = f"{each.precision:.0%} | {each.recall:.0%}"
    return f"| {kind} | {each.true} | {each.proposed} | {shares} |"


if __name__ == "__main__":
    main()
