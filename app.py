"""The browser entry: page configuration and navigation. Started by `mock-interviewer`."""

import streamlit as st

from interviewer.pages import address, settings

st.set_page_config(page_title="Mock interviewer", page_icon=":material/forum:", layout="centered")
page = st.navigation(address.pages(), position="top")
settings.button()
page.run()
