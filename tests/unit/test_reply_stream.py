"""What is shown of a model's reply while it grows, and what never is."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.events import Mode
from interviewer.examiners.reply_stream import ReplyStream, Rules, fields
from tests.cases import ANSWER, REPLY
from tests.examples import DROPOUT

INSTEAD = "What changes once training is over?"


def make_stream(mode: Mode = Mode.INTERVIEW, *, quiet: bool = False) -> ReplyStream:
    return ReplyStream(Rules(DROPOUT, (ANSWER,), mode), instead=INSTEAD, quiet=quiet)


def written(reply: object, probe: object = "missed_point:k4") -> str:
    return json.dumps({"reply": reply, "probe": probe, "verdicts": []}, ensure_ascii=False)


def shown(stream: ReplyStream, text: str, piece: int = 1) -> list[str]:
    """Everything that the page shows while `text` comes in."""
    return list(_shown(stream, text, piece))


def _shown(stream: ReplyStream, text: str, piece: int) -> Iterator[str]:
    before = stream.shown
    for end in range(piece, len(text) + piece, piece):
        if (now := stream.feed(text[:end])) != before:
            yield now
            before = now


def test_a_proper_reply_grows_word_by_word_and_ends_whole() -> None:
    """Each text shown begins as the one before it."""
    stream = make_stream()
    seen = shown(stream, written(REPLY))
    assert all(b.startswith(a) for a, b in pairwise(seen))
    assert len(seen) > 15
    assert seen[-1] == stream.reply == REPLY
    assert stream.probe == "missed_point:k4"


def test_the_first_word_is_shown_when_the_second_begins() -> None:
    """The candidate does not wait for a sentence."""
    assert shown(make_stream(), '{"reply": "You s') == ["You"]


BROKEN = (
    "Great answer! What changes once training is over?",
    "Right. That's correct, but what changes once training is over?",
    "You said it well. Well done, and what changes once training is over?",
    "So what changes once training is over? And which rate would you choose?",
    "And at test time all units get scaled, so what changes then?",
    "You broke co-adaptation there. What changes once training is over?",
    'You said "units are all used". What changes once training is over?',
    "So what changes once training is over and " + "then " * 40 + "?",
    "Tell me what changes once training is over.",
    "Was ändert sich dann, wenn das Training vorbei ist und das Netz arbeiten muss?",
    DROPOUT.reference,
    "word " * 10_000,
    "On utilise toutes les unités avec mise à l'échelle, alors pourquoi?",
    "Correct – units are switched off. What changes once training is over?",
    "So that is it. That is not quite right. What changes once training is over?",
    "And weights get s\u0441aled, so what changes once training is over?",
    "And weights get sca\u00adled, so what changes once training is over?",
    "And weights get s c a l e d, so what changes once training is over?",
)


@pytest.mark.parametrize("piece", [1, 4, 17, 100_000])
@pytest.mark.parametrize("reply", BROKEN)
def test_a_reply_that_breaks_a_rule_gives_way_to_the_fixed_sentence(reply: str, piece: int) -> None:
    """However the text comes in."""
    stream = make_stream()
    assert shown(stream, written(reply), piece)[-1] == INSTEAD
    assert stream.broken
    assert stream.reply is None


@pytest.mark.parametrize(
    ("reply", "never"),
    [
        (BROKEN[0], "Great"),
        (BROKEN[1], "That's"),
        (BROKEN[2], "Well"),
        (BROKEN[3], "And which"),
        (BROKEN[4], "scaled"),
        (BROKEN[5], "co-adaptation"),
        (BROKEN[6], "units are all"),
        (BROKEN[10], "adaptation"),
        (BROKEN[12], "toutes"),
        (BROKEN[13], "Correct"),
        (BROKEN[14], "That is not"),
        (BROKEN[15], "s\u0441al"),
        (BROKEN[16], "sca"),
        (BROKEN[17], "s c a l"),
    ],
)
@given(cuts=st.lists(st.integers(min_value=1, max_value=30), min_size=1, max_size=8))
def test_what_the_guard_forbids_is_never_shown(reply: str, never: str, cuts: list[int]) -> None:
    """Not for a moment, wherever the pieces end."""
    stream = make_stream()
    text = written(reply)
    end, turn = 0, 0
    while end < len(text):
        end += cuts[turn % len(cuts)]
        turn += 1
        stream.feed(text[:end])
        assert never not in stream.shown


@given(st.text(max_size=300), st.integers(min_value=1, max_value=9))
def test_any_text_is_shown_in_part_or_replaced(reply: str, piece: int) -> None:
    """What stays on the page at the end is the whole reply that holds, or the fixed sentence."""
    stream = make_stream()
    for now in _shown(stream, written(reply), piece):
        assert now == INSTEAD or " ".join(reply.split()).startswith(now)
    assert stream.shown in ("", INSTEAD, stream.reply)


def test_praise_is_let_pass_in_practice() -> None:
    """It is the interview that stays neutral."""
    stream = make_stream(Mode.PRACTICE)
    shown(stream, written("Good start. What changes once training is over?"))
    assert stream.reply == "Good start. What changes once training is over?"


def test_a_quotation_of_the_candidate_is_shown_as_it_grows() -> None:
    """It is checked word by word against what was said."""
    seen = shown(
        make_stream(),
        written('You said "randomly switch off some neurons". What changes once training is over?'),
    )
    assert 'You said "randomly switch' in seen


def test_nothing_is_shown_where_nothing_is_to_be_asked() -> None:
    """The reply is kept all the same, should the model's verdicts call for it."""
    stream = make_stream(quiet=True)
    assert shown(stream, written(REPLY)) == []
    assert stream.reply == REPLY


