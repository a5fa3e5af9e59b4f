"""What the candidate does in an interview, as callbacks; trouble is told on the next draw.

Nothing here may be the last place of an answer: what could not be saved is shown again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from traceback import format_exc

import streamlit as st
import structlog

from interviewer.errors import Conflict
from interviewer.pages.plain import literal
from interviewer.pages.service import underway
from interviewer.wiring import Wired
from knowledge.errors import MockInterviewerError

_log = structlog.get_logger()

SAME_CLICK = 0.4
"""Seconds; what is pressed sooner after the page changed is the second click of a double click."""

_LONG = 2_000
"""Characters from which on words that were not saved scroll in a box of their own, so that the ways
on stay near.
"""

_TALL = 320
"""Pixels of that box."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    message: str
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class _Unsaved:
    interview_id: str
    words: str
    again: bool


def answer(wired: Wired, interview_id: str, seq: int) -> None:
    """Saves what stands in the input; judging comes with the next draw."""
    text: str = st.session_state.answer or ""
    if not text.strip():
        st.session_state.trouble = _Trouble(
            "The answer is empty. Write something, press I don't know, or skip the question.",
            harmless=True,
        )
        return
    _save(wired, interview_id, text, seq)


def send_again(wired: Wired, interview_id: str, text: str) -> None:
    """Tries once more to save words that could not be saved."""
    _save(wired, interview_id, text, None)


def drop() -> None:
    """Lets go of words that could not be saved."""
    del st.session_state.unsaved


def dont_know(wired: Wired, interview_id: str, seq: int) -> None:
    """Says so, as an answer."""
    if _is_second_click(interview_id, seq):
        return
    _save(wired, interview_id, "I don't know.", seq)


def skip(wired: Wired, interview_id: str, seq: int) -> None:
    """Passes on what was asked last."""
    if _is_second_click(interview_id, seq):
        return
    with _kept():
        wired.engine.skip(interview_id, seq=seq)


def hint(wired: Wired, interview_id: str, seq: int) -> None:
    """Asks for the next hint."""
    if _is_second_click(interview_id, seq):
        return
    with _kept():
        wired.engine.hint(interview_id, seq=seq)


def repeat(interview_id: str, turn: int) -> None:
    """Has the last thing said once more."""
    st.session_state.repeated = (interview_id, turn)


def rate(wired: Wired, interview_id: str, turn: int) -> None:
    """Notes how sure the candidate was, and clears the choice for the next answer."""
    confidence = st.session_state.confidence
    st.session_state.confidence = None
    if confidence is not None:
        with _kept():
            wired.engine.rate(interview_id, turn, confidence)


def pause(wired: Wired, interview_id: str) -> None:
    """Stops the clock; a pause is no part of an answer's seconds."""
    with _kept():
        wired.engine.pause(interview_id)
        st.session_state.setdefault("stopped", monotonic())


def resume(wired: Wired, interview_id: str) -> None:
    """Starts the clock again."""
    with _kept():
        wired.engine.resume(interview_id)
        stopped = st.session_state.pop("stopped", None)
        if stopped is not None and (noted := st.session_state.get("shown")):
            st.session_state.shown = (noted[0], noted[1] + monotonic() - stopped)


def retry(wired: Wired, interview_id: str) -> None:
    """Has the last answer judged again, with the next draw."""
    with _kept():
        wired.engine.judge_again(interview_id)


def end(wired: Wired, interview_id: str) -> None:
    """Has the interview ended with the next draw that finds no answer under judgement."""
    resume(wired, interview_id)  # or an answer sent before the pause would not be judged
    st.session_state.ending = interview_id


def is_ending(interview_id: str) -> bool:
    """Whether it is to be ended."""
    wished: str | None = st.session_state.get("ending")
    return wished == interview_id


def ended() -> None:
    """The wish is carried out."""
    st.session_state.ending = None


