"""Home: what will be asked, one button, and the interview in progress."""

from secrets import randbelow

import streamlit as st

from interviewer.engine import Wish
from interviewer.events import Mode
from interviewer.pages import address, choosing
from interviewer.pages.plain import inline, option
from interviewer.pages.service import service, told, warm
from interviewer.store import Summary
from interviewer.wiring import Wired
from knowledge.errors import MockInterviewerError
from knowledge.summaries import BankSummary

USUAL = 5
"""Questions of an interview unless somebody says otherwise."""

_MODES = {Mode.PRACTICE: "Practice", Mode.INTERVIEW: "Interview"}
_MODE_SAYS = {
    Mode.PRACTICE: "Hints when you ask, and after each question its points beside your words.",
    Mode.INTERVIEW: "As in the real thing: nothing is shown until the report at the end.",
}


def draw() -> None:
    """The page."""
    wired = service()
    st.title("Practise your interview")
    st.markdown(
        "You are asked, you answer, you are asked on about what was missing. "
        "Then a report in which every mark shows a line of the reference and your own words."
    )
    with told():
        _in_progress(wired)
        banks = wired.library.list()
    with st.container(border=True, key="plan"):
        bank = _bank(banks)
        topics = _topics(bank)
        with told():
            available = _available(wired, bank, topics)
        count = _count(available)
        mode, minutes = _manner()
        st.caption(_MODE_SAYS[mode])
        chosen = choosing.choose(wired, bank.id)
        if st.button(
            "Start interview",
            key="start",
            type="primary",
            icon=":material/play_arrow:",
            disabled=chosen.most == 0,
        ):
            wish = Wish(
                bank=bank.id,
                count=count,
                mode=mode,
                selection=chosen.selection,
                topics=tuple(topics),
                minutes=minutes or None,
                seed=randbelow(2**31),
                job_description=chosen.job_description,
                interview_on=chosen.interview_on,
            )
            start(wired, wish)
    _judged_on()
    _examiner(wired)
    for problem in wired.library.problems():
        st.warning(inline(problem), icon=":material/warning:")
    warm(wired)


def _examiner(wired: Wired) -> None:
    """Who judges, and where the answers go."""
    if wired.trouble:
        st.warning(
            f"{inline(wired.trouble)} Until it is mended, the offline examiner judges.",
            title="The configured model cannot be used",
            icon=":material/cloud_off:",
        )
    if wired.endpoint is None:
        because = "No model is in use" if wired.settings.wants_model else "No model is configured"
        st.caption(
            f"**Offline examiner.** {because}, so the built-in examiner judges, on this "
            "computer alone. It marks accuracy and coverage; it does not judge depth, application "
            "or communication.",
        )
        return
    to = "on this computer" if wired.endpoint.local else "which gets the question and your answers"
    st.caption(
        f"**Model examiner.** {inline(wired.endpoint.where)} judges, {to}. The offline examiner "
        "checks along, and where the two are far apart, the report shows both."
    )


def start(wired: Wired, wish: Wish) -> None:
    """Begins that interview and goes there, or says why it cannot be."""
    try:
        with st.spinner("Preparing your questions …"):
            interview_id = wired.engine.start(wish)
    except MockInterviewerError as error:
        st.error(inline(str(error)), icon=":material/error:")
        return
    address.go("interview", interview_id)


def _bank(banks: tuple[BankSummary, ...]) -> BankSummary:
    known = {b.id: b for b in banks}
    if st.session_state.get("bank") not in known:
        # Said aloud: left to its default, the browser goes on showing what is gone.
        st.session_state.bank = next(iter(known))
    chosen = st.selectbox(
        "Question bank",
        list(known),
        format_func=lambda i: f"{known[i].title} ({known[i].count} questions)",
        key="bank",
        persist_state="session",
    )
    return known[chosen]


def _topics(bank: BankSummary) -> list[str]:
    if len(bank.topics) < 2:
        return []
    kept = st.session_state.get("topics") or []
    if any(t not in bank.topics for t in kept):
        st.session_state.topics = [t for t in kept if t in bank.topics]
    return st.pills(
        "Topics",
        bank.topics,
        format_func=option,
        selection_mode="multi",
        key="topics",
        help="None chosen means all of them.",
        persist_state="session",
    )


def _available(wired: Wired, bank: BankSummary, topics: list[str]) -> int:
    if not topics:
        return bank.count
    return sum(q.topic in topics for q in wired.library.get(bank.id).questions)


def _count(available: int) -> int:
    st.session_state.setdefault("count", min(USUAL, available))
    st.session_state.count = min(st.session_state.count, available)
    wanted: int = st.number_input(
        "Questions",
        min_value=1,
        max_value=available,
        step=1,
        key="count",
        help=f"There are {available} to choose from.",
        persist_state="session",
    )
    return wanted


def _manner() -> tuple[Mode, int]:
    mode = st.segmented_control(
        "Mode",
        list(_MODES),
        format_func=lambda mode: option(_MODES[mode]),
        default=Mode.PRACTICE,
        required=True,
        key="mode",
        persist_state="session",
    )
    minutes = 0
    if st.toggle("With a clock", key="clock", persist_state="session"):
        minutes = st.slider("Minutes", 5, 90, 30, 5, key="minutes", persist_state="session")
    return mode or Mode.PRACTICE, minutes


def _judged_on() -> None:
    with st.expander("What you are judged on", icon=":material/rule:"):
        st.markdown(
            "Each question has three to seven **key points**. For each one you get a verdict "
            "with the words of yours that earned it:\n\n"
            ":green-badge[✓ covered] said, and right\n\n"
            ":orange-badge[◐ partial] touched, or only half of it\n\n"
            ":gray-badge[✗ missed] not said\n\n"
            ":red-badge[! contradicted] the opposite was said\n\n"
            "A point that comes only after a hint or a follow-up counts half. Length, accent, "
            "filler words and spelling never count. Saying *I don't know* costs no more than "
            "leaving the point out."
        )


def _in_progress(wired: Wired) -> None:
    current = next((s for s in wired.engine.interviews() if s.finished is None), None)
    if current is None:
        return
    with st.container(border=True, key="in_progress"):
        st.markdown(
            f"**Interview in progress** — question {max(current.asked, 1)} of "
            f"{current.planned}  \n{inline(current.bank_title)}, {current.mode}, "
            f"last touched {current.updated_at.astimezone():%d %b %H:%M}"
        )
        with st.container(horizontal=True):
            if st.button("Continue", key="continue", type="primary", icon=":material/resume:"):
                address.go("interview", current.id)
            if st.button("Discard", key="discard", type="tertiary", icon=":material/delete:"):
                _discard(wired, current)


@st.dialog("Discard this interview?")
def _discard(wired: Wired, current: Summary) -> None:
    st.markdown(
        f"{current.asked} of {current.planned} questions were asked. Your answers and their "
        "marks are deleted for good. To keep them, continue and press *End* instead."
    )
    with st.container(horizontal=True):
        if st.button("Discard it", key="discard_confirm", type="primary"):
            with told():
                wired.engine.delete(current.id)
            st.rerun()
        if st.button("Keep it", key="discard_cancel"):
            st.rerun()
