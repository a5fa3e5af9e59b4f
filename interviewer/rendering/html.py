"""A report as one HTML file that needs nothing else: no script, no request, any theme, paper."""

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from interviewer.rendering import bars, charts, facts, marked
from interviewer.rendering.escaping import visible
from interviewer.report import Report, State
from interviewer.reporting import wording

TEMPLATE = "report.html.j2"


def to_html(report: Report) -> str:
    """The whole report; whatever it holds is escaped, and the page forbids itself all loading."""
    points = {(q.number, p.id): p.number for q in report.questions for p in q.points}
    return str(
        _template().render(
            report=report,
            header=report.header,
            about=facts.facts(report.header),
            widest=max((len(row.cells) for row in report.heatmap), default=0),
            point_number=points,
        )
    )


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        percent=wording.percent, day=wording.day, full_stop=wording.full_stop
    )
    environment.globals.update(
        segments=marked.segments,
        states=tuple(State),
        purpose=facts.PURPOSE,
        status=facts.STATUS,
        finish=facts.FINISH,
        sureness=wording.CONFIDENCE,
        became=facts.became,
        cut_short=facts.cut_short,
        duration=wording.duration,
        chart=_chart,
        chart_alt=charts.calibration_alt,
        count=wording.count,
    )
    return environment.get_template(TEMPLATE)


def _chart(table: Sequence[charts.Row]) -> str:
    """The chart as an address that holds it: a picture can run nothing and asks nobody."""
    drawn = b64encode(bars.to_svg(table).encode()).decode()
    return f"data:image/svg+xml;base64,{drawn}"


def _shown(value: Any) -> Any:
    """Control characters have no place in HTML, not even as references."""
    return visible(value) if type(value) is str else value
