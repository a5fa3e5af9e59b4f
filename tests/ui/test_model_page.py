"""An interview in the page judged by the stub, through the real prompts and parser."""

from collections.abc import Callable
from typing import Any

import pytest

from interviewer.engine import Engine, Wish
from interviewer.errors import Busy
from interviewer.events import Clarified, Event, Graded, Mode, Unjudged
from interviewer.rubric import Ungraded
from interviewer.wiring import Wired
from tests.dutiful import CLARIFIED, REPLY, dutiful
from tests.stubmodel import StubModel, stub_chat
from tests.ui.drawn import drawn, keys, opened, press, say, text

BANK = "deep-learning"
BROKEN = [RuntimeError("boom")] * 3


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> StubModel:
    """A key is set, and behind it the stub answers."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-to-be-shown")
    stub = StubModel(replies=[dutiful])
    monkeypatch.setattr("interviewer.wiring.chat_with", lambda *_: stub_chat(stub))
    return stub


@pytest.fixture
def engine(model: StubModel, wired: Wired) -> Engine:
    """The engine behind the pages, with the stub as its model."""
    return wired.engine


def begun(engine: Engine, mode: Mode = Mode.PRACTICE) -> str:
    return engine.start(Wish(BANK, 2, mode))


def last(engine: Engine, of: str) -> Event:
    return engine.events(of)[-1]


def test_the_first_page_says_that_a_model_judges(engine: Engine) -> None:
    """Which, and where the answers go."""
    said = text(opened())
    assert "Model examiner" in said
    assert "stub-1" not in said  # the configured name, not the stand-in's
    assert "gpt-" in said
    assert "sk-not-to-be-shown" not in said


def test_an_answer_is_judged_by_one_call_and_asked_on(engine: Engine, model: StubModel) -> None:
    """The model's own words, once; drawing the page again asks nobody."""
    of = begun(engine)
    at = say(opened("interview", interview=of), "It is k1.")
    assert text(at).count(REPLY) == 1
    assert "stop" not in keys(at)
    drawn(at)
    assert model.calls == 1
    assert len([e for e in engine.events(of) if isinstance(e, Graded)]) == 1


def test_a_whole_interview_and_its_report(engine: Engine, model: StubModel) -> None:
    """One call an answer, none for the report, which says what it took."""
    of = begun(engine)
    at = opened("interview", interview=of)
    answers = 0
    while "answer" in keys(at):
        say(at, f"It is k{answers % 7 + 1}.")
        answers += 1
    press(at, "to_report")
    assert model.calls == answers
    assert "llm/1 stub-1" in text(at)
    assert "no price is noted for stub-1" in text(at)
    assert f"in {answers} calls" in text(at)


def test_trouble_keeps_the_answer_and_can_be_tried_again(engine: Engine, model: StubModel) -> None:
    """What happened is said; the second try brings one grade."""
    model.replies = [*BROKEN, dutiful]
    of = begun(engine)
    at = say(opened("interview", interview=of), "It is k1.")
    assert "Your answer is saved." in text(at)
    assert {"retry", "go_on"} <= keys(at)
    assert "Go on without the model" in text(at)
    assert "boom" not in text(at)
    press(at, "retry")
    assert text(at).count(REPLY) == 1
    assert len([e for e in engine.events(of) if isinstance(e, Graded)]) == 1


def test_going_on_without_the_model_judges_offline(engine: Engine, model: StubModel) -> None:
    """The answer in hand and the rest; the page says so."""
    model.replies = list(BROKEN)
    of = begun(engine)
    at = press(say(opened("interview", interview=of), "Labels tell them apart."), "go_on")
    grades = [e.grade for e in engine.events(of) if isinstance(e, Graded)]
    assert [g.by.split("/")[0] for g in grades] == ["offline"]
    assert "The offline examiner judges from here on." in text(at)
    calls = model.calls
    say(at, "Something else.")
    assert model.calls == calls


