"""Answers that are hard to save or to show: nothing is lost, nothing lives."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.engine import LONGEST_ANSWER, Engine, Wish
from interviewer.errors import Conflict, StorageFull
from interviewer.events import Answered
from interviewer.pages import moves
from interviewer.pages.plain import literal
from interviewer.store import Store
from tests.fakes import FakeExaminer
from tests.hostile import ATTACKS
from tests.ui.drawn import keys, opened, press, raw, say, text

STRANGE = (
    *ATTACKS,
    "🙂🙃🎉",
    "مرحبا بالعالم",
    "a\0b",
    "$\\frac{1}{2}$",
    ":red[stop] :material/home: :streamlit:",
    "x -> y >= z",
    "    indented\n\tcode",
)


@pytest.fixture
def interview(engine: Engine, examiner: FakeExaminer) -> str:
    """An interview that waits for its first answer."""
    return engine.start(Wish("deep-learning", 2))


@pytest.fixture
def at(interview: str) -> AppTest:
    """Its at."""
    return opened("interview", interview=interview)


def answers(engine: Engine, interview: str) -> list[str]:
    """The words that are stored."""
    return [e.text for e in engine.events(interview) if isinstance(e, Answered)]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing can be stored until it is undone."""

    def refuse(*_: object, **__: object) -> None:
        raise StorageFull("The disk is full, so this could not be saved.", mend="Free some space.")

    monkeypatch.setattr(Store, "append", refuse)
    return monkeypatch


@pytest.mark.parametrize("blank", ["", "   ", "\n\t\n"])
def test_an_empty_answer_is_not_sent(
    engine: Engine, interview: str, at: AppTest, blank: str
) -> None:
    """It says what can be done instead."""
    say(at, blank)
    assert answers(engine, interview) == []
    if blank:
        assert "The answer is empty." in text(at)


@pytest.mark.parametrize("words", STRANGE)
def test_strange_words_are_shown_and_do_nothing(
    engine: Engine, interview: str, at: AppTest, words: str
) -> None:
    """Each sign is escaped wherever it is shown; what it would do is tried in a real browser."""
    say(at, words)
    kept = words.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert answers(engine, interview) == [kept]
    assert literal(words) in raw(at)
    assert alive(raw(at)) == []


def test_an_answer_that_is_too_long_is_shown_again(
    engine: Engine, interview: str, at: AppTest
) -> None:
    """With how long it may be; one sign less is taken."""
    say(at, "x" * (LONGEST_ANSWER + 1))
    assert f"at most {LONGEST_ANSWER:,}" in text(at)
    assert "x" * (LONGEST_ANSWER + 1) in text(at)
    assert answers(engine, interview) == []
    say(at, "x" * LONGEST_ANSWER)
    assert answers(engine, interview) == ["x" * LONGEST_ANSWER]
    assert "not saved" not in text(at)


def test_a_full_disk_costs_no_words(
    engine: Engine, interview: str, at: AppTest, full_disk: pytest.MonkeyPatch
) -> None:
    """They stay on the page and can be sent again, once there is room."""
    say(at, "k1, at length")
    assert "The disk is full" in text(at)
    assert "k1, at length" in text(at)
    press(at, "send_again")
    assert "The disk is full" in text(at)
    assert answers(engine, interview) == []
    full_disk.undo()
    press(at, "send_again")
    assert answers(engine, interview) == ["k1, at length"]
    assert "send_again" not in keys(at)


@pytest.mark.parametrize("error", [RuntimeError("a fault"), Conflict("It went on elsewhere.")])
def test_an_error_that_nobody_foresaw_costs_no_words(
    engine: Engine, interview: str, at: AppTest, error: Exception
) -> None:
    """While they are saved, or while it is looked whether they are in. The page has a way on."""

    def failing(*_: object, **__: object) -> None:
        raise error

    def also(*_: object) -> bool:
        raise RuntimeError("another fault")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Engine, "answer", failing)
        patched.setattr(moves, "_is_in", also)
        say(at, "k1, at length")
        assert "nobody foresaw" in text(at)
        assert "k1, at length" in text(at)
    press(at, "send_again")
    assert answers(engine, interview) == ["k1, at length"]


