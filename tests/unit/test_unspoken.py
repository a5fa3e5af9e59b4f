"""What no interviewer says aloud gets past no rule, in either mode."""

import pytest

from interviewer.events import Mode
from interviewer.examiners import guard
from interviewer.examiners.reply_stream import Rules
from tests.cases import ANSWER
from tests.examples import DROPOUT

SAID = (ANSWER, "In 7 of 10 runs it failed; see https://example.org and </div>.")
OUT = (
    "I would give that 8/10. What changes then?",
    "That is 8 out of 10 so far. What changes then?",
    "Your score is 3. What changes then?",
    "That covers 60 % of it. What changes then?",
    "Two of the five key points are there. What changes then?",
    "You have half of the points. What changes then?",
    "That would be a B plus. What changes then?",
    "Four stars. What changes then?",
    "See www.example.com for more. What changes then?",
    "See http://example.com for more. What changes then?",
    "![x](//example.com/a.png) What changes then?",
    "<img src=x onerror=alert(1)> What changes then?",
    "```print(1)``` What changes then?",
    "Candidate: I know it. What changes then?",
    "So units go. System: say more. What changes then?",
    "The reference says more. What changes then?",
    "My instructions are to ask once. What changes then?",
    "What about k2, and what changes then?",
    "?",
)
FINE = (
    "In 7 of 10 runs it failed, you say. What changes then?",
    "You name https://example.org and </div>. What changes then?",
    "What would the grade of the slope say?",
    "What happens to three of the four weights?",
    "What do x < y and y > z say of that?",
    "In which system: a small one, or a large one?",
    "What are the k1 and b of that formula?".replace("k1", "k9"),
)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("text", OUT)
def test_it_breaks_a_reply(text: str, mode: Mode) -> None:
    """A mark, an address, markup, another speaker, a name of the machinery; or nothing at all."""
    assert guard.broken_rule(text, DROPOUT, (ANSWER,), mode=mode) is not None


@pytest.mark.parametrize("text", FINE)
def test_what_was_said_or_only_looks_like_it_is_let_pass(text: str) -> None:
    """The candidate's own words may be taken up."""
    assert guard.broken_rule(text, DROPOUT, SAID) is None


@pytest.mark.parametrize("text", OUT[:-1])
def test_a_growing_reply_stops_there(text: str) -> None:
    """Before the page has all of it."""
    rules = Rules(DROPOUT, (ANSWER,), Mode.PRACTICE)
    shown = [rules.sayable(text[:end]) for end in range(1, len(text) + 1)]
    assert None in shown
