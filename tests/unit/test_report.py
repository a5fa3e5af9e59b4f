"""A report says what the events say, and no more."""

import pytest

from interviewer.events import (
    Answered,
    Asked,
    Finished,
    FinishReason,
    Graded,
    Mode,
    Purpose,
    Started,
)
from interviewer.interview import replay
from interviewer.report import QuestionReport, Report, State, Status, of_round, report
from interviewer.rubric import Dimension, Verdict
from tests.examples import BATCH_NORM, DROPOUT, TRANSFER, VANISHING, Log, events, grade, plan

PREFIXES = range(1, len(events()) + 1)
AFTER_FIRST_GRADE = 4
AFTER_THE_SKIP = 18


def reported(upto: int | None = None, mode: Mode = Mode.INTERVIEW) -> Report:
    return report(replay(events(mode)[:upto]), interview_id="i1")


def dropout() -> QuestionReport:
    return reported().questions[0]


def test_scores_are_those_worked_out_by_hand() -> None:
    """Dropout: 2 + 0.5 of 8 at first, and 1 for the aided k4; vanishing gradients: 4 of 5."""
    whole = reported()
    assert [q.score for q in whole.questions] == [3.5 / 8, 4 / 5, 0.0, None]
    assert [q.unaided for q in whole.questions] == [2.5 / 8, 4 / 5, 0.0, None]
    assert whole.score == pytest.approx((3.5 / 8 + 4 / 5 + 0) / 3)
    assert whole.unaided == pytest.approx((2.5 / 8 + 4 / 5 + 0) / 3)


def test_header_counts_what_became_of_the_questions() -> None:
    """Four were asked: two judged, one skipped, one not judged; all but one were answered."""
    counts = reported().header.counts
    assert counts.model_dump() == {
        "planned": 4,
        "asked": 4,
        "answered": 3,
        "judged": 2,
        "skipped": 1,
        "unjudged": 1,
        "open": 0,
    }


def test_header_says_how_the_interview_was_held() -> None:
    """Examiner, end and the time between the first event and the last."""
    head = reported().header
    assert head.examiners == ("offline 1",)
    assert head.finish is FinishReason.COMPLETED
    assert head.duration == 20.0 * (len(events()) - 1)
    assert head.tokens is None
    assert head.cost is None
    assert head.disclaimer == "A practice estimate, not a hiring verdict."


@pytest.mark.parametrize("upto", PREFIXES)
def test_every_quote_stands_verbatim_in_its_answer(upto: int) -> None:
    """The law of receipts, at any moment of an interview."""
    whole = reported(upto)
    for q in whole.questions:
        said = [quote for p in q.points for quote in p.quotes]
        said += [quote for t in q.turns for e in t.evidence for quote in e.quotes]
        said += [quote for m in q.misconceptions for quote in m.quotes]
        said += [d.quote for d in q.dimensions if d.quote]
        for quote in said:
            answer = q.turns[quote.turn - 1].answer or ""
            assert quote.question == q.number
            assert answer[quote.start : quote.end] == quote.text
    for sentence in whole.sentences:
        if sentence.quote:
            turn = whole.questions[sentence.quote.question - 1].turns[sentence.quote.turn - 1]
            assert sentence.quote.text in (turn.answer or "")


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("upto", PREFIXES)
def test_an_open_question_shows_nothing_it_is_judged_against(upto: int, mode: Mode) -> None:
    """Neither reference nor key points nor corrections, in any part of the report."""
    whole = reported(upto, mode)
    known = {q.question_id for q in whole.questions if q.revealed}
    text = whole.model_dump_json()
    for question in (DROPOUT, VANISHING, BATCH_NORM, TRANSFER):
        if question.id in known:
            continue
        assert question.reference not in text
        for secret in (
            *(p.text for p in question.key_points),
            *(p.cue for p in question.key_points),
            *(m.correction for m in question.misconceptions),
        ):
            assert secret not in text


def test_a_question_still_being_asked_counts_for_nothing_yet() -> None:
    """Its first answer is judged, but a follow-up is to come."""
    whole = reported(AFTER_FIRST_GRADE)
    assert whole.questions[0].status is Status.OPEN
    assert whole.score is None
    assert whole.questions[0].turns[0].answer is not None
    assert whole.questions[0].turns[0].evidence == ()


def test_a_skipped_question_is_over_at_once() -> None:
    """It shows its reference and counts 0."""
    last = reported(AFTER_THE_SKIP).questions[-1]
    assert last.status is Status.SKIPPED
    assert last.reference == BATCH_NORM.reference
    assert last.score == 0.0


def test_an_interview_without_a_question_has_a_report() -> None:
    """It reports what there is: nothing judged, nothing scored."""
    whole = reported(1)
    assert whole.score is None
    assert whole.questions == ()
    assert whole.actions == ()
    assert all(d.level is None for d in whole.dimensions)
    assert "0 of 4" in whole.sentences[0].text
    assert "4 of 4" in whole.sentences[2].text


def test_an_unjudged_question_is_left_out_and_says_why() -> None:
    """Ungraded is not wrong."""
    last = reported().questions[-1]
    assert last.status is Status.UNJUDGED
    assert last.turns[0].ungraded == "the examiner did not answer in time"
    assert {p.state for p in last.points} == {State.NOT_JUDGED}


