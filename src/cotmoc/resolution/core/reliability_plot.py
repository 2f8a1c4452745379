"""The calibration as a drawing: what pairs were given, and how many of them are right."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from cotmoc.resolution.core.measuring import TENTHS, Calibration, Tenth

_SIDE, _LEFT, _TOP, _BELOW = 360, 56, 34, 52
_STYLE = (
    "text{font:12px 'Be Vietnam Pro',sans-serif;fill:#1d2730}.frame{fill:none;stroke:#9aa7b2}"
    ".ideal{stroke:#9aa7b2;stroke-dasharray:4 4}.span{stroke:#1f5fa8;stroke-width:1.5}.dot{fill:#1f5fa8}"
)


def reliability_svg(found: Calibration, title: str, given: str, right: str) -> str:
    """An SVG of the tenths: across what they were given, upwards the share that is right with its interval.

    A dot on the dashed line says exactly what is so; the number beside it is that of its pairs. `title`, `given` and
    `right` are the words on it.
    """
    width, height = _LEFT + _SIDE + 24, _TOP + _SIDE + _BELOW
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            f' aria-label="{escape(title, quote=True)}">',
            f"<style>{_STYLE}</style>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="20" font-weight="600">{escape(title)}</text>',
            f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"/>',
            f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>',
            *_scales(),
            *(line for tenth in found.tenths if tenth.pairs for line in _dot(tenth)),
            f'<text x="{_x(0.5)}" y="{height - 8}" text-anchor="middle">{escape(given)}</text>',
            f'<text transform="translate(14 {_y(0.5)}) rotate(-90)" text-anchor="middle">{escape(right)}</text>',
            "</svg>",
        )
    )


def _x(share: float) -> str:
    return f"{_LEFT + share * _SIDE:.1f}"


def _y(share: float) -> str:
    return f"{_TOP + (1 - share) * _SIDE:.1f}"


def _scales() -> Iterator[str]:
    for step in range(0, TENTHS + 1, 2):
        share = step / TENTHS
        yield f'<text x="{_x(share)}" y="{_TOP + _SIDE + 18}" text-anchor="middle">{share:.0%}</text>'
        yield f'<text x="{_LEFT - 6}" y="{_y(share)}" dy="4" text-anchor="end">{share:.0%}</text>'


def _dot(tenth: Tenth) -> Iterator[str]:
    x, y = _x(tenth.given), _y(tenth.share)
    yield f'<line class="span" x1="{x}" y1="{_y(tenth.least)}" x2="{x}" y2="{_y(tenth.most)}"/>'
    yield f'<circle class="dot" cx="{x}" cy="{y}" r="4"/>'
    beside, anchor = (8, "start") if tenth.given < 0.85 else (-8, "end")
    yield f'<text x="{x}" y="{y}" dx="{beside}" dy="4" text-anchor="{anchor}">{tenth.pairs:,}</text>'
