"""A model words the three sentences of a report: the same facts, or the computed one stands."""

from dataclasses import replace

import pytest

from interviewer.errors import BadRequest
from interviewer.events import Worded
from interviewer.examiners.summarising import ModelSummariser
from interviewer.interview import replay
from interviewer.report import Report, report
from interviewer.reporting.rewording import digest, holds
from interviewer.store import Store
from tests import examples
from tests.clock import Clock
from tests.examples import events
from tests.fakes import FakeBanks, FakeExaminer
from tests.stubmodel import StubModel, stub_chat

SAID = (
    "In question 2 (optimisation) you said “Each layer multiplies the gradient”, which covers "
    "“the chain rule”."
)


def computed() -> tuple[str, ...]:
    return tuple(s.text for s in report(replay(events()), interview_id="i1").sentences)


GAP = computed()[1]
GOOD = {
    "evidence": computed()[0].replace("In question 2 (optimisation) you said", "Your strongest "
    "answer came in question 2 (optimisation): you said"),
    "gap": GAP,
    "next": computed()[2],
}  # fmt: skip


@pytest.mark.parametrize(
    "worded",
    [
        SAID.replace("In question 2 (optimisation) you", "Best was question 2 (optimisation): you"),
        SAID,
    ],
)
def test_the_same_in_other_words_holds(worded: str) -> None:
    """Quotations, figures and topic are all there."""
    assert holds(SAID, worded)


@pytest.mark.parametrize(
    "worded",
    [
        SAID.replace("2", "3"),
        SAID.replace("which covers", "which does not cover"),
        SAID.replace("Each layer multiplies", "Every layer multiplies"),
        SAID.replace(", which covers “the chain rule”", ""),
        SAID.replace("you said", "you brilliantly said"),
        f"{SAID} You should hire a tutor.",
        f"{SAID} And “more”.",
        SAID.replace("you said", "you said 90 %"),
        f"{SAID} Is that so?",
        "",
        "word " * 70 + ".",
    ],
    ids=["figure", "denial", "quotation", "left out", "praise", "advice", "invented quotation",
         "invented figure", "question", "nothing", "too long"],
)  # fmt: skip
def test_what_adds_leaves_out_or_turns_round_does_not_hold(worded: str) -> None:
    """Then the computed sentence stands."""
    assert not holds(SAID, worded)


def worded(model: StubModel) -> Report:
    """The example's report after that model was asked."""
    summary = ModelSummariser(stub_chat(model)).word(computed())
    assert summary.texts is not None
    first, second, third = summary.texts
    log = events()
    log.append(
        Worded(
            seq=len(log),
            at=log[-1].at,
            texts=(first, second, third),
            of=digest(computed()),
            by=summary.by,
            usage=summary.usage,
        )
    )
    return report(replay(log), interview_id="i1")


def test_a_sentence_that_holds_is_shown_with_who_worded_it() -> None:
    """The computed one is kept beside it; what it took counts as tokens."""
    made = worded(StubModel(replies=[GOOD]))
    assert made.sentences[0].text == GOOD["evidence"]
    assert made.sentences[0].computed == computed()[0]
    assert "stub-1" in (made.sentences[0].by or "")
    assert [s.by for s in made.sentences[1:]] == [None, None]
    assert (made.header.tokens or 0) > 0


def test_words_for_other_sentences_do_not_count() -> None:
    """After a dispute the sentences may be others: the model's are dropped."""
    log = events()
    stale = Worded(seq=len(log), at=log[-1].at, texts=("a.", "b.", "c."), of="0" * 16, by="m")
    assert [s.text for s in report(replay([*log, stale]), interview_id="i").sentences] == list(
        computed()
    )


def test_a_model_that_only_invents_is_refused() -> None:
    """Nothing of it is kept."""
    model = StubModel(replies=[dict.fromkeys(("evidence", "gap", "next"), "You were brilliant.")])
    summary = ModelSummariser(stub_chat(model)).word(computed())
    assert summary.texts is None
    assert "None of the model's sentences" in summary.why


def test_the_engine_keeps_it_as_an_event(tmp_path: object, clock: Clock, home: object) -> None:
    """Without a model it says so."""
    from interviewer.engine import Engine

    store = Store(home / "x.sqlite3")  # type: ignore[operator]
    log = examples.events()
    store.append("past", log, replay(log))
    engine = Engine(store, FakeBanks(), FakeExaminer(), now=clock, new_id=lambda: "n")
    with pytest.raises(BadRequest, match="No model can word"):
        engine.word_summary("past")
    model = ModelSummariser(stub_chat(StubModel(replies=[GOOD])))
    engine.with_model(FakeExaminer(), summariser=model).word_summary("past")
    assert store.events("past")[-1].kind == "worded"
    assert engine.report("past").sentences[0].text == GOOD["evidence"]


def test_replaying_without_it_changes_nothing_else() -> None:
    """It is words, not marks."""
    with_words = worded(StubModel(replies=[GOOD]))
    plain = report(replay(events()), interview_id="i1")
    assert with_words.score == plain.score
    assert replace(replay(events()), worded=None) == replay(events())
