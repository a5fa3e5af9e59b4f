"""What the database holds after a run, against what the candidates know."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.load.turns import Held
from interviewer.database import Place
from interviewer.errors import InterviewNotFound
from interviewer.events import Answered, Graded, Retried, Unjudged
from interviewer.interview import replay
from interviewer.store import Store


@dataclass
class Found:
    """Counts over all interviews; all but the first three ought to be 0.

    `judged` are answers with one grade, `under_way` those that the end of the run cut off.
    """

    interviews: int = 0
    judged: int = 0
    under_way: int = 0
    lost: int = 0
    ungraded: int = 0
    twice: int = 0
    missing: int = 0


def found(place: Place, held: Iterable[Held]) -> Found:
    """Reads every interview that somebody began."""
    store = Store(place)
    counts = Found()
    try:
        for each in held:
            counts.interviews += 1
            _look(store.of(each.owner), each, counts)
    finally:
        store.close()
    return counts


def _look(store: Store, held: Held, counts: Found) -> None:
    try:
        events = store.events(held.id)
    except InterviewNotFound:
        counts.missing += 1
        return
    stored = Counter(e.text for e in events if isinstance(e, Answered))
    counts.lost += (Counter(held.acknowledged) - stored).total()
    counts.ungraded += sum(isinstance(e, Unjudged) for e in events)
    graded = sum(isinstance(e, Graded) for e in events)
    turns = [t for r in replay(events).rounds for t in r.turns if t.answer is not None]
    with_grade = sum(t.grade is not None for t in turns)
    retried = sum(isinstance(e, Retried) for e in events)
    counts.judged += with_grade
    counts.twice += max(graded - retried - with_grade, 0)
    counts.under_way += len(turns) - with_grade
