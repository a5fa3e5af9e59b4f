"""How long it takes to open an interview, and what Progress asks, beside five million events.

A real PostgreSQL from the system's packages is started on loopback and taken away at the end. One
interview of 56 events is held and then copied within the database, each user having 200.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from interviewer.engine import Engine, Wish
from interviewer.store import Store
from tests import postgres
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer

BANK = make_bank(6)
EACH = 200
"""Interviews a user."""

OPENED = 200
"""Interviews that are opened, by chance."""

_INTERVIEWS = """
INSERT INTO interviews (id, owner, started_at, updated_at, bank, bank_title, mode, planned, asked,
    finished, score)
SELECT 'c' || n, 'of-' || (n / {each}), started_at, updated_at, bank, bank_title, mode, planned,
    asked, finished, score
FROM interviews, generate_series(0, {count} - 1) n WHERE id = 'one'
"""
_EVENTS = """
INSERT INTO events SELECT 'c' || n, seq, kind, at, payload
FROM events, generate_series(0, {count} - 1) n WHERE interview_id = 'one'
"""
_REVIEWS = """
INSERT INTO reviews (interview_id, question_id, owner, bank, topic, level, at, score, unaided,
    skipped, confidence, points, missed, interview_on)
SELECT 'c' || n, question_id, 'of-' || (n / {each}), bank, topic, level, at, score, unaided,
    skipped, confidence, points, missed, interview_on
FROM reviews, generate_series(0, {count} - 1) n WHERE interview_id = 'one'
"""
COPIES = (_INTERVIEWS, _EVENTS, _REVIEWS, "VACUUM ANALYZE")


def main(count: int) -> None:
    """Prints medians and 95th percentiles."""
    server = postgres.started()
    try:
        url = server.database()
        events = _filled(url, server, count)
        print(f"{count:,} interviews, {events:,} events")
        chosen = random.Random(1)  # noqa: S311 - which ones are opened
        store = Store(url)
        ids = [chosen.randrange(count) for _ in range(OPENED)]
        _told("open an interview", [_timed(partial(_opened, store, i)) for i in ids])
        owners = [chosen.randrange(count // EACH) for _ in range(20)]
        _told("all of Progress", [_timed(partial(_progress, store, o)) for o in owners])
        store.close()
    finally:
        postgres.removed(server)


def _filled(url: str, server: postgres.Postgres, count: int) -> int:
    store = Store(url)
    engine = _engine(store)
    interview = engine.start(Wish(bank=BANK.id, count=6))
    while not engine.load(interview).finished:
        engine.answer(interview, "It is k1. " * 30)
        engine.advance(interview)
    each = len(engine.events(interview))
    store.close()
    name = url.rpartition("/")[2]
    server.sql(name, *(sql.format(count=count, each=EACH) for sql in COPIES))
    return each * (count + 1)


def _engine(store: Store) -> Engine:
    return Engine(store, FakeBanks(BANK), FakeExaminer(), now=Clock(), new_id=lambda: "one")


def _opened(store: Store, number: int) -> object:
    """As the page does: what is remembered of another interview is of no use."""
    return store.of(f"of-{number // EACH}").load(f"c{number}")


def _progress(store: Store, owner: int) -> object:
    mine = _engine(store).of(f"of-{owner}", FakeBanks(BANK))
    return mine.interviews(), mine.overview()


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def _told(what: str, times: list[float]) -> None:
    worst = statistics.quantiles(times, n=20)[-1]
    print(f"{what}: median {statistics.median(times):.1f} ms, p95 {worst:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 90_000)
