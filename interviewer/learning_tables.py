"""The tables of what interviews left behind, and how they follow the events. For the store alone.

`REVIEWS` is derived from the events of each interview; `SKILLS` and `MEMORIES` are derived from the
reviews, each for its owner; the one local user has no name. Everything runs in the transaction of
the caller.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from interviewer.interview import Interview
from interviewer.learning.learned import Learned
from interviewer.learning.memory import Memory, memory_of
from interviewer.learning.review import Review, reviews
from interviewer.learning.skill import Skill, after, skill_of

FORM = "1"
"""Changes with the rules by which skill and memory are derived; older data is derived anew."""

TOUCHING = frozenset({"graded", "skipped", "rated", "reconsidered"})
"""The kinds of events that change a review."""

_META = sa.MetaData()


def _table(name: str, key: Sequence[str], rest: Sequence[str]) -> sa.Table:
    columns: list[sa.Column[Any]] = [sa.Column(c, primary_key=True) for c in key] + [
        sa.Column(c) for c in rest
    ]
    return sa.Table(name, _META, *columns)


REVIEWS = _table(
    "reviews",
    ("interview_id", "question_id"),
    (
        *("owner", "bank", "topic", "level", "at", "score", "unaided", "skipped", "confidence"),
        *("points", "missed", "interview_on"),
    ),
)
SKILLS = _table("skills", ("owner", "bank", "topic"), ("theta", "n", "information", "last_at"))
MEMORIES = _table(
    "memories",
    ("owner", "bank", "question_id"),
    (
        *("topic", "stability", "difficulty", "due", "last_at", "n", "score", "points", "missed"),
        "confident_error",
    ),
)
FORMS = _table("derived_form", ("version",), ())


def follow(connection: sa.Connection, owner: str, interview_id: str, state: Interview) -> None:
    """Brings reviews, skills and memories to what the interview shows in that state."""
    before = {r.question_id: r for r in _reviews(connection, owner, interview_id=interview_id)}
    now = {r.question_id: r for r in reviews(interview_id, state)}
    changed = [r for key, r in now.items() if before.get(key) != r]
    if not changed:
        return
    for review in changed:
        if review.question_id in before:
            connection.execute(_of(review), _row(owner, review))
        else:
            connection.execute(REVIEWS.insert(), _row(owner, review))
    for review in changed:
        _learn(connection, owner, before.get(review.question_id), review)


def forget(connection: sa.Connection, owner: str, interview_id: str) -> tuple[Review, ...]:
    """Removes the interview's reviews; `derive` then has to follow, with what is returned."""
    gone = _reviews(connection, owner, interview_id=interview_id)
    connection.execute(
        REVIEWS.delete().where(REVIEWS.c.interview_id == interview_id, REVIEWS.c.owner == owner)
    )
    return gone


def derive(connection: sa.Connection, owner: str, touched: Iterable[Review]) -> None:
    """Derives the skills and memories anew that these reviews have to do with."""
    touched = tuple(touched)
    for bank, topic in dict.fromkeys((r.bank, r.topic) for r in touched):
        _derive_skill(connection, owner, bank, topic)
    for bank, question in dict.fromkeys((r.bank, r.question_id) for r in touched):
        _derive_memory(connection, owner, bank, question)


def review(
    connection: sa.Connection, owner: str, ids: Sequence[str], states: Mapping[str, Interview]
) -> None:
    """Writes the reviews of these interviews anew; `derive_all` then has to follow."""
    connection.execute(REVIEWS.delete().where(REVIEWS.c.interview_id.in_(ids)))
    found = [r for interview_id, state in states.items() for r in reviews(interview_id, state)]
    _insert(connection, REVIEWS, [_row(owner, r) for r in found])


def mark(connection: sa.Connection, *, current: bool) -> None:
    """Notes whether what is derived follows the rules of this program."""
    connection.execute(FORMS.delete())
    if current:
        connection.execute(FORMS.insert(), {"version": FORM})


def owners(connection: sa.Connection) -> set[str]:
    """Everybody of whom something is derived."""
    found = [sa.select(table.c.owner) for table in (REVIEWS, SKILLS, MEMORIES)]
    return set(connection.execute(sa.union(*found)).scalars())


def clear(connection: sa.Connection, owner: str) -> None:
    """Removes all that was derived from this owner's interviews."""
    for table in (MEMORIES, SKILLS, REVIEWS):
        connection.execute(table.delete().where(table.c.owner == owner))


def derive_all(connection: sa.Connection, owner: str) -> None:
    """Derives all skills and memories of this owner anew from the reviews."""
    topics: dict[tuple[str, str], list[Review]] = {}
    questions: dict[tuple[str, str], list[Review]] = {}
    for each in _reviews(connection, owner):
        topics.setdefault((each.bank, each.topic), []).append(each)
        questions.setdefault((each.bank, each.question_id), []).append(each)
    skills = [s for (b, t), found in topics.items() if (s := skill_of(b, t, found)).n]
    memories = [m for found in questions.values() if (m := memory_of(found)) is not None]
    for table in (MEMORIES, SKILLS):
        connection.execute(table.delete().where(table.c.owner == owner))
    _insert(connection, SKILLS, [_row(owner, s) for s in skills])
    _insert(connection, MEMORIES, [_row(owner, m) for m in memories])


