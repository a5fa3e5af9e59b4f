"""The picture of the attack table: SVG, written by hand so that it takes no library. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_LEFT, _WIDE, _ROW, _TOP = 300, 420, 30, 64
_COLOURS = ("#3b6ea5", "#c98a2b")
_GOAL = "#9b2226"
_INK = "#222222"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its mean on each bank, the least and most it should be, and how many answers."""

    name: str
    means: tuple[float, ...]
    least: float
    most: float
    counts: tuple[int, ...]

    def meets(self, mean: float) -> bool:
        """Whether that mean lies where it should."""
        return self.least <= round(mean, 3) <= self.most

    @property
    def goal(self) -> str:
        """In words."""
        if self.least and self.most < 1:
            return f"{self.least:.2f}-{self.most:.2f}"
        if self.least:
            return f">= {self.least:.2f}"
        return f"<= {self.most:.2f}" if self.most < 1 else "-"


def drawn(bars: Sequence[Bar], kinds: Sequence[str]) -> str:
    """Two bars a row, and a line where the goal lies."""
    height = _TOP + _ROW * len(bars) + 16
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDE + 40} {height}" '
            f'font-family="sans-serif" font-size="12" fill="{_INK}" role="img" '
            'aria-label="Mean marks of attacks and of right answers">'
        ),
        f'<rect width="100%" height="{height}" fill="#ffffff"/>',
        *_legend(kinds),
        *_scale(height),
    ]
    for number, bar in enumerate(bars):
        parts += _row(bar, _TOP + _ROW * number)
    return "\n".join([*parts, "</svg>", ""])


def _legend(kinds: Sequence[str]) -> list[str]:
    parts = []
    at = _LEFT
    for kind, colour in zip(kinds, _COLOURS, strict=True):
        parts.append(f'<rect x="{at}" y="12" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{at + 18}" y="22">{escape(kind)} bank</text>')
        at += 140
    parts.append(f'<path d="M{at} 12v12" stroke="{_GOAL}" stroke-width="2"/>')
    parts.append(f'<text x="{at + 8}" y="22">goal</text>')
    return parts


def _scale(height: int) -> list[str]:
    parts = []
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        parts.append(f'<path d="M{x} {_TOP - 8}V{height - 12}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x}" y="{_TOP - 14}" text-anchor="middle">{tenth / 10:.1f}</text>')
    return parts


def _row(bar: Bar, y: int) -> list[str]:
    parts = [f'<text x="{_LEFT - 10}" y="{y + 16}" text-anchor="end">{escape(bar.name)}</text>']
    for number, (mean, colour) in enumerate(zip(bar.means, _COLOURS, strict=True)):
        top = y + 3 + 10 * number
        wide = max(_x(mean) - _x(0), 1.5)
        parts.append(f'<rect x="{_x(0)}" y="{top}" width="{wide:.1f}" height="8" fill="{colour}"/>')
    goals = (goal for goal in (bar.least, bar.most) if 0 < goal < 1)
    lines = (f'<path d="M{_x(goal)} {y}v24" stroke="{_GOAL}" stroke-width="2"/>' for goal in goals)
    return [*parts, *lines]


def _x(mark: float) -> float:
    return round(_LEFT + _WIDE * mark, 1)
