"""Two replicas on one database behind nginx: what one has begun the other goes on with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interviewer.events import Answered, Asked, Graded, Unjudged
from interviewer.interview import Interview
from interviewer.store import Store
from tests import postgres
from tests.browser.candidate import (
    PATIENCE,
    answers,
    field,
    interview_of,
    no_traceback,
    settled,
    start,
)
from tests.browser.server import ROOT, Server
from tests.nginx import Nginx
from tests.postgres import Postgres

STALLED = ROOT / "tests" / "browser" / "stalled.py"


@pytest.fixture(scope="module")
def database() -> Iterator[Postgres]:
    """The database of all replicas."""
    running = postgres.started()
    yield running
    postgres.removed(running)


@pytest.fixture
def url(database: Postgres, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty one, which every program of this test is told."""
    address = database.database()
    monkeypatch.setenv("MOCK_INTERVIEWER_DATABASE_URL", address)
    return address


@pytest.fixture
def replicas(url: str, tmp_path: Path) -> Iterator[list[Server]]:
    """Two processes of the app, each with a home of its own."""
    made = [Server(tmp_path / f"home{n}", tmp_path / f"server{n}.log") for n in (1, 2)]
    for each in made:
        each.start()
    yield made
    for each in made:
        each.kill()


@pytest.fixture
def front(replicas: list[Server], tmp_path: Path) -> Iterator[Nginx]:
    """The one address that candidates know."""
    running = Nginx(tmp_path, [each.port for each in replicas])
    yield running
    running.stop()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """What is stored."""
    opened = Store(url)
    yield opened
    opened.close()


def test_a_rolling_restart_loses_nothing(
    page: Page, front: Nginx, replicas: list[Server], store: Store
) -> None:
    """Each replica is killed in the midst of an interview; it goes on at the other, twice."""
    front.check()
    page.goto(front.url)
    sticky(page, front)
    interview = start(page, count=3, mode="Interview")
    strong, told = answers("strong"), []
    for restarted in replicas:
        words = strong[question(store, interview)]
        told.append(words)
        send(page, store, words)
        before = store.events(interview)
        restarted.kill()
        page.goto(f"{front.url}/interview?interview={interview}")
        expect(field(page)).to_be_enabled(timeout=PATIENCE)
        settled(page)
        assert interview_of(page) == interview
        assert store.events(interview)[: len(before)] == before
        restarted.start()
    words = strong[question(store, interview)]
    told.append(words)
    send(page, store, words)
    no_traceback(page)
    events = store.events(interview)
    assert [e.text for e in events if isinstance(e, Answered)] == told
    judged = [e for e in events if isinstance(e, Graded | Unjudged)]
    assert len(judged) == len(told)
    assert len([e for e in events if isinstance(e, Asked)]) >= len(told)


def test_a_rolling_restart_while_an_answer_is_judged_costs_no_answer(
    page: Page, url: str, store: Store, tmp_path: Path
) -> None:
    """Both replicas are killed between the answer and its grade, one after the other; it is judged
    once by what comes in their place.
    """
    stuck = [Server(tmp_path / f"home{n}", tmp_path / f"log{n}", STALLED) for n in (1, 2)]
    fresh = [Server(each.home, each.log) for each in stuck]
    front = Nginx(tmp_path, [each.port for each in stuck])
    try:
        for old, new in zip(stuck, fresh, strict=True):
            new.port = old.port
            old.start()
        page.goto(front.url)
        interview = start(page, mode="Interview")
        words = answers("strong")[question(store, interview)]
        field(page).fill(words)
        field(page).press("Enter")
        expect(page.get_by_text("Your answer is saved. Checking it")).to_be_visible(
            timeout=PATIENCE
        )
        kept = store.events(interview)
        assert [e.text for e in kept if isinstance(e, Answered)] == [words]
        for old, new in zip(stuck, fresh, strict=True):
            old.kill()
            new.start()
        page.goto(f"{front.url}/interview?interview={interview}")
        expect(field(page)).to_be_enabled(timeout=PATIENCE)
        settled(page)
        after = store.events(interview)
        assert after[: len(kept)] == kept
        assert [type(e) for e in after[len(kept) :]] == [Graded, Asked]
    finally:
        front.stop()
        for each in (*stuck, *fresh):
            each.kill()


def sticky(page: Page, front: Nginx) -> None:
    """A browser keeps its replica by a cookie; what is for operators is not for the outside."""
    expect(page.locator(".st-key-start button")).to_be_visible(timeout=PATIENCE)
    (cookie,) = [c for c in page.context.cookies() if c.get("name") == "replica"]
    page.reload()
    expect(page.locator(".st-key-start button")).to_be_visible(timeout=PATIENCE)
    (again,) = [c for c in page.context.cookies() if c.get("name") == "replica"]
    assert cookie.get("value") == again.get("value")
    for closed in ("/readyz", "/_stcore/metrics"):
        assert page.request.get(f"{front.url}{closed}").status == 404


def send(page: Page, store: Store, words: str) -> None:
    """Sends an answer, and waits until it is judged and the page shows what follows."""
    interview = interview_of(page)
    before = len(said(store.load(interview)))
    field(page).fill(words, timeout=PATIENCE)
    field(page).press("Enter")
    judged = store.load(interview)
    while len(said(judged)) == before or (judged.turn is not None and judged.turn.to_judge):
        page.wait_for_timeout(50)  # between two looks at the database
        judged = store.load(interview)
    settled(page)


def said(interview: Interview) -> list[str]:
    """Every answer, in order."""
    turns = (turn for each in interview.rounds for turn in each.turns)
    return [turn.answer.text for turn in turns if turn.answer is not None]


def question(store: Store, interview: str) -> str:
    """The id of the question in hand."""
    now = store.load(interview).round
    assert now is not None
    return now.question.id
