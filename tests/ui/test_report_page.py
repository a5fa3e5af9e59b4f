"""Report: everything that an interview showed, drawn from its events."""

import sqlite3

import pytest

from interviewer.engine import Engine, Wish
from interviewer.events import Mode, Selection
from interviewer.rendering.formats import FORMATS
from interviewer.report import PractiseTopic, RetryQuestion, ReviewQuestions
from interviewer.wiring import Wired
from knowledge.question import Question
from tests import examples
from tests.builders import make_bank
from tests.fakes import FakeExaminer
from tests.ui.drawn import drawn, keys, opened, press, raw, say, text
from tests.ui.past import in_bank, keep


@pytest.fixture
def past(wired: Wired) -> str:
    """An interview of four questions that is over."""
    return keep(wired, "past")


def test_a_report_has_all_its_parts(past: str) -> None:
    """In the order they are read."""
    said = text(opened("report", interview=past))
    parts = (
        "Report: Deep learning",
        "Overall",
        "Accuracy",
        "Points at a glance",
        "What to do next",
        "Question by question",
        "How sure against how right",
        "Keep it",
        "How this report was made",
    )
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_marks_stand_beside_their_two_receipts(past: str) -> None:
    """The candidate's words, and the passage of the reference."""
    said = text(opened("report", interview=past))
    for receipt in (
        "“you randomly switch off some neurons while training”",
        "Reference: Dropout leaves out a random share of the units on every training step",
        "A misconception that you corrected",
        "not assessed",
        "practice estimate, not a hiring verdict",
    ):
        assert receipt in said


def test_what_is_folded_is_drawn_when_it_is_opened(past: str) -> None:
    """A report of twenty questions would send thousands of elements otherwise."""
    at = opened("report", interview=past)
    assert "Not judged: the examiner did not answer in time" not in text(at)
    at.session_state["question_4"] = True
    assert "Not judged: the examiner did not answer in time" in text(drawn(at))


def test_states_are_told_by_signs_as_well_as_colours(past: str) -> None:
    """For whoever cannot tell the colours apart."""
    said = raw(opened("report", interview=past))
    for badge in (":green-badge[✓", ":orange-badge[◐", ":gray-badge[✗"):
        assert badge in said


def test_a_report_is_offered_in_every_format(past: str) -> None:
    """What they hold is tried in a real browser."""
    there = keys(opened("report", interview=past))
    assert {f"download_{key}" for key in FORMATS} <= there


def test_no_deck_is_offered_where_nothing_was_missed(engine: Engine) -> None:
    """Anki takes no empty one."""
    begun = engine.start(Wish(bank="deep-learning", count=1))
    assert "download_apkg" not in keys(opened("report", interview=begun))


def test_without_an_address_the_last_interview_is_taken(wired: Wired) -> None:
    """As from the navigation; with none there is a way to the first."""
    at = opened("report")
    assert "No report yet" in text(at)
    assert "start" in keys(press(at, "to_practice"))
    keep(wired, "past")
    assert "Report: Deep learning" in text(opened("report"))


def test_an_unfinished_interview_reports_what_there_is(
    engine: Engine, examiner: FakeExaminer
) -> None:
    """And can be continued from there."""
    of = engine.start(Wish("deep-learning", 3))
    say(opened("interview", interview=of), "k1 k2 k3 k4 k5 k6 k7")
    at = opened("report", interview=of)
    assert "1 of 3 questions judged" in text(at)
    assert "This interview is not over" in text(at)
    press(at, "continue")
    assert "answer" in keys(at)


def test_what_has_no_score_says_what_became_of_it(engine: Engine, examiner: FakeExaminer) -> None:
    """Instead of a dash; and there is nothing before any help where nothing was judged."""
    of = engine.start(Wish("deep-learning", 2))
    engine.advance(of)
    engine.end(of)
    at = opened("report", interview=of)
    assert at.expander[0].label.endswith("— open")
    assert "before any help" not in text(at)


@pytest.mark.parametrize("mode", list(Mode))
def test_the_report_of_an_open_question_hides_its_reference(
    engine: Engine, wired: Wired, examiner: FakeExaminer, mode: Mode
) -> None:
    """Looking at the report is no way round it."""
    of = engine.start(Wish("deep-learning", 2, mode))
    question = wired.library.get("deep-learning").questions[0]
    say(opened("interview", interview=of), "k1")
    at = opened("report", interview=of)
    assert shown(question, text(at)) == []
    assert "retry_1" not in keys(at)


def test_a_question_can_be_tried_again(engine: Engine, examiner: FakeExaminer) -> None:
    """In an interview of its own, in the same mode."""
    of = engine.start(Wish("deep-learning", 2, Mode.INTERVIEW))
    engine.skip(of)
    engine.advance(of)
    engine.end(of)
    at = press(opened("report", interview=of), "retry_1")
    again = engine.load(at.query_params["interview"])
    assert again.plan.mode is Mode.INTERVIEW
    assert [c.question_id for c in again.plan.choices] == ["supervised-unsupervised"]


def test_each_next_action_starts_an_interview(engine: Engine, examiner: FakeExaminer) -> None:
    """On the questions that it names."""
    of = engine.start(Wish("deep-learning", 3))
    page = opened("interview", interview=of)
    for words in ("k1", "nothing", "nothing", "k1", "nothing", "nothing"):
        say(page, words)
    press(page, "skip")
    report = engine.report(of)
    assert len(report.actions) == 3
    for number in range(1, 4):
        at = press(opened("report", interview=of), f"action_{number}")
        assert at.query_params["interview"] != of
        assert "answer" in keys(at)
    weak, several, topic = (engine.load(s.id).plan for s in reversed(engine.interviews()[:3]))
    retry, review, practise = report.actions
    assert isinstance(retry, RetryQuestion)
    assert isinstance(review, ReviewQuestions)
    assert isinstance(practise, PractiseTopic)
    assert [c.question_id for c in weak.choices] == [retry.question_id]
    assert tuple(c.question_id for c in several.choices) == review.question_ids
    assert topic.topics == (practise.topic,)


