"""Charts on pages, as specifications in Vega-Lite. Colour never speaks alone in them.

Each layer holds the few rows that it draws. For files see `bars`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

Chart = dict[str, Any]
"""A specification; https://vega.github.io/vega-lite/docs says what its names mean."""

_Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a chart on light or on dark ground."""

    ink: str
    line: str
    bar: str
    mark: str


LIGHT = Tones("#4a5156", "#cfcac0", "#1f7f78", "#9a5b00")
DARK = Tones("#cdd2d1", "#3f494d", "#3fa39b", "#f0b254")

FONT = "Noto Sans, system-ui, sans-serif"
_ROOM = {"left": 16, "right": 10, "top": 6, "bottom": 6}
"""Around a chart, for fonts that are wider than the one it was measured with."""


_WORDS = 0.28
"""How much of a chart's hundred per cent words may take, on a phone."""


class Row(Protocol):
    """All first answers of one confidence."""

    @property
    def confidence(self) -> int: ...
    @property
    def word(self) -> str: ...
    @property
    def n(self) -> int: ...
    @property
    def score(self) -> float | None: ...


def calibration(table: Sequence[Row], tones: Tones = LIGHT) -> Chart:
    """How sure against how right: a bar for each confidence, with how many answers it rests on,
    beside the score that would have been expected at it.
    """
    rows = [
        {
            "sure": f"{r.word} ({r.confidence})",
            "score": 100 * (r.score or 0.0),
            "expected": 100 * expected(r),
            "behind": 100 * _behind(r),
            "says": f"{100 * r.score:.0f} % of {r.n}" if r.score is not None else "none",
        }
        for r in table
    ]
    y = _names("sure", [str(row["sure"]) for row in rows], room=140)
    x = _percent("score", "mean score, % (mark: what would fit)")
    bars = _layer(rows, {"type": "bar", "color": tones.bar, "height": 14}, x=x, y=y)
    ticks = _layer(
        rows,
        {"type": "tick", "color": tones.mark, "thickness": 3, "size": 22},
        x=_number("expected"),
        y=y,
    )
    texts = _layer(rows, _text(tones, 6), x=_number("behind"), y=y, text=_name("says"))
    return _chart([bars, ticks, texts], 170, tones)


def expected(row: Row) -> float:
    """The mean score that would fit that confidence, 0 to 1."""
    return (row.confidence - 1) / 3


def _behind(row: Row) -> float:
    """Where the words stand: behind the bar, or behind the mark where that would lie on them."""
    score, mark = row.score or 0.0, expected(row)
    return mark if score <= mark <= score + _WORDS else score


def calibration_alt(table: Sequence[Row]) -> str:
    """The same in words."""
    known = [f"{r.word}: {100 * r.score:.0f} % over {r.n}" for r in table if r.score is not None]
    return (
        "Mean score of first answers by how sure you were: "
        f"{'; '.join(known) or 'none rated yet'}. A mark shows what fits each confidence."
    )


class Level(Protocol):
    """Where somebody stands in one topic, 0 to 1, with the band around it."""

    @property
    def topic(self) -> str: ...
    @property
    def level(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def n(self) -> int: ...


def levels(topics: Sequence[Level], tones: Tones = LIGHT) -> Chart:
    """A dot for each topic with its band, the weakest first, and how many answers it rests on."""
    rows = [
        {
            "topic": t.topic,
            "level": 100 * t.level,
            "low": 100 * t.low,
            "high": 100 * t.high,
            "says": f"{100 * t.level:.0f} %, n {t.n}",
        }
        for t in topics
    ]
    order = list(dict.fromkeys(str(row["topic"]) for row in rows))
    y = _names("topic", order, room=180)
    bands = _layer(
        rows,
        {"type": "rule", "color": tones.bar, "strokeWidth": 7, "opacity": 0.35},
        x=_percent("low", "expected score, %"),
        x2={"field": "high"},
        y=y,
    )
    dots = _layer(rows, _dots(90) | {"color": tones.bar}, x=_number("level"), y=y)
    texts = _layer(rows, _text(tones, 8), x=_number("high"), y=y, text=_name("says"))
    return _chart([bands, dots, texts], 28 * len(order) + 64, tones)


def levels_alt(topics: Sequence[Level]) -> str:
    """The same in words."""
    said = "; ".join(
        f"{t.topic}: {100 * t.level:.0f} %, between {100 * t.low:.0f} and {100 * t.high:.0f}, "
        f"n {t.n}"
        for t in topics
    )
    return f"Level per topic, the weakest first: {said}."


def trend(points: Sequence[tuple[datetime, float, str]], tones: Tones = LIGHT) -> Chart:
    """Marks of interviews over time, 0 to 1, a line and a form of dots for each bank."""
    rows = [
        {"date": when.isoformat(), "mark": 100 * mark, "bank": bank} for when, mark, bank in points
    ]
    several = len({bank for _, _, bank in points}) > 1
    along = {
        "x": {"field": "date", "type": "temporal", "title": None},
        "y": _number("mark") | {"title": "mark, %", "scale": {"domain": [0, 100]}},
        "color": _name("bank") | {"legend": {"orient": "bottom"}}
        if several
        else {"value": tones.bar},
    }
    line = _layer(rows, {"type": "line", "strokeWidth": 2}, **along)
    dots = _layer(rows, _dots(70), shape=_name("bank") | {"legend": None}, **along)
    return _chart([line, dots], 220, tones)


def _number(field: str) -> Chart:
    return {"field": field, "type": "quantitative"}


def _name(field: str) -> Chart:
    return {"field": field, "type": "nominal"}


def _names(field: str, order: Sequence[str], *, room: int) -> Chart:
    """Down the side, in that order, with `room` pixels for each."""
    return _name(field) | {"sort": list(order), "title": None, "axis": {"labelLimit": room}}


def _percent(field: str, title: str) -> Chart:
    """A hundred per cent, and room for the words behind it."""
    return _number(field) | {
        "title": title,
        "scale": {"domain": [0, 122]},
        "axis": {"values": [0, 20, 40, 60, 80, 100]},
    }


def _dots(size: int) -> Chart:
    return {"type": "point", "filled": True, "size": size, "opacity": 1}


def _text(tones: Tones, gap: int) -> Chart:
    return {"type": "text", "align": "left", "dx": gap, "color": tones.ink}


def _layer(rows: _Rows, mark: Chart, **encoding: Chart) -> Chart:
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def _chart(layers: Sequence[Chart], height: int, tones: Tones) -> Chart:
    """As wide as the page lets it be; `height` in pixels."""
    words = {"labelColor": tones.ink, "titleColor": tones.ink}
    lines = {"gridColor": tones.line, "domainColor": tones.line, "tickColor": tones.line}
    return {
        "width": "container",
        "height": height,
        "layer": list(layers),
        "config": {
            "background": "transparent",
            "font": FONT,
            "padding": _ROOM,
            "axis": words | lines | {"gridOpacity": 0.6, "titleFontWeight": "normal"},
            "legend": words,
            "view": {"stroke": None},
        },
    }
