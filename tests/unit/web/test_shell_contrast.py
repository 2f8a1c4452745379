"""The colours of the design against the contrast that WCAG 2.2 asks for, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cotmoc.web

TOKENS = Path(cotmoc.web.__file__).parent / "static" / "web" / "tokens.css"
COLOUR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
PAIRS = {name: (light, dark) for name, light, dark in COLOUR.findall(TOKENS.read_text("utf-8"))}
GROUNDS = ("paper", "surface", "surface-sunk")
TEXTS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "accent") for ground in GROUNDS),
    *((kind, f"{kind}-wash") for kind in ("good", "warn", "bad", "info")),
    *((kind, "surface") for kind in ("good", "warn", "bad", "info", "vermilion")),
    *(("ink", f"{kind}-wash") for kind in ("good", "warn", "bad", "info", "accent")),
    *(("on-ramp-low", f"ramp-{step}") for step in (1, 2, 3)),
    *(("on-ramp-high", f"ramp-{step}") for step in (4, 5)),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-stone", "stone"),
    ("on-stone-soft", "stone"),
    ("ink", "mark"),
    ("accent-strong", "accent-wash"),
]
SHAPES = [
    *(("rule-strong", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in GROUNDS),
    *((f"series-{number}", "surface") for number in range(1, 7)),
]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_has_at_least_4_5(ink: str, ground: str, theme: int) -> None:
    assert contrast(PAIRS[ink][theme], PAIRS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shape_has_at_least_3(shape: str, ground: str, theme: int) -> None:
    assert contrast(PAIRS[shape][theme], PAIRS[ground][theme]) >= 3
