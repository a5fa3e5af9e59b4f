"""The picture of the load table: SVG, written by hand so that it takes no library. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

Results = Mapping[str, Mapping[str, Any]]

_WIDE, _HIGH = 720, 560
_LEFT, _RIGHT = 70, 690
_PANELS = ((40, 240), (320, 520))
"""Top and bottom of the two."""

_GRID, _GOAL, _INK = "#dddddd", "#9b2226", "#222222"
_LINES: Final = (
    ("app-grows", "app", "#3b6ea5", ""),
    ("bare-grows", "bare page", "#c98a2b", ""),
    ("one", "one replica", "#6b6f6d", "6 3"),
    ("two", "two replicas", "#2f7d4f", "6 3"),
)
_STEP: Final = 10
"""Interviews from one mark to the next."""

_BOUNDS: Final = (
    ("text", 0.5, "first text, seconds at p95"),
    ("added", 1.5, "added time, seconds at p95"),
)
_HELD: Final = {"app-grows": ("app-50", "app-100"), "bare-grows": ("bare-50",)}
"""What was held for long belongs to the same line."""


def drawn(results: Results) -> str:
    """How first text and added time grow with the number of interviews, and their bounds."""
    lines = [line for line in _LINES if line[0] in results]
    points = (_points(results, line[0], "text") for line in lines)
    most = max((present for each in points for present, _ in each), default=100)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" '
            f'font-family="sans-serif" font-size="12" fill="{_INK}" role="img" '
            'aria-label="First text and added time by the number of simultaneous interviews">'
        ),
        f'<rect width="100%" height="{_HIGH}" fill="#ffffff"/>',
        *_legend(lines),
    ]
    for (figure, bound, says), (top, bottom) in zip(_BOUNDS, _PANELS, strict=True):
        scale = _Scale(most * 1.05, 3 * bound, top, bottom)
        parts += _frame(scale, bound, says, most)
        for name, _, colour, dashes in lines:
            parts += _line(scale, _points(results, name, figure), colour, dashes)
    return "\n".join([*parts, "</svg>", ""])


def _points(results: Results, name: str, figure: str) -> list[tuple[int, float]]:
    grown = {p["present"]: p[figure]["p95"] for p in results[name]["levels"]}
    held = (results[n] for n in _HELD.get(name, ()) if n in results)
    return sorted((grown | {r["count"]: r[figure]["p95"] for r in held}).items())


class _Scale:
    def __init__(self, widest: float, highest: float, top: int, bottom: int) -> None:
        self.widest, self.highest, self.top, self.bottom = widest, highest, top, bottom

    def x(self, value: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * value / self.widest, 1)

    def y(self, value: float) -> float:
        inside = min(value, self.highest)
        return round(self.bottom - (self.bottom - self.top) * inside / self.highest, 1)


def _frame(scale: _Scale, bound: float, says: str, most: int) -> Iterator[str]:
    yield f'<text x="{_LEFT}" y="{scale.top - 10}" font-weight="bold">{escape(says)}</text>'
    for part in range(4):
        value = scale.highest * part / 3
        y = scale.y(value)
        yield f'<path d="M{_LEFT} {y}H{_RIGHT}" stroke="{_GRID}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{value:.2f}</text>'
    for number in range(0, most + 1, _STEP):
        at = f'x="{scale.x(number)}" y="{scale.bottom + 16}"'
        yield f'<text {at} text-anchor="middle">{number}</text>'
    middle = (_LEFT + _RIGHT) // 2
    below = scale.bottom + 32
    yield f'<text x="{middle}" y="{below}" text-anchor="middle">simultaneous interviews</text>'
    y = scale.y(bound)
    yield f'<path d="M{_LEFT} {y}H{_RIGHT}" stroke="{_GOAL}" stroke-width="1.5"/>'
    yield f'<text x="{_RIGHT}" y="{y - 4}" text-anchor="end" fill="{_GOAL}">goal</text>'


def _line(
    scale: _Scale, points: Sequence[tuple[float, float]], colour: str, dashes: str
) -> Iterator[str]:
    path = "L".join(f"{scale.x(n)} {scale.y(value)}" for n, value in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    for number, value in points:
        yield f'<circle cx="{scale.x(number)}" cy="{scale.y(value)}" r="3" fill="{colour}"/>'


def _legend(lines: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    at = _LEFT
    for _, says, colour, dashes in lines:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<path d="M{at} 10h22" stroke="{colour}" stroke-width="2"{dashed}/>'
        yield f'<text x="{at + 28}" y="14">{escape(says)}</text>'
        at += 50 + 7 * len(says)
