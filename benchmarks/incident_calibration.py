"""Whether of incidents given 90 % nine in ten are one: the shipped weights on provinces that they were not made from.

    python -m benchmarks.incident_calibration [--write]

The province of the demonstration and one of another seed, whose truth is known. What the stated rule joins of them by
itself is measured as well. The weights are made by `python -m benchmarks.ready_weights`, from provinces of other seeds.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.documents import DOCS, put_section
from benchmarks.incident_provinces import Province, province
from cotmoc.demonstration.core.province import SEED
from cotmoc.resolution.core.competing import rival_bits
from cotmoc.resolution.core.match_lists import Match
from cotmoc.resolution.core.matching import MatchSettings, find_matches
from cotmoc.resolution.core.measuring import Calibration, calibration
from cotmoc.resolution.core.reliability_plot import reliability_svg
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.weights import WeightTable, load_weights

FloatArray = NDArray[np.float64]
#: The demonstration and another province; neither had a part in the weights.
MEASURED = {"the demonstration": SEED, "another seed": 888}
#: Pairs with less evidence are two incidents so surely that they say nothing about chances.
_LEAST_BITS = -12.0


@dataclass(frozen=True)
class Outcome:
    """What weights make of a province: chances of pairs, whether they are right and of two agencies; joins by count."""

    chances: FloatArray
    right: NDArray[np.bool_]
    two: NDArray[np.bool_]
    joined: int
    joined_right: int
    asked: int
    asked_right: int
    true: int

    @property
    def calibration(self) -> Calibration:
        """Whether the chances hold."""
        return calibration(self.chances, self.right)

    def doubtful(self, *, two: bool) -> str:
        """Of the pairs given 30 to 90 %, of two agencies or of one: how many, how many expected and found right."""
        chosen = (self.chances >= 0.3) & (self.chances < 0.9) & (self.two == two)
        expected, right = self.chances[chosen].sum(), self.right[chosen].sum()
        return f"{int(chosen.sum())}: {expected:.1f} expected, {int(right)} found"


def outcome(made: Province, table: WeightTable) -> Outcome:
    """A province compared by a table, nothing judged."""
    features, scorer = made.features, WeightScorer(table)
    scores = scorer.score(features, made.candidates.left, made.candidates.right)
    scores = scores.take(scores.weight >= _LEAST_BITS)
    scores = scores.beside_rivals(rival_bits(features, scores))
    known = made.known(scores.left, scores.right)
    rows = {str(each): place for place, each in enumerate(features.ids.tolist())}

    def right(matches: Sequence[Match]) -> int:
        left, other = (
            np.array([rows[each] for each in side], dtype=np.int64)
            for side in ([m.left_id for m in matches], [m.right_id for m in matches])
        )
        return int(made.same(left, other).sum())

    found = find_matches(features, np.arange(len(features)), settings=MatchSettings(scorer=scorer))
    return Outcome(
        chances=probability(scores.weight[known]),
        right=made.same(scores.left, scores.right)[known],
        two=(features.agency[scores.left] != features.agency[scores.right])[known],
        joined=len(found.joined),
        joined_right=right(found.joined),
        asked=len(found.proposed),
        asked_right=right(found.proposed),
        true=made.true_pairs,
    )


def table(found: dict[str, Outcome]) -> str:
    """The figures as a section of the document."""
    lines = [
        "## How often weights of incidents are right",
        "",
        "The shipped weights on the province of the demonstration and on one of another seed, neither of which had a"
        " part in them; what the stated rule does by itself, before anybody is asked."
        " `python -m benchmarks.incident_calibration --write`",
        "",
        "![Of pairs of incidents given a probability, how many are one](images/calibration-incidents.svg)",
        "",
        "| | " + " | ".join(found) + " |",
        "|---|" + "---:|" * len(found),
    ]
    for label, cells in (
        ("true pairs", [f"{each.true:,}" for each in found.values()]),
        ("joined by the rule", [f"{each.joined:,}" for each in found.values()]),
        ("of these right", [f"{each.joined_right / each.joined:.2%}" for each in found.values()]),
        ("of the true pairs joined", [f"{e.joined_right / e.true:.2%}" for e in found.values()]),
        ("pairs left to people", [f"{each.asked:,}" for each in found.values()]),
        ("of these one incident", [f"{each.asked_right:,}" for each in found.values()]),
        ("Brier score", [f"{each.calibration.brier:.4f}" for each in found.values()]),
        ("expected error from 10 %", [f"{e.calibration.error_above:.3f}" for e in found.values()]),
        ("of two agencies, given 30–90 %", [e.doubtful(two=True) for e in found.values()]),
        ("of one agency, given 30–90 %", [e.doubtful(two=False) for e in found.values()]),
    ):
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    lines += ["", "| given | " + " | ".join(found) + " |", "|---|" + "---|" * len(found)]
    by_set = [each.calibration.tenths for each in found.values()]
    for tenths in zip(*by_set, strict=True):
        cells = [
            f"{t.share:.1%} of {t.pairs:,} (given {t.given:.1%}; {t.least:.0%} to {t.most:.0%})"
            if t.pairs
            else "–"
            for t in tenths
        ]
        first = tenths[0].first
        lines.append(f"| {first:.0%}–{first + 0.1:.0%} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write table and picture into docs/")
    options = parser.parse_args()
    shipped = load_weights()
    found = {name: outcome(province(seed), shipped) for name, seed in MEASURED.items()}
    print(table(found))
    if options.write:
        pooled = calibration(
            np.concatenate([each.chances for each in found.values()]),
            np.concatenate([each.right for each in found.values()]),
        )
        title = "Two provinces that the weights were not made from"
        drawn = reliability_svg(pooled, title, "given", "one incident")
        put_section("benchmarks.md", "incident-calibration", table(found))
        (DOCS / "images" / "calibration-incidents.svg").write_text(drawn + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