def stop(wired: Wired, interview_id: str) -> None:
    """Gives up what the model is about to say; an answer stays saved."""
    with _kept():
        wired.engine.stop(interview_id, taken=underway().taken(interview_id))
        underway().stop(interview_id)


def go_on(wired: Wired, interview_id: str) -> None:
    """Goes on without the missing judgement, or has the offline examiner take over."""
    with _kept(), st.spinner("The offline examiner takes over …"):
        if wired.engine.load(interview_id).by_model:
            wired.engine.hand_over(interview_id)
        else:
            wired.engine.go_on(interview_id)


def shown(interview_id: str, turn: int, seq: int) -> None:
    """Notes when a turn was first on the page, so that the answer knows its seconds; and when the
    state of `seq` events was.
    """
    for name, now in (("shown", (interview_id, turn)), ("drawn", (interview_id, seq))):
        if st.session_state.get(name, (None, 0.0))[0] != now:
            st.session_state[name] = (now, monotonic())


def trouble(wired: Wired, interview_id: str) -> None:
    """Tells once what went wrong in the last move; words that were not saved stay until an
    answer is saved or they are dropped.
    """
    told: _Trouble | None = st.session_state.pop("trouble", None)
    if told is not None and told.harmless:
        st.info(literal(told.message), icon=":material/info:")
    elif told is not None:
        st.error(literal(told.message), icon=":material/error:")
    unsaved: _Unsaved | None = st.session_state.get("unsaved")
    if unsaved is None or unsaved.interview_id != interview_id:
        return
    st.caption("Your words, not saved:")
    long = len(unsaved.words) > _LONG
    st.code(unsaved.words, language=None, wrap_lines=True, height=_TALL if long else "content")
    with st.container(horizontal=True):
        if unsaved.again:
            st.button(
                "Try again",
                key="send_again",
                type="primary",
                on_click=send_again,
                args=(wired, interview_id, unsaved.words),
            )
        st.button("Drop them", key="drop_words", type="tertiary", on_click=drop)


def _is_second_click(interview_id: str, seq: int) -> bool:
    # The first has brought a new question already, with the same button in the same place.
    noted: tuple[tuple[str, int], float] | None = st.session_state.get("drawn")
    if noted is None or noted[0] != (interview_id, seq):
        return False
    return monotonic() - noted[1] < SAME_CLICK


def _save(wired: Wired, interview_id: str, text: str, seq: int | None) -> None:
    # Kept first, and let go of once they are in: so they stay whatever is raised.
    st.session_state.unsaved = _Unsaved(interview_id, text, again=True)
    with _kept():
        try:
            wired.engine.answer(interview_id, text, seq=seq, seconds=_seconds())
        except Conflict:
            # A second click on send brings the same words: they are in, there is nothing to tell.
            if not _is_in(wired, interview_id, text):
                st.session_state.unsaved = _Unsaved(interview_id, text, again=False)
                raise
        st.session_state.pop("unsaved", None)


def _is_in(wired: Wired, interview_id: str, text: str) -> bool:
    turns = [t for r in wired.engine.load(interview_id).rounds for t in r.turns]
    answered = [t.answer.text for t in turns if t.answer is not None]
    asked_back = [a.asked.text for t in turns[-1:] for a in t.asides]
    return text in (*answered[-1:], *asked_back[-1:])


def _seconds() -> float | None:
    noted = st.session_state.get("shown")
    return round(monotonic() - noted[1], 1) if noted else None


@contextmanager
def _kept() -> Iterator[None]:
    try:
        yield
    except Conflict as error:
        st.session_state.trouble = _Trouble(str(error), harmless=True)
    except MockInterviewerError as error:
        st.session_state.trouble = _Trouble(str(error))
    except Exception:  # noqa: BLE001 - logged; without a page there would be no way to try again
        _log.error("move_failed", exception=format_exc())
        st.session_state.trouble = _Trouble(
            "This failed in a way nobody foresaw; the log says how."
        )
