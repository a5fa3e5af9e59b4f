"""The browser entry: page configuration and navigation. Started by `mock-interviewer`."""

import streamlit as st

from interviewer.pages import address

st.set_page_config(page_title="Mock interviewer", page_icon=":material/forum:", layout="centered")
st.navigation(address.pages(), position="top").run()
