"""What of an answer nearly copies what is right: clauses, faithful or turned round, and scraps.

Pure. Matching calls it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import pairwise

from interviewer.examiners.alignment import Line, line, turned
from interviewer.examiners.clauses import Clause, sentences
from knowledge.words import is_stop, tokens

_ALL = 0.95  # share of the words of content that a patchwork takes from elsewhere
_SEAMS = 12  # at least, and
_OFTEN = 0.16  # by word; whole sentences have fewer
_TORN = 0.7  # share of the seams where what follows stands in another sentence
_SCRAPS = 0.4  # share of pairs of neighbours that were neighbours before
_STRUNG = 0.2  # below that share, they are not even scraps but single words
_LONG = 30  # words; a shorter answer has its words from one sentence or two
_FEW = 6
_SAME = 0.85  # share of the words of both
_APART = 0.55  # share of neighbours that may be the same all the same
_READ = 8_000  # characters

Pairs = Mapping[tuple[str, str], frozenset[int]]
"""By pair of neighbouring stems, the numbers of the sentences it stands in."""


class Copy(Enum):
    """What a clause is beside what is right: faithful, turned round, or with a part turned round.

    The last is no evidence either way; its parts are.
    """

    FAITHFUL = auto()
    TURNED = auto()
    SPOILT = auto()


def copies(
    clauses: Sequence[Clause], sources: Sequence[Line], terms: frozenset[str]
) -> Mapping[Clause, Copy]:
    """The clauses that nearly copy what is right, those inside of them, and those around them."""
    found: dict[Clause, Copy] = {}
    for clause in clauses:
        if len(sentences(clause.text)) == 1:
            other = turned(line(clause.text), sources, terms)
            if other is not None:
                found[clause] = Copy.TURNED if other else Copy.FAITHFUL
    wrong = [c for c, copy in found.items() if copy is Copy.TURNED]
    for clause in clauses:
        if any(w.start <= clause.start and clause.end <= w.end for w in wrong):
            found[clause] = Copy.TURNED
        elif any(clause.start <= w.start and w.end <= clause.end for w in wrong):
            found[clause] = Copy.SPOILT
    return found


def pairs(texts: Iterable[str]) -> Pairs:
    """The pairs of neighbours in all sentences of the texts."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, sentence in enumerate(s.text for text in texts for s in sentences(text)):
        for pair in pairwise(t.stem for t in tokens(sentence)):
            found[pair].add(number)
    return {pair: frozenset(numbers) for pair, numbers in found.items()}


def is_patchwork(answer: str, known: Pairs, reference: Sequence[str]) -> bool:
    """Whether an answer is nothing but words or scraps of what is right, in no order.

    Whoever says all of it in the words of the reference keeps its sentences or makes their own.
    A short one must have all the words of the `reference`, given as stems.
    """
    said = tokens(answer[:_READ])
    if len(said) < _LONG:
        return _is_permuted([t.stem for t in said], reference)
    words = {stem for pair in known for stem in pair}
    own = [t.stem in words for t in said if not is_stop(t.text)]
    if sum(own) < _ALL * len(own):
        return False
    places = [known.get(pair, frozenset()) for pair in pairwise(t.stem for t in said)]
    share = sum(map(bool, places)) / len(places)
    runs = list(_runs(places))
    torn = [not one & other for one, other in pairwise(runs)]
    sewn = len(torn) >= max(_SEAMS, _OFTEN * len(said)) and sum(torn) >= _TORN * len(torn)
    return (sewn and share >= _SCRAPS) or share < _STRUNG


def _is_permuted(said: Sequence[str], reference: Sequence[str]) -> bool:
    """Whether the words are those of the reference, and hardly two stand side by side as there."""
    same = sum((Counter(said) & Counter(reference)).values())
    if len(said) < _FEW or 2 * same < _SAME * (len(said) + len(reference)):
        return False
    beside = set(pairwise(reference))
    return sum(pair in beside for pair in pairwise(said)) <= _APART * (len(said) - 1)


def _runs(places: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
    """For every stretch that is copied from one sentence, the sentences it may be from."""
    now: frozenset[int] = frozenset()
    for here in places:
        if now and not now & here:
            yield now
        now = (now & here) or here
    if now:
        yield now
