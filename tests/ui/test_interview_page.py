"""Interview: what is asked, what the candidate can do about it, and what is never shown."""

from typing import TypeVar

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.engine import Engine, Wish
from interviewer.events import Answered, Event, Finished, FinishReason, Hinted, Mode, Rated, Skipped
from interviewer.wiring import Wired
from knowledge.question import Bank, Question
from tests.clock import Clock
from tests.fakes import FakeExaminer, broken, unavailable
from tests.ui.drawn import choose, drawn, keys, opened, press, say, text, widget

BANK = "deep-learning"
E = TypeVar("E", bound=Event)


def begun(engine: Engine, count: int = 2, mode: Mode = Mode.PRACTICE, **wish: object) -> str:
    """An interview whose first question has been asked."""
    return engine.start(Wish(BANK, count, mode, **wish))  # type: ignore[arg-type]


def of_kind(engine: Engine, interview: str, kind: type[E]) -> list[E]:
    """The events of that kind."""
    return [e for e in engine.events(interview) if isinstance(e, kind)]


def points(question: Question) -> str:
    """An answer that covers everything, to the fake examiner."""
    return " ".join(p.id for p in question.key_points)


@pytest.fixture
def bank(wired: Wired) -> Bank:
    """The built-in bank."""
    return wired.library.get(BANK)


def test_without_an_interview_the_page_leads_to_one(engine: Engine) -> None:
    """A button to practice instead of an empty page."""
    at = opened("interview")
    assert "No interview in progress" in text(at)
    assert "start" in keys(press(at, "to_practice"))


def test_without_an_address_the_interview_in_progress_is_taken(engine: Engine) -> None:
    """As from the navigation."""
    begun(engine)
    assert "answer" in keys(opened("interview"))


@pytest.mark.parametrize("unknown", ["nobody", "", "\0", "' or 1=1 --", "x" * 5000, "🙂"])
@pytest.mark.parametrize("page", ["interview", "report"])
def test_an_unknown_address_is_met_with_ways_out(engine: Engine, page: str, unknown: str) -> None:
    """A friendly page without a traceback; an empty address is none."""
    at = opened(page, interview=unknown)
    if unknown:
        assert "This interview is not here" in text(at)
        assert "start" in keys(press(at, "to_practice"))
    else:
        assert "to_practice" in keys(at)


