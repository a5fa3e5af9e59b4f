"""Charts, by Altair: drawn in pages, and as SVG in files. Colour never speaks alone in them.

Altair and vl-convert are heavy, so they are imported when the first chart is drawn.
"""

from collections.abc import Sequence
from typing import Any, Protocol

Chart = Any
"""One of Altair's, whose own types part layers, rows and single charts."""

INK, SOFT, GRID = "#6b7280", "#8a8f98", "#c9c6bd"
"""Tones that can be read on light and on dark paper."""
TEAL, ORANGE = "#1f7f78", "#b86e00"

_FONT = "Noto Sans, system-ui, sans-serif"


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


def calibration(table: Sequence[Row]) -> Chart:
    """How sure against how right: a bar for each confidence, with how many answers it rests on,
    beside the score that would have been expected at it.
    """
    import altair as alt

    rows = [
        {
            "sure": f"{r.word} ({r.confidence})",
            "score": 100 * (r.score or 0.0),
            "expected": 100 * (r.confidence - 1) / 3,
            "says": f"{100 * r.score:.0f} % of {r.n}" if r.score is not None else "none",
        }
        for r in table
    ]
    order = [str(row["sure"]) for row in rows]
    base = alt.Chart({"values": rows}).encode(
        y=alt.Y("sure:N", sort=order, title=None, axis=alt.Axis(labelLimit=140))
    )
    score = alt.X("score:Q", title="mean score, %", scale=alt.Scale(domain=[0, 100]))
    bars = base.mark_bar(color=TEAL, height=14).encode(x=score)
    ticks = base.mark_tick(color=ORANGE, thickness=3, size=22).encode(x="expected:Q")
    texts = base.mark_text(align="left", dx=6, color=INK).encode(x="score:Q", text="says:N")
    return _styled(alt.layer(bars, ticks, texts).properties(width="container", height=130))


def calibration_alt(table: Sequence[Row]) -> str:
    """The same in words."""
    known = [f"{r.word}: {100 * r.score:.0f} % over {r.n}" for r in table if r.score is not None]
    return (
        "Mean score of first answers by how sure you were: "
        f"{'; '.join(known) or 'none rated yet'}. A mark shows what fits each confidence."
    )


def svg(chart: Chart, width: int = 460) -> str:
    """The chart as SVG, which needs nothing else."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(chart.properties(width=width).to_dict())
    return drawn


def _styled(chart: Chart) -> Chart:
    return (
        chart.configure(background="transparent", font=_FONT)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            gridColor=GRID,
            gridOpacity=0.5,
            domainColor=SOFT,
            tickColor=SOFT,
            titleFontWeight="normal",
        )
        .configure_view(stroke=None)
    )


__all__ = ["Row", "calibration", "calibration_alt", "svg"]
