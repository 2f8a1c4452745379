"""Drawings that stand alone, as SVG: bars of figures, and columns over time; for reports, slides and walls.

They carry their own colours and say what they show, under which filters and as known when: a drawing leaves the page
that it was made on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 960
INK, SOFT, RULE, PAPER = "#17211f", "#47534f", "#d8ddd7", "#ffffff"
BAR, BEFORE = "#0a5a54", "#c0672b"
FONT = "'Be Vietnam Pro', 'Noto Sans', 'Segoe UI', sans-serif"
MARGIN, TITLE_HEIGHT, NOTE_HEIGHT = 24, 64, 36


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above and below a drawing: its title, the filters in words, and where and when it was made."""

    title: str
    filters: str
    note: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its label, its value, the value in words, and the value of a year before (None for none)."""

    label: str
    value: float
    text: str
    before: float | None = None


def text(x: float, y: float, words: str, size: int = 13, **attributes: object) -> str:
    """One line of text; attributes by their names with underscores."""
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{more}>{escape(words)}</text>'


def framed(caption: Caption, height: float, parts: Iterable[str]) -> str:
    """A whole drawing: the parts (drawn from y = 0 to `height`) between the caption's lines."""
    total = TITLE_HEIGHT + height + NOTE_HEIGHT
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{total:.0f}" '
        f'viewBox="0 0 {WIDTH} {total:.0f}" font-family="{FONT}" fill="{INK}">'
        f"<title>{escape(caption.title)}</title><desc>{escape(caption.filters)}</desc>"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f"{text(MARGIN, 30, caption.title, 18, font_weight=600)}"
        f"{text(MARGIN, 50, caption.filters, 13, fill=SOFT)}"
        f'<g transform="translate(0 {TITLE_HEIGHT})">{inside}</g>'
        f"{text(MARGIN, total - 14, caption.note, 11, fill=SOFT)}</svg>"
    )


def bars(caption: Caption, rows: Sequence[BarRow]) -> str:
    """Horizontal bars, one below the other, each with its value."""
    left, right, step = 330, 120, 28
    most = max((row.value for row in rows), default=0) or 1
    parts = []
    for number, row in enumerate(rows):
        y = number * step + 18
        length = (WIDTH - left - right) * row.value / most
        parts += [
            text(left - 10, y, _shortened(row.label), 13, text_anchor="end"),
            f'<rect x="{left}" y="{y - 13:.1f}" width="{length:.1f}" height="17" fill="{BAR}"/>',
            text(left + length + 6, y, row.text, 13),
        ]
    return framed(caption, len(rows) * step + 12, parts)


def columns(caption: Caption, rows: Sequence[BarRow], legend: tuple[str, str]) -> str:
    """Columns side by side, with a mark at the value of a year before; `legend` names both."""
    height, base, left = 300, 240, 56
    most = round_up(max((max(row.value, row.before or 0) for row in rows), default=0))
    span = (WIDTH - left - MARGIN) / max(len(rows), 1)
    every = max(1, -(-len(rows) // 13))
    parts = [_grid(left, base - (base - 10) * share, most * share) for share in (0, 0.5, 1)]
    for number, row in enumerate(rows):
        x, tall = left + number * span, (base - 10) * row.value / most
        parts.append(
            f'<rect x="{x + span * 0.12:.1f}" y="{base - tall:.1f}" width="{span * 0.76:.1f}" '
            f'height="{tall:.1f}" fill="{BAR}"><title>{escape(row.label)}: {escape(row.text)}</title></rect>'
        )
        if row.before is not None:
            y = base - (base - 10) * row.before / most
            parts.append(
                f'<path d="M{x + span * 0.04:.1f} {y:.1f}h{span * 0.92:.1f}" stroke="{BEFORE}" stroke-width="2.5"/>'
            )
        if number % every == 0:
            parts.append(
                text(x + span / 2, base + 20, row.label, 12, text_anchor="middle", fill=SOFT)
            )
    parts += _legend(legend, has_before=any(row.before is not None for row in rows))
    return framed(caption, height, parts)


def round_up(most: float) -> int:
    """The smallest of 2, 4, 10, 20, 40, 100 ... that is not below `most`: half of it is whole, too.

    >>> round_up(39)
    40
    """
    size = 1
    while True:
        for factor in (2, 4, 10):
            if factor * size >= most:
                return factor * size
        size *= 10


def _grid(left: float, y: float, value: float) -> str:
    line = f'<path d="M{left} {y:.1f}H{WIDTH - MARGIN}" stroke="{RULE}"/>'
    return line + text(left - 8, y + 4, f"{value:g}", 12, text_anchor="end", fill=SOFT)


def _legend(names: tuple[str, str], *, has_before: bool) -> list[str]:
    parts = [
        f'<rect x="{MARGIN}" y="276" width="12" height="12" fill="{BAR}"/>',
        text(MARGIN + 18, 287, names[0], 12),
    ]
    if has_before:
        parts += [
            f'<path d="M240 282h22" stroke="{BEFORE}" stroke-width="2.5"/>',
            text(268, 287, names[1], 12),
        ]
    return parts


def _shortened(label: str, most: int = 44) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"
