"""What of a question an answer can copy or turn round, made ready to be compared. Pure.

`targets` prepares it once a question.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from interviewer.examiners.alignment import Line, line
from interviewer.examiners.clauses import cut
from interviewer.examiners.plain import plain_stems
from knowledge.question import Question
from knowledge.words import content, stems, tokens


def contrasted(question: Question) -> frozenset[str]:
    """What the question sets side by side: the words it asks with, what its points begin with."""
    first = (next(iter(content(p.text)), None) for p in question.key_points)
    return (stems(question.prompt) | {t.stem for t in first if t}) - plain_stems()


def wording(text: str) -> tuple[str, ...]:
    """The text as stems in order, stop words included: what is the same word for word."""
    return tuple(t.stem for t in tokens(text))


def exactly(points: Mapping[str, Sequence[str]]) -> Mapping[tuple[str, ...], frozenset[str]]:
    """By wording, the points that have it."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for point, wordings in points.items():
        for each in wordings:
            found[wording(each)].add(point)
    return {each: frozenset(ids) for each, ids in found.items()}


def copyable(reference: str, points: Iterable[Sequence[str]]) -> tuple[Line, ...]:
    """Everything right that an answer could copy: wordings of the points, the reference."""
    told = (reference, *(w for wordings in points for w in wordings))
    parts = (c.text for text in told for c in cut(text))
    return tuple(dict.fromkeys(map(line, (*told[1:], *parts))))
