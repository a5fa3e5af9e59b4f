"""The chart of how sure against how right in files: bars by score, marks by confidence, words."""

import re
from xml.etree import ElementTree as ET

from interviewer.interview import replay
from interviewer.rendering.bars import to_svg
from interviewer.rendering.charts import calibration
from interviewer.report import report
from interviewer.reporting.summary import Sureness
from tests.examples import events

TABLE = (
    Sureness(confidence=1, word="guessing", n=2, score=0.5),
    Sureness(confidence=2, word="unsure", n=0, score=None),
    Sureness(confidence=3, word="quite sure", n=1, score=0.0),
    Sureness(confidence=4, word="certain", n=12, score=1.0),
)


def drawn() -> ET.Element:
    return ET.fromstring(to_svg(TABLE))  # noqa: S314 - our own


def rectangles(colour: str) -> list[ET.Element]:
    """Those of the rows; the last one of each colour belongs to the legend."""
    return [r for r in drawn().iter() if r.tag.endswith("rect") and r.get("fill") == colour][:-1]


def test_a_bar_is_as_long_as_its_score() -> None:
    """None and nothing are no bar; a hundred per cent reaches the last line."""
    lengths = [float(r.get("width", "")) for r in rectangles("#1f7f78")]
    assert [length / lengths[3] for length in lengths] == [0.5, 0, 0, 1]
    lines = re.findall(r"M([\d.]+) ", to_svg(TABLE))
    assert float(rectangles("#1f7f78")[3].get("x", "")) + lengths[3] == float(lines[-1])


def test_a_mark_stands_where_the_score_would_fit() -> None:
    """At nothing for a guess, at a hundred per cent for certain, evenly between."""
    middles = [float(r.get("x", "")) + 1.5 for r in rectangles("#9a5b00")]
    lines = [float(x) for x in re.findall(r"M([\d.]+) ", to_svg(TABLE))]
    whole = lines[-1] - lines[0]
    assert [round(3 * (m - lines[0]) / whole, 2) for m in middles] == [0, 1, 2, 3]


def test_colour_never_speaks_alone() -> None:
    """Each row has its words and its figures, and the legend says what is what."""
    said = [t.text for t in drawn().iter() if t.tag.endswith("text")]
    for words in (
        *("guessing (1)", "50 % of 2", "unsure (2)", "none", "quite sure (3)", "0 % of 1"),
        *("certain (4)", "100 % of 12", "mean score, %", "what would fit that confidence"),
    ):
        assert words in said


def test_a_report_can_be_drawn() -> None:
    """Its table is one of those."""
    rated = report(replay(events()), interview_id="i1").calibration
    assert rated is not None
    assert "31 % of 1" in to_svg(rated.table)


def test_on_pages_no_mark_lies_on_the_words() -> None:
    """They stand behind the bar, or behind a mark that is near it."""
    table = (
        Sureness(confidence=3, word="quite sure", n=1, score=0.57),
        Sureness(confidence=4, word="certain", n=6, score=0.41),
    )
    rows = calibration(table)["layer"][0]["data"]["values"]
    places = [row["behind"] for row in rows]
    assert [round(place) for place in places] == [67, 41]
