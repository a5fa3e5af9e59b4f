"""The talk as chat messages: what was asked, hinted, asked back and answered. For the pages."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from interviewer.events import Hinted, Purpose
from interviewer.interview import Aside, Round, Turn
from interviewer.pages.plain import document, literal


def field(
    *, disabled: bool, on_submit: Callable[..., None] | None = None, args: tuple[Any, ...] = ()
) -> None:
    """Where the answer is written; drawn whenever one may be begun, or what was begun is gone."""
    # No max_chars: it swallows longer words in silence; the engine says how long is too long.
    st.chat_input(
        "Your answer: Enter sends, Shift+Enter breaks the line",
        key="answer",
        disabled=disabled,
        on_submit=on_submit,
        args=args,
    )


def chat(turns: tuple[Turn, ...], now: Round) -> None:
    """What was asked and said in these turns, both sides in turn."""
    for turn in turns:
        asked(turn, now)
        with st.chat_message("user", avatar=":material/person:"):
            if turn.skipped or turn.answer is None:
                st.markdown("*(skipped)*" if turn.skipped else "*(not answered)*")
            else:
                said = turn.answer.text
                st.markdown(literal(said) if said.strip() else "*(nothing)*")


def asked(turn: Turn, now: Round) -> None:
    """What was said in that turn, then the hints and what was asked back, in their order."""
    _asked(turn, now)
    hints = _hints(turn, now)
    for aside in turn.asides:
        while hints and hints[0].seq < aside.asked.seq:
            _hint(hints.pop(0))
        _aside(aside)
    for hint in hints:
        _hint(hint)


def _asked(turn: Turn, now: Round) -> None:
    with st.chat_message("assistant", avatar=":material/record_voice_over:"):
        if turn.asked.purpose is not Purpose.QUESTION:
            st.markdown(literal(turn.asked.text))
            return
        lead = turn.asked.text.removesuffix(now.question.prompt).strip()
        if lead:
            st.markdown(literal(lead))
        _prompt(now.question.prompt)


def _prompt(text: str) -> None:
    if "\n" in text.strip():  # a heading holds one line; code and lists need more
        st.markdown(document(text))
    else:
        st.subheader(document(text), anchor=False)


def _hints(turn: Turn, now: Round) -> list[Hinted]:
    """The hints asked for while this turn waited for its answer."""
    until = turn.answer.seq if turn.answer else None
    return [h for h in now.hints if h.seq > turn.number and (until is None or h.seq < until)]


def _hint(hint: Hinted) -> None:
    with st.chat_message("assistant", avatar=":material/lightbulb:"):
        st.markdown(f"**Hint {hint.level}.** {literal(hint.text)}")


def _aside(aside: Aside) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(literal(aside.asked.text))
    if aside.said is not None:
        with st.chat_message("assistant", avatar=":material/record_voice_over:"):
            st.markdown(literal(aside.said.text))
