"""The weights and the calibration of suggestions, fitted to the tuning half of the layouts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import cotmoc.ingest.core as package
from benchmarks.layouts.layout import Layout, LayoutColumn, read_back
from cotmoc.ingest.core.columns import choosing, scoring
from cotmoc.ingest.core.columns.choosing import choose
from cotmoc.ingest.core.columns.scoring import (
    FEATURES,
    NONE,
    Column,
    column_of,
    features,
    fields_of,
)
from cotmoc.ingest.core.columns.values import read_values
from cotmoc.ingest.core.recognising import column_values
from cotmoc.ingest.core.suggesting import unnumbered

DATA = Path(package.__file__).parent / "data"
FOLDS = 5
_STEPS, _RATE, _SHRINK = 800, 0.05, 0.002
_POINTS = 12


@dataclass(frozen=True)
class Example:
    """The columns of a layout that are not refused; `right` is 1 for right fields, of shape (columns, fields)."""

    layout: Layout
    kept: tuple[LayoutColumn, ...]
    columns: tuple[Column, ...]
    features: NDArray[np.float64]
    right: NDArray[np.float64]


def example(layout: Layout) -> Example:
    """A layout as the weights see it."""
    headers, rows = read_back(layout, "xlsx")
    kept = [at for at, column in enumerate(layout.columns) if not column.refused]
    columns = tuple(
        column_of(headers[at], read_values(column_values(rows, at)), layout.kind) for at in kept
    )
    fields = fields_of(layout.kind)
    right = np.array(
        [[float(_may_be(layout.columns[at], field)) for field in fields] for at in kept]
    )
    return Example(
        layout,
        tuple(layout.columns[at] for at in kept),
        columns,
        features(columns, layout.kind),
        right,
    )


def _may_be(column: LayoutColumn, field: str) -> bool:
    named = {unnumbered(each.replace("*", "x")) if each else NONE for each in column.fields}
    return field in named


def fitted(examples: Sequence[Example]) -> NDArray[np.float64]:
    """The weights that make the right fields most probable (conditional logit, ridge penalty), by Adam.

    The penalty draws the weights towards those that stand, so that what no example shows keeps its sense.
    """
    start = _starting_weights()
    number = sum(len(each.columns) for each in examples)
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, _STEPS + 1):
        slope = sum((_slope(each, weights) for each in examples), np.zeros_like(start))
        gradient = _SHRINK * (weights - start) - slope / number
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        size = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        weights -= _RATE * (1 - step / _STEPS) * first / (1 - 0.9**step) / size
    return weights


def _slope(each: Example, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    logits = each.features @ weights
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    right = shares * each.right
    right /= np.maximum(right.sum(axis=1, keepdims=True), 1e-12)
    result: NDArray[np.float64] = np.einsum("cf,cfk->k", right - shares, each.features)
    return result


def _starting_weights() -> NDArray[np.float64]:
    """What a careful person would begin with, in nats."""
    known = {
        "header": 5, "header_whole": 2, "header_squared": 2, "looks": 3, "looks_silent": 2, "misfit": -3,
        "contradicted": -3,
        "header_misfit": -1, "above": 1, "beside": 1, "earlier": 6, "unsaid": -2, "rival": -1, "none": 1,
        "none_silent": 0.5, "none_empty": 1, "none_header": 5, "none_whole": 2, "none_looks": 2, "none_rival": -1,
        "counts_up": 5,
    }  # fmt: skip
    return np.array([float(known.get(name, 0)) for name in FEATURES])


def calibration_points(examples: Sequence[Example]) -> list[tuple[float, float]]:
    """Raw confidence and the share right, by folds: each layout is judged by weights fitted without it.

    Isotonic regression (pool adjacent violators) over the suggestions that name a field, thinned to a few points.
    """
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fitted([each for at, each in enumerate(examples) if at % FOLDS != fold])
        for each in examples[fold::FOLDS]:
            judged += _judged(each, weights)
    return _isotonic(sorted(judged))


def _judged(each: Example, weights: NDArray[np.float64]) -> Iterator[tuple[float, bool]]:
    with _weighted(weights):
        for column, choice in zip(each.kept, choose(each.columns, each.layout.kind), strict=True):
            if choice.field != NONE:
                yield choice.raw, _may_be(column, choice.field)


class _weighted:  # noqa: N801 - used as a statement
    """Within it, scores are weighed by other weights."""

    def __init__(self, weights: NDArray[np.float64]) -> None:
        self._weights, self._standing = weights, scoring.weights

    def __enter__(self) -> None:
        scoring.weights = lambda: self._weights  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        scoring.weights = self._standing


def _isotonic(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    blocks: list[list[float]] = []
    for raw, right in judged:
        blocks.append([raw, float(right), 1.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [(blocks[-1][0] * blocks[-1][2] + last[0] * last[2]) / (blocks[-1][2] + last[2]),
                          blocks[-1][1] + last[1], blocks[-1][2] + last[2]]  # fmt: skip
    # One right more and one wrong more in each block: few examples prove no certainty.
    points = [(raw, (right + 1) / (count + 2)) for raw, right, count in blocks]
    rising = [points[0]] if points else []
    for point in points[1:]:
        if point[1] > rising[-1][1]:
            rising.append(point)
    step = max(1, len(rising) // _POINTS)
    return [(0.0, 0.02), *rising[::step][:-1], rising[-1], (1.0, max(0.98, rising[-1][1]))]


def write_fit(layouts: Sequence[Layout]) -> None:
    """Writes the weights and the calibration into the package."""
    examples = [example(layout) for layout in layouts]
    weights = fitted(examples)
    lines = [f"{name}\t{weight:.4f}\n" for name, weight in zip(FEATURES, weights, strict=True)]
    title = "# Fitted to the tuning half of benchmarks/layouts by `python -m benchmarks.layouts --fit`: "
    _write("column_weights.tsv", f"{title}feature, weight in nats.\n", lines)
    points = calibration_points(examples)
    lines = [f"{raw:.4f}\t{right:.4f}\n" for raw, right in points]
    _write("column_calibration.tsv", f"{title}probability by the weights, share right.\n", lines)
    scoring.weights.cache_clear()
    choosing.clear_calibration()


def _write(name: str, title: str, lines: Sequence[str]) -> None:
    (DATA / name).write_text(title + "".join(lines), encoding="utf-8")