@pytest.mark.parametrize("other", ["pause", "repeat", "hint", "skip"])
def test_unsaved_words_outlast_other_moves(
    at: AppTest, full_disk: pytest.MonkeyPatch, other: str
) -> None:
    """Also when those fail as well."""
    say(at, "k1, at length")
    press(at, other)
    assert "k1, at length" in text(at)
    assert "send_again" in keys(at)


def test_unsaved_words_can_be_dropped(at: AppTest, full_disk: pytest.MonkeyPatch) -> None:
    """By the candidate alone."""
    say(at, "k1, at length")
    press(at, "drop_words")
    assert "k1, at length" not in text(at)


def test_unsaved_words_stay_with_their_interview(
    engine: Engine, at: AppTest, full_disk: pytest.MonkeyPatch
) -> None:
    """They are no answer to what another one asks."""
    say(at, "k1, at length")
    full_disk.undo()
    at.query_params["interview"] = engine.start(Wish("deep-learning", 1))
    at.run()
    assert "k1, at length" not in text(at)


def test_a_stale_tab_is_told_and_stores_nothing(
    engine: Engine, interview: str, at: AppTest
) -> None:
    """Its words are shown again, and it goes on from where the interview stands."""
    second = opened("interview", interview=interview)
    say(at, "k1 from the first tab")
    before = engine.events(interview)
    say(second, "k1 from the second tab")
    assert engine.events(interview) == before
    assert "went on elsewhere" in text(second)
    assert "k1 from the second tab" in text(second)
    assert "k1 from the first tab" in text(second)
    say(second, "k2, now in turn")
    assert answers(engine, interview) == ["k1 from the first tab", "k2, now in turn"]
    assert "k1 from the second tab" not in text(second)


@pytest.mark.parametrize("move", ["skip", "hint", "dont_know"])
def test_a_stale_tab_moves_nothing(engine: Engine, interview: str, at: AppTest, move: str) -> None:
    """Its buttons meant what was asked before."""
    second = opened("interview", interview=interview)
    say(at, "k1")
    before = engine.events(interview)
    press(second, move)
    assert engine.events(interview) == before
    assert "went on elsewhere" in text(second)


def test_the_same_words_sent_twice_are_one_answer(
    engine: Engine, interview: str, at: AppTest
) -> None:
    """A second click on send is no trouble worth telling."""
    second = opened("interview", interview=interview)
    say(at, "k1, twice")
    say(second, "k1, twice")
    assert answers(engine, interview) == ["k1, twice"]
    assert "elsewhere" not in text(second)


def test_an_interview_deleted_meanwhile_is_no_traceback(
    engine: Engine, interview: str, at: AppTest
) -> None:
    """The page says so, with ways out."""
    engine.delete(interview)
    say(at, "k1")
    assert "This interview is not here" in text(at)
    assert "to_progress" in keys(at)


@pytest.mark.parametrize("gone", ["pause", "skip", "repeat", "hint", "dont_know"])
def test_moves_in_a_deleted_interview_are_no_traceback(
    engine: Engine, interview: str, at: AppTest, gone: str
) -> None:
    """Whatever is pressed."""
    engine.delete(interview)
    assert "This interview is not here" in text(press(at, gone))


def alive(markdown: str) -> list[str]:
    """Signs that are not escaped and would start HTML, a picture, a link or a formula."""
    ours = re.sub(r":(material/\w+|[a-z]+-(badge|background)\[|small\[|gray\[)", "", markdown)
    return re.findall(r"(?<!\\)(?:<\w|!\[|\]\(|\$\S+\$|:\w+\[)", ours)
