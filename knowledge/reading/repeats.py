"""Questions that a document asks twice, word for word or nearly. Pure.

Pairing and the library's preview may call it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from knowledge.reading.document import Pair, Repeat

_NEAR = 0.8  # Jaccard index of two questions' words from which they ask nearly the same
_COMMON = 200  # a word in more questions than these finds no candidates


def folded(text: str) -> str:
    """A question for comparing: case, spacing and marks at its ends aside."""
    return " ".join(text.casefold().split()).strip(" ?.:!")


def find(pairs: Sequence[Pair]) -> tuple[Repeat, ...]:
    """The repeats among the pairs: each later one with the first that it repeats."""
    found: list[Repeat] = []
    exact: dict[str, int] = {}
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    words = [frozenset(re.findall(r"\w+", folded(p.question))) for p in pairs]
    for i, p in enumerate(pairs):
        key = folded(p.question)
        at = exact.setdefault(key, i)
        if at != i:
            found.append(Repeat(at, i, exact=True, same_answer=_same(pairs[at], p)))
            continue
        near = _nearest(i, words, by_word)
        if near is not None:
            found.append(Repeat(near, i, exact=False, same_answer=_same(pairs[near], p)))
        for word in words[i]:
            if len(by_word[word]) < _COMMON:
                by_word[word].append(i)
    return tuple(found)


def _nearest(i: int, words: Sequence[frozenset[str]], by_word: dict[str, list[int]]) -> int | None:
    """The earliest question whose words are nearly those of `i`."""
    mine = words[i]
    if len(mine) < 4:
        return None
    shared: defaultdict[int, int] = defaultdict(int)
    for word in mine:
        for other in by_word.get(word, ()):
            shared[other] += 1
    near = (
        other
        for other, count in sorted(shared.items())
        if count / (len(mine) + len(words[other]) - count) >= _NEAR
    )
    return next(near, None)


def _same(one: Pair, other: Pair) -> bool:
    return " ".join((one.answer or "").split()) == " ".join((other.answer or "").split())
