"""The interview: the question, the chat, and the candidate's next move.

Drawing the page is resuming the interview: whatever is due is done first, or, where a model takes
its time, in sight.
"""

from datetime import timedelta

import streamlit as st

from interviewer import hints
from interviewer.events import FinishReason, Mode, Purpose
from interviewer.interview import Interview, Round, Turn
from interviewer.pages import address, dialogs, judging, moves, settings, stuck, talk
from interviewer.pages.plain import inline, literal
from interviewer.pages.points import closing
from interviewer.pages.service import service, think_ahead, told
from interviewer.report import QuestionReport
from interviewer.reporting.questions import of_round
from interviewer.wiring import Wired

_OVER = {
    FinishReason.COMPLETED: "That was the last question. Thank you.",
    FinishReason.ENDED: "You ended the interview here.",
    FinishReason.TIME_UP: "Time is up. Thank you.",
    FinishReason.BANK_GONE: "The bank's remaining questions are gone, so it ends here.",
}
_HANDED = {
    "wished": "The offline examiner judges from here on.",
    "budget": "The model's tokens for this interview are spent: the offline examiner judges "
    "from here on.",
}
_SURE = {1: "Guessing", 2: "Unsure", 3: "Quite sure", 4: "Certain"}


def draw() -> None:
    """The page."""
    wired = service()
    interview_id = address.interview_id() or _latest(wired)
    if interview_id is None:
        _nothing_yet()
        return
    with told():
        interview = _advanced(wired, interview_id)
    dialogs.only(settings.NAME, _end_of(interview_id))
    if moves.is_ending(interview_id):
        _ended(wired, interview_id, interview)
    _header(wired, interview_id, interview)
    moves.trouble(wired, interview_id)
    if interview.finished:
        dialogs.only(settings.NAME)
        _earlier(interview_id, interview, interview.rounds)
        _over(interview_id, interview.finished)
        return
    _confidence(wired, interview_id, interview)
    _earlier(interview_id, interview, interview.rounds[:-1])
    if interview.round is not None:
        _so_far(interview, interview.round)
    stuck.draw(wired, interview_id, interview)
    if judging.due(interview):
        judging.draw(wired, interview_id, interview)
    _ask(wired, interview_id, interview)


def _latest(wired: Wired) -> str | None:
    with told():
        unfinished = [s.id for s in wired.engine.interviews() if s.finished is None]
    return unfinished[0] if unfinished else None


def _nothing_yet() -> None:
    st.title("No interview in progress")
    st.markdown("Choose a bank and start one; it takes a click.")
    if st.button("Go to practice", type="primary", key="to_practice"):
        address.go("practice")


def _advanced(wired: Wired, interview_id: str) -> Interview:
    interview = wired.engine.load(interview_id)
    turn = interview.turn
    if judging.due(interview):
        return interview  # a model takes its time: it is judged when the page stands
    if turn is None or not turn.to_judge or interview.round is None:
        return wired.engine.advance(interview_id)
    points = len(interview.round.question.key_points)
    with st.spinner(f"Your answer is saved. Checking it against {points} points …"):
        return wired.engine.advance(interview_id)


def _header(wired: Wired, interview_id: str, interview: Interview) -> None:
    plan, number = interview.plan, max(len(interview.rounds), 1)
    topic = inline(interview.round.question.topic) if interview.round else ""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="header",
    ):
        st.markdown(
            f"**Question {number} of {plan.count}** · {topic} · {plan.mode}", width="content"
        )
        if interview.finished:
            return
        with st.container(horizontal=True, width="content"):
            _clock(wired, interview)
            _pause_or_resume(wired, interview_id, interview)
            st.button(
                "End",
                key="end",
                icon=":material/stop_circle:",
                type="tertiary",
                on_click=dialogs.show,
                args=(_end_of(interview_id),),
            )
    if dialogs.stands(_end_of(interview_id)):
        _end(wired, interview_id)
    st.progress(min(number / plan.count, 1.0))
    if interview.handed is not None:
        st.caption(f":material/swap_horiz: {_HANDED[interview.handed.why]}")


def _pause_or_resume(wired: Wired, interview_id: str, interview: Interview) -> None:
    # Two buttons, not one that toggles: a second click on the one does no harm.
    if interview.paused:
        label, icon, move = "Resume", "play_arrow", moves.resume
    else:
        label, icon, move = "Pause", "pause", moves.pause
    st.button(
        label,
        key=label.lower(),
        icon=f":material/{icon}:",
        type="tertiary",
        on_click=move,
        args=(wired, interview_id),
    )


def _clock(wired: Wired, interview: Interview) -> None:
    if interview.plan.minutes is None:
        return
    limit = timedelta(minutes=interview.plan.minutes)

    @st.fragment(run_every=None if interview.paused else "5s")
    def left() -> None:
        rest = limit - wired.engine.elapsed(interview)
        minutes, seconds = divmod(max(int(rest.total_seconds()), 0), 60)
        st.markdown(f":material/timer: {minutes}:{seconds:02}", width="content")

    left()


def _end_of(interview_id: str) -> str:
    return f"end {interview_id}"


