"""The bare chat page that the app is compared with, and who talks to it.

It is what Streamlit's documentation shows: the same model, streamed, and nothing stored or judged.
"""

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from streamlit.proto.Element_pb2 import Element

from benchmarks.load.tab import Tab
from benchmarks.load.visitor import Visitor, Watch, sent

TURNS: Final = 12
"""Answers of one visit, about as many as an interview has."""

SCRIPT: Final = """
import streamlit as st
from openai import OpenAI

@st.cache_resource
def client():
    return OpenAI()

said = st.session_state.setdefault("said", [])
for message in said:
    with st.chat_message(message["role"]):
        st.markdown(message["content"])
if words := st.chat_input("Your answer", key="answer"):
    said.append({"role": "user", "content": words})
    with st.chat_message("user"):
        st.markdown(words)
    with st.chat_message("assistant"):
        reply = st.write_stream(
            client().chat.completions.create(model="m", messages=said, stream=True)
        )
    said.append({"role": "assistant", "content": reply})
"""


@dataclass
class Talker(Visitor):
    """Says the same answers as the candidates, in any order, with the same time to think."""

    async def visit(self) -> None:
        words = list(chain.from_iterable(self.answers.values()))
        self.who.chance.shuffle(words)
        async with Tab.opened(self.url, {}) as tab:
            try:
                self.noted("open", await tab.draw())
                for each in words[:TURNS]:
                    await self.think()
                    if self.over():
                        return
                    watch = Watch(partial(_says, words=each))
                    tab.saw = watch
                    over = await tab.draw(sent(tab, each))
                    self.record.turns.append(watch.turn(self.clock, over))
                self.record.finished += 1
            finally:
                self.left(tab)


def _says(element: Element, words: str) -> bool:
    return element.WhichOneof("type") == "markdown" and element.markdown.body == words
