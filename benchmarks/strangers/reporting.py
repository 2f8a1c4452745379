"""What came of the strangers' files, as a table and the list of what was not read as a careful reader would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.strangers.taking_in import Outcome

_HEAD = (
    "| the file | its records | stored as they are | waiting | said | s | MB |",
    "|---|---|---|---|---|---|---|",
)


def report(outcomes: Sequence[Outcome]) -> str:
    """The outcomes in Markdown."""
    wrong = [one for one in outcomes if not one.is_right]
    slowest = max(outcomes[1:] or outcomes, key=lambda one: one.seconds)
    largest = max(outcomes, key=lambda one: one.most_mb)
    return "\n".join(
        [
            f"{len(outcomes)} files; {len(outcomes) - len(wrong)} were read, left waiting or refused as a careful "
            "reader would. Behind the first, which waits for the installation, the slowest took "
            f"{slowest.seconds:.0f} s ({slowest.case.about}); the largest reader held {largest.most_mb} MB "
            f"({largest.case.about}).",
            "",
            *_HEAD,
            *(_row(one) for one in outcomes),
            "",
            "Not as a careful reader would:",
            "",
            *(line for one in wrong for line in _failing(one)),
        ]
    )


def _row(one: Outcome) -> str:
    case = one.case
    right = len(case.facts) - len(one.missing)
    codes = [one.refused] if one.refused else sorted(case.said & one.codes)
    said = ", ".join(f"`{code}`" for code in codes)
    return (
        f"| {case.about} | {len(case.facts)} | {right} | {one.parked or ''} | {said} "
        f"| {one.seconds:.1f} | {one.most_mb} |"
    )


def _failing(one: Outcome) -> Iterator[str]:
    parts = []
    if one.missing:
        parts.append(f"{len(one.missing)} of {len(one.case.facts)} records missing")
    if one.parked != one.case.parked:
        parts.append(f"{one.parked} waiting")
    if one.refused != one.case.refused:
        parts.append(f"refused as a whole (`{one.refused}`)" if one.refused else "not refused")
    parts += [f"stored instead: {_shown(fact)}" for fact in one.false]
    parts += [f"not said: `{code}`" for code in one.unsaid]
    yield f"- **{one.case.about}**: {'; '.join(parts)}."
    if one.parked != one.case.parked or one.missing:
        yield f"  Said: {', '.join(f'`{code}`' for code in sorted(one.codes)) or 'nothing more'}."


def _shown(fact: Sequence[str]) -> str:
    return ", ".join(part for part in fact if part)
