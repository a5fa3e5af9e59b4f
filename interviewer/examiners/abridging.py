"""A reference made to fit a prompt: what its key points say anyway goes first. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from knowledge.clauses import sentences
from knowledge.words import stems

LEFT_OUT = "[…]"
"""Stands where something was left out."""


@lru_cache(maxsize=64)
def abridged(text: str, points: tuple[str, ...], most: int) -> str:
    """`text` in about `most` characters, whole sentences of it; all of it where it is no longer.

    Those that `points` say again most fully are left out first, each run of them marked by
    LEFT_OUT. One that is too long by itself is cut at a word.
    """
    if len(text) <= most:
        return text
    told = frozenset[str]().union(*map(stems, points))
    said = sentences(text) or [text]
    kept = dict(enumerate(said))
    for at in _least_needed(said, told):
        if sum(len(s) + 1 for s in kept.values()) <= most or len(kept) == 1:
            break
        del kept[at]
    (first, alone), *others = kept.items()
    if not others:
        kept = {first: _cut(alone, most)}
    return " ".join(_marked(kept, len(said)))


def _least_needed(said: Sequence[str], told: frozenset[str]) -> list[int]:
    """The places of sentences, the one that is best told elsewhere first."""
    return sorted(range(len(said)), key=lambda at: (-_share(said[at], told), -at))


def _share(sentence: str, told: frozenset[str]) -> float:
    own = stems(sentence)
    return len(own & told) / len(own) if own else 1.0


def _cut(sentence: str, most: int) -> str:
    """Its beginning, followed by the mark; at a word's end where there is one."""
    if len(sentence) <= most:
        return sentence
    begun = sentence[:most]
    return f"{begun[: begun.rfind(' ')] if ' ' in begun else begun} {LEFT_OUT}"


def _marked(kept: dict[int, str], count: int) -> Iterator[str]:
    before = -1
    for at, sentence in kept.items():
        if at > before + 1:
            yield LEFT_OUT
        yield sentence
        before = at
    if before < count - 1 and not kept[before].endswith(LEFT_OUT):
        yield LEFT_OUT
