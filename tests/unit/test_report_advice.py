"""What a report concludes: three sentences, calibration, progress, next actions, the rewrite."""

import re
from typing import Any

import pytest

from interviewer.events import (
    Answered,
    Asked,
    Event,
    Finished,
    FinishReason,
    Graded,
    Hinted,
    Purpose,
    Rated,
    Skipped,
    Started,
)
from interviewer.interview import replay
from interviewer.report import (
    PractiseTopic,
    Report,
    RetryQuestion,
    ReviewQuestions,
    StartAnother,
    report,
)
from interviewer.rubric import Dimension, Gate, Grade, Mark, Verdict
from tests.examples import BY, DROPOUT, VANISHING, Log, events, grade, plan


def reported(log: list[Event] | None = None, **fields: Any) -> Report:
    return report(replay(events() if log is None else log), interview_id="i1", **fields)


def begun() -> Log:
    log = Log()
    log.add(Started, plan=plan())
    return log


def asked(log: Log, **fields: object) -> None:
    log.add(
        Asked,
        question_id=VANISHING.id,
        question=VANISHING,
        text=VANISHING.prompt,
        purpose=Purpose.QUESTION,
        **fields,
    )


def held(answer: str, judged: Grade) -> Log:
    log = begun()
    asked(log)
    log.add(Answered, text=answer)
    log.add(Graded, grade=judged)
    return log


def over(log: Log) -> Report:
    log.add(Finished, reason=FinishReason.COMPLETED)
    return reported(log.events)


ALL = grade(
    ("k1", Verdict.COVERED, "one"), ("k2", Verdict.COVERED, "two"), ("k3", Verdict.COVERED, "three")
)
NONE = grade(("k1", Verdict.MISSED, None), ("k2", Verdict.MISSED, None))


@pytest.mark.parametrize("upto", range(1, len(events()) + 1))
def test_three_sentences_each_with_a_quote_or_a_count(upto: int) -> None:
    """Nothing is said about a candidate without its receipt."""
    sentences = reported(events()[:upto]).sentences
    assert [s.kind for s in sentences] == ["evidence", "gap", "next"]
    assert all(s.quote or re.search(r"\d", s.text) for s in sentences)


def test_the_strongest_evidence_is_the_heaviest_point_covered_without_help() -> None:
    """Weight 3 in question 2."""
    first = reported().sentences[0]
    assert first.question == 2
    assert "“Each layer multiplies the gradient by a number smaller than one”" in first.text


def test_the_biggest_gap_names_the_point_and_the_reference() -> None:
    """Of the missed points the heaviest."""
    gap = reported().sentences[1]
    assert DROPOUT.key_points[1].text in gap.text
    assert "co-adaptation is broken and each unit must be useful on its own" in gap.text


def test_a_standing_contradiction_is_the_biggest_gap() -> None:
    """It comes before what was only missed, with the words that were said."""
    judged = grade(("k1", Verdict.MISSED, None), ("k2", Verdict.CONTRADICTED, "sigmoids are fine"))
    gap = over(held("I think sigmoids are fine.", judged)).sentences[1]
    assert "you said “sigmoids are fine”, but the reference says" in gap.text
    assert gap.quote is not None


def test_nothing_missing_is_said_with_its_count() -> None:
    """Three of three points."""
    whole = over(held("one two three", ALL))
    assert whole.sentences[1].text == "None: all 3 points were covered."
    assert [a.kind for a in whole.actions] == ["start_another"]
    assert whole.questions[0].rewrite == (
        "All 3 points are there. Say it again in half the words, the most important point first."
    )


def test_all_skipped_is_not_scored() -> None:
    """Nothing was judged, so there is no figure; the gap counts what was skipped."""
    log = begun()
    asked(log)
    log.add(Skipped)
    whole = over(log)
    assert whole.score is None
    assert "1 question skipped" in whole.sentences[1].text


def test_a_judged_answer_that_says_nothing_scores_zero() -> None:
    """An "I don't know" was judged: its coverage is 0, and accuracy has nothing to stand on."""
    judged = Grade(findings=NONE.findings, by=BY, gate=Gate.DONT_KNOW)
    whole = over(held("I don't know", judged))
    assert whole.score == 0.0
    assert [d.level for d in whole.dimensions[:2]] == [None, 1]
    assert "3 points" in whole.dimensions[0].why


