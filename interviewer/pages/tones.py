"""The colours of charts that fit the theme of the browser."""

import streamlit as st

from interviewer.rendering.charts import DARK, LIGHT, Tones


def tones() -> Tones:
    """Those of the theme in use."""
    return DARK if st.context.theme.type == "dark" else LIGHT
