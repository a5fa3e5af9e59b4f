"""Charts on pages, by Altair. Colour never speaks alone in them.

Altair is heavy, so it is imported when the first chart is drawn. For files see `bars`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

Chart = Any
"""One of Altair's, whose own types part layers, rows and single charts."""


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
    import altair as alt

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
    order = [str(row["sure"]) for row in rows]
    base = alt.Chart({"values": rows}).encode(
        y=alt.Y("sure:N", sort=order, title=None, axis=alt.Axis(labelLimit=140))
    )
    title = "mean score, % (mark: what would fit)"
    score = alt.X("score:Q", title=title, scale=_scale(), axis=_percents())
    bars = base.mark_bar(color=tones.bar, height=14).encode(x=score)
    ticks = base.mark_tick(color=tones.mark, thickness=3, size=22).encode(x="expected:Q")
    texts = base.mark_text(align="left", dx=6, color=tones.ink).encode(x="behind:Q", text="says:N")
    return _styled(alt.layer(bars, ticks, texts).properties(width="container", height=170), tones)


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
    import altair as alt

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
    base = alt.Chart({"values": rows}).encode(
        y=alt.Y("topic:N", sort=order, title=None, axis=alt.Axis(labelLimit=180))
    )
    bands = base.mark_rule(color=tones.bar, strokeWidth=7, opacity=0.35).encode(
        x=alt.X("low:Q", title="expected score, %", scale=_scale(), axis=_percents()), x2="high:Q"
    )
    dots = base.mark_point(color=tones.bar, filled=True, size=90, opacity=1).encode(x="level:Q")
    texts = base.mark_text(align="left", dx=8, color=tones.ink).encode(x="high:Q", text="says:N")
    height = 28 * len(order) + 64
    return _styled(
        alt.layer(bands, dots, texts).properties(width="container", height=height), tones
    )


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
    import altair as alt

    rows = [
        {"date": when.isoformat(), "mark": 100 * mark, "bank": bank} for when, mark, bank in points
    ]
    banks = len({bank for _, _, bank in points})
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("date:T", title=None),
        y=alt.Y("mark:Q", title="mark, %", scale=alt.Scale(domain=[0, 100])),
        color=alt.Color("bank:N", legend=alt.Legend(orient="bottom") if banks > 1 else None)
        if banks > 1
        else alt.value(tones.bar),
    )
    shape = alt.Shape("bank:N", legend=None)
    line = base.mark_line(strokeWidth=2)
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(shape=shape)
    return _styled(alt.layer(line, dots).properties(width="container", height=220), tones)


def _scale() -> Any:
    """Room for a hundred per cent, and for the words behind it."""
    import altair as alt

    return alt.Scale(domain=[0, 122])


def _percents() -> Any:
    import altair as alt

    return alt.Axis(values=[0, 20, 40, 60, 80, 100])


def _styled(chart: Chart, tones: Tones) -> Chart:
    return (
        chart.configure(background="transparent", font=FONT, padding=_ROOM)
        .configure_axis(
            labelColor=tones.ink,
            titleColor=tones.ink,
            gridColor=tones.line,
            gridOpacity=0.6,
            domainColor=tones.line,
            tickColor=tones.line,
            titleFontWeight="normal",
        )
        .configure_legend(labelColor=tones.ink, titleColor=tones.ink)
        .configure_view(stroke=None)
    )
