"""What a report says of a model: its tokens, their cost, and where it is doubted."""

from typing import Any

import pytest

from interviewer.events import Clarified, Event, Graded, HandedOver, Started, Unjudged
from interviewer.interview import replay
from interviewer.rendering.facts import cost, facts, tokens
from interviewer.rendering.html import to_html
from interviewer.rendering.markdown import to_markdown
from interviewer.report import Report, State, report
from interviewer.rubric import Dimension, Finding, SecondOpinion, Ungraded, Usage, Verdict
from tests.examples import BATCH_NORM, START, VANISHING, events

USAGE = Usage(model="gpt-4.1-mini", tokens_in=1000, tokens_cached=600, tokens_out=200)
GRADES = sum(isinstance(e, Graded) for e in events())


def judged_by_model(usage: Usage = USAGE, **grade: Any) -> list[Event]:
    """The example, each grade of which took that of a model."""
    return [
        e.model_copy(update={"grade": e.grade.model_copy(update={"usage": usage, **grade})})
        if isinstance(e, Graded)
        else e
        for e in events()
    ]


def reported(log: list[Event]) -> Report:
    return report(replay(log), interview_id="i1")


def test_the_header_sums_up_what_the_model_took() -> None:
    """Calls, tokens in, of those cached, and out, and what that costs."""
    head = reported(judged_by_model()).header
    assert (head.calls, head.tokens) == (GRADES, 1200 * GRADES)
    assert (head.tokens_in, head.tokens_cached, head.tokens_out) == (
        1000 * GRADES,
        600 * GRADES,
        200 * GRADES,
    )
    assert head.cost == pytest.approx(GRADES * (400 * 0.4 + 600 * 0.1 + 200 * 1.6) / 1e6)
    assert head.prices_as_of is not None


def test_tokens_of_failed_judgements_count() -> None:
    """They were paid for, though they brought no mark."""
    log = [
        e.model_copy(update={"ungraded": Ungraded(reason="cut", usage=USAGE)})
        if isinstance(e, Unjudged)
        else e
        for e in events()
    ]
    failed = sum(isinstance(e, Unjudged) for e in events())
    assert failed
    assert reported(log).header.tokens == 1200 * failed


def test_a_model_without_a_known_price_is_named() -> None:
    """No cost is made up."""
    head = reported(judged_by_model(USAGE.model_copy(update={"model": "llama3.2"}))).header
    assert head.cost is None
    assert cost(head) == "not known: no price is noted for llama3.2"


def test_estimated_tokens_are_said_to_be_about_so_many() -> None:
    """Some servers do not count."""
    head = reported(judged_by_model(USAGE.model_copy(update={"estimated": True}))).header
    assert tokens(head).startswith("about ")


def test_without_a_model_there_are_no_tokens() -> None:
    """And the facts say that none was called."""
    head = reported(list(events())).header
    assert (tokens(head), cost(head)) == ("none: no model was called", "none")


@pytest.mark.parametrize("why", ["wished", "budget"])
def test_the_header_says_why_the_model_did_not_judge_to_the_end(why: str) -> None:
    """Beside those that judged."""
    first, *rest = events()
    assert isinstance(first, Started)
    plan = first.plan.model_copy(update={"by_model": True})
    handed = HandedOver(seq=1, at=START, examiner="offline 1", probes=(), why=why)
    later = [e.model_copy(update={"seq": e.seq + 1}) for e in rest if e.kind != "rated"]
    numbered = [e.model_copy(update={"seq": n}) for n, e in enumerate(later, 2)]
    head = reported([first.model_copy(update={"plan": plan}), handed, *numbered]).header
    assert head.handed_over == why
    assert "the offline examiner went on" in dict(facts(head))["Judged by"]


def second(verdicts: dict[str, Verdict]) -> SecondOpinion:
    """What another examiner found; the quotes are there in the example's answer."""
    return SecondOpinion(
        by="offline 1",
        findings=tuple(
            Finding(point=p, verdict=v, quote=None if v is Verdict.MISSED else "sigmoid")
            for p, v in verdicts.items()
        ),
    )


