"""What is around every page: its configuration and navigation. Streamlit runs it for each draw."""

import streamlit as st

from interviewer.pages import address, door, settings

# An emoji: the picture of a Material icon would be fetched from afar, all else comes from here.
st.set_page_config(page_title="Mock interviewer", page_icon="🎤", layout="centered")
with door.one_draw():
    visitor = door.visitor()  # nobody else gets any further
    page = st.navigation(address.pages(many=visitor is not None), position="top")
    settings.button()
    page.run()
