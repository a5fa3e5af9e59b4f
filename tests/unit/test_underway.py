"""A judging under way: found again, drawn at a bearable pace, stopped when nobody wants it."""

from collections.abc import Generator
from threading import Event

import pytest

from interviewer.models.cancellation import current, pause
from interviewer.models.reply import Reply
from interviewer.models.tally import Tally
from interviewer.pages import underway
from interviewer.pages.underway import (
    LEAST_A_SECOND,
    MOST_A_SECOND,
    AllUnderway,
    Underway,
    updates_a_second,
)
from interviewer.rubric import Grade
from knowledge.errors import MockInterviewerError

PATIENCE = 10.0


class Speech:
    """Says texts, and waits for `go` before each one."""

    def __init__(self, *texts: str, go: bool = True) -> None:
        self.texts = texts
        self.go = Event()
        self.begun = 0
        self.closed = Event()
        if go:
            self.go.set()

    def __call__(self) -> Generator[str, None, None]:
        self.begun += 1
        try:
            for text in self.texts:
                assert self.go.wait(PATIENCE)
                yield text
        finally:
            self.closed.set()


def test_the_whole_reply_is_shown_in_the_end() -> None:
    """Whatever was passed over on the way."""
    speech = Speech("You", "You said", "You said so.")
    assert list(Underway(speech).texts(pause=lambda _: None))[-1] == "You said so."


def test_there_is_a_pause_after_each_update() -> None:
    """So that there are no more than a page stands, however quick the model."""
    pauses: list[float] = []
    shown = list(Underway(Speech(*(f"{n}" for n in range(500)))).texts(pause=pauses.append))
    assert len(pauses) == len(shown) - 1
    assert set(pauses) <= {1 / MOST_A_SECOND}


def test_many_judgings_share_the_updates_of_a_page() -> None:
    """Alone each has the most; the more there are the fewer, but never so few that it stands."""
    paces = [updates_a_second(at_once) for at_once in range(200)]
    assert paces[0] == paces[1] == MOST_A_SECOND
    assert paces == sorted(paces, reverse=True)
    assert paces[8] < MOST_A_SECOND
    assert paces[-1] == LEAST_A_SECOND


def test_a_page_is_brought_up_to_date_less_often_while_many_are_judged() -> None:
    """Those of the whole process count, and no longer than they go on."""
    everything, others = AllUnderway(), Speech("a", go=False)
    going = [everything.of(f"i{number}", others) for number in range(50)]
    assert _first_pause(everything) == 1 / LEAST_A_SECOND
    others.go.set()
    for each in going:
        list(each.texts())
    assert _first_pause(everything) == 1 / MOST_A_SECOND


def _first_pause(everything: AllUnderway) -> float:
    """That of another judging, which says no more before it."""
    pauses: list[float] = []
    paused = Event()

    def speak() -> Generator[str, None, None]:
        yield "a"
        assert paused.wait(PATIENCE)
        yield "b"

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        paused.set()

    assert list(everything.of("mine", speak).texts(pause))[-1] == "b"
    return pauses[0]


def test_after_a_mere_sign_of_life_there_is_no_pause() -> None:
    """Else the first words would wait for the end of it."""
    speech = Speech("a", go=False)
    pauses: list[float] = []
    texts = Underway(speech).texts(pause=pauses.append)
    assert [next(texts), next(texts)] == ["", ""]
    speech.go.set()
    assert list(texts)[-1] == "a"
    assert len(pauses) <= 1


def test_the_end_cuts_a_pause_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page goes on at once."""
    monkeypatch.setattr(underway, "updates_a_second", lambda _: 0.001)
    speech = Speech("a", "b")
    assert list(Underway(speech).texts())[-1] == "b"


def test_a_text_that_is_taken_away_is_given_out_as_nothing() -> None:
    """Another sentence takes its place."""
    assert list(Underway(Speech("Great", "")).texts(pause=lambda _: None))[-1] == ""


def test_who_looks_again_finds_the_same_judging() -> None:
    """After a tap elsewhere, a reload, or in a second tab: the model is asked once."""
    everything, speech = AllUnderway(), Speech("And then?", go=False)
    first = everything.of("i1", speech)
    second = everything.of("i1", speech)
    assert first is second
    speech.go.set()
    assert list(second.texts())[-1] == "And then?"
    assert speech.begun == 1


def test_interviews_are_judged_beside_each_other() -> None:
    """Each its own."""
    everything = AllUnderway()
    assert everything.of("i1", Speech("a")) is not everything.of("i2", Speech("b"))


def test_what_is_over_is_begun_anew() -> None:
    """The next answer of the same interview."""
    everything, speech = AllUnderway(), Speech("a")
    list(everything.of("i1", speech).texts())
    list(everything.of("i1", speech).texts())
    assert speech.begun == 2


def test_stopping_lets_go_of_the_model() -> None:
    """With the next piece; the page need not wait for it, and may begin anew at once."""
    everything, speech = AllUnderway(), Speech("a", "b", "c", go=False)
    stopped = everything.of("i1", speech)
    everything.stop("i1")
    assert list(stopped.texts()) == [""]
    assert everything.of("i1", Speech("x")) is not stopped
    speech.go.set()
    assert speech.closed.wait(PATIENCE)


def test_a_model_that_is_silent_is_let_go_of() -> None:
    """It need not say a word for that."""
    everything, begun, ended = AllUnderway(), Event(), Event()

    def speak() -> Generator[str, None, None]:
        try:
            begun.set()
            pause(PATIENCE)
            yield "too late"
        finally:
            ended.set()

    everything.of("i1", speak)
    assert begun.wait(PATIENCE)
    everything.stop("i1")
    assert ended.wait(PATIENCE / 2)


def test_what_was_taken_of_the_model_is_known_before_it_is_stopped() -> None:
    """Whoever stops it stores that; nothing is known of an interview that nobody judges."""
    everything, counted, speech = AllUnderway(), Event(), Speech("a", go=False)
    tally = Tally("m", ["four"])

    def speak() -> Generator[str, None, None]:
        current().count(tally)
        tally.begin(Reply(Grade, "here"))
        counted.set()
        yield from speech()

    everything.of("i1", speak)
    assert counted.wait(PATIENCE)
    taken = everything.taken("i1")
    assert taken is not None
    assert taken.tokens_in == 1
    assert everything.taken("nobody") is None
    everything.stop("i1")
    speech.go.set()


def test_stopping_nothing_is_no_trouble() -> None:
    """It may be over by then."""
    AllUnderway().stop("nobody")


@pytest.mark.parametrize(
    ("error", "said"),
    [(MockInterviewerError("The disk is full."), "full"), (ValueError("?"), "broke off")],
)
def test_trouble_reaches_who_looks_on(error: Exception, said: str) -> None:
    """And ends the judging instead of beginning it over and over."""

    def speak() -> Generator[str, None, None]:
        yield "a"
        raise error

    with pytest.raises(MockInterviewerError, match=said):
        list(Underway(speak).texts())