def is_current(connection: sa.Connection) -> bool:
    """Whether what is derived follows the rules of this program."""
    return connection.execute(sa.select(FORMS.c.version)).scalar() == FORM


def learned(connection: sa.Connection, owner: str) -> Learned:
    """All skills and memories, and the day of the real interview where the last plan had one."""
    skills = _all(connection, owner, SKILLS)
    memories = _all(connection, owner, MEMORIES)
    last = (
        sa.select(REVIEWS.c.interview_on)
        .where(REVIEWS.c.owner == owner)
        .order_by(REVIEWS.c.at.desc())
        .limit(1)
    )
    on = connection.execute(last).scalar()
    return Learned(
        {(s.bank, s.topic): s for s in (Skill.model_validate(row) for row in skills)},
        {(m.bank, m.question_id): m for m in (Memory.model_validate(row) for row in memories)},
        date.fromisoformat(on) if on else None,
    )


def all_reviews(connection: sa.Connection, owner: str) -> tuple[Review, ...]:
    """Every review, in order of time."""
    return _reviews(connection, owner)


def attempts(connection: sa.Connection, owner: str, interview_id: str) -> dict[str, str]:
    """For each question of that interview the one in which it was tried the last time before."""
    mine, other = REVIEWS.alias(), REVIEWS.alias()
    query = (
        sa.select(other.c.question_id, other.c.interview_id)
        .join(
            mine,
            sa.and_(
                mine.c.owner == other.c.owner,
                mine.c.bank == other.c.bank,
                mine.c.question_id == other.c.question_id,
                mine.c.interview_id != other.c.interview_id,
                other.c.at < mine.c.at,
            ),
        )
        .where(mine.c.interview_id == interview_id, mine.c.owner == owner)
        .order_by(other.c.at)
    )
    return {row.question_id: row.interview_id for row in connection.execute(query)}


def _learn(connection: sa.Connection, owner: str, before: Review | None, now: Review) -> None:
    """Memory anew from the question's few reviews; skill goes on from where it stood if it can."""
    _derive_memory(connection, owner, now.bank, now.question_id)
    if before is not None and (before.unaided, before.at) == (now.unaided, now.at):
        return  # a follow-up or a rating: skill rests on the first answer alone
    stored = _all(connection, owner, SKILLS, SKILLS.c.bank == now.bank, SKILLS.c.topic == now.topic)
    skill = Skill.model_validate(stored[0]) if stored else Skill(bank=now.bank, topic=now.topic)
    counted = before is not None and before.unaided is not None
    if counted or (skill.last_at is not None and now.at < skill.last_at):
        _derive_skill(connection, owner, now.bank, now.topic)
        return
    _put(connection, owner, SKILLS, ("topic", now.topic), after(skill, now), now.bank)


def _derive_skill(connection: sa.Connection, owner: str, bank: str, topic: str) -> None:
    skill = skill_of(bank, topic, _reviews(connection, owner, bank=bank, topic=topic))
    _put(connection, owner, SKILLS, ("topic", topic), skill, bank)


def _derive_memory(connection: sa.Connection, owner: str, bank: str, question_id: str) -> None:
    memory = memory_of(_reviews(connection, owner, bank=bank, question_id=question_id))
    _put(connection, owner, MEMORIES, ("question_id", question_id), memory, bank)


def _reviews(connection: sa.Connection, owner: str, **where: str) -> tuple[Review, ...]:
    query = sa.select(REVIEWS).order_by(REVIEWS.c.at, REVIEWS.c.interview_id, REVIEWS.c.question_id)
    for column, value in {"owner": owner, **where}.items():
        query = query.where(REVIEWS.c[column] == value)
    rows = connection.execute(query).mappings()
    return tuple(Review.model_validate(_owned(row)) for row in rows)


def _all(
    connection: sa.Connection, owner: str, table: sa.Table, *where: sa.ColumnElement[bool]
) -> list[dict[str, object]]:
    query = sa.select(table).where(table.c.owner == owner, *where)
    return [_owned(row) for row in connection.execute(query).mappings()]


def _owned(row: sa.RowMapping) -> dict[str, object]:
    return {key: value for key, value in row.items() if key != "owner"}


def _put(  # noqa: PLR0913, PLR0917 - the parts of one row
    connection: sa.Connection,
    owner: str,
    table: sa.Table,
    key: tuple[str, str],
    value: Skill | Memory | None,
    bank: str,
) -> None:
    where = (table.c.owner == owner, table.c.bank == bank, table.c[key[0]] == key[1])
    connection.execute(table.delete().where(*where))
    if value is not None and value.n > 0:
        connection.execute(table.insert(), _row(owner, value))


def _of(review: Review) -> sa.Update:
    return REVIEWS.update().where(
        REVIEWS.c.interview_id == review.interview_id,
        REVIEWS.c.question_id == review.question_id,
    )


def _insert(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]
) -> None:
    if rows:
        connection.execute(table.insert(), list(rows))


def _row(owner: str, value: Review | Skill | Memory) -> dict[str, object]:
    return {"owner": owner, **{key: _stored(each) for key, each in value}}


def _stored(value: object) -> object:
    """Times and days as text that sorts as they do, the same in every database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