def test_another_interview_asks_other_questions(engine: Engine, examiner: FakeExaminer) -> None:
    """Offered when all went well: as many, those that help most."""
    of = engine.start(Wish("deep-learning", 1))
    say(opened("interview", interview=of), "k1 k2 k3 k4 k5 k6 k7")
    at = press(opened("report", interview=of), "action_1")
    plan = engine.load(at.query_params["interview"]).plan
    assert (plan.selection, plan.count) == (Selection.ADAPTIVE, 1)


@pytest.mark.parametrize("button", ["retry_1", "action_1", "action_2", "action_3"])
def test_what_can_no_longer_be_asked_is_said(wired: Wired, button: str) -> None:
    """The bank was deleted since; the report stays."""
    at = press(opened("report", interview=in_bank(wired, "old", "gone", "Gone")), button)
    assert "gone" in at.error[0].value
    assert len(wired.engine.interviews()) == 1


def test_reports_are_compared_with_the_last_on_the_same_bank(
    engine: Engine, examiner: FakeExaminer
) -> None:
    """Once there are two."""
    for of in (engine.start(Wish("deep-learning", 1)), engine.start(Wish("deep-learning", 1))):
        engine.end(of)
    first = engine.start(Wish("deep-learning", 1))
    say(opened("interview", interview=first), "k1 k2 k3 k4 k5 k6 k7")
    second = engine.start(Wish("deep-learning", 1))
    say(opened("interview", interview=second), "k1 k2 k3 k4 k5 k6 k7")
    assert "Since last time" in text(opened("report", interview=second))


def shown(question: Question, said: str) -> list[str]:
    """The points and passages of the question that can be read there."""
    lines = [*(p.text for p in question.key_points), *question.reference.split(". ")]
    return [line for line in lines if line.strip() in said]


def test_what_is_shown_can_be_told(past: str) -> None:
    """The check above finds a reference where there is one."""
    assert shown(examples.DROPOUT, text(opened("report", interview=past)))


def test_an_early_end_is_told_before_the_score(engine: Engine) -> None:
    """One question of three says less than all of them."""
    of = engine.start(Wish("deep-learning", 3))
    engine.skip(of)
    engine.advance(of)
    engine.end(of)
    said = text(opened("report", interview=of))
    assert 0 < said.find("Only 2 of 3 planned questions were asked.") < said.find("Overall")


def test_a_point_can_be_disputed_and_both_verdicts_are_shown(
    wired: Wired, examiner: FakeExaminer
) -> None:
    """The reason is kept; the point is judged anew, once."""
    keep(wired, "past")
    at = press(opened("report", interview="past"), "disagree_1")
    at.text_area(key="dispute_reason").set_value("I said that k2 holds.").run()
    at = press(at, "dispute_send")
    said = text(at)
    assert "I said that k2 holds." in said
    assert "missed when judged anew: the first stands" in said
    assert len(wired.engine.report("past").questions[0].appeals) == 1


def test_in_a_bank_of_ones_own_the_wording_can_count_from_then_on(
    wired: Wired, examiner: FakeExaminer
) -> None:
    """The key point gets it as one more variant; the built-in bank is not touched."""
    mine = make_bank([examples.DROPOUT], bank_id="mine", title="Mine")
    wired.library.put(mine)
    in_bank(wired, "past", "mine", "Mine")
    wired.engine.dispute("past", "dropout", "k2", "They lean on one another no more.")
    at = opened("report", interview="past")
    at.text_input(key="wording_1_k2").set_value("units lean on one another no more").run()
    press(at, "amend_save_1_k2")
    point = wired.library.get("mine").questions[0].point("k2")
    assert point.variants == ("units lean on one another no more",)


def test_a_question_tried_again_stands_beside_the_last_try(
    wired: Wired, examiner: FakeExaminer
) -> None:
    """Point by point."""
    engine = wired.engine
    for words in ("k1", "k1 and k2 and k3"):
        of = engine.start(Wish(bank="deep-learning", count=1, mode=Mode.INTERVIEW))
        engine.answer(of, words)
        engine.advance(of)
        engine.end(of)
    said = raw(opened("report", interview=of))
    assert "The last time:" in said
    assert "better, 0 worse" in said


def test_a_report_stays_when_its_bank_was_deleted_since(wired: Wired) -> None:
    """Its questions carry themselves; only what needs the bank says that it is gone."""
    in_bank(wired, "past", "gone", "Gone since")
    at = opened("report", interview="past")
    assert "Report: Gone since" in text(at)
    assert "there is no bank" in text(press(at, "retry_1"))


def test_an_event_of_a_newer_version_is_told(wired: Wired) -> None:
    """Instead of a traceback; the others can still be read."""
    keep(wired, "past")
    keep(wired, "newer")
    newer = '{"kind":"telepathy","seq":3,"at":"2026-11-03T18:00:00Z"}'
    with sqlite3.connect(wired.settings.database) as connection:
        connection.execute(
            "UPDATE events SET payload=? WHERE interview_id='newer' AND seq=3", (newer,)
        )
    wired.store._known.clear()
    assert "holds an event that cannot be read" in text(opened("report", interview="newer"))
    assert "Report: Deep learning" in text(opened("report", interview="past"))
    assert "Past interviews" in text(opened("progress"))
