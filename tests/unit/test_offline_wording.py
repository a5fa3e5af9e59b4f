"""What the interviewer says without a model: neutral, one question, nothing given away."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer import quoting, wording
from interviewer.events import Answered, Asked, Purpose
from interviewer.examiner import Probe
from interviewer.examiners import guard
from interviewer.interview import Round, Turn
from interviewer.rubric import Finding, Gate, Grade, Verdict
from knowledge.question import Misconception
from tests.builders import make_question

AT = datetime(2026, 1, 1, tzinfo=UTC)
QUESTION = make_question(
    "What is dropout, and what is it for?",
    topic="regularisation",
    weights=(1, 2, 1),
    misconceptions=[
        Misconception(
            id="m1",
            text="Dropout is active at test time.",
            correction="At test time all units are used.",
            point="k3",
            probe="Suppose you predict twice. What would differ? And is that what you want?",
        ),
        Misconception(id="m2", text="It prunes.", correction="It does not.", point="k1"),
    ],
)
PROBES = (
    Probe(Purpose.CLARIFY),
    Probe(Purpose.MISCONCEPTION, None, "m1"),
    Probe(Purpose.MISCONCEPTION, None, "m2"),
    Probe(Purpose.MISCONCEPTION, "k1"),
    *(Probe(Purpose.MISSED_POINT, p.id) for p in QUESTION.key_points),
    Probe(Purpose.DEPTH),
    Probe(Purpose.EXAMPLE),
    Probe(Purpose.STRETCH),
)
ANSWERS = st.one_of(
    st.text(),
    st.text(alphabet="ab c?\"'“”\n.,-()*_`<>[]#$¿？؟\u200b", max_size=200),
    st.lists(st.sampled_from(["weights", "scaled", "why?", "the", "“off”", "x" * 90])).map(
        " ".join
    ),
)


def round_of(answer: str, grade: Grade | None = None) -> Round:
    """A round of one turn with that answer."""
    asked = Asked(
        seq=1,
        at=AT,
        question_id=QUESTION.id,
        question=QUESTION,
        text=QUESTION.prompt,
        purpose=Purpose.QUESTION,
    )
    return Round(QUESTION, (Turn(asked, Answered(seq=2, at=AT, text=answer), grade=grade),))


@given(ANSWERS, st.sampled_from(PROBES), st.integers(0, 10_000))
def test_every_probe_keeps_every_rule(answer: str, probe: Probe, seed: int) -> None:
    """One question mark, at most forty words, no leak, no praise, real quotes, for any answer."""
    reply = wording.probe(probe, round_of(answer), seed)
    assert guard.broken_rule(reply, QUESTION, [answer]) is None
    assert "\n" not in reply


@given(ANSWERS)
def test_a_short_quote_is_verbatim_and_short(answer: str) -> None:
    """At most ten words, whole words, no question mark, no quotation mark."""
    quote = quoting.short(answer)
    assert quote in answer
    assert len(quote.split()) <= quoting.MOST_WORDS
    assert not set(quote) & set('"“”\n' + quoting.QUESTION_MARKS)


def test_a_quote_drops_the_opening_fillers() -> None:
    """What is repeated is the claim, not the thinking aloud."""
    said = "So I think it, like, switches some units off at random"
    assert quoting.short(said).startswith("it")


def test_a_probe_refers_to_what_was_said_on_the_point() -> None:
    """The contradicted words are quoted, not those before them."""
    answer = "It helps a lot with overfitting. You keep dropping them at test time too."
    finding = Finding(
        point="k3",
        verdict=Verdict.CONTRADICTED,
        quote="You keep dropping them at test time too",
        misconception="m1",
    )
    grade = Grade(findings=(finding,), by="test")
    reply = wording.probe(PROBES[1], round_of(answer, grade), 0)
    assert "keep dropping them at test time" in reply


def test_the_same_seed_says_the_same_and_others_vary() -> None:
    """Repeatable, but not one sentence for all."""
    now = round_of("You switch off some units")
    said = [wording.probe(PROBES[4], now, seed) for seed in range(20)]
    assert said == [wording.probe(PROBES[4], now, seed) for seed in range(20)]
    assert len(set(said)) > 2


def test_a_cue_that_is_a_question_already_is_asked_directly() -> None:
    """A clause that begins as a question needs no wrapping."""
    reply = wording.probe(Probe(Purpose.MISSED_POINT, "k3"), round_of("Units go"), 1)
    assert "hat changes once training is over?" in reply


@pytest.mark.parametrize("answer", ["no", "🙂", "it with"])
@pytest.mark.parametrize("seed", range(8))
def test_a_probe_refers_to_an_answer_that_cannot_be_quoted(answer: str, seed: int) -> None:
    """It says at least that there was one and that it leaves something open."""
    for point in QUESTION.key_points:
        reply = wording.probe(Probe(Purpose.MISSED_POINT, point.id), round_of(answer), seed)
        assert reply.startswith(("That ", "There is more to it", "Going on from there"))


def test_a_neutral_probe_holds_neither_cue_nor_authored_question() -> None:
    """It asks for the same in words that tell nothing."""
    now = round_of("You switch off some units")
    missed = wording.neutral(Probe(Purpose.MISSED_POINT, "k3"), now, 0)
    wrong = wording.neutral(PROBES[1], now, 0)
    assert QUESTION.point("k3").cue not in missed
    assert "predict twice" not in wrong
    assert guard.broken_rule(missed, QUESTION, ["You switch off some units"]) is None
    assert guard.broken_rule(wrong, QUESTION, ["You switch off some units"]) is None


@pytest.mark.parametrize(
    ("gate", "word"), [(Gate.EMPTY, ""), (Gate.NOISE, "words"), (Gate.COPIED, "question")]
)
def test_each_gate_is_answered_in_its_own_way(gate: Gate, word: str) -> None:
    """Nothing of what was not an answer is quoted."""
    findings = tuple(Finding(point=p.id, verdict=Verdict.MISSED) for p in QUESTION.key_points)
    grade = Grade(findings=findings, by="test", gate=gate)
    reply = wording.probe(Probe(Purpose.CLARIFY), round_of("asdf asdf asdf", grade), 0)
    assert word in reply
    assert "asdf" not in reply


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("previous", [None, "regularisation", "training"])
@pytest.mark.parametrize("seed", range(4))
def test_a_question_is_asked_in_its_own_words(
    *, first: bool, previous: str | None, seed: int
) -> None:
    """A short lead-in, then the prompt verbatim; one question mark in all."""
    asked = wording.ask(QUESTION, first=first, previous_topic=previous, seed=seed)
    assert asked.endswith(f" {QUESTION.prompt}")
    assert guard.questions(asked) == 1


def test_the_topic_general_is_not_announced() -> None:
    """It is what documents without topics have."""
    asked = wording.ask(make_question(topic="general"), first=True, previous_topic=None, seed=0)
    assert "general" not in asked


@given(st.text(min_size=1).filter(str.strip), st.integers(0, 99))
def test_a_hint_is_followed_by_one_question(hint: str, seed: int) -> None:
    """Whatever the hint's own marks, and within forty words."""
    asked = wording.hint_then_ask(hint, QUESTION, seed)
    assert guard.questions(asked) == 1
    assert guard.words(asked) <= wording.MOST_WORDS


def test_a_derived_hint_points_at_the_heaviest_point_first() -> None:
    """By its cue; the next level points at the next."""
    first, second = (wording.derived_hint(QUESTION, level) for level in (1, 2))
    assert QUESTION.point("k2").cue in first
    assert QUESTION.point("k1").cue in second


def test_a_derived_hint_tells_no_key_point() -> None:
    """It is built from the cue alone."""
    hints = [wording.derived_hint(QUESTION, level) for level in range(1, 5)]
    assert not [hint for hint in hints if guard.leak(hint, QUESTION, ())]