def test_a_busy_model_is_left_alone_for_as_long_as_it_asks(
    engine: Engine, model: StubModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seconds are counted down, and trying again rests until they are over."""
    of = begun(engine)
    engine.answer(of, "It is k1.")
    interview = engine.load(of)
    busy = Unjudged(
        seq=interview.seq, at=interview.last_at, ungraded=Ungraded(reason="Busy.", wait=60)
    )
    engine._append(of, interview, lambda **_: busy)
    at = opened("interview", interview=of)
    assert "The model asks to wait" in text(at)
    assert at.button(key="retry").disabled
    assert not at.button(key="go_on").disabled
    monkeypatch.setattr("interviewer.pages.stuck.LONGEST", 30)
    drawn(at)
    assert "1 minutes" in text(at)
    assert not at.button(key="retry").disabled


def test_a_model_that_says_how_long_to_wait_is_believed(engine: Engine, model: StubModel) -> None:
    """From the client's error to the event."""
    model.replies = [Busy("The model takes no more requests.", wait=90.0)]
    of = begun(engine)
    say(opened("interview", interview=of), "It is k1.")
    stuck = last(engine, of)
    assert isinstance(stuck, Unjudged)


def test_asking_back_is_clarified_in_practice(engine: Engine, model: StubModel) -> None:
    """In the model's words, beside the candidate's own; the question stays open."""
    of = begun(engine)
    at = say(opened("interview", interview=of), "What do you mean by that?")
    assert CLARIFIED in text(at)
    assert "What do you mean by that?" in text(at)
    assert "answer" in keys(at)
    assert isinstance(last(engine, of), Clarified)
    say(at, "It is k1.")
    assert text(at).count("What do you mean by that?") == 1


LEAKS: dict[str, Callable[[str], str]] = {
    "the reference": lambda reference: reference,
    "a yes": lambda _: "Yes, go on with that.",
    "praise": lambda _: "Great question! Take it as you like.",
    "two questions": lambda _: "What do you think? Where would you begin?",
    "rambling": lambda _: "and so on " * 40,
    "nothing": lambda _: "",
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS.keys())
def test_a_clarification_that_breaks_a_rule_is_never_shown(
    engine: Engine, wired: Wired, model: StubModel, leak: Callable[[str], str]
) -> None:
    """The fixed sentence takes its place; the tokens count all the same."""
    question = wired.library.get(BANK).questions[0]
    reply = leak(question.reference)
    model.replies = [{"reply": reply}]
    of = begun(engine)
    at = say(opened("interview", interview=of), "What do you mean by that?")
    said = last(engine, of)
    assert isinstance(said, Clarified)
    assert said.by == "offline"
    assert said.usage is not None
    assert not reply or reply not in text(at)


def test_the_clarifying_model_is_not_told_the_reference(
    engine: Engine, wired: Wired, model: StubModel
) -> None:
    """What it does not know it cannot give away."""
    question = wired.library.get(BANK).questions[0]
    say(opened("interview", interview=begun(engine)), "What do you mean by that?")
    sent = model.prompt()
    assert question.reference not in sent
    assert not [p.text for p in question.key_points if p.text in sent]


def test_stopping_leaves_the_answer_to_be_judged_again(engine: Engine, model: StubModel) -> None:
    """As the button does while the reply streams."""
    from interviewer.pages import moves
    from interviewer.pages.service import service

    of = begun(engine)
    engine.answer(of, "It is k1.")
    moves.stop(service(), of)
    at = opened("interview", interview=of)
    assert "You stopped the examiner." in text(at)
    assert "Your answer is saved." in text(at)
    assert model.calls == 0
    press(at, "retry")
    assert REPLY in text(at)


def test_a_model_of_another_session_is_not_connected_here(
    engine: Engine, model: StubModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer waits; the offline examiner may take over."""
    of = begun(engine)
    at = opened("interview", interview=of)
    at.session_state["connection"] = "offline"
    say(at, "It is k1.")
    assert "not connected here" in text(at)
    assert model.calls == 0
    press(at, "go_on")
    assert "The offline examiner judges from here on." in text(at)


def test_a_configured_endpoint_that_may_not_be_called_is_told(
    home: Any, wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the app works without it."""
    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setenv("OPENAI_BASE_URL", "file:///etc/passwd")
    at = opened()
    assert "The configured model cannot be used" in text(at)
    assert "Offline examiner" in text(at)
    assert "start" in keys(at)


def test_what_the_engine_refuses_to_stop_goes_on(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interview that is not here for who taps, be it under way somewhere else."""
    from interviewer.pages import moves
    from interviewer.pages.service import service, underway
    from interviewer.pages.underway import AllUnderway

    stopped: list[str] = []
    monkeypatch.setattr(AllUnderway, "stop", lambda _, interview: stopped.append(interview))
    moves.stop(service(), "another-s")
    assert stopped == []
    of = begun(engine)
    engine.answer(of, "It is k1.")
    moves.stop(service(), of)
    assert stopped == [of]
    assert underway().taken(of) is None
