"""Near copies, and answers and references of several sentences, as pairs.

Without them the network takes a near copy for a contradiction, since most that it was shown were
turned round on purpose, and an answer that says more than one sentence of the reference as well.
"""

import random
from collections.abc import Iterator, Sequence

import edits
from network import CONTRADICTED, ENTAILED, UNRELATED
from pairs import Pair
from statements import Statement, closed

_SENTENCES = (2, 2, 3, 3, 4)  # of a reference
_MADE = "made"
_FATES = (_MADE,) * 14 + ("left out",) * 4 + ("against",) * 2


def pairs(statements: Sequence[Statement], seed: int) -> list[Pair]:
    """Of each statement its near copies, in right and in wrong; and as often it among neighbours."""
    if len(statements) < 2:
        raise ValueError("Neighbours are made of two statements at least.")
    chance = random.Random(seed)
    out: list[Pair] = []
    for at, s in enumerate(statements):
        out += alone(s, statements[at - 1], chance)
        for _ in range(2):
            many = chance.choice(_SENTENCES)
            least, last = max(0, at - many + 1), max(0, min(at, len(statements) - many))
            start = chance.randint(least, last)
            told = list(statements[start : start + many])
            chance.shuffle(told)
            if len(told) > 1:
                out += together(told, chance)
    return out


def alone(s: Statement, other: Statement, chance: random.Random) -> Iterator[Pair]:
    """Near copies beside the point, as they are and turned round, and beside another point."""
    for text in s.close:
        yield _pair(text, s.point, ENTAILED, 1.0)
        yield _pair(text, other.point, UNRELATED, 0.0)
    if s.close:
        for _, make, _ in chance.sample(edits.CONTRADICTING, 2):
            text = chance.choice(s.close)
            if (made := make(text, chance)) is not None and made != text:
                yield _pair(made, s.point, CONTRADICTED, 0.0)
    if s.half:
        yield Pair(s.half, s.point, meaning=UNRELATED, score=0.5)
    yield _pair(chance.choice(s.against), s.point, CONTRADICTED, 0.0)


def together(told: Sequence[Statement], chance: random.Random) -> Iterator[Pair]:
    """A reference of all their points and an answer to it; one point beside that answer; and what
    makes one point beside the whole reference.
    """
    fates = [chance.choice(_FATES) for _ in told]
    if chance.random() < 0.35:
        fates = [_MADE] * len(told)
    parts = [text for s, fate in zip(told, fates, strict=True) if (text := _said(s, fate, chance))]
    if not parts:
        return
    if chance.random() < 0.3:
        chance.shuffle(parts)
    answer = " ".join(map(closed, parts))
    reference = " ".join(closed(s.point) for s in told)
    made = fates.count(_MADE) / len(told)
    if "against" in fates:
        yield _pair(answer, reference, CONTRADICTED, made / 2)
    elif made == 1:
        yield _pair(answer, reference, ENTAILED, 1.0)
    else:
        # To a teacher the rest is not wrong, it is lacking: only the mark says it.
        yield Pair(answer, reference, meaning=UNRELATED, grade=UNRELATED, score=made)
    label = {_MADE: ENTAILED, "left out": UNRELATED, "against": CONTRADICTED}
    at = chance.randrange(len(told))
    yield _pair(answer, told[at].point, label[fates[at]], float(fates[at] == _MADE))
    one = chance.choice(told)
    text = _said(one, _MADE, chance)
    yield Pair(text, reference, meaning=UNRELATED, grade=UNRELATED, score=1 / len(told))


def _said(s: Statement, fate: str, chance: random.Random) -> str:
    """How the answer has this statement; nothing where it leaves it out."""
    if fate == _MADE:
        near = (*s.close, *s.close, s.point)
        return chance.choice((*near, s.same[0], s.same[-1]))
    return chance.choice(s.against) if fate == "against" else ""


def _pair(answer: str, reference: str, label: int, score: float) -> Pair:
    return Pair(answer, reference, meaning=label, grade=label, score=score)
