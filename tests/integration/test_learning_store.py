"""Skill and memory in the database: written with the grade, derived from the events alone."""

import sqlite3
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.engine import Engine, Wish
from interviewer.errors import BadRequest
from interviewer.events import Selection
from interviewer.learning.learned import Learned
from interviewer.store import Store
from tests.builders import make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer, broken

BANK = make_bank(4)


class House:
    """An engine on a database of its own."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path / "interviews.sqlite3"
        self.clock = clock
        self.store = Store(self.path)
        numbers = count(1)
        self.engine = Engine(
            self.store,
            FakeBanks(BANK),
            FakeExaminer(),
            now=clock,
            new_id=lambda: f"interview-{next(numbers)}",
        )

    def held(self, *answers: str | None, **wish: object) -> str:
        """An interview with these answers, None a skip, ended after them."""
        wished = {"count": len(answers)} | wish
        of = self.engine.start(Wish(bank=BANK.id, **wished))  # type: ignore[arg-type]
        for answer in answers:
            self.clock.advance(seconds=1)
            if answer is None:
                self.engine.skip(of)
            else:
                self.engine.answer(of, answer)
            interview = self.engine.advance(of)
            while interview.finished is None and interview.rounds[-1].follow_ups:
                self.engine.skip(of)
                interview = self.engine.advance(of)
        self.engine.end(of)
        return of

    def rows(self, table: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.path) as connection:
            return connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()  # noqa: S608

    @property
    def derived(self) -> tuple[object, ...]:
        return tuple(self.rows(t) for t in ("reviews", "skills", "memories", "interviews"))


@pytest.fixture
def house(home: Path, clock: Clock) -> House:
    return House(home, clock)


def test_skill_and_memory_come_with_the_grade(house: House) -> None:
    """As soon as the answer is judged, not when the interview is over."""
    of = house.engine.start(Wish(bank=BANK.id, count=2))
    assert house.store.learned() == Learned()
    house.engine.answer(of, "k1 and k2 and k3")
    house.engine.advance(of)
    learned = house.store.learned()
    question = BANK.questions[0]
    skill, memory = learned.skill(BANK.id, question.topic), learned.memory(BANK.id, question.id)
    assert (skill.n, skill.theta) == (1, 0.5)
    assert memory is not None
    assert (memory.n, memory.score, memory.missed) == (1, 1.0, 0)


def test_a_failed_append_leaves_nothing_learned(house: House) -> None:
    """Grade, skill and memory are one transaction."""
    of = house.engine.start(Wish(bank=BANK.id, count=1))
    with sqlite3.connect(house.path) as connection:
        connection.execute("DROP TABLE memories")
    house.engine.answer(of, "k1 k2 k3")
    with pytest.raises(Exception, match="database"):
        house.engine.advance(of)
    assert [e.kind for e in house.store.events(of)][-1] == "answered"
    assert house.rows("reviews") == []


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.sampled_from([None, "k1", "k1 k2 k3", "nothing", "k2 k3"]), min_size=1, max_size=4
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 3),
)
def test_rebuilding_gives_what_the_events_gave(
    tmp_path_factory: pytest.TempPathFactory, interviews: list[list[str | None]], gone: int
) -> None:
    """Whatever was held, rated and deleted: what is derived is a function of the events."""
    house = House(tmp_path_factory.mktemp("home"), Clock())
    ids: list[str] = []
    for answers in interviews:
        house.clock.advance(days=2)
        ids.append(house.held(*answers, seed=len(ids), selection=Selection.RANDOM))
        turns = [t for r in house.engine.load(ids[-1]).rounds for t in r.turns if t.answer]
        if turns:
            house.engine.rate(ids[-1], turns[0].number, 4)
    if gone < len(ids):
        house.engine.delete(ids[gone])
    before = house.derived
    house.store.rebuild()
    assert house.derived == before


def test_an_older_database_is_caught_up_with_when_it_is_opened(house: House) -> None:
    """Interviews of the time before there was a memory count as well."""
    house.held("k1", "k1 k2 k3")
    before = house.derived
    with sqlite3.connect(house.path) as connection:
        for table in ("reviews", "skills", "memories", "derived_form"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    Store(house.path)
    assert house.derived == before


def test_an_interview_that_cannot_be_read_is_left_out_of_the_rebuilding(house: House) -> None:
    """The others are not lost for it."""
    first, second = house.held("k1 k2 k3"), house.held("k1")
    with sqlite3.connect(house.path) as connection:
        connection.execute("UPDATE events SET payload='{' WHERE interview_id=?", (second,))
    assert house.store.rebuild() == 1
    assert [r.interview_id for r in house.store.reviews()] == [first]


def test_an_event_of_a_newer_version_stops_no_rebuilding(house: House) -> None:
    """Its interview waits for the newer program; the others count."""
    first, second = house.held("k1"), house.held("k1")
    newer = '{"kind":"telepathy","seq":1,"at":"2026-03-02T12:00:00Z"}'
    with sqlite3.connect(house.path) as connection:
        connection.execute(
            "UPDATE events SET payload=? WHERE interview_id=? AND seq=1", (newer, second)
        )
    house.store.rebuild()
    assert [r.interview_id for r in house.store.reviews()] == [first]


def test_deleting_an_interview_deletes_what_was_learned_from_it(house: House) -> None:
    """Skill and memory are as if it had never been."""
    house.held("k1 k2 k3")
    before = house.derived
    house.clock.advance(days=3)
    house.engine.delete(house.held("k1", "k2"))
    assert house.derived == before


@pytest.mark.parametrize("late", [True, False])
def test_how_sure_one_was_counts_whenever_it_is_said(house: House, *, late: bool) -> None:
    """Before the judgement or after it."""
    of = house.engine.start(Wish(bank=BANK.id, count=1))
    turn = house.engine.answer(of, "k1").rounds[0].turns[0]
    if not late:
        house.engine.rate(of, turn.number, 4)
    house.engine.advance(of)
    if late:
        house.engine.rate(of, turn.number, 4)
    memory = house.store.learned().memory(BANK.id, BANK.questions[0].id)
    assert memory is not None
    assert memory.confident_error


def test_adaptive_asks_what_was_not_asked(house: House) -> None:
    """And says so; what went well yesterday waits."""
    house.held("k1 k2 k3", "k1 k2 k3")
    house.clock.advance(days=1)
    of = house.engine.start(Wish(bank=BANK.id, count=2, selection=Selection.ADAPTIVE))
    choices = house.engine.load(of).plan.choices
    assert {c.question_id for c in choices} == {q.id for q in BANK.questions[2:]}
    assert all(c.why.startswith("not asked yet") for c in choices)


def test_due_asks_what_is_due_and_no_more(house: House) -> None:
    """Fewer than wished for where fewer are due; none is refused with what else there is."""
    with pytest.raises(BadRequest, match="Nothing is due"):
        house.engine.start(Wish(bank=BANK.id, selection=Selection.DUE))
    house.held("nothing", "k1 k2 k3")
    house.clock.advance(days=4)
    of = house.engine.start(Wish(bank=BANK.id, count=3, selection=Selection.DUE))
    (choice,) = house.engine.load(of).plan.choices
    assert choice.question_id == BANK.questions[0].id
    assert choice.why.startswith("due ")


def test_the_day_of_the_interview_is_remembered_and_brings_everything_before_it(
    house: House,
) -> None:
    """What went well would have waited for weeks."""
    house.held("k1 k2 k3", interview_on=date(2026, 3, 5))
    house.clock.advance(days=2)
    assert house.engine.standing(BANK.id).interview_on == date(2026, 3, 5)
    assert house.engine.standing(BANK.id).due == 1
    assert house.engine.overview().due[0].due.date() == date(2026, 3, 4)


def test_a_job_description_chooses_the_nearest_questions(house: House) -> None:
    """Each says which words it is near to."""
    topic = BANK.questions[2].topic
    of = house.engine.start(
        Wish(bank=BANK.id, count=1, selection=Selection.JOB, job_description=f"We need {topic}.")
    )
    (choice,) = house.engine.load(of).plan.choices
    assert choice.question_id == BANK.questions[2].id
    assert f"“We need {topic}.”" in choice.why


@pytest.mark.parametrize(("text", "says"), [("", "needs one"), ("x " * 10_001, "at most 20,000")])
def test_no_job_description_and_one_without_end_are_refused(
    house: House, text: str, says: str
) -> None:
    """With what would mend it."""
    with pytest.raises(BadRequest, match=says):
        house.engine.start(Wish(bank=BANK.id, selection=Selection.JOB, job_description=text))


def test_the_level_is_in_the_order_of_weakness(house: House) -> None:
    """The weakest topic first, with the number of answers it rests on."""
    house.held("k1 k2 k3", "nothing")
    topics = house.engine.overview().topics
    assert [t.topic for t in topics] == ["topic 2", "topic 1"]
    assert all(t.n == 1 and t.low < t.level < t.high for t in topics)


def test_deleting_everything_forgets_everything(house: House) -> None:
    """Down to what was learned."""
    house.held("k1 k2 k3", "nothing")
    house.store.delete_all()
    assert house.store.learned() == Learned()


def test_a_restored_copy_knows_what_was_learned(house: House, tmp_path: Path) -> None:
    """Also one of a program that knew nothing of it."""
    house.held("k1 k2 k3", "nothing")
    house.store.copy_to(tmp_path / "copy.sqlite3")
    with sqlite3.connect(tmp_path / "copy.sqlite3") as connection:
        for table in ("reviews", "skills", "memories"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    other = Store(tmp_path / "other.sqlite3")
    other.fill_from(tmp_path / "copy.sqlite3")
    assert other.learned() == house.store.learned()


def test_a_dispute_that_is_upheld_changes_what_was_learned(house: House) -> None:
    """The better verdict counts there too, and rebuilding finds the same."""
    of = house.held("k1 and k2", "k1 k2 k3")
    before = house.store.learned()
    house.engine.dispute(of, BANK.questions[0].id, "k3", "I meant it.")
    assert house.store.learned() == before  # the same examiner finds the same
    after = house.derived
    house.store.rebuild()
    assert house.derived == after
    assert [e.kind for e in house.store.events(of)][-2:] == ["disputed", "reconsidered"]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2_001])
def test_a_dispute_needs_a_reason_that_can_be_read(house: House, reason: str) -> None:
    """And nothing is stored without one."""
    of = house.held("k1")
    with pytest.raises(BadRequest, match="cannot be disputed"):
        house.engine.dispute(of, BANK.questions[0].id, "k3", reason)
    assert house.store.events(of)[-1].kind == "finished"


def test_a_reviewer_that_fails_leaves_the_dispute_saved(house: House) -> None:
    """It says so, and can be asked again."""
    of = house.held("k1")
    examiner = house.engine.examiner
    assert isinstance(examiner, FakeExaminer)
    examiner.outcome = broken
    house.engine.dispute(of, BANK.questions[0].id, "k3", "I meant it.")
    appeal = house.engine.report(of).questions[0].appeals[0]
    assert (appeal.second, "could not be judged anew" in appeal.text) == (None, True)
    examiner.outcome = None
    house.engine.dispute(of, BANK.questions[0].id, "k3", "I meant it.")
    assert house.engine.report(of).questions[0].appeals[0].second is not None
