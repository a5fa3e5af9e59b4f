"""The chart of how sure against how right as SVG, for files.

Drawn from a template of our own: the libraries that draw it on pages take half a second to load
and a hundred megabytes that a server never gets back, for four bars.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from interviewer.rendering.charts import FONT, LIGHT, Row, Tones, expected

TEMPLATE = "bars.svg.j2"
_LABELS, _BARS, _ROW = 132, 250, 34
"""Widths of labels and of a hundred per cent, and the height of a row, in pixels."""
_ABOVE, _BELOW, _BEHIND = 8, 62, 92
"""Room above the rows, for the axis below them, and for words behind them."""


def to_svg(table: Sequence[Row], tones: Tones = LIGHT) -> str:
    """A bar for each confidence, its mean score in words, and a mark where the score would fit."""
    rows = [
        {
            "label": f"{row.word} ({row.confidence})",
            "middle": _ABOVE + _ROW * number + _ROW // 2,
            "bar": _along(row.score or 0.0),
            "fits": _along(expected(row)),
            "says": "none" if row.score is None else f"{100 * row.score:.0f} % of {row.n}",
        }
        for number, row in enumerate(table)
    ]
    foot = _ABOVE + _ROW * len(rows)
    return str(
        _template().render(
            rows=rows,
            tones=tones,
            font=FONT,
            left=_LABELS,
            top=_ABOVE,
            foot=foot,
            right=_LABELS + _BARS,
            width=_LABELS + _BARS + _BEHIND,
            height=foot + _BELOW,
            lines=[(percent, _LABELS + _along(percent / 100)) for percent in range(0, 101, 20)],
        )
    )


def _along(share: float) -> float:
    return round(_BARS * share, 1)


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE)
