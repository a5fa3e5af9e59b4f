"""Charts on the page, with their few rows within them.

Rows that Streamlit finds at the top of a chart it turns into a table of Arrow, and loads pandas and
pyarrow for that: 80 MB of a process that nothing else needs them for.
"""

from typing import Any

import streamlit as st

from interviewer.rendering.charts import Chart


def chart(drawn: Chart, *, alt: str, key: str) -> None:
    """One of `rendering.charts`, and the same in words for who cannot see it."""
    st.vega_lite_chart(spec=_within(drawn.to_dict()), alt=alt, key=key, theme=None)


def _within(spec: dict[str, Any]) -> dict[str, Any]:
    """The same chart, where each layer has the rows itself."""
    sets = spec.pop("datasets", {})
    data = spec.pop("data")
    rows = {"values": sets[data["name"]]} if "name" in data else data
    return {**spec, "layer": [{"data": rows, **layer} for layer in spec["layer"]]}
