"""Cues, probes and hints that tell or praise are named when a bank is read."""

from pathlib import Path
from typing import Any

import pytest

import knowledge
from knowledge import bankcheck, bankfile
from knowledge.question import KeyPoint, Misconception, Question
from knowledge.reading import read
from tests.builders import make_bank, make_question

POINTS = (
    KeyPoint(id="k1", text="Only one thread may enter a critical section.", cue="what it is for"),
    KeyPoint(id="k2", text="It must be released by its owner.", cue="how it is given back"),
)
BELIEF = Misconception(
    id="m1",
    text="A mutex can be released by any thread.",
    correction="Only its owner may release it.",
    point="k2",
    probe="What would go wrong if any thread could do that?",
)


def mutex(**fields: Any) -> Question:
    known: dict[str, Any] = {
        "key_points": POINTS,
        "misconceptions": (BELIEF,),
        "hints": ("Think of two who want the same thing at once.",),
    }
    return make_question("What is a mutex?", **known | fields)


def found(question: Question) -> list[tuple[tuple[str | int, ...], str]]:
    return [(r.path, r.message) for r in bankcheck.remarks(make_bank([question]))]


def test_texts_that_point_without_telling_are_fine() -> None:
    """Nothing is said of them, nor of the built-in bank."""
    assert found(mutex()) == []
    builtin = Path(knowledge.__file__).parent / "banks" / "deep-learning.yaml"
    assert bankcheck.remarks(bankfile.load(builtin)) == ()


def test_a_cue_that_holds_words_of_its_point_is_named() -> None:
    """With the words, and where it stands."""
    telling = POINTS[0].model_copy(update={"cue": "how many a thread lets into the section"})
    [(path, message)] = found(mutex(key_points=(telling, POINTS[1])))
    assert path == ("questions", 0, "key_points", 0, "cue")
    assert "'thread', 'section'" in message


@pytest.mark.parametrize(
    ("probe", "why"),
    [
        ("Must it not be released by its owner?", "tells k2"),
        ("Great answer! What would go wrong?", "praises ('Great')"),
        ("What would go wrong? And for whom?", "2 question marks"),
    ],
)
def test_a_probe_that_tells_praises_or_asks_twice_is_named(probe: str, why: str) -> None:
    """The words of the belief itself may stand in it."""
    [(path, message)] = found(mutex(misconceptions=(BELIEF.model_copy(update={"probe": probe}),)))
    assert path == ("questions", 0, "misconceptions", 0, "probe")
    assert why in message


def test_a_hint_that_tells_a_point_is_named() -> None:
    """One that holds a word of it is not."""
    hints = ("Think of a critical place.", "One thread enters the critical section.")
    [(path, message)] = found(mutex(hints=hints))
    assert path == ("questions", 0, "hints", 1)
    assert message.startswith("hint 2 tells k1")


def test_derived_points_are_nobodys_fault() -> None:
    """What the program wrote itself is not held against the author."""
    telling = POINTS[0].model_copy(update={"cue": "the thread in the critical section"})
    assert found(mutex(key_points=(telling, POINTS[1]), derived=True)) == []


def test_reading_a_bank_file_names_them_with_their_lines() -> None:
    """So `check`, `import` and the preview of an upload show them."""
    text = """id: locks
title: Locks
questions:
  - prompt: What is a mutex?
    reference: Only one thread may enter a critical section.
    key_points:
      - text: Only one thread may enter a critical section.
        cue: one thread in a section
"""
    problems = read(text.encode(), "locks.yaml").problems
    assert [(p.line, p.message.split(" of its")[0]) for p in problems] == [
        (8, "the cue of k1 holds 'thread', 'section'")
    ]
