"""Figures that tell how an answer stands to a reference: words, order, numbers, meaning.

The trained head reads them, at run time and when it is trained; their order is `NAMES`. Words of
the question are kept out where a figure says "new".
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from interviewer.examiners.targets import Encodes, without
from knowledge.words import NEGATIONS, content, stems, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMES = (
    "tokens f1",
    "content precision",
    "content recall",
    "content f1",
    "new precision",
    "new recall",
    "new f1",
    "long-word recall",
    "misspelt recall",
    "misspelt new recall",
    "pairs of words",
    "letters cosine",
    "cosine",
    "cosine with question",
    "reference with question",
    "cosine, question taken out",
    "sentences recalled, mean",
    "sentences recalled, least",
    "sentences precise, mean",
    "sentence nearest",
    "length",
    "length ratio",
    "reference length",
    "negations apart",
    "polarity differs",
    "numbers missed",
    "common order",
    "share new to both",
    "share of question",
    "nothing new",
)

_MOST_PARTS = 12
_END = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with what is counted of it."""

    words: tuple[str, ...]
    stems: frozenset[str]
    ordered: tuple[str, ...]


def figures(question: str, reference: str, answer: str, encoder: Encodes) -> "NDArray[np.float32]":
    """The figures [30] of one answer to one question against one reference; all are finite."""
    said, told = _read(answer), _read(reference)
    asked = stems(question)
    new_told = (told.stems - asked) or told.stems
    new_said = said.stems - asked
    numbers = {w for w in told.stems if w[:1].isdigit()}
    mine, theirs = _negations(answer), _negations(reference)
    out = [
        _f1(*_overlap(said.words, told.words)),
        *_scores(said.stems, told.stems),
        *_scores(new_said, new_told),
        _share(told.stems & said.stems, told.stems, heavy=True),
        _misspelt(told.stems, said.stems),
        _misspelt(new_told, said.stems),
        _scores(_pairs(said.ordered), _pairs(told.ordered))[2],
        _letters(answer, reference),
        *_meaning(question, reference, answer, encoder),
        math.log1p(len(said.words)),
        math.log((1 + len(said.words)) / (1 + len(told.words))),
        math.log1p(len(told.words)),
        min(abs(mine - theirs), 3),
        float(bool(mine) != bool(theirs)),
        len(numbers - said.stems) / len(numbers) if numbers else 0.0,
        _common(said.words, told.words) / (len(told.words) or 1),
        len(said.stems - told.stems - asked) / (len(said.stems) or 1),
        len(said.stems & asked) / (len(said.stems) or 1),
        float(not new_said),
    ]
    import numpy as np

    return np.array(out, dtype=np.float32)


def _read(text: str) -> _Text:
    meant = content(text)
    return _Text(
        tuple(t.stem for t in tokens(text)),
        frozenset(t.stem for t in meant),
        tuple(t.stem for t in meant),
    )


def _overlap(said: Sequence[str], told: Sequence[str]) -> tuple[float, float]:
    common = set(said) & set(told)
    precise = sum(w in common for w in said) / (len(said) or 1)
    recalled = sum(w in common for w in told) / (len(told) or 1)
    return precise, recalled


def _f1(precise: float, recalled: float) -> float:
    return 2 * precise * recalled / ((precise + recalled) or 1)


def _scores(said: frozenset[str], told: frozenset[str]) -> tuple[float, float, float]:
    common = len(said & told)
    precise, recalled = common / (len(said) or 1), common / (len(told) or 1)
    return precise, recalled, _f1(precise, recalled)


def _share(of: Iterable[str], whole: Iterable[str], *, heavy: bool) -> float:
    """The share by weight; long words weigh more, being rarer."""

    def weight(word: str) -> float:
        return min(len(word), 9) if heavy else 1.0

    return sum(map(weight, of)) / (sum(map(weight, whole)) or 1)


def _misspelt(told: frozenset[str], said: frozenset[str]) -> float:
    """The share of told words that were said, perhaps with a slip."""
    return sum(w in said or any(_alike(w, s) for s in said) for w in told) / (len(told) or 1)


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> bool:
    """Whether two stems of four letters or more may be one word misspelt, or share a long root."""
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    a, b = _grams(one), _grams(other)
    return 2 * len(a & b) / (len(a) + len(b)) >= 0.6


def _grams(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))


def _pairs(words: Sequence[str]) -> frozenset[str]:
    return frozenset(f"{a} {b}" for a, b in pairwise(words))


def _letters(one: str, other: str) -> float:
    """Cosine of the counts of three letters in a row."""
    a, b = _threes(one), _threes(other)
    dot = sum(n * b.get(g, 0) for g, n in a.items())
    size = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return dot / (size or 1)


@lru_cache(maxsize=4096)
def _threes(text: str) -> dict[str, int]:
    plain = " " + " ".join(re.findall(r"\w+", text.casefold())) + " "
    counts: dict[str, int] = {}
    for at in range(len(plain) - 2):
        gram = plain[at : at + 3]
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def _common(said: Sequence[str], told: Sequence[str]) -> int:
    """Length of the longest common subsequence; of long texts, of their first 200 words."""
    said, told = said[:200], told[:200]
    row = [0] * (len(told) + 1)
    for word in said:
        before = 0
        for at, other in enumerate(told, 1):
            here = row[at]
            row[at] = before + 1 if word == other else max(here, row[at - 1])
            before = here
    return row[-1]


def _negations(text: str) -> int:
    return sum(t.text.casefold().replace("’", "'") in NEGATIONS for t in tokens(text))


def parts(text: str) -> list[str]:
    """The sentences of a text, at most twelve; the text itself where there are none."""
    found = [p.strip() for p in _END.split(text)]
    return [p for p in found if p][:_MOST_PARTS] or [text]


def _meaning(question: str, reference: str, answer: str, encoder: Encodes) -> list[float]:
    """Eight figures from the sentence encoder."""
    told, said = parts(reference), parts(answer)
    vectors = encoder.encode([answer, reference, question, *told, *said])
    a, r, q = vectors[:3]
    bare = without(vectors[:2], q)
    near = vectors[3 : 3 + len(told)] @ vectors[3 + len(told) :].T
    return [
        float(a @ r),
        float(a @ q),
        float(r @ q),
        float(bare[0] @ bare[1]),
        float(near.max(axis=1).mean()),
        float(near.max(axis=1).min()),
        float(near.max(axis=0).mean()),
        float(near.max()),
    ]
