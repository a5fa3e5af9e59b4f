"""An answer cut where its quotes begin and end. Pages and the formats draw from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.report import Evidence, State, TurnReport


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an answer; `state` None where nothing was quoted.

    `ends` are the key points whose quote ends here. All texts together are the answer.
    """

    text: str
    state: State | None = None
    ends: tuple[str, ...] = ()


_LOUDEST = (State.CONTRADICTED, State.COVERED, State.PARTIAL)


def segments(turn: TurnReport) -> tuple[Segment, ...]:
    """The answer to `turn` in order; where quotes overlap, a contradiction shows before credit."""
    answer = turn.answer or ""
    spans = [(q.start, q.end, e) for e in turn.evidence for q in e.quotes]
    cuts = sorted({0, len(answer), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    return tuple(
        Segment(
            text=answer[start:end],
            state=_state([e for s, t, e in spans if s <= start and end <= t]),
            ends=tuple(e.point for _, t, e in spans if t == end),
        )
        for start, end in pairwise(cuts)
    )


def _state(pieces: Sequence[Evidence]) -> State | None:
    states = {e.state for e in pieces}
    return next((s for s in _LOUDEST if s in states), None)
