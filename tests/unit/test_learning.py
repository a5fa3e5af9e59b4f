"""Skill per topic, memory per question, and what they make of the next interview."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.interview import replay
from interviewer.learning import job
from interviewer.learning.learned import Learned
from interviewer.learning.memory import AGAIN, EASY, GOOD, HARD, Memory, memory_of, rating
from interviewer.learning.overview import MOST_DUE, overview
from interviewer.learning.priority import Ranking
from interviewer.learning.review import Review, reviews
from interviewer.learning.skill import Skill, after, skill_of
from knowledge.question import Level
from tests import examples
from tests.builders import make_bank, make_question
from tests.clock import NOON

BANK = make_bank(
    [
        make_question(f"What is thing {i}?", number=i + 1, topic=("even", "odd")[i % 2])
        for i in range(8)
    ]
)
FIRST = BANK.questions[0]


def review(question_id: str = FIRST.id, at: datetime = NOON, **fields: object) -> Review:
    """A judged question of the bank that held half of its points."""
    usual = {
        "interview_id": "i",
        "bank": BANK.id,
        "topic": "even",
        "level": Level.INTERMEDIATE,
        "score": 0.5,
        "unaided": 0.5,
        "points": 4,
        "missed": 2,
    }
    return Review(**(usual | {"question_id": question_id, "at": at} | fields))


def known(*found: Review) -> Learned:
    """What these leave behind, folded here as the store does it."""
    skills, memories = {}, {}
    for r in found:
        skills[r.bank, r.topic] = skill_of(
            r.bank, r.topic, [x for x in found if x.topic == r.topic]
        )
        memory = memory_of([x for x in found if x.question_id == r.question_id])
        assert memory is not None
        memories[r.bank, r.question_id] = memory
    return Learned(skills, memories)


def test_skill_is_the_elo_of_the_rubric() -> None:
    """P = sigmoid(theta - d), theta += K (s - P), K = 1 / (1 + 0.05 n): worked by hand."""
    skill = skill_of(BANK.id, "even", [review(unaided=0.9), review(unaided=0.2, level="advanced")])
    first = 0.0 + 1.0 * (0.9 - 0.5)
    expected = 1 / (1 + exp(-(first - 1.0)))
    assert skill.theta == pytest.approx(first + (0.2 - expected) / 1.05)
    assert skill.n == 2


def test_skill_rests_on_first_answers_alone() -> None:
    """A skipped question says nothing about it, nor does one whose first answer was not judged."""
    skipped = review(score=0.0, unaided=None, skipped=True)
    assert skill_of(BANK.id, "even", [skipped, review(unaided=None)]).n == 0


@given(st.lists(st.floats(0, 1), max_size=40))
def test_the_band_holds_the_level_and_never_widens(scores: list[float]) -> None:
    """More answers tell more."""
    skill = Skill(bank=BANK.id, topic="even")
    for score in scores:
        before, skill = skill, after(skill, review(unaided=score))
        assert skill.low < skill.level < skill.high
        assert skill.information > before.information


@pytest.mark.parametrize(
    ("score", "unaided", "expected"),
    [
        (0.0, 0.0, AGAIN),
        (0.39, 0.39, AGAIN),
        (0.4, 0.4, HARD),
        (0.59, 0.2, HARD),
        (0.6, 0.6, GOOD),
        (0.84, 0.84, GOOD),
        (0.85, 0.85, EASY),
        (0.9, 0.7, GOOD),
        (0.9, None, GOOD),
    ],
)
def test_ratings_follow_the_score(score: float, unaided: float | None, expected: int) -> None:
    """Easy only where the first answer alone was that good."""
    assert rating(score, unaided) == expected


def test_memory_is_what_the_library_says() -> None:
    """The same reviews through the library itself give the same card."""
    from fsrs import Card, Rating, Scheduler

    later = NOON + timedelta(days=5)
    memory = memory_of([review(score=0.7), review(at=later, score=0.1)])
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, _ = scheduler.review_card(Card(card_id=1), Rating.Good, NOON)
    card, _ = scheduler.review_card(card, Rating.Again, later)
    assert memory is not None
    assert (memory.stability, memory.due) == (card.stability, card.due)
    assert memory.difficulty == card.difficulty


def test_what_went_well_comes_back_later_than_what_did_not() -> None:
    """And what is due is likely half forgotten."""
    well, badly = memory_of([review(score=0.9, unaided=0.9)]), memory_of([review(score=0.1)])
    assert well is not None
    assert badly is not None
    assert well.due > badly.due >= NOON + timedelta(days=1)
    assert well.retrievability(NOON) > well.retrievability(NOON + timedelta(days=30))


def test_an_interview_date_bounds_every_interval() -> None:
    """By the day before at the latest, and never sooner than a day after the last attempt."""
    memory = memory_of([review(score=0.95, unaided=0.95)])
    assert memory is not None
    soon, now = date(2026, 3, 5), NOON
    assert memory.due.date() > soon
    assert memory.due_for(soon, now).date() == date(2026, 3, 4)
    assert memory.due_for(date(2026, 3, 3), now) == NOON + timedelta(days=1)
    assert memory.due_for(date(2026, 3, 1), now) == memory.due
    assert memory.due_for(None, now) == memory.due


def test_reviews_follow_from_the_events() -> None:
    """Judged and skipped questions leave one, what was not judged leaves none."""
    found = {r.question_id: r for r in reviews("x", replay(examples.events()))}
    assert set(found) == {"dropout", "vanishing", "batch-norm"}
    assert found["dropout"].unaided == pytest.approx(2.5 / 8)
    assert found["dropout"].confident_error
    assert (found["dropout"].points, found["dropout"].missed) == (5, 2)
    assert found["batch-norm"].skipped
    assert found["batch-norm"].unaided is None


def test_adaptive_order_is_the_priority_of_the_rubric() -> None:
    """0.45 (1 - R) + 0.30 (1 - |P - 0.75|) + 0.25 for a topic not yet seen."""
    learned = known(review(score=0.9, unaided=0.9))
    ranking = Ranking(BANK.id, learned, NOON)
    fresh = Learned()
    new = Ranking(BANK.id, fresh, NOON).priority(FIRST)
    assert new == pytest.approx(0.45 + 0.30 * (1 - 0.25) + 0.25)
    expects = learned.skill(BANK.id, "even").expects(FIRST.level)
    assert ranking.priority(FIRST) == pytest.approx(0.30 * (1 - abs(expects - 0.75)))


def test_adaptive_repeats_nothing_and_never_one_topic_twice_running() -> None:
    """Where another is left."""
    order = Ranking(BANK.id, known(review()), NOON, seed=4).adaptive(BANK.questions, 8)
    assert len({r.question.id for r in order}) == 8
    assert all(a.question.topic != b.question.topic for a, b in pairwise(order))


def test_adaptive_breaks_ties_by_the_seed() -> None:
    """The same seed, the same order; another seed, another."""
    orders = [
        [r.question.id for r in Ranking(BANK.id, Learned(), NOON, seed).adaptive(BANK.questions, 8)]
        for seed in (1, 1, 2)
    ]
    assert orders[0] == orders[1] != orders[2]


def test_a_confident_error_comes_first() -> None:
    """Also before questions that were never asked."""
    learned = known(review(BANK.questions[4].id, unaided=0.1, confidence=4))
    order = Ranking(BANK.id, learned, NOON).adaptive(BANK.questions, 3)
    assert order[0].question.id == BANK.questions[4].id
    assert "you were sure and it was not right" in order[0].why


def test_due_has_confident_errors_first_and_then_the_most_forgotten() -> None:
    """What is not due yet is left out."""
    ids = [q.id for q in BANK.questions]
    learned = known(
        review(ids[0], score=0.5),
        review(ids[1], score=0.1),
        review(ids[2], score=0.1, unaided=0.1, confidence=3),
        review(ids[3], at=NOON + timedelta(days=9), score=0.9, unaided=0.9),
    )
    due = Ranking(BANK.id, learned, NOON + timedelta(days=10)).due(BANK.questions)
    assert [r.question.id for r in due] == [ids[2], ids[1], ids[0]]


def test_each_choice_says_when_it_was_due_and_how_it_went() -> None:
    """In the words of the rubric: due, missed, level."""
    learned = known(review(score=0.1))
    memory = learned.memories[BANK.id, FIRST.id]
    why = Ranking(BANK.id, learned, memory.due + timedelta(days=3)).why(FIRST)
    assert why == "due 3 days ago, you missed 2 of 4 points, intermediate"


def test_a_new_question_says_so_with_what_is_known_of_its_topic() -> None:
    """Nothing, or the level and the number of answers it rests on."""
    assert Ranking(BANK.id, Learned(), NOON).why(FIRST) == (
        "not asked yet, topic even not seen yet, intermediate"
    )
    other = known(review(BANK.questions[2].id))
    assert Ranking(BANK.id, other, NOON).why(FIRST) == (
        "not asked yet, topic even at 50 % after 1 answer, intermediate"
    )


def test_never_more_than_five_are_shown_as_due() -> None:
    """A day's work, not a pile; what left its bank is not shown at all."""
    learned = known(*(review(q.id, score=0.1) for q in BANK.questions))
    now = NOON + timedelta(days=20)
    found = overview(learned, [], now, lambda _: BANK)
    assert len(found.due) == MOST_DUE
    assert overview(learned, [], now, lambda _: None).due == ()