def test_a_word_without_end_is_given_up() -> None:
    """No reply is longer than its forty words can be."""
    stream = make_stream()
    assert shown(stream, '{"reply": "' + "a" * 500, 20) == [INSTEAD]


class Counting(str):
    """JSON that counts how much of it is read."""

    __slots__ = ()
    read = 0

    def __getitem__(self, part: SupportsIndex | slice) -> str:
        taken = super().__getitem__(part)
        Counting.read += len(taken)
        return taken


def test_what_stands_before_a_reply_is_not_read_again_and_again() -> None:
    """The time that a silly model takes grows with its text, not with the square of it."""
    verdict = '{"id": "k1", "verdict": "missed", "quote": ""},'
    text = '{"verdicts": [' + verdict * 800
    stream = make_stream()
    before = Counting.read = 0
    for end in range(1, len(text), 40):
        stream.feed(Counting(text[:end]))
    assert before < Counting.read < 100 * 4_001
    late = text.rstrip(",") + '], "reply": ' + json.dumps(REPLY) + ', "probe": "missed_point:k4"}'
    assert stream.feed(late) == ""
    assert stream.feed(late, whole=True) == REPLY


def test_an_empty_reply_shows_nothing() -> None:
    """And nothing takes its place."""
    stream = make_stream()
    assert shown(stream, written("", "none")) == []
    assert not stream.broken


@pytest.mark.parametrize("reply", [None, 7, ["What?"], {"text": "What?"}])
def test_a_reply_that_is_no_text_shows_nothing(reply: object) -> None:
    """Nothing is made of it."""
    assert shown(make_stream(), written(reply)) == []


@pytest.mark.parametrize("text", ["", "[1, 2]", "nonsense", '"text"', "{{{{", '{"probe": 3'])
def test_text_that_is_no_object_shows_nothing(text: str) -> None:
    """Nor does it raise."""
    assert shown(make_stream(), text) == []
    assert fields(text) in ({}, {"probe": 3})


def test_a_reply_cut_inside_is_taken_back_and_shown_anew() -> None:
    """Text on the page is replaced, never doubled."""
    stream = make_stream()
    shown(stream, written(REPLY)[:60])
    assert stream.shown
    assert stream.feed("") == ""
    assert shown(stream, written("What changes once training is over?"))[-1] == (
        "What changes once training is over?"
    )


def test_a_reply_that_was_whole_outlives_a_cut() -> None:
    """The second try only has to bring the verdicts."""
    stream = make_stream()
    shown(stream, written(REPLY))
    assert stream.feed("") == REPLY
    assert shown(stream, written("What changes then?", "missed_point:k2")) == []
    assert (stream.reply, stream.probe) == (REPLY, "missed_point:k4")