def test_an_examiner_that_marks_depth_is_shown_with_its_quote() -> None:
    """The mark's level, reason and quote; no quote that is not in the answer."""
    marks = (
        Mark(dimension=Dimension.DEPTH, level=3, why="It says why.", quote="because"),
        Mark(dimension=Dimension.COMMUNICATION, level=4, why="Ordered.", quote="not there"),
    )
    judged = Grade(findings=NONE.findings, by="llm x", marks=marks)
    _, _, depth, application, communication = over(held("It is so because.", judged)).dimensions
    assert (depth.level, depth.quote and depth.quote.text) == (3, "because")
    assert application.why == "The examiner did not assess this."
    assert (communication.level, communication.quote) == (4, None)


def test_calibration_finds_confident_gaps_and_unsure_hits() -> None:
    """Sure at 31 %: a gap; unsure at 80 %: a hit."""
    found = reported().calibration
    assert found is not None
    assert (found.confident_gaps, found.unsure_hits) == ((1,), (2,))
    assert [(r.n, r.score) for r in found.table] == [(0, None), (1, 0.8), (1, 2.5 / 8), (0, None)]


def test_there_is_no_calibration_without_a_rating() -> None:
    """Nobody said how sure they were."""
    assert over(held("one two three", ALL)).calibration is None


def test_a_rating_of_a_follow_up_is_not_calibrated() -> None:
    """How sure counts for first answers alone."""
    log = held("one", NONE)
    log.add(Asked, question_id=VANISHING.id, text="Mean?", purpose=Purpose.CLARIFY)
    log.add(Answered, text="two")
    log.add(Rated, turn=4, confidence=4)
    log.add(Graded, grade=NONE)
    assert over(log).calibration is None


def test_next_actions_are_at_most_three_and_start_with_the_confident_gap() -> None:
    """Retry the question that was held for right, read the skipped one, practise the topic."""
    retry, review, topic = reported().actions
    assert isinstance(retry, RetryQuestion)
    assert isinstance(review, ReviewQuestions)
    assert isinstance(topic, PractiseTopic)
    assert retry.question_id == "dropout"
    assert "3 of 5 points" in retry.why
    assert "quite sure (3 of 4)" in retry.why
    assert review.question_ids == ("batch-norm",)
    assert topic.topic == "optimisation"
    assert "2 questions" in topic.why


def test_after_nothing_but_good_answers_another_interview_is_proposed() -> None:
    """With how many were good."""
    (only,) = over(held("one two three", ALL)).actions
    assert isinstance(only, StartAnother)
    assert only.why == "1 of 1 question at 80 % or more."


def test_the_rewrite_points_at_what_is_missing_without_saying_it() -> None:
    """Cues, not key points; what is covered is not asked again."""
    rewrite = reported().questions[0].rewrite or ""
    assert DROPOUT.key_points[1].cue in rewrite
    assert DROPOUT.key_points[0].cue not in rewrite
    assert all(p.text not in rewrite for p in DROPOUT.key_points)
    assert rewrite.startswith("Answer again in four sentences")


def test_a_hint_before_the_answer_is_told_with_the_verdict() -> None:
    """It came with help, and the points table says with which."""
    log = begun()
    asked(log)
    log.add(Hinted, level=1, text="Think of one.")
    log.add(Answered, text="one two three")
    log.add(Graded, grade=ALL)
    point = over(log).questions[0].points[0]
    assert (point.aided, point.story) == (True, "covered after a hint")


def test_progress_compares_questions_asked_both_times() -> None:
    """Vanishing gradients went from 80 % to 100 %; the others were not asked again."""
    before = reported()
    log = held("one two three", ALL)
    log.add(Finished, reason=FinishReason.COMPLETED)
    found = reported(log.events, previous=before).progress
    assert found is not None
    assert (found.questions, found.better, found.worse) == (1, 1, 0)
    assert found.text.startswith("100\u00a0% now, 41\u00a0% on 3 November 2026.")


def test_progress_needs_two_scores() -> None:
    """An interview in which nothing was judged does not compare."""
    assert reported(events()[:1], previous=reported()).progress is None


def test_without_a_passage_the_gap_quotes_no_reference() -> None:
    """Only words that stand in the reference are given as its words."""
    bare = VANISHING.model_copy(update={"reference": "Something quite different."})
    log = begun()
    log.add(Asked, question_id=bare.id, question=bare, text=bare.prompt, purpose=Purpose.QUESTION)
    log.add(Answered, text="who knows")
    log.add(Graded, grade=NONE)
    gap = over(log).sentences[1].text
    assert "the reference says" not in gap
    assert gap.endswith("is one of 3 points missed.")
