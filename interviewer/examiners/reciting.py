"""Runs of words that are the reference's own: no interviewer reads it out, not even what was said.

Pure; the guard asks it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from knowledge.question import Question
from knowledge.words import tokens

RUN = 9
"""Words in a row that are no chance; the question's own and the candidate's may be taken up."""

_Runs = frozenset[tuple[str, ...]]


def recited(text: str, question: Question, said: Iterable[str]) -> str | None:
    """The beginning of a run of nine words that `text` has from the reference, or None."""
    words = _words(text)
    if len(words) < RUN:
        return None
    found = _of(question) & frozenset(_runs(words))
    found -= frozenset(run for other in said for run in _runs(_words(other)))
    return " ".join(min(found)[:4]) if found else None


@lru_cache(maxsize=16)
def _of(question: Question) -> _Runs:
    told = (question.reference, *(t for p in question.key_points for t in (p.text, *p.variants)))
    own = (
        question.prompt,
        *(p.cue for p in question.key_points),
        *(m.probe or "" for m in question.misconceptions),
    )
    return frozenset(r for text in told for r in _runs(_words(text))) - frozenset(
        r for text in own for r in _runs(_words(text))
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(t.stem for t in tokens(text))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + RUN] for at in range(len(words) - RUN + 1))
