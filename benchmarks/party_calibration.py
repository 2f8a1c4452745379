"""Whether of pairs given 90 % nine in ten are the same: shipped and trained weights on records they were not made from.

    python -m benchmarks.party_calibration [--fit] [--write]

Two sets of synthetic persons whose truth is known, with errors of two kinds: `benchmarks.party_data` and the
demonstration's clerks. Trained weights are estimated, without the truth, from another file of the same kind. `--fit`
fits the curve of the shipped weights ("seen together") to the truth of further files, and writes it into them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.documents import DOCS, machine, put_section
from benchmarks.party_clerks import clerks
from benchmarks.party_data import Synthetic, synthetic
from benchmarks.party_engines import columns_of
from cotmoc.resolution.core.parties.linking import LinkSettings, link_parties
from cotmoc.resolution.core.parties.model import PARTY_PATH, PartyModel, load_party_model
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.parties.training import train_model
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.together import Curve, fitted_curve

FloatArray = NDArray[np.float64]
#: Kind of file -> what makes it, and how many records.
SETS: dict[str, tuple[Callable[[int, int], Synthetic], int]] = {
    "copies": (synthetic, 100_000),
    "clerks": (clerks, 50_000),
}
TITLES = {
    "copies": "copies with the errors of the benchmark",
    "clerks": "statements of the demonstration's clerks",
}
#: Files that measure, that train, and that the curve of the shipped weights is fitted to.
MEASURED, TRAINED, FITTED = 101, 102, (103, 104)
EDGES = (0.0, 0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95, 0.99, 1.0)
COLOURS = {"shipped": "#1f6feb", "trained": "#bc4c00"}


@dataclass(frozen=True)
class Said:
    """What weights said of pairs, float64 in bits, and which are the same."""

    weights: FloatArray
    same: NDArray[np.bool_]

    def bins(self) -> list[tuple[float, float, int]]:
        """By range of probabilities: what was said on average, what was so, how many pairs; nan without any."""
        chance, found = probability(self.weights), []
        for low, high in pairwise(EDGES):
            within = (chance >= low) & (chance < high if high < 1 else chance <= 1)
            count = int(within.sum())
            said, so = (chance[within].mean(), self.same[within].mean()) if count else (np.nan,) * 2
            found.append((float(said), float(so), count))
        return found


def said_of(made: Synthetic, model: PartyModel) -> Said:
    """The weights of all pairs found among the records, by a model."""
    parties = build_parties(columns_of(made.as_table()))
    pairs = link_parties(parties, model, LinkSettings(least_bits=-10))
    return Said(pairs.weights, made.truth[pairs.left] == made.truth[pairs.right])


def measure() -> dict[tuple[str, str], Said]:
    """By kind of file and weights: what they said of the file that measures."""
    shipped = load_party_model()
    found: dict[tuple[str, str], Said] = {}
    for kind, (make, count) in SETS.items():
        other = build_parties(columns_of(make(count, TRAINED).as_table()))
        made = make(count, MEASURED)
        models = {"shipped": shipped, "trained": train_model(other, shipped).model}
        found |= {(kind, name): said_of(made, model) for name, model in models.items()}
    return found


def fit() -> Curve:
    """The curve of the shipped weights, from as many pairs of each kind of file."""
    plain = replace(load_party_model(), curve=Curve())
    parts = [
        said_of(make(count // 2, seed), plain) for make, count in SETS.values() for seed in FITTED
    ]
    near = [np.flatnonzero(np.abs(part.weights) < 12) for part in parts]
    fewest, chance = min(map(len, near)), np.random.default_rng(1)
    taken = [chance.choice(rows, fewest, replace=False) for rows in near]
    chosen = list(zip(parts, taken, strict=True))
    weights = np.concatenate([part.weights[rows] for part, rows in chosen])
    same = np.concatenate([part.same[rows] for part, rows in chosen])
    fitted = fitted_curve(weights, same)
    return Curve(fitted.knots, tuple(round(bits, 2) for bits in fitted.added))


def write_curve(curve: Curve) -> None:
    """Puts the curve into the shipped weights, whose reasons stay as they stand."""
    text = PARTY_PATH.read_text(encoding="utf-8")
    line = f'"curve": {json.dumps(curve.as_list())}'
    text, times = re.subn(r'"curve": \[.*\]', line, text)
    if times != 1:
        raise SystemExit("the shipped weights hold no curve on a line of its own")
    PARTY_PATH.write_text(text, encoding="utf-8")


def table(found: dict[tuple[str, str], Said]) -> str:
    """The figures as a section of the document."""
    kinds = "; ".join(f"{kind}: {count:,} {TITLES[kind]}" for kind, (_, count) in SETS.items())
    lines = [
        "## How often weights are right",
        "",
        f"Of all pairs given a probability, how many are the same: {kinds}. Trained weights were estimated, without the"
        f" truth, from another file of the same kind; the curve of the shipped ones from further files; {machine()}."
        " `python -m benchmarks.party_calibration`",
        "",
        "![Of pairs given a probability, how many are the same](images/calibration.svg)",
        "",
        "| said | " + " | ".join(f"{kind}, {name}" for kind, name in found) + " |",
        "|---" * (len(found) + 1) + "|",
    ]
    columns = [said.bins() for said in found.values()]
    for place, (low, high) in enumerate(pairwise(EDGES)):
        cells = [
            f"{so:.1%} of {count:,} (said {said:.1%})" if count else "–"
            for said, so, count in (bins[place] for bins in columns)
        ]
        lines.append(f"| {low:.0%}–{high:.0%} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def plot(found: dict[tuple[str, str], Said]) -> str:
    """The figures as a picture (SVG): what was said against what was so, a panel for each kind of file."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 330" font-family="sans-serif" font-size="11">',
        '<rect width="640" height="330" fill="#fff"/>',
    ]
    for place, kind in enumerate(SETS):
        left = 50 + place * 310
        parts.append(f'<g transform="translate({left},30)">{_panel(kind)}')
        for name, colour in COLOURS.items():
            parts.append(_line(found[kind, name].bins(), colour))
        parts.append("</g>")
    for place, (name, colour) in enumerate(COLOURS.items()):
        x = 60 + 90 * place
        parts.append(f'<circle cx="{x}" cy="318" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{x + 9}" y="322">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(kind: str) -> str:
    ticks = "".join(
        f'<text x="{share * 2.5}" y="265" text-anchor="middle">{share}%</text>'
        f'<text x="-6" y="{254 - share * 2.5}" text-anchor="end">{share}%</text>'
        for share in (0, 25, 50, 75, 100)
    )
    return (
        f'<text x="125" y="-10" text-anchor="middle">{TITLES[kind]}</text>'
        '<rect width="250" height="250" fill="none" stroke="#888"/>'
        f'<path d="M0 250L250 0" stroke="#aaa" stroke-dasharray="4"/>{ticks}'
        '<text x="125" y="280" text-anchor="middle">said</text>'
    )


def _line(bins: list[tuple[float, float, int]], colour: str) -> str:
    """A point for each range with at least 20 pairs, and how far chance alone would move it (two standard errors)."""
    points = [(250 * said, 250 * (1 - so), so, n) for said, so, n in bins if n >= 20]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y, *_ in points)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        f'<path d="M{x:.1f} {y - 500 * (so * (1 - so) / n) ** 0.5:.1f}v{1000 * (so * (1 - so) / n) ** 0.5:.1f}"'
        f' stroke="{colour}"/>'
        for x, y, so, n in points
    )
    return f'<path d="M{path}" fill="none" stroke="{colour}"/>{marks}'


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the curve of the shipped weights")
    parser.add_argument("--write", action="store_true", help="write table and picture into docs/")
    options: Any = parser.parse_args(arguments)
    if options.fit:
        curve = fit()
        write_curve(curve)
        print(curve.as_list())
    found = measure()
    print(table(found))
    if options.write:
        put_section("benchmarks.md", "party-calibration", table(found))
        (DOCS / "images" / "calibration.svg").write_text(plot(found), encoding="utf-8")


if __name__ == "__main__":
    main()
