"""Charts on the page.

Their rows stand within each layer: what Streamlit finds at the top of a chart it turns into a
table of Arrow, and loads pandas and pyarrow for that, 80 MB of a process that nothing else needs
them for.
"""

import streamlit as st

from interviewer.rendering.charts import Chart


def chart(drawn: Chart, *, alt: str, key: str) -> None:
    """One of `rendering.charts`, and the same in words for who cannot see it."""
    st.vega_lite_chart(spec=drawn, alt=alt, key=key, theme=None)