def doubted() -> Report:
    """The answer on vanishing gradients, in which another examiner found nothing."""
    opinion = second(dict.fromkeys(("k1", "k2", "k3"), Verdict.MISSED))
    log: list[Event] = []
    asked = ""
    for e in events():
        asked = getattr(e, "question_id", asked)
        if isinstance(e, Graded) and asked == VANISHING.id:
            grade = e.grade.model_copy(update={"second": opinion})
            log.append(e.model_copy(update={"grade": grade}))
        else:
            log.append(e)
    return reported(log)


def test_marks_that_are_far_apart_are_uncertain_and_both_are_shown() -> None:
    """By the dimension, and by each point on which the two differ."""
    (question,) = [q for q in doubted().questions if q.question_id == VANISHING.id]
    (coverage,) = [d for d in question.dimensions if d.dimension is Dimension.COVERAGE]
    assert (coverage.level, coverage.second) == (3, 1)
    assert question.uncertain == (
        "Uncertain: coverage 3 by the model and 1 by the offline examiner."
    )
    assert question.score == 0.8
    assert {p.second for p in question.points if p.state is not State.MISSED} == {State.MISSED}


def test_scores_that_are_far_apart_within_a_level_are_uncertain_too() -> None:
    """Levels of 3 and 2, but half of the points between them."""
    log: list[Event] = []
    asked = ""
    verdicts = {"k1": Verdict.PARTIAL, "k2": Verdict.MISSED, "k3": Verdict.MISSED}
    for e in events():
        asked = getattr(e, "question_id", asked)
        if isinstance(e, Graded) and asked == VANISHING.id:
            grade = e.grade.model_copy(update={"second": second(verdicts)})
            log.append(e.model_copy(update={"grade": grade}))
        else:
            log.append(e)
    (question,) = [q for q in reported(log).questions if q.question_id == VANISHING.id]
    assert all(d.second is None for d in question.dimensions)
    assert question.uncertain == (
        "Uncertain: coverage 80 % by the model and 30 % by the offline examiner."
    )
    assert any(p.second is not None for p in question.points)


def test_every_format_shows_both_opinions() -> None:
    """In words, not by colour."""
    for rendered in (to_html(doubted()), to_markdown(doubted())):
        assert "Uncertain: coverage 3 by the model and 1 by the offline examiner." in rendered
        assert "missed" in rendered
    assert "the offline examiner: ✗ missed" in to_html(doubted())
    assert "offline: ✗ missed" in to_markdown(doubted())


def test_marks_that_are_near_are_not_doubted() -> None:
    """One level apart is as good as one."""
    log = judged_by_model()
    same = [
        e.model_copy(
            update={
                "grade": e.grade.model_copy(
                    update={"second": SecondOpinion(findings=e.grade.findings, by="offline 1")}
                )
            }
        )
        if isinstance(e, Graded)
        else e
        for e in log
    ]
    assert not any(q.uncertain for q in reported(same).questions)
    assert all(p.second is None for q in reported(same).questions for p in q.points)


def test_what_was_asked_back_stands_in_the_report() -> None:
    """In every format, before the answer that followed."""
    from interviewer.events import Asked, AskedBack

    log: list[Event] = []
    for e in events():
        log.append(e.model_copy(update={"seq": len(log)}))
        if isinstance(e, Asked) and e.question_id == BATCH_NORM.id:
            log.append(AskedBack(seq=len(log), at=e.at, text="What do you mean by <b>batch</b>?"))
            log.append(Clarified(seq=len(log), at=e.at, text="As in training.", by="offline"))
            break
    made = reported(log)
    (aside,) = made.questions[-1].turns[-1].asides
    assert aside.said == "As in training."
    assert "What do you mean by &lt;b&gt;batch&lt;/b&gt;?" in to_html(made)
    assert "**Interviewer:** As in training." in to_markdown(made)