def test_the_overview_counts_how_sure_against_how_right() -> None:
    """Over all interviews, first answers alone."""
    rated = [
        review(unaided=0.1, confidence=4),
        review(unaided=0.9, confidence=1),
        review(unaided=0.7, confidence=4),
        review(unaided=None, confidence=4),
    ]
    found = overview(Learned(), rated, NOON, lambda _: BANK)
    assert (found.rated, found.confident_errors, found.unsure_hits) == (3, 1, 1)
    assert [(c.n, c.score) for c in found.calibration] == [
        (1, 0.9),
        (0, None),
        (0, None),
        (2, pytest.approx(0.4)),
    ]


def test_a_job_description_is_read_by_sentence_and_list_item() -> None:
    """Bullets and repeats left out."""
    text = "You will train networks. You ship them!\n- Python\n• CI\n- Python\n\n"
    assert job.passages(text) == ("You will train networks.", "You ship them!", "Python")


def test_questions_for_a_job_come_nearest_first_and_say_what_they_are_near_to() -> None:
    """With the share, so that a far one does not look like a hit."""
    ids = [q.id for q in BANK.questions[:2]]
    near = {ids[0]: job.Near(0.31, "Python"), ids[1]: job.Near(0.62, "You will train networks.")}
    order = job.ranked(BANK.questions, near)
    assert [r.question.id for r in order] == [ids[1], ids[0]]
    assert order[0].why == (
        "62 % near “You will train networks.” in the job description, odd, intermediate"
    )


def test_memory_survives_times_of_another_zone() -> None:
    """They are the same moments."""
    there = NOON.astimezone(UTC)
    memory = memory_of([review(at=Review.model_validate_json(review().model_dump_json()).at)])
    assert isinstance(memory, Memory)
    assert memory == memory_of([review(at=there)])
