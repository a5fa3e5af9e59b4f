"""The browser entry: the pages behind what guards them. Started by `mock-interviewer`."""

import streamlit as st

from interviewer import serving

app = st.App(
    serving.SCRIPT,
    secrets=serving.secrets(),
    middleware=serving.middleware(),
    routes=serving.routes(),
    lifespan=serving.lifespan,
)
