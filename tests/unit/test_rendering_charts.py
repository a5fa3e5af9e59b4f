"""Charts on pages: what they show, and that Vega-Lite takes them."""

from datetime import UTC, datetime
from typing import Any

import altair as alt
import pytest
from jsonschema import ValidationError

from interviewer.rendering import charts
from interviewer.reporting.summary import Sureness

SURE = (
    Sureness(confidence=1, word="guessing", n=2, score=0.5),
    Sureness(confidence=2, word="unsure", n=0, score=None),
    Sureness(confidence=4, word="certain", n=12, score=1.0),
)


class Topic:
    """Where somebody stands in it."""

    def __init__(self, topic: str, level: float, low: float, high: float, n: int) -> None:
        self.topic, self.level, self.low, self.high, self.n = topic, level, low, high, n


TOPICS = (Topic("graphs", 0.25, 0.1, 0.4, 3), Topic("trees", 0.5, 0.4, 0.6, 7))


def point(day: int, mark: float, bank: str = "trees") -> tuple[datetime, float, str]:
    return datetime(2026, 11, day, tzinfo=UTC), mark, bank


ALL = {
    "calibration": charts.calibration(SURE),
    "levels": charts.levels(TOPICS, charts.DARK),
    "one bank": charts.trend([point(1, 0.5), point(2, 0.75)]),
    "two banks": charts.trend([point(1, 0.5), point(2, 0.75, "graphs")]),
}


def rows(chart: charts.Chart) -> list[dict[str, Any]]:
    """Those that every layer draws."""
    first, *others = (layer["data"]["values"] for layer in chart["layer"])
    assert all(other == first for other in others)
    return list(first)


@pytest.mark.parametrize("name", ALL)
def test_vega_lite_knows_every_word_of_them(name: str) -> None:
    """By the schema that Altair brings."""
    alt.LayerChart.from_dict(ALL[name])
    broken = {**ALL[name], "layer": [{**ALL[name]["layer"][0], "mark": {"type": "no such mark"}}]}
    with pytest.raises(ValidationError):
        alt.LayerChart.from_dict(broken)


@pytest.mark.parametrize("name", ALL)
def test_what_is_drawn_is_among_the_rows(name: str) -> None:
    """A field that no row has would draw nothing, and say nothing of it."""
    has = {key for row in rows(ALL[name]) for key in row}
    drawn = {
        channel["field"]
        for layer in ALL[name]["layer"]
        for channel in layer["encoding"].values()
        if "field" in channel
    }
    assert drawn
    assert drawn <= has


def test_a_bar_and_its_mark_are_in_per_cent() -> None:
    """Nothing rated is no bar, and says so."""
    guessing, unsure, certain = rows(ALL["calibration"])
    assert (guessing["score"], guessing["expected"], guessing["says"]) == (50, 0, "50 % of 2")
    assert (unsure["score"], unsure["says"]) == (0, "none")
    assert (certain["score"], certain["expected"], certain["behind"]) == (100, 100, 100)


def test_levels_keep_their_order_and_say_how_many_answers_they_rest_on() -> None:
    chart = ALL["levels"]
    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["graphs", "trees"]
    first = {"topic": "graphs", "level": 25, "low": 10, "high": 40, "says": "25 %, n 3"}
    assert rows(chart)[0] == first


def test_banks_are_told_apart_where_there_are_several() -> None:
    """By form as well as by colour; one alone needs no legend."""
    line, dots = ALL["two banks"]["layer"]
    assert line["encoding"]["color"]["field"] == dots["encoding"]["shape"]["field"] == "bank"
    assert "field" not in ALL["one bank"]["layer"][0]["encoding"]["color"]


def test_dark_ground_has_colours_of_its_own() -> None:
    light, dark = charts.calibration(SURE), charts.calibration(SURE, charts.DARK)
    assert light["config"]["axis"]["labelColor"] == charts.LIGHT.ink
    assert dark["config"]["axis"]["labelColor"] == charts.DARK.ink