def test_a_point_keeps_the_first_quote_beside_the_later_one() -> None:
    """Contradicted first, then covered: all three places are shown, and that help came before."""
    k4 = dropout().points[3]
    assert [q.text for q in k4.quotes] == [
        "you keep dropping them too",
        "you'd want all of them on",
        "scale down",
    ]
    assert (k4.state, k4.aided) == (State.COVERED, True)
    assert k4.story == "first contradicted, then covered after a follow-up"


def test_what_was_said_twice_is_quoted_once() -> None:
    """On pages and in files; the receipts stay with their answers."""
    k4 = dropout().points[3]
    again = k4.model_copy(update={"evidence": (*k4.evidence, k4.evidence[-1])})
    assert [q.text for q in again.quotes].count("scale down") == 2
    assert again.said == ("you keep dropping them too", "you'd want all of them on", "scale down")


def test_saying_the_same_again_is_no_step() -> None:
    """A point covered at once and again after a follow-up was covered, without a story."""
    log = Log()
    log.add(Started, plan=plan())
    for purpose in (Purpose.QUESTION, Purpose.DEPTH):
        log.add(
            Asked,
            question_id="dropout",
            text="Dropout?",
            purpose=purpose,
            question=DROPOUT if purpose is Purpose.QUESTION else None,
        )
        log.add(Answered, text="They go silent.")
        log.add(
            Graded,
            grade=grade(
                *((p.id, Verdict.MISSED, None) for p in DROPOUT.key_points[1:]),
                ("k1", Verdict.COVERED, "They go silent"),
            ),
        )
    log.add(Finished, reason=FinishReason.ENDED)
    first = report(replay(log.events), interview_id="i1").questions[0].points[0]
    assert (first.state, first.story) == (State.COVERED, "")


def test_each_point_stands_beside_the_passage_that_states_it() -> None:
    """The clause of the reference with most of the point's words, verbatim."""
    passages = [p.passage for p in dropout().points]
    assert passages[1] == "co-adaptation is broken and each unit must be useful on its own."
    assert passages[2] is not None
    assert passages[2].startswith("It acts like training many thinned networks")
    assert all(p is not None and p in DROPOUT.reference for p in passages)


def test_a_follow_up_says_what_it_gained() -> None:
    """The score before and after, and the point it moved."""
    gains = [t.gained for t in dropout().turns]
    assert gains[0] is None
    assert gains[1] is not None
    assert gains[2] is not None
    assert (gains[1].before, gains[1].after) == (2.5 / 8, 2.5 / 8)
    assert (gains[2].before, gains[2].after, gains[2].points) == (2.5 / 8, 3.5 / 8, ("k4",))


def test_a_misconception_that_was_mended_says_by_which_question() -> None:
    """The route is the probe before the answer that put it right."""
    (found,) = dropout().misconceptions
    assert found.corrected
    assert [q.text for q in found.quotes] == ["you keep dropping them too"]
    assert found.route is not None
    assert found.route.startswith("Suppose you predict the same input twice")


def test_a_hint_stands_with_the_turn_it_helped() -> None:
    """The hint before the skip belongs to the skipped turn."""
    assert reported().questions[2].turns[0].hints == ("Think of the mean.",)


def test_dimensions_follow_from_the_verdicts_or_are_not_assessed() -> None:
    """Accuracy 2 for a corrected contradiction, coverage 2; the offline examiner has no more."""
    levels = {d.dimension: d.level for d in dropout().dimensions}
    assert levels == {
        Dimension.ACCURACY: 2,
        Dimension.COVERAGE: 2,
        Dimension.DEPTH: None,
        Dimension.APPLICATION: None,
        Dimension.COMMUNICATION: None,
    }
    depth = reported().dimensions[2]
    assert depth.why == "The offline examiner does not assess this."


def test_overall_dimensions_take_the_lower_median() -> None:
    """Of accuracy 2 and 3 over two questions, 2; with a quote of a question at that level."""
    accuracy, coverage = reported().dimensions[:2]
    assert (accuracy.level, accuracy.n) == (2, 2)
    assert accuracy.quote is not None
    assert accuracy.quote.text == "you keep dropping them too"
    assert coverage.level == 2


def test_the_heatmap_tells_states_apart_by_sign_and_word() -> None:
    """Row one: covered, missed, missed, covered with help, partly covered."""
    row = reported().heatmap[0]
    assert "".join(c.sign for c in row.cells) == "✓✗✗✓◐"
    assert row.cells[3].word == "covered with help"
    assert [c.sign for c in reported().heatmap[3].cells] == ["–"]


def test_the_report_is_the_same_whenever_it_is_made() -> None:
    """It depends on the events alone."""
    assert reported() == reported()


def test_one_round_can_be_reported_alone() -> None:
    """As a page does that closes a question before the interview is over."""
    now = replay(events()[:14]).rounds[0]
    assert of_round(now, 1) == dropout()


def test_an_answer_judged_in_an_open_question_is_not_denied() -> None:
    """While its question is being asked nothing is said of it, and least of all that it is none."""
    made = reported(AFTER_FIRST_GRADE)
    assert made.header.counts.answered == 1
    assert {d.why for d in made.dimensions} == {"Nothing can be said yet: no question is over."}
    assert [s.text for s in made.sentences[:2]] == [
        "None can be named yet: no question is over, 1 answered so far.",
        "None can be named yet: 0 of 4 questions are over.",
    ]