@st.dialog("End the interview?", on_dismiss=dialogs.close)
def _end(wired: Wired, interview_id: str) -> None:
    st.markdown("The report covers what you have answered so far. This cannot be undone.")
    with st.container(horizontal=True):
        if st.button("End and see the report", key="end_confirm", type="primary"):
            moves.end(wired, interview_id)
            dialogs.close()
            st.rerun()
        if st.button("Go on", key="end_cancel"):
            dialogs.close()
            st.rerun()


def _ended(wired: Wired, interview_id: str, interview: Interview) -> None:
    """Ends it as soon as the last answer has been judged."""
    if judging.due(interview):
        st.info("The interview ends as soon as your last answer has been judged.")
        return
    moves.ended()
    with told():
        wired.engine.end(interview_id)
    address.go("report", interview_id)


def _earlier(interview_id: str, interview: Interview, over: tuple[Round, ...]) -> None:
    """The questions that are over, folded; in practice mode what counted in the last, open."""
    fresh = interview.finished is not None or len(interview.rounds[-1].turns) == 1
    for number, past in enumerate(over, 1):
        label = f"Question {number}: {inline(past.question.prompt)}"
        if interview.plan.mode is Mode.INTERVIEW:
            with st.expander(label, key=f"past_{number}"):
                talk.chat(past.turns, past)
            continue
        done = _closed(interview_id, number, past)
        opened = fresh and number == len(over)
        with st.expander(
            f"{label} — {done.summary}", expanded=opened, key=f"past_{number}_{opened}"
        ):
            closing(done)
            with st.expander("What was said", key=f"said_{number}"):
                talk.chat(past.turns, past)


def _closed(interview_id: str, number: int, past: Round) -> QuestionReport:
    """What counted in a question that is over; it changes no more, so it is computed once."""
    kept: dict[tuple[str, int], QuestionReport] = st.session_state.setdefault("closed", {})
    if (interview_id, number) not in kept:
        kept[interview_id, number] = of_round(past, number)
    return kept[interview_id, number]


def _so_far(interview: Interview, now: Round) -> None:
    """What was said on the question in hand; what is asked just now stands below, in sight."""
    over = now.turns[:-1] if now.turns[-1].open else now.turns
    if not over and len(interview.rounds) == 1:
        st.markdown(
            "Take your time, and answer in your own words as you would say it. What you write "
            "is saved the moment you send it."
        )
    with st.container(key="said"):
        talk.chat(over, now)


def _confidence(wired: Wired, interview_id: str, interview: Interview) -> None:
    """One tap for the answer given last, until it is rated or the next one is given."""
    answered = [t for r in interview.rounds for t in r.turns if t.answer is not None]
    grade = answered[-1].grade if answered else None
    gated = grade is not None and grade.gate is not None
    if not answered or answered[-1].confidence is not None or gated:
        st.empty()  # what stands below keeps its place
        return
    st.pills(
        "How sure were you of your last answer?",
        list(_SURE),
        format_func=_SURE.__getitem__,
        key="confidence",
        on_change=moves.rate,
        args=(wired, interview_id, answered[-1].number),
        help="One tap, or leave it. The report compares it with your marks.",
    )


def _ask(wired: Wired, interview_id: str, interview: Interview) -> None:
    """What is asked just now, and the ways to meet it; it stays in sight at the foot."""
    turn, now = interview.turn, interview.round
    if interview.paused:
        st.info("Paused. Everything is saved; take your time.", icon=":material/pause_circle:")
    if turn is None or not turn.open or now is None:
        return
    seen = (wired, interview_id, interview.seq)
    with st.bottom:
        said = st.container()
        ways = st.container(horizontal=True, gap="xsmall", key="actions")
        talk.field(disabled=interview.paused, on_submit=moves.answer, args=seen)
    if not interview.paused:
        with said:
            _in_sight(interview_id, now, turn)
        with ways:
            _buttons(interview, seen, turn.number)
    if not interview.paused:
        moves.shown(interview_id, turn.number)
    think_ahead(wired, now.question)


def _in_sight(interview_id: str, now: Round, turn: Turn) -> None:
    if turn.asked.purpose is not Purpose.QUESTION:
        st.caption(f"About: {inline(now.question.prompt)}")
    talk.asked(turn, now)
    if st.session_state.get("repeated") == (interview_id, turn.number):
        st.markdown(f"Once more: **{literal(turn.asked.text)}**")


def _buttons(interview: Interview, seen: tuple[Wired, str, int], turn: int) -> None:
    if interview.plan.mode is Mode.PRACTICE:
        st.button(
            "Hint",
            key="hint",
            icon=":material/lightbulb:",
            disabled=hints.next_level(interview) is None,
            on_click=moves.hint,
            args=seen,
        )
    st.button("I don't know", key="dont_know", on_click=moves.dont_know, args=seen)
    st.button("Skip", key="skip", on_click=moves.skip, args=seen)
    st.button("Repeat", key="repeat", on_click=moves.repeat, args=(seen[1], turn))


def _over(interview_id: str, reason: FinishReason) -> None:
    st.success(_OVER[reason], icon=":material/flag:")
    if st.button("See the report", key="to_report", type="primary", icon=":material/fact_check:"):
        address.go("report", interview_id)
