"""Practice: the plan, the button, and the interview in progress."""

import pytest

from interviewer.engine import Engine, Wish
from interviewer.events import Mode, Selection
from interviewer.interview import Interview
from interviewer.wiring import Wired
from tests.ui.drawn import address, choose, drawn, keys, opened, press, text


def started(engine: Engine) -> Interview:
    """The interview that was begun."""
    (only,) = engine.interviews()
    return engine.load(only.id)


def test_an_interview_starts_with_what_is_set_already(engine: Engine) -> None:
    """Nothing has to be chosen: five questions of the built-in bank, in its order."""
    at = press(opened(), "start")
    plan = started(engine).plan
    assert at.query_params["interview"] == engine.interviews()[0].id
    assert (plan.bank, plan.count) == ("deep-learning", 5)
    assert (plan.mode, plan.selection, plan.minutes) == (Mode.PRACTICE, Selection.FIXED, None)
    assert "answer" in keys(at)


def test_an_interview_is_as_it_was_chosen(engine: Engine) -> None:
    """Number, mode, selection, topics and clock."""
    at = opened()
    choose(at, "topics", ["training"])
    choose(at, "count", 2)
    choose(at, "mode", Mode.INTERVIEW)
    choose(at, "selection", Selection.RANDOM)
    choose(at, "clock", value=True)
    choose(at, "minutes", 10)
    press(at, "start")
    plan = started(engine).plan
    assert (plan.count, plan.mode, plan.selection) == (2, Mode.INTERVIEW, Selection.RANDOM)
    assert (plan.topics, plan.minutes) == (("training",), 10)


def test_there_are_never_more_questions_than_the_topics_have(wired: Wired) -> None:
    """The number comes down when a topic has fewer."""
    at = choose(opened(), "count", 16)
    choose(at, "topics", ["evaluation"])
    bank = wired.library.get("deep-learning")
    there = sum(q.topic == "evaluation" for q in bank.questions)
    assert at.number_input(key="count").value == at.number_input(key="count").max == there


def test_what_counts_is_said_before_the_start(wired: Wired) -> None:
    """And who judges, plainly named."""
    said = text(opened())
    assert "What you are judged on" in said
    assert "Offline examiner" in said


def test_an_interview_in_progress_can_be_continued(engine: Engine) -> None:
    """One click from home to where it stood."""
    of = engine.start(Wish("deep-learning", 3))
    engine.skip(of)
    engine.advance(of)
    at = opened()
    assert "question 2 of 3" in text(at)
    press(at, "continue")
    assert at.query_params["interview"] == of
    assert "Question 2 of 3" in text(at)


def test_the_interview_touched_last_is_offered(engine: Engine) -> None:
    """Where several are in progress, one card is enough."""
    engine.start(Wish("deep-learning", 3))
    last = engine.start(Wish("deep-learning", 4))
    press(at := opened(), "continue")
    assert at.query_params["interview"] == last


def test_a_finished_interview_is_no_longer_in_progress(engine: Engine) -> None:
    """Nor is there a card when there was none."""
    assert "continue" not in keys(opened())
    engine.end(engine.start(Wish("deep-learning", 1)))
    assert "continue" not in keys(opened())


def test_discarding_asks_first(engine: Engine) -> None:
    """What would be lost, and the way to keep it."""
    of = engine.start(Wish("deep-learning", 3))
    at = press(opened(), "discard")
    assert {"discard_confirm", "discard_cancel"} <= keys(at)
    assert "deleted for good" in text(at)
    assert engine.load(of).finished is None


@pytest.mark.parametrize("bank", ["no such bank", ""])
def test_a_bank_that_is_gone_gives_way_to_one_that_is_there(engine: Engine, bank: str) -> None:
    """As after it was deleted in another tab."""
    at = address()
    at.session_state["bank"] = bank
    drawn(at)
    assert at.selectbox(key="bank").value == "deep-learning"
    press(at, "start")
    assert started(engine).plan.bank == "deep-learning"


def test_topics_of_another_bank_give_way(engine: Engine) -> None:
    """They would leave nothing to ask."""
    at = address()
    at.session_state["topics"] = ["botany", "training"]
    press(drawn(at), "start")
    assert started(engine).plan.topics == ("training",)


def test_encoder_and_index_are_loaded_behind_the_page(warmed: list[Wired], home: object) -> None:
    """Once a process, so that the first start is quick."""
    opened()
    opened()
    assert len(warmed) == 1


def test_what_helps_most_is_proposed_once_something_is_known(wired: Wired) -> None:
    """From the second interview on."""
    engine = wired.engine
    engine.skip(engine.start(Wish(bank="deep-learning", count=1)))
    assert opened().session_state["selection"] == Selection.ADAPTIVE


def test_nothing_due_is_said_before_the_start(wired: Wired) -> None:
    """Instead of an error after it."""
    at = choose(opened(), "selection", Selection.DUE)
    assert "Nothing of this bank is due" in text(at)
    assert at.button(key="start").disabled


def test_a_job_description_chooses_the_questions(engine: Engine) -> None:
    """Each says what it is near to."""
    at = choose(opened(), "selection", Selection.JOB)
    at.text_area(key="job_description").set_value("You keep networks from overfitting.").run()
    press(at, "start")
    assert all("in the job description" in c.why for c in started(engine).plan.choices)


def test_a_job_description_that_is_missing_is_asked_for(engine: Engine) -> None:
    """The plan stays as it was chosen."""
    at = press(choose(opened(), "selection", Selection.JOB), "start")
    assert "needs one" in text(at)
    assert engine.interviews() == ()
