"""What a report is set beside: the last comparable interview, and the last try at each question.

For the engine; it reads and never writes.
"""

from collections.abc import Mapping

import structlog

from interviewer.errors import InterviewNotFound, StorageDamaged
from interviewer.interview import Interview
from interviewer.report import Attempt, Report, of_round, report
from interviewer.store import Store

_log = structlog.get_logger()


def compared(store: Store, interview_id: str) -> Report:
    """The report of that interview with what it compares to; InterviewNotFound."""
    interview = store.load(interview_id)
    tried = store.attempts(interview_id)
    return report(
        interview,
        interview_id=interview_id,
        previous=_previous(store, interview_id, interview, tried),
        attempts=_attempts(store, tried),
    )


def _previous(
    store: Store, interview_id: str, interview: Interview, tried: Mapping[str, str]
) -> Report | None:
    """The last interview on the same bank that was over before this one began: one that shares
    questions with it where there is one. None where that one cannot be read.
    """
    earlier = [
        s.id
        for s in store.summaries()
        if s.bank == interview.plan.bank
        and s.finished
        and s.id != interview_id
        and s.updated_at <= interview.started_at
    ]
    shared = set(tried.values())
    chosen = next((i for i in earlier if i in shared), earlier[0] if earlier else None)
    state = None if chosen is None else _read(store, chosen)
    return None if state is None or chosen is None else report(state, interview_id=chosen)


def _attempts(store: Store, tried: Mapping[str, str]) -> dict[str, Attempt]:
    found: dict[str, Attempt] = {}
    for interview_id in dict.fromkeys(tried.values()):
        state = _read(store, interview_id)
        if state is None:
            continue
        for number, now in enumerate(state.rounds, 1):
            if tried.get(now.question.id) == interview_id:
                seen = of_round(now, number)
                found[now.question.id] = Attempt(interview_id, state.started_at, seen)
    return found


def _read(store: Store, interview_id: str) -> Interview | None:
    try:
        return store.load(interview_id)
    except (StorageDamaged, InterviewNotFound) as error:
        _log.warning("comparison_left_out", interview=interview_id, why=str(error))
        return None