def test_an_answer_is_followed_up_and_then_the_next_question_comes(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """What was missed is asked for by its cue; a question that is over makes room."""
    first, second = bank.questions[:2]
    of = begun(engine)
    at = say(opened("interview", interview=of), "k1 only")
    probe = engine.load(of).turn
    assert probe is not None
    assert probe.asked.text in text(at)
    assert f"About: {first.prompt}" in text(at)
    assert "k1 only" in text(at)
    say(at, "nothing of that")
    say(at, points(first))
    assert "Question 2 of 2" in text(at)
    assert second.prompt in text(at)


def test_the_last_answer_leads_to_the_report(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """One button, and the report of this interview."""
    of = begun(engine, 1)
    at = say(opened("interview", interview=of), points(bank.questions[0]))
    assert engine.load(of).finished is FinishReason.COMPLETED
    assert not {"answer", "end", "pause"} & keys(at)
    press(at, "to_report")
    assert at.query_params["interview"] == of
    assert "Report: Deep learning" in text(at)


def test_hints_come_one_by_one_until_there_are_no_more(engine: Engine, bank: Bank) -> None:
    """Then the button rests."""
    of = begun(engine)
    at = opened("interview", interview=of)
    for hint in bank.questions[0].hints:
        assert hint not in text(at)
        press(at, "hint")
        assert hint in text(at)
    assert at.button(key="hint").disabled
    assert len(of_kind(engine, of, Hinted)) == len(bank.questions[0].hints)


def test_hints_and_what_was_asked_back_stand_in_their_order(engine: Engine, bank: Bank) -> None:
    """A hint that came before the candidate asked back stands before it, a later one after it."""
    first, second = bank.questions[0].hints
    back = "What do you mean by that?"
    at = press(opened("interview", interview=begun(engine)), "hint")
    read = text(press(say(at, back), "hint"))
    assert read.index(first) < read.index(back) < read.index(second)


def test_there_is_no_hint_in_interview_mode(engine: Engine) -> None:
    """As in the real thing."""
    at = opened("interview", interview=begun(engine, mode=Mode.INTERVIEW))
    assert "hint" not in keys(at)
    assert {"dont_know", "skip", "repeat", "answer"} <= keys(at)


def test_not_knowing_brings_one_hint_in_practice(engine: Engine, bank: Bank) -> None:
    """And the question ends when it is said again."""
    of = begun(engine)
    at = press(opened("interview", interview=of), "dont_know")
    assert bank.questions[0].hints[0] in text(at)
    assert "Question 1 of 2" in text(at)
    assert "Question 2 of 2" in text(press(at, "dont_know"))


def test_not_knowing_passes_on_in_interview_mode(engine: Engine) -> None:
    """Without help, and without another question about it."""
    of = begun(engine, mode=Mode.INTERVIEW)
    at = press(opened("interview", interview=of), "dont_know")
    assert "Question 2 of 2" in text(at)
    assert [a.text for a in of_kind(engine, of, Answered)] == ["I don't know."]


def test_skipping_passes_on(engine: Engine, bank: Bank) -> None:
    """What was skipped is kept as skipped."""
    of = begun(engine)
    at = press(opened("interview", interview=of), "skip")
    assert bank.questions[1].prompt in text(at)
    assert len(of_kind(engine, of, Skipped)) == 1


@pytest.mark.parametrize("key", ["skip", "dont_know", "hint"])
def test_a_double_click_is_one(engine: Engine, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """Its second half meets the page that the first one brought; a later click counts."""
    clock = Clock()
    monkeypatch.setattr("interviewer.pages.moves.SAME_CLICK", 0.4)
    monkeypatch.setattr("interviewer.pages.moves.monotonic", lambda: clock().timestamp())
    of = begun(engine)
    at = opened("interview", interview=of)
    clock.advance(seconds=5)
    press(at, key)
    clock.advance(milliseconds=200)
    before = engine.events(of)
    press(at, key)
    assert engine.events(of) == before
    clock.advance(milliseconds=201)
    press(at, key)
    assert len(engine.events(of)) > len(before)


def test_what_is_over_is_drawn_when_it_is_opened(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """Folded, it costs one element; what was said in it is there for a click."""
    of = begun(engine, 3)
    at = opened("interview", interview=of)
    for question in bank.questions[:2]:
        say(at, points(question))
    choose(at, "confidence", 3)
    first, second = (q.reference.split(". ")[0] for q in bank.questions[:2])
    assert second in text(at)
    assert first not in text(at)
    at.session_state["past_1_False"] = True
    assert first in text(drawn(at))
    assert text(at).count(points(bank.questions[0])) < 2
    at.session_state["said_1"] = True
    assert points(bank.questions[0]) in text(drawn(at))


def test_what_is_over_is_opened_in_interview_mode_too(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """The talk alone: nothing of what counted."""
    at = opened("interview", interview=begun(engine, 2, Mode.INTERVIEW))
    say(at, points(bank.questions[0]))
    assert points(bank.questions[0]) not in text(at)
    at.session_state["past_1_False"] = True
    assert points(bank.questions[0]) in text(drawn(at))
    assert bank.questions[0].reference.split(". ")[0] not in text(at)


def test_what_was_asked_is_said_once_more(engine: Engine) -> None:
    """Nothing is stored, and the next question is not repeated unasked."""
    of = begun(engine)
    at = opened("interview", interview=of)
    before = engine.events(of)
    assert "Once more" in text(press(at, "repeat"))
    assert engine.events(of) == before
    assert "Once more" not in text(press(at, "skip"))


def test_another_interview_repeats_nothing_unasked(engine: Engine) -> None:
    """Turns of the same number in two interviews are two turns."""
    at = press(opened("interview", interview=begun(engine)), "repeat")
    at.query_params["interview"] = begun(engine)
    assert "Once more" not in text(drawn(at))


@pytest.mark.parametrize("sure", [1, 2, 3, 4])
def test_how_sure_one_was_takes_one_tap(engine: Engine, examiner: FakeExaminer, sure: int) -> None:
    """It is noted with the answer, and not asked for twice."""
    of = begun(engine)
    at = opened("interview", interview=of)
    assert "confidence" not in keys(at)
    say(at, "k1 and k2")
    choose(at, "confidence", sure)
    (rated,) = of_kind(engine, of, Rated)
    assert rated.confidence == sure
    assert "confidence" not in keys(at)
    say(at, "k3")
    assert widget(at, "confidence").value is None


def test_how_sure_one_was_is_not_asked_of_no_answer(engine: Engine) -> None:
    """'I don't know' says it already."""
    at = press(opened("interview", interview=begun(engine)), "dont_know")
    assert "confidence" not in keys(at)


def test_nothing_can_be_answered_in_a_pause(engine: Engine, bank: Bank) -> None:
    """Not even read: the question is out of sight while the clock stands still."""
    of = begun(engine)
    at = press(opened("interview", interview=of), "pause")
    assert bank.questions[0].prompt not in text(at)
    assert engine.load(of).paused
    assert "Everything is saved" in text(at)
    assert not {"hint", "dont_know", "skip", "repeat"} & keys(at)
    assert at.chat_input(key="answer").disabled
    press(at, "resume")
    assert not engine.load(of).paused
    assert not at.chat_input(key="answer").disabled


def test_an_answer_knows_its_seconds(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """From when its question was first on the page, without pauses, in its own interview."""
    clock = Clock()
    monkeypatch.setattr("interviewer.pages.moves.monotonic", lambda: clock().timestamp())
    first, second = begun(engine, 1), begun(engine, 1)
    at = opened("interview", interview=first)
    clock.advance(seconds=10)
    press(at, "pause")
    clock.advance(hours=1)
    press(at, "resume")
    clock.advance(seconds=5)
    press(at, "dont_know")
    clock.advance(minutes=1)
    at.query_params["interview"] = second
    drawn(at)
    clock.advance(seconds=3)
    press(at, "dont_know")
    assert [of_kind(engine, of, Answered)[0].seconds for of in (first, second)] == [15.0, 3.0]


def test_a_clock_shows_the_time_left(engine: Engine) -> None:
    """Only where one was wished for."""
    assert ":material/timer:" in text(opened("interview", interview=begun(engine, minutes=10)))
    assert ":material/timer:" not in text(opened("interview", interview=begun(engine)))


def test_the_time_left_is_that_of_the_engines_clock(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not of another one that may go differently."""
    clock = Clock()
    monkeypatch.setattr(engine, "_now", clock)
    of = begun(engine, minutes=10)
    clock.advance(minutes=4)
    assert ":material/timer: 6:00" in text(opened("interview", interview=of))


def test_ending_asks_first(engine: Engine) -> None:
    """Nothing is ended by the first press."""
    of = begun(engine)
    at = press(opened("interview", interview=of), "end")
    assert {"end_confirm", "end_cancel"} <= keys(at)
    assert of_kind(engine, of, Finished) == []


@pytest.mark.parametrize("trouble", [unavailable, broken])
def test_an_answer_that_cannot_be_judged_can_be_tried_again(
    engine: Engine, examiner: FakeExaminer, bank: Bank, trouble: object
) -> None:
    """It is said to be saved; there is no mark until it has been judged."""
    of = begun(engine)
    examiner.outcome = trouble  # type: ignore[assignment]
    at = say(opened("interview", interview=of), points(bank.questions[0]))
    assert "Your answer is saved." in text(at)
    assert {"retry", "go_on"} <= keys(at)
    assert "answer" not in keys(at)
    press(at, "retry")
    assert {"retry", "go_on"} <= keys(at)
    examiner.outcome = None
    press(at, "retry")
    assert engine.load(of).rounds[0].score == 1.0
    assert "Question 2 of 2" in text(at)
    assert len(of_kind(engine, of, Answered)) == 1


def test_one_can_go_on_without_a_judgement(engine: Engine, examiner: FakeExaminer) -> None:
    """The question stays without a mark."""
    of = begun(engine)
    examiner.outcome = unavailable
    at = say(opened("interview", interview=of), "k1")
    press(at, "go_on")
    assert "Question 2 of 2" in text(at)
    assert engine.load(of).rounds[0].score is None


def test_drawing_the_page_again_changes_nothing(engine: Engine, examiner: FakeExaminer) -> None:
    """A refresh finds the interview as it was, in a session that knows nothing."""
    of = begun(engine)
    say(opened("interview", interview=of), "k1 and no more")
    before = engine.events(of)
    at = opened("interview", interview=of)
    assert engine.events(of) == before
    assert "k1 and no more" in text(at)
    assert len(examiner.cases) == 1


def test_nothing_of_the_reference_is_sent_during_an_interview(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """In interview mode it stays on the server to the end, whatever is answered."""
    at = opened("interview", interview=begun(engine, 3, Mode.INTERVIEW))
    hidden = [line for q in bank.questions[:3] for line in reference_lines(q)]
    for words in ("k1", "k2", "k3 k4 k5 k6 k7", "no idea", "k1 k2 k3 k4 k5 k6 k7"):
        say(at, words)
        assert leaked(at, hidden) == []
    while "skip" in keys(at):
        press(at, "skip")
        assert leaked(at, hidden) == []
    assert "to_report" in keys(at)


def test_how_sure_one_was_is_asked_before_any_feedback(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """What counted unfolds with the tap; whoever leaves it can open it."""
    question = bank.questions[0]
    at = say(opened("interview", interview=begun(engine)), points(question))
    assert "open to see what counted" in text(at)
    assert leaked(at, [p.text for p in question.key_points]) == []
    choose(at, "confidence", 4)
    assert leaked(at, [p.text for p in question.key_points])


def test_the_last_answer_of_an_interview_can_be_rated_too(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """On the page that leads to the report."""
    of = begun(engine, 1)
    at = say(opened("interview", interview=of), points(bank.questions[0]))
    assert "to_report" in keys(at)
    choose(at, "confidence", 2)
    assert engine.load(of).rounds[0].turns[0].confidence == 2


def test_nothing_of_the_reference_is_sent_before_a_question_is_over(
    engine: Engine, examiner: FakeExaminer, bank: Bank
) -> None:
    """In practice mode it comes when the question closes, and only its own."""
    first, second = bank.questions[:2]
    at = opened("interview", interview=begun(engine))
    hidden = [*reference_lines(first), *reference_lines(second)]
    assert leaked(say(at, "k1"), hidden) == []
    assert leaked(press(at, "hint"), hidden) == []
    assert leaked(press(at, "repeat"), hidden) == []
    press(at, "skip")
    choose(at, "confidence", 3)
    assert leaked(at, [p.text for p in first.key_points]) == [p.text for p in first.key_points]
    assert leaked(at, reference_lines(second)) == []


def reference_lines(question: Question) -> list[str]:
    """What must not be seen before it was tried: points, reference, misconceptions."""
    sentences = [s.strip() for s in question.reference.split(". ")]
    known = [line for m in question.misconceptions for line in (m.text, m.correction)]
    return [*(p.text for p in question.key_points), *sentences, *known]


def leaked(at: AppTest, hidden: list[str]) -> list[str]:
    """Which of these lines were sent to the browser."""
    said = " ".join(text(at).split()).casefold()
    return [line for line in hidden if " ".join(line.split()).casefold() in said]


def test_a_question_says_why_it_was_chosen(engine: Engine, bank: Bank) -> None:
    """In practice mode, beside its number."""
    at = opened("interview", interview=begun(engine))
    assert "Why this question: number 1 in the order of the bank" in text(at)
    real = opened("interview", interview=begun(engine, 2, Mode.INTERVIEW))
    assert "Why this question" not in text(real)
